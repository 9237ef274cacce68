"""Solid lines never close a circle, whatever is drawn in whatever order, by however many at once."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition.record.errors import Invalid
from coalition.record.models import Account, Contact, Line
from coalition.record.services.reporting import set_manager
from tests import factories

PEOPLE = 6


@pytest.fixture
def staff(account: Account) -> list[Contact]:
    return [factories.make_contact(account, name=f"Person {number}") for number in range(PEOPLE)]


@pytest.mark.django_db
@given(drawn=st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1)), max_size=20))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_line_is_refused_exactly_when_it_would_close_a_circle(
    staff: list[Contact], drawn: list[tuple[int, int]]
) -> None:
    managers: dict[int, int] = {}
    with transaction.atomic():
        for report, manager in drawn:
            above, seen = manager, {manager}
            while above in managers:
                above = managers[above]
                seen.add(above)
            try:
                set_manager(staff[report], manager=staff[manager], by=None)
            except Invalid:
                assert report in seen
            else:
                assert report not in seen
                managers[report] = manager
        kept = Line.objects.filter(kind="reports_to").values_list("from_contact_id", "to_contact_id")
        assert dict(kept) == {staff[report].pk: staff[manager].pk for report, manager in managers.items()}
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_cannot_close_a_circle_together(account: Account) -> None:
    """Each change is harmless alone, and both look before either has written, unless one waits for the other."""
    one, other = factories.make_contact(account), factories.make_contact(account)
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def draw(report: Contact, manager: Contact) -> None:
        try:
            start.wait(timeout=10)
            set_manager(report, manager=manager, by=None)
            outcomes.append("drawn")
        except Invalid:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=draw, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["drawn", "refused"]
    assert Line.objects.filter(kind="reports_to").count() == 1
