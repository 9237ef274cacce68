"""Minutes on a map: what an open page says is counted once, absence is not, and nobody alone is told of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition.access.models import User
from coalition.access.tokens import make_token
from coalition.record.models import Opportunity
from coalition.reviews.models import MapAttention
from coalition.reviews.selectors.attention import Attention, attention_lately
from coalition.reviews.services.attention import note_attention
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def look(deal: Opportunity, by: User, *seconds: float, start: datetime = NOW) -> None:
    for each in seconds:
        note_attention(deal, by=by, now=start + timedelta(seconds=each))


def lately(deal: Opportunity, now: datetime = NOW, *, named: bool = True) -> Attention:
    return attention_lately(deal, now, named=named)


def test_time_counts_between_two_signs_of_a_page_and_not_over_an_absence(deal: Opportunity, owner: User) -> None:
    look(deal, owner, 0, 30, 60, 90, 1000, 1030)
    assert MapAttention.objects.get().seconds == 120
    assert lately(deal) == Attention(minutes=2, people=1)


def test_a_glance_is_nothing(deal: Opportunity, owner: User) -> None:
    look(deal, owner, 0)
    assert lately(deal) == Attention(0, 0)


def test_two_open_pages_of_one_person_count_once(deal: Opportunity, owner: User) -> None:
    look(deal, owner, *sorted([*range(0, 301, 30), *range(11, 301, 30)]))
    assert MapAttention.objects.get().seconds == 300


def test_a_late_message_turns_no_clock_back(deal: Opportunity, owner: User) -> None:
    look(deal, owner, 0, 30, 10, 60)
    assert MapAttention.objects.get().seconds == 60


def test_the_sum_is_over_people_and_the_last_thirty_days(deal: Opportunity, owner: User, teammate: User) -> None:
    look(deal, owner, 0, 60, start=NOW - timedelta(days=30))
    assert lately(deal) == Attention(0, 0)
    look(deal, owner, 0, 60)
    look(deal, teammate, 0, 60)
    assert lately(deal) == Attention(minutes=2, people=2)
    assert {row.day for row in MapAttention.objects.all()} == {NOW.date()}  # nobody is shown more, so no more is kept


def test_where_sellers_are_not_named_fewer_than_three_are_not_told(deal: Opportunity, owner: User) -> None:
    look(deal, owner, 0, 60)
    look(deal, factories.make_user("second"), 0, 60)
    assert lately(deal, named=False) == Attention(None, None)
    look(deal, factories.make_user("third"), 0, 60)
    assert lately(deal, named=False) == Attention(minutes=3, people=3)


@given(gaps=st.lists(st.floats(0.1, 400), max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_never_more_is_counted_than_passed(deal: Opportunity, owner: User, gaps: list[float]) -> None:
    MapAttention.objects.all().delete()
    at = 0.0
    for gap in gaps:
        at += gap
        look(deal, owner, at)
    counted = sum(MapAttention.objects.filter(opportunity=deal).values_list("seconds", flat=True))
    assert counted <= sum(gaps) + len(gaps) / 2  # each is rounded to a second


def test_a_person_counts_and_a_program_does_not(deal: Opportunity, owner: User) -> None:
    url = f"/api/v1/opportunities/{deal.uuid}/attention"
    secret = make_token(owner, name="script")[1]
    assert Client().post(url, headers={"Authorization": f"Bearer {secret}"}).status_code == 204
    assert not MapAttention.objects.exists()
    browser = Client()
    browser.force_login(owner)
    assert browser.post(url).status_code == 204
    assert MapAttention.objects.get().user == owner
    shown = browser.get(f"/api/v1/opportunities/{deal.uuid}/review").json()
    assert shown["attention"] == {"minutes": 0, "people": 0}
