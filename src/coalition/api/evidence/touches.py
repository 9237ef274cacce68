"""The records behind a score, as the scoring run counts them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from coalition.record.models import Touch
from coalition.scoring.codes import Kind, Response, Status
from coalition.scoring.settings import EngagementSettings, ScoringSettings
from coalition.scoring.weights import weight_of

DAY_S = 86_400
_COLUMNS = (
    "activity_id",
    "occurred_s",
    "opportunity_id",
    "kind",
    "role",
    "response",
    "status",
    "automatic",
    "seller_led",
    "two_way",
    "initiated",
    "forwarded",
    "commented",
    "recipients",
    "theirs",
    "reply_latency_s",
    "replied_after_s",
    "reply_recorded_s",
)
# One with more than this many colleagues addressed is a circular and ties nobody to anybody.
_CIRCULAR = 10


@dataclass(frozen=True, slots=True)
class Counted:
    """One record behind a score: what it counts as, and the points it adds where that can be told."""

    activity_id: int
    occurred_s: int
    counts_as: str
    points: float | None


def known_touches(contact_id: int, moment: datetime, past: bool) -> list[dict[str, Any]]:
    """This contact's touches that were known at the moment, latest first. One query for the present."""
    seconds = int(moment.timestamp() // 1)
    if past:
        # Loaded here: the scoring engine takes a second to load, and the start of a server must not wait for it.
        from coalition.record.touches import touches_as_of

        rows = touches_as_of([contact_id], seconds).select(list(_COLUMNS)).to_pylist()
        found = [row for row in rows if row["occurred_s"] <= seconds]
    else:
        not_retracted = Q(retracted_s__isnull=True) | Q(retracted_s__gt=seconds)
        known = Touch.objects.filter(not_retracted, contact_id=contact_id, occurred_s__lte=seconds)
        found = list(known.filter(recorded_s__lte=seconds).values(*_COLUMNS))
    return sorted(found, key=lambda row: (-row["occurred_s"], -row["activity_id"]))


def behind(
    score: str, touches: Iterable[dict[str, Any]], deal_id: int, now_s: int, facts: dict[str, Any], s: ScoringSettings
) -> list[Counted]:
    """The records that count for this score of this deal."""
    here = [row for row in touches if row["opportunity_id"] in (None, deal_id)]
    if score == "engagement":
        return list(_engagement(here, now_s, facts, s.engagement))
    if score == "sentiment":
        since = now_s - (s.sentiment.recent_days + s.sentiment.baseline_days) * DAY_S
        recent = now_s - s.sentiment.recent_days * DAY_S
        rows = [row for row in here if row["occurred_s"] >= since and not row["automatic"]]
        return [_counted(row, f"{_conduct(row, now_s)}, {_when(row, recent)}") for row in rows]
    seen = [row for row in here if 2 <= row["theirs"] <= _CIRCULAR and not row["automatic"]]
    return [_counted(row, f"together with {row['theirs'] - 1} of their people") for row in seen]


def _engagement(
    rows: list[dict[str, Any]], now_s: int, facts: dict[str, Any], s: EngagementSettings
) -> Iterable[Counted]:
    """Each record with its share of its part: the part's points times its decayed weight among its like."""
    pulls = {row["activity_id"]: weight_of(row, now_s - row["occurred_s"], s) for row in rows if row["two_way"]}
    sums: dict[str, float] = {}
    for part, pull in pulls.values():
        sums[part] = sums.get(part, 0.0) + pull
    for row in rows:
        part, pull = pulls.get(row["activity_id"], ("", 0.0))
        if part:
            of_part = facts.get(f"engagement_{part}_points") or 0.0
            points = of_part * pull / sums[part] if sums[part] else 0.0
            yield Counted(row["activity_id"], row["occurred_s"], f"they acted: {part}", points)
        else:
            word = "ours led" if row["seller_led"] else "presence only"
            yield Counted(row["activity_id"], row["occurred_s"], word, 0.0)


def _conduct(row: dict[str, Any], now_s: int) -> str:
    """What the person did, or did not do."""
    if row["forwarded"]:
        return "passed it on"
    if row["kind"] == Kind.EMAIL and row["two_way"]:
        waited = row["reply_latency_s"]
        return f"answered after {_span(waited)}" if waited is not None else "wrote to us"
    if row["kind"] == Kind.EMAIL and row["seller_led"]:
        answered = row["replied_after_s"]
        known = answered is not None and (row["reply_recorded_s"] or 0) <= now_s
        return f"was answered after {_span(answered)}" if known else f"no answer for {_span(now_s - row['occurred_s'])}"
    if row["kind"] == Kind.MEETING:
        if row["status"] == Status.RESCHEDULED:
            return "moved the meeting"
        words = {Response.ACCEPTED: "came to the meeting", Response.DECLINED: "declined the meeting"}
        return words.get(row["response"], "did not answer the invitation")
    return "took part" if row["two_way"] else "presence only"


def _when(row: dict[str, Any], recent: int) -> str:
    return "lately" if row["occurred_s"] >= recent else "before"


def _counted(row: dict[str, Any], counts_as: str) -> Counted:
    return Counted(row["activity_id"], row["occurred_s"], counts_as, None)


def _span(seconds: int) -> str:
    """A length of time in the largest whole unit."""
    for unit, length in (("day", DAY_S), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            count = seconds // length
            return f"{count} {unit}{'s' if count != 1 else ''}"
    return "less than a minute"
