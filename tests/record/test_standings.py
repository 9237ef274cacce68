"""Standings: between two people, with a past, and the same on every map."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from coalition.access.models import User
from coalition.record.errors import Conflict, Invalid, NotFound
from coalition.record.models import Account, Contact, DirtyOpportunity, LiveEvent, Opportunity, Stakeholder, Standing
from coalition.record.selectors.standings import standing_grid
from coalition.record.services import contacts, standings
from coalition.record.services import stakeholders as people
from tests import factories

pytestmark = pytest.mark.django_db

START = factories.MONDAY
DAY = timedelta(days=1)


def test_saying_it_twice_is_one_standing_with_its_past(owner: User, buyer: Contact) -> None:
    first = standings.set_standing(user=owner, contact=buyer, current="vendor", desired="", by=owner)
    again = standings.set_standing(user=owner, contact=buyer, current="problem_solver", desired="", by=owner)
    assert (again.pk, again.version) == (first.pk, 2)
    assert [row.current for row in again.history.order_by("history_id")] == ["vendor", "problem_solver"]


def test_nothing_said_is_no_standing(owner: User, buyer: Contact) -> None:
    with pytest.raises(Invalid):
        standings.set_standing(user=owner, contact=buyer, current="", desired="", by=owner)
    with pytest.raises(Invalid, match="not one of"):
        standings.set_standing(user=owner, contact=buyer, current="friend", desired="", by=owner)
    assert not Standing.objects.exists()


def test_somebody_elses_later_word_is_not_written_over(owner: User, buyer: Contact) -> None:
    row = standings.set_standing(user=owner, contact=buyer, current="vendor", desired="", by=owner)
    standings.set_standing(user=owner, contact=buyer, current="credible_source", desired="", by=owner)
    with pytest.raises(Conflict):
        standings.set_standing(user=owner, contact=buyer, current="vendor", desired="", by=owner, expect_version=1)
    standings.clear_standing(row, by=owner, expect_version=2)
    with pytest.raises(NotFound):
        standings.set_standing(user=owner, contact=buyer, current="vendor", desired="", by=owner, expect_version=2)


def test_every_map_of_the_contact_shows_the_same_and_no_score_is_out_of_date(
    owner: User, account: Account, buyer: Contact
) -> None:
    deals = [factories.make_opportunity(account) for _ in range(2)]
    for deal in deals:
        factories.make_stakeholder(deal, buyer)
    standings.set_standing(user=owner, contact=buyer, current="vendor", desired="trusted_adviser", by=owner)
    assert [standing_grid(deal).standings[0].desired for deal in deals] == ["trusted_adviser"] * 2
    told = LiveEvent.objects.filter(payload__what="standing").values_list("opportunity_id", flat=True)
    assert set(told) == {deal.pk for deal in deals}
    assert not DirtyOpportunity.objects.exists()


def test_the_grid_names_the_team_even_before_anybody_has_a_standing(
    deal: Opportunity, stakeholder: Stakeholder, cast: dict[str, User]
) -> None:
    grid = standing_grid(deal)
    assert {user.name for user in grid.users} == {"owner", "teammate", "reader", "guest", "agent"}
    assert [contact.name for contact in grid.contacts] == ["Maria Keller"]


def test_the_grid_of_a_past_day_knows_nothing_later(owner: User, teammate: User) -> None:
    with time_machine.travel(START, tick=False):
        account = factories.make_account(owner=owner)
        deal = factories.make_opportunity(account, owner=owner)
        contact = contacts.create_contact(account=account, name="Ada", by=owner)
        people.add_stakeholder(opportunity=deal, contact=contact, by=owner)
        standings.set_standing(user=owner, contact=contact, current="vendor", desired="", by=owner)
    with time_machine.travel(START + 2 * DAY, tick=False):
        standings.set_standing(user=owner, contact=contact, current="trusted_adviser", desired="", by=owner)
        standings.set_standing(user=teammate, contact=contact, current="vendor", desired="", by=owner)
    then, now = standing_grid(deal, START + DAY), standing_grid(deal)
    assert [(row.user_id, row.current) for row in then.standings] == [(owner.pk, "vendor")]
    assert [row.current for row in now.standings] == ["trusted_adviser", "vendor"]


def test_deleting_a_contact_keeps_who_took_their_standings_away(owner: User, account: Account) -> None:
    contact = factories.make_contact(account)
    standings.set_standing(user=owner, contact=contact, current="vendor", desired="", by=owner)
    contacts.delete_contact(contact, by=owner)
    last = Standing.history.order_by("-history_id").first()
    assert (last.history_type, last.history_user) == ("-", owner)
