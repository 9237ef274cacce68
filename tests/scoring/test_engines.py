"""One definition, three engines: DuckDB, PostgreSQL and Spark must give the same rows.

For a random history in which everything occurs, and for all open deals of the sample company.
"""

from __future__ import annotations

import importlib.util
import math
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from coalition.demo.load import load_demo
from coalition.portfolio import engines, reading
from coalition.record.models import Opportunity, Outcome
from coalition.scoring import engine
from coalition.scoring.engines.postgresql import PostgreSQL
from coalition.scoring.tables import Scores, ScoringTables
from tests import java
from tests.scoring.every_kind import every_kind
from tests.scoring.histories import NOW

SERVER = os.environ.get("COALITION_TEST_POSTGRES", "")
EVENING = datetime(2026, 11, 20, 18, tzinfo=UTC)
# A session of a few hundred rows spends its time on starting: the first compiler alone, one kind of collector, and no
# second thoughts about plans.
SMALL = (
    "--master local[1] --driver-memory 1g --driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' "
    "--conf spark.sql.adaptive.enabled=false pyspark-shell"
)


def of_engines(test: Any) -> Any:
    """Its subject is the engines and not the database the company was read from: once is enough."""
    return pytest.mark.pure(pytest.mark.django_db(test))


@pytest.fixture(scope="module")
def tables() -> ScoringTables:
    return every_kind()


@pytest.fixture(scope="module")
def company(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> ScoringTables:
    """All open deals of the sample company. Gone from the database again before a test begins."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(date(EVENING.year, EVENING.month, EVENING.day))
        deals = Opportunity.objects.filter(stage__outcome=Outcome.OPEN)
        read = reading.read_tables(list(deals.values_list("pk", flat=True)), EVENING)
        transaction.set_rollback(True)
    assert read.touches.num_rows > 10_000
    return read


@pytest.fixture(scope="module")
def moments(tables: ScoringTables, company: ScoringTables) -> list[tuple[ScoringTables, int]]:
    return [(tables, NOW), (company, int(EVENING.timestamp()))]


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


@of_engines
@pytest.mark.skipif(not SERVER, reason="COALITION_TEST_POSTGRES names no server")
def test_inside_postgresql_the_rows_are_the_same(moments: list[tuple[ScoringTables, int]]) -> None:
    import adbc_driver_postgresql.dbapi as postgresql

    for given, at in moments:
        with postgresql.connect(SERVER) as connection, PostgreSQL(connection) as runner:
            runner.bind("touches", given.touches)
            inside = engine.score_with(runner, given, at)
        compare(inside, engine.score(given, at))


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Any]:
    """Spark on this machine as `coalition score --engine spark` starts it; its Java is gone afterwards."""
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("Spark is not installed: `make test` installs it, or `make spark`")
    if java.find() is None:
        pytest.skip(java.MISSING)
    from pyspark import SparkContext

    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", SMALL)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("SPARK_LOCAL_DIRS", str(tmp_path))
    with engines.spark() as runner:
        process = SparkContext._gateway.proc
        yield runner
    SparkContext._gateway.shutdown()
    SparkContext._gateway = SparkContext._jvm = None
    process.stdin.close()
    process.wait(timeout=60)


@of_engines
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_on_spark_the_rows_are_the_same(moments: list[tuple[ScoringTables, int]], spark: Any) -> None:
    for given, at in moments:
        spark.bind("touches", given.touches)
        compare(engine.score_with(spark, given, at), engine.score(given, at))


def test_touches_read_from_parquet_give_the_same_rows(tables: ScoringTables, tmp_path: Any) -> None:
    import pyarrow.parquet as pq

    from coalition.scoring.engines.duckdb import DuckDB

    half = tables.touches.num_rows // 2
    for name, part in (("a", tables.touches.slice(0, half)), ("b", tables.touches.slice(half))):
        pq.write_table(part, tmp_path / f"{name}.parquet")
    with DuckDB(0) as runner:
        runner.bind_parquet("touches", str(tmp_path / "*.parquet"))
        compare(engine.score_with(runner, tables, NOW), engine.score(tables, NOW))
