"""Keys reach the database as the planner wants them."""

from __future__ import annotations

import pyarrow as pa
import pytest
from django.db import connection, transaction

from coalition.portfolio import query

WORD = pa.schema([("word", pa.string())])


@pytest.mark.django_db(transaction=True)
def test_thousands_of_keys_are_one_constant_array_and_are_not_gone_through_for_every_row(
    transactional_db: None,
) -> None:
    wanted = list(range(0, 12_000, 2))
    sql = f"SELECT CAST(n AS text) FROM (SELECT 4 AS n UNION ALL SELECT 5) AS rows WHERE n {query.among()}"
    outside = query.query(sql, [query.keys(wanted)], WORD)
    with transaction.atomic():
        inside = query.query(sql, [query.keys(wanted)], WORD)
    assert outside["word"].to_pylist() == inside["word"].to_pylist() == ["4"]
    if connection.vendor == "postgresql":
        kind = query.query("SELECT CAST(pg_typeof(%s) AS text)", [query.keys(wanted)], WORD)
        assert kind["word"].to_pylist() == ["bigint[]"], "a text is parsed at run time, and searched from end to end"
    query.release()


@pytest.mark.django_db(transaction=True)
def test_many_keys_asked_for_over_two_sessions_find_what_one_finds(transactional_db: None) -> None:
    schema = pa.schema([("n", pa.int64()), ("word", pa.string())])
    wanted = list(range(query.MANY_KEYS))
    # In one half the word is nothing throughout, for which SQLite knows no type.
    rows = " UNION ALL ".join(
        f"SELECT {n} AS n, {text} AS word" for n, text in ((3, "NULL"), (900, "'late'"), (1500, "'no'"))
    )
    sql = f"SELECT n, CAST(word AS text) FROM ({rows}) AS rows WHERE n {query.among()}"
    expected = [{"n": 3, "word": None}, {"n": 900, "word": "late"}]
    assert query.query_of(sql, wanted, schema).sort_by("n").to_pylist() == expected
    with transaction.atomic():
        assert query.query_of(sql, wanted, schema).sort_by("n").to_pylist() == expected
    query.release()


@pytest.mark.django_db(transaction=True)
def test_a_session_that_died_beside_is_opened_anew(transactional_db: None) -> None:
    schema = pa.schema([("n", pa.int64())])
    sql = f"SELECT n FROM (SELECT 7 AS n) AS rows WHERE n {query.among()}"
    wanted = list(range(query.MANY_KEYS))
    assert query.query_of(sql, wanted, schema)["n"].to_pylist() == [7]
    query._adbc("beside").close()
    assert query.query_of(sql, wanted, schema)["n"].to_pylist() == [7]
    query.release()
