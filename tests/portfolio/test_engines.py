"""`coalition score --engine`: the same answer inside PostgreSQL, read from where the touches lie."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection

from coalition.portfolio import query
from coalition.portfolio.engines import EngineMissing, work_out_on
from coalition.record.models import Opportunity
from coalition.scoring.settings import DEFAULT


@pytest.mark.django_db(transaction=True)
def test_inside_postgresql_the_scores_are_the_same(
    transactional_db: None, live_deal: Opportunity, now: datetime
) -> None:
    if connection.vendor != "postgresql":
        with pytest.raises(EngineMissing, match="COALITION_DATABASE_URL"):
            work_out_on("postgres", [live_deal.pk], now, DEFAULT)
        query.release()
        return
    embedded, inside = (work_out_on(name, [live_deal.pk], now, DEFAULT) for name in ("duckdb", "postgres"))
    query.release()
    (one,), (other,) = embedded.stakeholders.to_pylist(), inside.stakeholders.to_pylist()
    assert one.keys() == other.keys()
    for name, value in one.items():
        assert other[name] == (pytest.approx(value) if isinstance(value, (float, list)) else value), name
    assert one["engagement_level"] == "engaged"
