"""Compiles the expressions once per dialect and settings version, and runs the text: one path for a deal and a book.

An Ibis expression costs 65 to 100 ms to build and compile; the text is kept, and data is bound to it by name. The steps
that reduce activities to a few rows per stakeholder run where the activities lie. The formulas over those rows, and the
graph measures, are arithmetic over columns, the same after every engine.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Protocol

import ibis
import numpy as np
import pyarrow as pa

from coalition.scoring import (
    derive,
    engagement,
    graph,
    influence,
    network,
    sentiment,
    silence,
    ties,
    trend,
    weighed,
)
from coalition.scoring.answers import Answers, pairs, threads
from coalition.scoring.deals import deals_of
from coalition.scoring.engines.duckdb import DuckDB
from coalition.scoring.expressions import DAY_S, WHO, Table
from coalition.scoring.facts import spread
from coalition.scoring.settings import DEFAULT, ScoringSettings
from coalition.scoring.tables import ANSWERED, MOMENT, NODES, TOUCHES, Scores, ScoringTables


class Runner(Protocol):
    """What an engine must do: hold named tables, keep an answer as one, and answer compiled text over them."""

    dialect: str

    def bind(self, name: str, table: pa.Table) -> None: ...

    def keep(self, name: str, text: str) -> None: ...

    def run(self, text: str) -> pa.Table: ...


def score(tables: ScoringTables, as_of_s: int, settings: ScoringSettings = DEFAULT) -> Scores:
    """All scores of the stakeholders given, at the moment ``as_of_s`` (epoch seconds), from what was known then."""
    with DuckDB(tables.touches.num_rows) as runner:
        runner.bind("touches", tables.touches)
        return score_with(runner, tables, as_of_s, settings)


def score_with(runner: Runner, tables: ScoringTables, as_of_s: int, settings: ScoringSettings = DEFAULT) -> Scores:
    """The same on any engine. The caller has bound ``touches`` there; those in ``tables`` are not looked at."""
    nodes = nodes_of(tables, as_of_s)
    count = nodes.num_rows

    def run(step: str) -> pa.Table:
        return _as_input(step, runner.run(_text(step, runner, settings)))

    runner.bind("moment", moment(as_of_s))
    runner.bind("nodes", nodes)
    for step in KEPT:
        runner.keep(step, _text(step, runner, settings))
    facts, answers = spread(run("counts"), count, as_of_s), Answers(run("pairs"), count)
    runner.bind("usual", answers.usual(facts, settings))
    contacts = run("contacts")
    group = network.People(nodes)
    lines, edges = group.line_pairs(tables.lines), group.edges(run("edges"))
    found = graph.measure(nodes, lines, edges, settings.influence)
    observed = network.observers(contacts, tables.users, group, settings.influence)
    answered = answers.of_each(settings.sentiment)
    people = {
        **{name: nodes[name] for name in WHO},
        "two_way_lately": facts["two_way_lately"],
        **engagement.scores(facts, as_of_s, settings.engagement),
        **sentiment.scores(nodes, facts, answered, tables, as_of_s, settings.sentiment),
        **influence.scores(nodes, found, observed, tables.influence_norms, settings.influence),
        **silence.scores(run("silences"), count, settings.silence),
        "trend": trend.trend(run("weeks"), count, settings.engagement),
    }
    stakeholders = pa.table(people)
    between = ties.ties(contacts, nodes, as_of_s, settings.ties)
    return Scores(stakeholders, between, deals_of(stakeholders), as_of_s=as_of_s, settings_version=settings.version)


def nodes_of(tables: ScoringTables, as_of_s: int) -> pa.Table:
    """The stakeholders in the order of their key, each with its number in the graph; see ``tables.NODES``."""
    nodes = tables.stakeholders.sort_by([("opportunity_id", "ascending"), ("contact_id", "ascending")])
    is_first = np.zeros(nodes.num_rows, dtype=np.int16)
    is_first[np.unique(nodes["contact_id"].to_numpy(), return_index=True)[1]] = 1
    made = {
        "node": np.arange(nodes.num_rows, dtype=np.int32),
        "is_first": is_first,
        "past_midnight_s": (as_of_s + nodes["utc_offset_s"].to_numpy().astype(np.int64)) % DAY_S,
    }
    for name, values in made.items():
        nodes = nodes.append_column(NODES.field(name), pa.array(values))
    return nodes


def moment(as_of_s: int) -> pa.Table:
    return pa.table({"as_of_s": [as_of_s]}, schema=MOMENT)


def derive_touches(activities: pa.Table, participants: pa.Table) -> pa.Table:
    """Touches of these activities. Replies are paired within what is given: pass whole conversations."""
    return pair_replies(new_touches(activities, participants))


def new_touches(activities: pa.Table, participants: pa.Table) -> pa.Table:
    """Touches of these activities, mails not yet paired with the rest of their conversations."""
    with DuckDB(activities.num_rows) as runner:
        runner.bind("activities", activities)
        runner.bind("participants", participants)
        return runner.run(text_of("new_touches", runner.dialect, DEFAULT)).cast(TOUCHES)


def pair_replies(touches: pa.Table) -> pa.Table:
    """The same touches with every mail paired afresh within its conversation."""
    with DuckDB(touches.num_rows) as runner:
        runner.bind("touches", touches)
        return runner.run(text_of("paired_touches", runner.dialect, DEFAULT)).cast(TOUCHES)


#: Every compiled step by name. The derivation has no settings: what it decides is stored and must not depend on them.
STEPS: dict[str, Callable[[ScoringSettings], Table]] = {
    "new_touches": lambda _: derive.new_touches(),
    "paired_touches": lambda _: derive.paired_touches(),
    "weighed": weighed.weighed,
    "threads": lambda s: threads(s.sentiment),
    "counts": weighed.counts,
    "pairs": lambda s: pairs(s.sentiment),
    "contacts": lambda s: ties.contacts(s.ties),
    "weeks": lambda s: trend.weeks(s.engagement),
    "silences": silence.silences,
    "edges": lambda _: network.edges(),
}
#: Steps whose answer stays in the engine, for those after them.
KEPT = ("weighed", "threads")


@cache
def text_of(step: str, dialect: str, settings: ScoringSettings) -> str:
    """The SQL of a step. Settings are constants in it, and data, the moment included, is bound by name."""
    return str(ibis.to_sql(STEPS[step](settings), dialect=dialect))


def _text(step: str, runner: Runner, settings: ScoringSettings) -> str:
    compiler = getattr(runner, "compiler", None)
    return text_of(step, runner.dialect, settings) if compiler is None else str(compiler.compile(STEPS[step](settings)))


def _as_input(step: str, table: pa.Table) -> pa.Table:
    """A step's answer in the types the next step expects, whatever the engine made of them."""
    schema = ANSWERED[step]
    return table.select(schema.names).cast(schema).combine_chunks()
