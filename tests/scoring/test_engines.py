"""One definition, three engines: DuckDB, PostgreSQL and Spark must give the same rows."""

from __future__ import annotations

import importlib.util
import math
import os
import random
import shutil
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from coalition.scoring import engine
from coalition.scoring.engines.postgresql import PostgreSQL
from coalition.scoring.engines.spark import Spark
from coalition.scoring.tables import Scores, ScoringTables
from tests.scoring.histories import CONTACTS, NOW, History, meeting, our_mail, person, stakeholder, their_mail
from tests.scoring.histories import activity as one_activity

SERVER = os.environ.get("COALITION_TEST_POSTGRES", "")


@pytest.fixture(scope="module")
def tables() -> ScoringTables:
    """A made history in which every kind, role and response occurs, with lines, ranks and views."""
    chance = random.Random(5)
    steps = []
    for _ in range(220):
        who, ago, user = chance.choice(CONTACTS), chance.uniform(0.1, 300), chance.choice((1, 2))
        thread = chance.choice(("", "a", "b", "c"))
        deal = chance.choice((1, 1, None, 2))
        steps.append(our_mail(who, ago, user, thread=thread, opportunity_id=deal))
        if chance.random() < 0.6:
            steps.append(their_mail(who, ago * 0.97, user, thread=thread, opportunity_id=deal))
        if chance.random() < 0.2:
            answer = chance.choice(("accepted", "declined", "tentative", ""))
            status = chance.choice(("done", "rescheduled"))
            steps.append(meeting(who, ago, answer, status=status))
        if chance.random() < 0.3:
            others = chance.sample(CONTACTS, 3)
            people = [person(user=1, role="from"), *(person(other) for other in others)]
            steps.append((one_activity(days_ago=ago, direction="outbound"), people))
            people = [person(others[0], role="from"), person(others[1], role="cc"), person(user=2)]
            steps.append((one_activity(days_ago=ago * 0.9, direction="inbound"), people))
        if chance.random() < 0.1:
            viewer = person(who, role="viewer", response=chance.choice(("opened", "forwarded", "commented")))
            steps.append((one_activity("content", ago), [{**viewer, "seconds": 300}]))
    words = ("", "advocate", "neutral", "opposed")
    people = [
        stakeholder(
            contact,
            deal,
            sentiment=words[place],
            personas=",economic_buyer," if place == 1 else "",
            seniority=("executive", "", "director", "staff")[place],
            utc_offset_s=(0, 3600, -28800, 20700)[place],
        )
        for deal in (1, 2)
        for place, contact in enumerate(CONTACTS)
    ]
    lines = tuple(
        {"from_contact_id": a, "to_contact_id": b, "kind": kind, "strength": strength, "opportunity_id": deal}
        for a, b, kind, strength, deal in (
            (11, 12, "reports_to", None, None),
            (13, 12, "influences", 3, 1),
            (14, 13, "dotted", 1, None),
            (11, 14, "knows", None, None),
        )
    )
    users = tuple({"user_id": user, "seniority": rank} for user, rank in ((1, 2), (2, 5)))
    return History(stakeholders=tuple(people), lines=lines, users=users).plus(*steps).tables()


def same(one: Any, other: Any) -> bool:
    if isinstance(one, list):
        return all(same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return bool(one == other)


def compare(ours: Scores, embedded: Scores) -> None:
    """Row by row and column by column."""
    for name in ("stakeholders", "ties", "deals"):
        mine, theirs = getattr(ours, name).to_pylist(), getattr(embedded, name).to_pylist()
        assert len(mine) == len(theirs)
        for row, expected in zip(mine, theirs, strict=True):
            assert row.keys() == expected.keys()
            wrong = {key: (row[key], expected[key]) for key in row if not same(row[key], expected[key])}
            assert not wrong, (name, row.get("contact_id"))


@pytest.mark.skipif(not SERVER, reason="COALITION_TEST_POSTGRES names no server")
def test_inside_postgresql_the_rows_are_the_same(tables: ScoringTables) -> None:
    import adbc_driver_postgresql.dbapi as postgresql

    with postgresql.connect(SERVER) as connection, PostgreSQL(connection) as runner:
        runner.bind("touches", tables.touches)
        inside = engine.score_with(runner, tables, NOW)
    compare(inside, engine.score(tables, NOW))


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Spark on this machine, in the smallest shape."""
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("Spark is not installed: install the extra coalition[spark] and a Java runtime")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
        made = (
            builder.config("spark.sql.shuffle.partitions", "1")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate()
        )
        made.sparkContext.setLogLevel("ERROR")
        yield made
        made.stop()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_on_spark_the_rows_are_the_same(tables: ScoringTables, session: Any) -> None:
    with Spark(session) as runner:
        runner.bind("touches", tables.touches)
        spread = engine.score_with(runner, tables, NOW)
    compare(spread, engine.score(tables, NOW))


def test_touches_read_from_parquet_give_the_same_rows(tables: ScoringTables, tmp_path: Any) -> None:
    import pyarrow.parquet as pq

    from coalition.scoring.engines.duckdb import DuckDB

    half = tables.touches.num_rows // 2
    for name, part in (("a", tables.touches.slice(0, half)), ("b", tables.touches.slice(half))):
        pq.write_table(part, tmp_path / f"{name}.parquet")
    with DuckDB(0) as runner:
        runner.bind_parquet("touches", str(tmp_path / "*.parquet"))
        compare(engine.score_with(runner, tables, NOW), engine.score(tables, NOW))
