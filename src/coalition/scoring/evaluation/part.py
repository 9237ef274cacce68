"""Single scores by the product's own steps: a whole run works out what no figure here asks for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa

from coalition.scoring import engagement, engine, sentiment
from coalition.scoring.answers import Answers
from coalition.scoring.engines.duckdb import DuckDB
from coalition.scoring.facts import spread
from coalition.scoring.settings import ScoringSettings
from coalition.scoring.tables import ANSWERED, ScoringTables


def engagement_of(tables: ScoringTables, as_of_s: int, settings: ScoringSettings) -> pa.Table:
    """The columns of engagement, in the order of deal and contact."""
    nodes = engine.nodes_of(tables, as_of_s)
    with _counted(tables, nodes, as_of_s, settings) as (_, facts):
        return _named(nodes, engagement.scores(facts, as_of_s, settings.engagement))


def sentiment_of(tables: ScoringTables, as_of_s: int, settings: ScoringSettings) -> pa.Table:
    """The columns of sentiment, in the order of deal and contact."""
    nodes = engine.nodes_of(tables, as_of_s)
    with _counted(tables, nodes, as_of_s, settings) as (runner, facts):
        runner.keep("threads", engine.text_of("threads", runner.dialect, settings))
        answers = Answers(_run(runner, "pairs", settings), nodes.num_rows).of_each(settings.sentiment)
        return _named(nodes, sentiment.scores(nodes, facts, answers, tables, as_of_s, settings.sentiment))


@contextmanager
def _counted(
    tables: ScoringTables, nodes: pa.Table, as_of_s: int, settings: ScoringSettings
) -> Iterator[tuple[DuckDB, pa.Table]]:
    with DuckDB(tables.touches.num_rows) as runner:
        for name, table in (("touches", tables.touches), ("moment", engine.moment(as_of_s)), ("nodes", nodes)):
            runner.bind(name, table)
        runner.keep("weighed", engine.text_of("weighed", runner.dialect, settings))
        yield runner, spread(_run(runner, "counts", settings), nodes.num_rows, as_of_s)


def _run(runner: DuckDB, step: str, settings: ScoringSettings) -> pa.Table:
    schema = ANSWERED[step]
    return runner.run(engine.text_of(step, runner.dialect, settings)).select(schema.names).cast(schema).combine_chunks()


def _named(nodes: pa.Table, columns: dict[str, pa.Array]) -> pa.Table:
    return pa.table({"opportunity_id": nodes["opportunity_id"], "contact_id": nodes["contact_id"], **columns})
