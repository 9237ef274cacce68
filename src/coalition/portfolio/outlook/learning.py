"""Learns from what the readings say, one model a stage, and forecasts every open deal by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from coalition.judgement.outlook import Deals, Forecast, Outlook, learn
from coalition.judgement.outlook.held_out import Figures
from coalition.judgement.outlook.kept import from_plain, to_plain
from coalition.judgement.outlook.knowledge import KNOWLEDGE
from coalition.judgement.outlook.model import LEAST, VERSION
from coalition.portfolio.models import DealSummary, OutlookVersion, StageReading
from coalition.portfolio.outlook.readings import ended_deals, open_now

_SAME = ("version", "shown", "why", "won", "lost", "fields", "figures", "model")


@dataclass
class Past:
    """Closed deals that were in a stage, oldest end first."""

    rows: list[Mapping[str, str]] = field(default_factory=list)
    won: list[bool] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    @property
    def enough(self) -> bool:
        return min(sum(self.won), len(self.won) - sum(self.won)) >= LEAST


def learn_outlook(now: datetime) -> list[OutlookVersion]:
    """Learn for each stage a deal is open in, keep what is new, and forecast the open deals."""
    found = past_by_stage()
    asked = max(1, sum(past.enough for past in found.values()))
    rows = [_version(stage, past, now, asked) for stage, past in sorted(found.items())]
    with transaction.atomic():
        held = in_force(now)
        fresh = [row for row in rows if not _same(held.get(row.stage_id), row)]
        OutlookVersion.objects.bulk_create(fresh)
        forecast_open_deals(now)
    return fresh


def past_by_stage() -> dict[int, Past]:
    """What closed deals were known by in each stage; a stage no deal is open in is left out."""
    ended, stages = ended_deals(), set(open_now().values())
    readings = StageReading.objects.filter(
        version=KNOWLEDGE, known__isnull=False, stage_id__in=stages, opportunity_id__in=ended
    )
    found: dict[int, Past] = {stage: Past() for stage in stages}
    rows = readings.values_list("stage_id", "opportunity_id", "known")
    for stage, deal, known in sorted(rows, key=lambda row: (ended[row[1]].at, row[1])):
        past = found[stage]
        past.rows.append(known or {})
        past.won.append(ended[deal].won)
        past.times.append(ended[deal].at.timestamp())
    return found


def in_force(moment: datetime) -> dict[int, OutlookVersion]:
    """By stage, what had been learnt last by that moment."""
    rows = OutlookVersion.objects.filter(learned_at__lte=moment).order_by("learned_at", "id")
    newest: dict[int, int] = dict(rows.values_list("stage_id", "id"))
    return {row.stage_id: row for row in OutlookVersion.objects.filter(pk__in=newest.values()).select_related("stage")}


def forecast(version: OutlookVersion, known: Mapping[str, str]) -> Forecast | None:
    """What this version says of a deal; nothing where it is silent."""
    return from_plain(version.model).forecast(known) if version.shown and version.model else None


def reasons_of(said: Forecast) -> list[dict[str, Any]]:
    """What speaks for it and then what speaks against it, each the largest first."""
    return [
        {"field": r.field, "value": r.value, "weight": r.weight} for r in (*said.reasons_for, *said.reasons_against)
    ]


def forecast_open_deals(now: datetime) -> None:
    """Write the outlook of every open deal into its row of the portfolio, or take it away."""
    held, stages = in_force(now), open_now()
    known: dict[int, dict[int, Any]] = defaultdict(dict)
    readings = StageReading.objects.filter(version=KNOWLEDGE, opportunity_id__in=stages)
    for deal, stage, values in readings.values_list("opportunity_id", "stage_id", "known"):
        known[deal][stage] = values
    rows = []
    for row in DealSummary.objects.filter(opportunity_id__in=stages).only("opportunity_id"):
        stage = stages[row.opportunity_id]
        version, values = held.get(stage), known[row.opportunity_id].get(stage)
        said = forecast(version, values) if version and values else None
        row.outlook = said.probability if said else None
        row.outlook_reasons = reasons_of(said) if said else []
        row.outlook_stage = stage
        rows.append(row)
    DealSummary.objects.bulk_update(rows, ["outlook", "outlook_reasons", "outlook_stage"], batch_size=200)


def _version(stage: int, past: Past, now: datetime, asked: int) -> OutlookVersion:
    found = learn(Deals(past.rows, past.won, past.times), asked)
    return OutlookVersion(
        stage_id=stage,
        learned_at=now,
        version=f"{VERSION} {KNOWLEDGE}",
        shown=found.shown,
        why=found.why,
        won=sum(past.won),
        lost=len(past.won) - sum(past.won),
        fields={"used": list(found.fields.used), "refused": found.fields.refused, "left_out": found.fields.left_out},
        figures=_figures(found.figures) if found.figures else None,
        model=_model(found),
    )


def _model(found: Outlook) -> dict[str, Any] | None:
    return to_plain(found.model) if found.shown and found.model else None


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "brier": round(figures.brier, 4),
        "base_brier": round(figures.base_brier, 4),
        "gain_interval": [round(value, 4) for value in figures.gain_interval],
        "auc": round(figures.auc, 4),
        "ece": round(figures.ece, 4),
        "base_rate": round(figures.base_rate, 4),
        "deals": figures.deals,
        "split": figures.split,
    }


def _same(held: OutlookVersion | None, row: OutlookVersion) -> bool:
    return held is not None and all(getattr(held, name) == getattr(row, name) for name in _SAME)
