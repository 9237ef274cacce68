"""Scores of people at an earlier moment, for a book whose record is older than its scores.

Where nobody scored then, nothing could be compared with now: "since Friday" would tell of no score that moved. The
points are worked out from what was recorded by then, and the norms of that night from nothing later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from coalition.portfolio.models import ScoreSnapshot
from coalition.portfolio.norms import learn_from, norms_at
from coalition.portfolio.past import tables_as_of
from coalition.portfolio.scores import seconds
from coalition.portfolio.settings import settings_at
from coalition.portfolio.store import as_rows, points
from coalition.record.bulk import insert_arrow
from coalition.scoring import engine
from coalition.scoring.tables import Scores, ScoringTables


def keep_earlier_scores(opportunity_ids: Sequence[int], moment: datetime) -> None:
    """Keep a point of each person's trend line as of ``moment``; open deals that nobody has scored yet."""
    settings = settings_at(moment).scoring
    tables = {deal: tables_as_of(deal, moment) for deal in opportunity_ids}

    def scored(each: ScoringTables) -> Scores:
        return engine.score(each, seconds(moment), settings)

    with transaction.atomic():
        learn_from((person for each in tables.values() for person in _people(each, scored(each))), moment)
        norms = norms_at(moment)
        for deal, each in tables.items():
            rows = as_rows(scored(replace(each, **norms)), {deal})
            insert_arrow(ScoreSnapshot, points(rows.to_pylist()))


def _people(tables: ScoringTables, scores: Scores) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Persona, stage and facts of each person, as norms are learnt from."""
    facts = {row["contact_id"]: row for row in scores.stakeholders.to_pylist()}
    for row in tables.stakeholders.to_pylist():
        yield row["persona"], row["stage"], facts[row["contact_id"]]
