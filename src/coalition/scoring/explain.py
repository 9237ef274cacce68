"""The records behind a score: each activity, what it counted as, and what it gave.

The same expressions that make the score, stopped before they are summed: an explanation cannot drift from its number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from coalition.scoring import engine
from coalition.scoring.codes import ENGAGEMENT_PARTS
from coalition.scoring.engines.duckdb import DuckDB
from coalition.scoring.expressions import Table
from coalition.scoring.settings import DEFAULT, ScoringSettings
from coalition.scoring.tables import ScoringTables
from coalition.scoring.weighed import judged


@dataclass(frozen=True)
class Record:
    """One activity behind a score. ``points`` add up to the score where the score is a sum over activities."""

    activity_id: int
    occurred_s: int
    counts_as: str
    points: float | None


def explain(
    score: str,
    tables: ScoringTables,
    opportunity_id: int,
    contact_id: int,
    as_of_s: int,
    settings: ScoringSettings = DEFAULT,
) -> list[Record]:
    """The activities behind ``engagement``, ``sentiment`` or ``influence`` of one stakeholder, newest first."""
    made = {"engagement": _engagement, "sentiment": _sentiment, "influence": _influence}
    if score not in made:
        raise ValueError(f"No score is called {score!r}; explained are {', '.join(made)}.")
    found = made[score](_rows(score, tables, opportunity_id, contact_id, as_of_s, settings), settings)
    return sorted(found, key=lambda record: (-record.occurred_s, record.activity_id))


def engagement_rows(s: ScoringSettings) -> Table:
    return judged(s).select("node", "activity_id", "occurred_s", "is_led", "is_here", "part", "pull")


def sentiment_rows(s: ScoringSettings) -> Table:
    return judged(s).select(
        "node", "activity_id", "occurred_s", "window", "part", "is_start", "acceptance", "viewed_s", "passed_on",
        "is_mail", "replied_after_s",
    )  # fmt: skip


def influence_rows(s: ScoringSettings) -> Table:
    rows = judged(s)
    return rows.filter(rows.together > 0).select("node", "activity_id", "occurred_s", "role", "theirs", "user_id")


ROWS = {"engagement": engagement_rows, "sentiment": sentiment_rows, "influence": influence_rows}
engine.STEPS.update({f"{name}_rows": step for name, step in ROWS.items()})


def _rows(
    score: str, tables: ScoringTables, opportunity_id: int, contact_id: int, as_of_s: int, settings: ScoringSettings
) -> list[dict[str, Any]]:
    nodes = engine.nodes_of(tables, as_of_s)
    mine = nodes.filter(
        pc.and_(pc.equal(nodes["opportunity_id"], opportunity_id), pc.equal(nodes["contact_id"], contact_id))
    )
    with DuckDB(0) as runner:
        runner.bind("moment", engine.moment(as_of_s))
        runner.bind("nodes", mine)
        runner.bind("touches", tables.touches)
        found: pa.Table = runner.run(engine.text_of(f"{score}_rows", runner.dialect, settings))
    return list(found.to_pylist())


def _engagement(rows: list[dict[str, Any]], settings: ScoringSettings) -> list[Record]:
    total = math.fsum(row["pull"] for row in rows if row["part"] >= 0)
    score = 100 * (1 - math.exp(-total / settings.engagement.saturation))
    found = []
    for row in rows:
        if row["part"] >= 0:
            counts_as = ENGAGEMENT_PARTS[row["part"]]
        elif not row["is_here"]:
            counts_as = "presence, on another deal"
        else:
            counts_as = "led by us" if row["is_led"] else "presence"
        points = row["pull"] * score / total if row["part"] >= 0 and total else 0.0
        found.append(_record(row, counts_as, points))
    return found


def _sentiment(rows: list[dict[str, Any]], _: ScoringSettings) -> list[Record]:
    """What each counted as, in which window. The parts are ratios of counts, so no activity has points of its own."""
    found = []
    for row in rows:
        if not row["window"]:
            continue
        facts = []
        if row["is_mail"]:
            facts.append("our mail, answered" if row["replied_after_s"] >= 0 else "our mail, not answered")
        if row["acceptance"] >= 0:
            facts.append({2: "accepted", 1: "half accepted"}.get(row["acceptance"], "invited, not accepted"))
        if row["part"] >= 0:
            facts.append("started by them" if row["is_start"] else "their own act")
        if row["viewed_s"] >= 0:
            facts.append("content looked at")
        if row["passed_on"] > 0:
            facts.append("passed on or colleagues brought in")
        if facts:
            window = "recent" if row["window"] == 1 else "baseline"
            found.append(_record(row, f"{window}: {', '.join(facts)}", None))
    return found


def _influence(rows: list[dict[str, Any]], _: ScoringSettings) -> list[Record]:
    found = []
    for row in rows:
        others = row["theirs"] - 1
        act = "wrote to" if row["role"] in (1, 4) else "addressed together with"
        found.append(_record(row, f"{act} {others} of theirs", None))
    return found


def _record(row: dict[str, Any], counts_as: str, points: float | None) -> Record:
    return Record(row["activity_id"], row["occurred_s"], counts_as, points)
