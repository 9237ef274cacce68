"""Lets judgement look at deals that were scored, and keeps what it says in brief.

Folders above may watch: each is shown what was judged, and hands back what keeps its own findings, to be called in the
transaction that keeps the judgements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from coalition.judgement.brief import brief
from coalition.judgement.snapshot import DealSnapshot
from coalition.judgement.summary import Judgement, judge
from coalition.portfolio.models import DealScore
from coalition.portfolio.settings import current_judgement_settings
from coalition.portfolio.snapshots import deal_snapshots
from coalition.portfolio.summaries import keep_summaries
from coalition.portfolio.trend.points import keep_points
from coalition.portfolio.won_deals import learn


@dataclass(frozen=True)
class Judged:
    """A deal as it was judged."""

    snapshot: DealSnapshot
    judgement: Judgement


Store = Callable[[set[int]], None]
Watcher = Callable[[Mapping[int, Judged]], Store]
_watchers: list[Watcher] = []


@dataclass(frozen=True)
class Verdicts:
    """What judgement says of deals in brief, and how watchers keep what they saw."""

    briefs: Mapping[int, dict[str, Any]]
    stores: list[Store] = field(default_factory=list)


def watched_by(watcher: Watcher) -> None:
    """Show it every deal that is judged. Called once, when the application starts."""
    if watcher not in _watchers:
        _watchers.append(watcher)


def judged(opportunity_ids: Iterable[int]) -> Verdicts:
    """What judgement says of these deals, from their stored scores, and what watchers make of it."""
    ids = sorted(opportunity_ids)
    learn(ids)
    settings = current_judgement_settings()
    found = {
        key: Judged(snapshot, judge(snapshot, settings))
        for key, snapshot in deal_snapshots(ids, timezone.now()).items()
    }
    return Verdicts(
        {key: brief(each.judgement) for key, each in found.items()}, [watcher(found) for watcher in _watchers]
    )


def keep(verdicts: Verdicts, opportunity_ids: set[int]) -> None:
    """Store them beside the scores, with a point of the trend of each that has moved, for these deals."""
    held = {key: judgement for key, judgement in verdicts.briefs.items() if key in opportunity_ids}
    rows = [DealScore(opportunity_id=key, judgement=judgement) for key, judgement in held.items()]
    DealScore.objects.bulk_update(rows, ["judgement"], batch_size=200)
    keep_summaries(held)
    keep_points(held)
    for store in verdicts.stores:
        store(opportunity_ids)
