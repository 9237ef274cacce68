"""The row of a deal on the portfolio page, made from its judgement in brief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from coalition.portfolio.models import DealSummary, MapWeek
from coalition.record.models import Opportunity, Outcome

GAPS = (
    "static_records",
    "persona_without_influence",
    "sentiment_blind_spots",
    "single_threaded_coverage",
    "no_coaching_loop",
)
NOBODY, UNKNOWN = "nobody", "unknown"
#: Reasons kept with each gap; the deal's page has all of them.
REASONS = 3
_OWN = {"opportunity", "outlook", "outlook_reasons", "outlook_stage"}


def keep_summaries(judgements: Mapping[int, Mapping[str, Any]]) -> None:
    """Write the rows of these deals, in the caller's transaction. The outlook stays while the deal is in the stage it
    speaks of: it is learnt once a night."""
    rows = [summary_of(key, judgement) for key, judgement in judgements.items()]
    DealSummary.objects.bulk_create(
        rows,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["opportunity"],
        update_fields=[field.name for field in DealSummary._meta.concrete_fields if field.name not in _OWN],
    )
    moved = DealSummary.objects.filter(pk__in=[row.pk for row in rows], outlook_stage__isnull=False)
    moved.exclude(outlook_stage=F("opportunity__stage_id")).update(outlook=None, outlook_reasons=[], outlook_stage=None)
    _keep_week(rows)


def _keep_week(rows: list[DealSummary]) -> None:
    """How well the open ones are mapped this week; the week's last word stays."""
    open_deals = Opportunity.objects.filter(pk__in=[row.pk for row in rows], stage__outcome=Outcome.OPEN)
    owners = dict(open_deals.values_list("id", "owner_id"))
    weeks = [week_of(row, owners[row.pk]) for row in rows if row.pk in owners]
    MapWeek.objects.bulk_create(
        weeks,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["opportunity", "week"],
        update_fields=["owner", "quality", "freshness"],
    )


def week_of(row: DealSummary, owner_id: int | None) -> MapWeek:
    """How well that map was kept in the week it was judged in."""
    return MapWeek(
        opportunity_id=row.pk,
        week=(row.as_of - timedelta(days=row.as_of.weekday())).date(),
        owner_id=owner_id,
        quality=quality_of(row),
        freshness=100.0 - row.static_records,
    )


def quality_of(row: DealSummary) -> float:
    """100: no gap at all."""
    gaps: list[float] = [getattr(row, gap) for gap in GAPS]
    return 100.0 - sum(gaps) / len(gaps)


def summary_of(opportunity_id: int, judgement: Mapping[str, Any]) -> DealSummary:
    """One row."""
    gaps = {gap["key"]: gap for gap in judgement["gaps"]}
    held = judgement["beliefs"]
    return DealSummary(
        opportunity_id=opportunity_id,
        as_of=datetime.fromisoformat(judgement["as_of"]),
        **{key: gaps[key]["value"] for key in GAPS},
        widest_gap=max(gaps[key]["value"] for key in GAPS),
        map_score=judgement["map_score"]["score"],
        map_colour=judgement["map_score"]["colour"] or "",
        gates_open=sum(not gate["met"] for gate in judgement["gates"]),
        gates=len(judgement["gates"]),
        engaged=judgement["header"]["engaged"],
        effective_threads=judgement["threads"]["effective"],
        consensus=judgement["consensus"]["mean"],
        economic_buyer=word_of(held["economic_buyer"]),
        finance_lead=word_of(held["finance_lead"]),
        shown={
            **held,
            "gaps": {key: _reasons(gaps[key]) for key in GAPS},
            "gates": [_gate(gate) for gate in judgement["gates"]],
        },
    )


def word_of(belief: Mapping[str, Any] | None) -> str:
    """What a seat's holder believes, in one word; ``nobody`` where the seat is empty."""
    return (belief["word"] or UNKNOWN) if belief else NOBODY


def _reasons(gap: Mapping[str, Any]) -> dict[str, Any]:
    items: Iterable[Mapping[str, Any]] = gap["items"]
    told = [{"text": item["text"], "contact_ids": item["contact_ids"][:1]} for item in items]
    return {"items": told[:REASONS], "left_out": gap["left_out"] + max(0, len(told) - REASONS)}


def _gate(gate: Mapping[str, Any]) -> dict[str, Any]:
    return {"label": gate["label"], "met": gate["met"], "missing": gate["missing"]}
