"""Scoring on another engine than the embedded one, by the same expressions: inside PostgreSQL, or on Spark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection

from coalition.portfolio import query, reading
from coalition.portfolio.norms import norms_at
from coalition.portfolio.scores import seconds
from coalition.scoring import engine
from coalition.scoring.settings import ScoringSettings
from coalition.scoring.tables import TOUCHES, Scores, ScoringTables


class EngineMissing(Exception):
    """The engine asked for cannot run here; the message says what it needs."""


def work_out_on(name: str, opportunity_ids: Sequence[int], as_of: datetime, settings: ScoringSettings) -> Scores:
    """The scores of these deals, worked out on the engine named: duckdb, postgres or spark."""
    if name == "postgres":
        return in_postgresql(opportunity_ids, as_of, settings)
    tables = reading.read_tables(opportunity_ids, as_of)
    return score_on(name, tables, seconds(as_of), settings)


def score_on(name: str, tables: ScoringTables, as_of_s: int, settings: ScoringSettings) -> Scores:
    """The scores of tables that are here already."""
    if name == "duckdb":
        return engine.score(tables, as_of_s, settings)
    with spark() if name == "spark" else postgresql() as runner:
        runner.bind("touches", tables.touches)
        return engine.score_with(runner, tables, as_of_s, settings)


def in_postgresql(opportunity_ids: Sequence[int], as_of: datetime, settings: ScoringSettings) -> Scores:
    """The touches stay where they are; only counts per stakeholder come out."""
    stakeholders = reading.read_stakeholders(opportunity_ids, as_of)
    contacts = sorted(stakeholders["contact_id"].unique().to_pylist())
    tables = ScoringTables(
        stakeholders, TOUCHES.empty_table(), reading.read_lines(contacts), reading.read_users(), **norms_at(as_of)
    )
    with postgresql() as runner:
        runner.bind_stored("touches", "record_touch")
        return engine.score_with(runner, tables, seconds(as_of), settings)


@contextmanager
def postgresql() -> Iterator[Any]:
    from coalition.scoring.engines.postgresql import PostgreSQL

    if connection.vendor != "postgresql":
        raise EngineMissing("the engine postgres needs a PostgreSQL database; name one in COALITION_DATABASE_URL")
    with query.session() as held, PostgreSQL(held) as runner:
        yield runner


@contextmanager
def spark() -> Iterator[Any]:
    """A local session, unless SPARK_REMOTE or the cluster's own configuration says otherwise."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineMissing("the engine spark is not installed: pip install 'coalition[spark]'") from error
    from coalition.scoring.engines.spark import Spark

    try:
        session = (
            SparkSession.builder.appName("coalition")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .getOrCreate()
        )
    except Exception as error:  # whatever Java or the cluster had to say
        raise EngineMissing(f"Spark did not start ({error}); it needs a Java runtime, version 17 or later") from error
    try:
        with Spark(session) as runner:
            yield runner
    finally:
        session.stop()
