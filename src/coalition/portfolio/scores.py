"""Scoring deals: read, run the expressions once for the whole set, store what changed, tell open pages.

One deal or the whole book, live, nightly or from the command line: this is the one way to scores. The engine is loaded
by the first call: it takes a second, for which the start of a server must not wait.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from coalition.portfolio import claims
from coalition.portfolio.settings import current_settings, settings_at
from coalition.scoring.settings import ScoringSettings

if TYPE_CHECKING:
    from coalition.scoring.tables import Scores

#: Deals scored in one go: bounds the memory of a run and the length of its writing transaction.
BATCH = 1000
JUDGED_TOGETHER = 100


@dataclass(frozen=True)
class Outcome:
    """What a run did: deals scored, and those whose scores show differently now."""

    scored: int
    changed: int


def warm_up() -> None:
    """Load the engine and put its steps into words: more than a second that the first map of a past day would wait.

    What is loaded by then lives for good, and is kept out of the collector: going through all of it again and again
    took a fifth of the time in which deals were scored and judged.
    """
    from coalition.scoring import engine

    for module in ("reading", "store", "judging"):
        import_module(f"coalition.portfolio.{module}")
    settings = current_settings()
    for step in engine.STEPS:
        engine.text_of(step, "duckdb", settings)
    gc.collect()
    gc.freeze()


def work_out(opportunity_ids: Sequence[int], as_of: datetime, settings: ScoringSettings) -> Scores:
    """The scores of these deals from the record as it stands. Nothing is stored."""
    from coalition.portfolio import reading
    from coalition.scoring import engine

    return engine.score(reading.read_tables(opportunity_ids, as_of), seconds(as_of), settings)


def score_as_of(opportunity_id: int, moment: datetime) -> Scores:
    """The scores of one deal at a past moment, from what was recorded and in force by then. Nothing is stored."""
    from coalition.portfolio.past import tables_as_of
    from coalition.scoring import engine

    return engine.score(tables_as_of(opportunity_id, moment), seconds(moment), settings_at(moment).scoring)


def score_opportunities(opportunity_ids: Sequence[int], as_of: datetime | None = None) -> Outcome:
    """Score these deals, now or for the moment given, let judgement look at them, and store both."""
    from coalition.portfolio import judging, store

    ids = sorted(set(opportunity_ids))
    moment = as_of or timezone.now()
    settings = current_settings()
    changed = 0
    for start in range(0, len(ids), BATCH):
        batch = set(ids[start : start + BATCH])
        scores = work_out(sorted(batch), moment, settings)
        with transaction.atomic():
            differences = store.store(scores, batch)
        for part in parts(batch):
            judged = judging.judged(part)
            with transaction.atomic():
                judging.keep(judged, part)
                changed += store.publish(differences, part)
    return Outcome(len(ids), changed)


def score_claimed(claim: claims.Claim) -> Outcome:
    """Score the deals of a claim and store those still ours; then judge them, part by part, and clear their marks.

    The transactions are short, with the work between them: on SQLite nobody else can write while one is open.
    """
    from coalition.portfolio import judging, store

    scores = work_out(sorted(claim.marks), timezone.now(), current_settings())
    with transaction.atomic():
        ours = claims.still_ours(claim)
        differences = store.store(scores, ours)
    changed = 0
    for part in parts(ours):
        judged = judging.judged(part)
        with transaction.atomic():
            held = claims.still_ours(claim) & part
            judging.keep(judged, held)
            changed += store.publish(differences, held)
            claims.done(claim, held)
    return Outcome(len(ours), changed)


def parts(opportunity_ids: set[int]) -> Iterator[set[int]]:
    """The deals in sets small enough that pages hear of the first before the last is judged."""
    ids = sorted(opportunity_ids)
    for start in range(0, len(ids), JUDGED_TOGETHER):
        yield set(ids[start : start + JUDGED_TOGETHER])


def seconds(moment: datetime) -> int:
    """Whole seconds since 1970, the clock of scoring."""
    return int(moment.astimezone(UTC).timestamp() // 1)
