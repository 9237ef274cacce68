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
