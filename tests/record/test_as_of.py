"""The map of a past moment: what was recorded by then, and nothing later."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition.access.models import User
from coalition.record.models import Account, Contact, Opportunity, Stakeholder
from coalition.record.selectors.as_of import map_as_of
from coalition.record.services import contacts, lines, reporting
from coalition.record.services import stakeholders as people
from tests import factories

pytestmark = pytest.mark.django_db

START = factories.MONDAY
DAY = timedelta(days=1)


@pytest.fixture
def world(owner: User) -> tuple[User, Opportunity, list[Contact]]:
    """A deal and four people, recorded on the first day."""
    with time_machine.travel(START, tick=False):
        account = factories.make_account(owner=owner)
        deal = factories.make_opportunity(account, owner=owner)
        return owner, deal, [factories.make_contact(account, name=name) for name in ("Ada", "Ben", "Cleo", "Dora")]


def test_the_deal_is_not_there_before_it_was_recorded(world: tuple[User, Opportunity, list[Contact]]) -> None:
    _, deal, _ = world
    assert map_as_of(deal.pk, START - DAY).opportunity is None
    assert map_as_of(deal.pk, START).opportunity == deal


def test_the_past_is_not_changed_by_what_came_later(world: tuple[User, Opportunity, list[Contact]]) -> None:
    owner, deal, (ada, ben, cleo, _) = world
    with time_machine.travel(START + DAY, tick=False):
        seat = people.add_stakeholder(opportunity=deal, contact=ada, by=owner, personas=["champion"])
        people.add_stakeholder(opportunity=deal, contact=ben, by=owner)
        people.add_stakeholder(opportunity=deal, contact=cleo, by=owner)
        reporting.set_manager(ada, manager=ben, by=owner)
        ally = lines.draw_line(kind="ally", from_contact=ada, to_contact=cleo, by=owner, opportunity=deal)
    with time_machine.travel(START + 3 * DAY, tick=False):
        people.update_stakeholder(seat, by=owner, personas=["blocker"])
        reporting.set_manager(ada, manager=cleo, by=owner)
        contacts.update_contact(ada, by=owner, title="Director")
        lines.erase_line(ally, by=owner)
        people.remove_stakeholder(deal.stakeholders.get(contact=ben), by=owner)

    then = map_as_of(deal.pk, START + 2 * DAY)
    assert [who.contact_id for who in then.stakeholders] == [ada.pk, ben.pk, cleo.pk]
    assert then.stakeholders[0].personas == ["champion"]
    assert then.contacts[ada.pk].title == ""
    assert {(line.kind, line.from_contact_id, line.to_contact_id) for line in then.lines} == {
        ("reports_to", ada.pk, ben.pk),
        ("ally", ada.pk, cleo.pk),
    }
    now = map_as_of(deal.pk, START + 4 * DAY)
    assert [who.contact_id for who in now.stakeholders] == [ada.pk, cleo.pk]
    assert now.stakeholders[0].personas == ["blocker"]
    assert [(line.kind, line.to_contact_id) for line in now.lines] == [("reports_to", cleo.pk)]


@pytest.mark.parametrize("people_count", [3, 40])
def test_the_past_takes_the_same_queries_for_few_and_many(
    people_count: int, account: Account, django_assert_num_queries: object
) -> None:
    deal = factories.make_opportunity(account)
    for _ in range(people_count):
        factories.make_stakeholder(deal, factories.make_contact(account))
    moment = deal.recorded_at + DAY
    # The deal, its seats taken and empty, the contacts, the lines of both.
    with django_assert_num_queries(6):  # type: ignore[operator]
        map_as_of(deal.pk, moment)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["add", "remove", "champion", "blocker", "title", "report", "free", "ally"]),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    max_size=14,
)


@given(acts=ACTS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reading_the_past_gives_what_was_seen_then(
    world: tuple[User, Opportunity, list[Contact]], acts: list[tuple[str, int, int]]
) -> None:
    """After each act the map is looked at; at the end every look is repeated from the history alone."""
    from django.db import transaction

    owner, deal, cast = world
    with transaction.atomic():
        looks = []
        for day, (act, one, other) in enumerate(acts, start=1):
            with time_machine.travel(START + day * DAY, tick=False):
                _do(act, owner, deal, cast[one], cast[other], day)
            looks.append((START + day * DAY + DAY / 2, _seen_now(deal)))
        for moment, seen in looks:
            past = map_as_of(deal.pk, moment)
            assert _told(past.stakeholders, past.contacts, past.lines) == seen
        transaction.set_rollback(True)


def _do(act: str, owner: User, deal: Opportunity, one: Contact, other: Contact, day: int) -> None:
    from coalition.record.errors import Invalid

    seat = Stakeholder.objects.filter(opportunity=deal, contact=one).first()
    try:
        if act == "add":
            people.add_stakeholder(opportunity=deal, contact=one, by=owner)
        elif act == "remove" and seat:
            people.remove_stakeholder(seat, by=owner)
        elif act in ("champion", "blocker") and seat:
            people.update_stakeholder(seat, by=owner, personas=[act])
        elif act == "title":
            contacts.update_contact(one, by=owner, title=f"Title of day {day}")
        elif act == "report":
            reporting.set_manager(one, manager=other, by=owner)
        elif act == "free":
            reporting.set_manager(one, manager=None, by=owner)
        elif act == "ally":
            lines.draw_line(kind="ally", from_contact=one, to_contact=other, by=owner)
    except Invalid:
        pass  # refused acts change nothing, which the looks check


def _seen_now(deal: Opportunity) -> object:
    from coalition.record.models import Line

    seats = list(Stakeholder.objects.filter(opportunity=deal))
    contacts_now = {contact.pk: contact for contact in Contact.objects.filter(stakeholders__opportunity=deal)}
    drawn = Line.objects.filter(from_contact__in=contacts_now, to_contact__in=contacts_now)
    return _told(seats, contacts_now, list(drawn))


def _told(seats: list[Stakeholder], people_: dict[int, Contact], drawn: list[object]) -> object:
    return (
        {seat.contact_id: tuple(seat.personas) for seat in seats},
        {pk: contact.title for pk, contact in people_.items()},
        {(line.kind, line.from_contact_id, line.to_contact_id) for line in drawn},  # type: ignore[attr-defined]
    )
