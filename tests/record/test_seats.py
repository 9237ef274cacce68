"""Empty seats: nobody, until somebody takes one, and nobody again when that is taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from coalition.access.models import User
from coalition.judgement.summary import judge
from coalition.portfolio.changes.selector import changes_on
from coalition.portfolio.snapshots import deal_snapshot
from coalition.record import gates
from coalition.record.errors import CycleRefused, Invalid
from coalition.record.models import Contact, EmptySeat, Line, LineKind, Opportunity, SeatLine, SeatState, Stakeholder
from coalition.record.selectors.as_of import map_as_of
from coalition.record.services.seat_lines import draw_seat_line, erase_seat_line, restore_seat_line
from coalition.record.services.seats import add_seat, fill_seat, open_seat, remove_seat, update_seat
from coalition.record.services.stakeholders import update_stakeholder
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(deal: Opportunity) -> Contact:
    return factories.make_stakeholder(deal, factories.make_contact(deal.account, name="Boss")).contact


@pytest.fixture
def report(deal: Opportunity) -> Contact:
    return factories.make_stakeholder(deal, factories.make_contact(deal.account, name="Report")).contact


@pytest.fixture
def seat(deal: Opportunity, owner: User, boss: Contact, report: Contact) -> EmptySeat:
    """A finance lead to be found, between the boss and the report, allied to the boss."""
    factories.make_personas()
    seat = add_seat(opportunity=deal, by=owner, title="Finance lead", personas=["economic_buyer"], pin_x=5, pin_y=6)
    draw_seat_line(opportunity=deal, kind="reports_to", start=seat, end=boss, by=owner)
    draw_seat_line(opportunity=deal, kind="reports_to", start=report, end=seat, by=owner)
    draw_seat_line(opportunity=deal, kind="ally", start=seat, end=boss, by=owner, strength=3, note="As one hears")
    return seat


def state(deal: Opportunity) -> dict[str, Any]:
    """What stands on the map, without versions."""
    return {
        "people": sorted(
            Stakeholder.objects.filter(opportunity=deal).values_list("contact__name", "personas"), key=str
        ),
        "lines": sorted(Line.objects.values_list("kind", "from_contact__name", "to_contact__name", "note")),
        "seats": sorted(EmptySeat.objects.filter(opportunity=deal).values_list("title", "state", "filling"), key=str),
        "seat_lines": sorted(
            SeatLine.objects.filter(opportunity=deal).values_list("kind", "from_seat__title", "to_seat__title"),
            key=str,
        ),
    }


def test_a_person_who_takes_a_seat_has_its_persona_its_place_and_its_lines(
    deal: Opportunity, owner: User, seat: EmptySeat
) -> None:
    nora = factories.make_contact(deal.account, name="Nora")
    stakeholder = fill_seat(seat, contact=nora, by=owner)
    assert (stakeholder.personas, stakeholder.pin_x, stakeholder.pin_y) == (["economic_buyer"], 5, 6)
    lines = sorted(Line.objects.values_list("kind", "from_contact__name", "to_contact__name", "strength"))
    assert [line for line in lines if line[0] == "reports_to"] == [
        ("reports_to", "Nora", "Boss", None),
        ("reports_to", "Report", "Nora", None),
    ]
    ally = Line.objects.get(kind="ally")
    assert (ally.strength, ally.note, ally.opportunity_id) == (3, "As one hears", deal.pk)
    assert {ally.from_contact.name, ally.to_contact.name} == {"Nora", "Boss"}


def test_taking_a_filling_back_leaves_the_map_as_it_was(deal: Opportunity, owner: User, seat: EmptySeat) -> None:
    before = state(deal)
    fill_seat(seat, contact=factories.make_contact(deal.account, name="Nora"), by=owner)
    assert state(deal) != before
    open_seat(seat, by=owner)
    assert state(deal) == before


def test_somebody_on_the_map_takes_the_persona_over_and_gives_it_back(
    deal: Opportunity, owner: User, seat: EmptySeat, boss: Contact
) -> None:
    before = state(deal)
    stakeholder = fill_seat(seat, contact=boss, by=owner)
    assert stakeholder.personas == ["economic_buyer"]
    assert Line.objects.filter(from_contact__name="Report", to_contact=boss).exists()
    open_seat(seat, by=owner)
    assert state(deal) == before


def test_a_seat_is_not_emptied_over_what_was_learned_of_the_person(
    deal: Opportunity, owner: User, seat: EmptySeat
) -> None:
    stakeholder = fill_seat(seat, contact=factories.make_contact(deal.account, name="Nora"), by=owner)
    update_stakeholder(stakeholder, by=owner, vote="against")
    with pytest.raises(Invalid, match="Nora was changed since"):
        open_seat(seat, by=owner)
    assert Stakeholder.objects.filter(pk=stakeholder.pk).exists()


def test_a_known_manager_outweighs_the_hoped_for_one(
    deal: Opportunity, owner: User, seat: EmptySeat, report: Contact
) -> None:
    elsewhere = factories.make_contact(deal.account, name="Elsewhere")
    nora = factories.make_contact(deal.account, name="Nora")
    factories.make_manager(nora, elsewhere)
    fill_seat(seat, contact=nora, by=owner)
    assert Line.objects.get(kind="reports_to", from_contact=nora).to_contact == elsewhere


def test_a_seat_is_filled_once(deal: Opportunity, owner: User, seat: EmptySeat) -> None:
    fill_seat(seat, contact=factories.make_contact(deal.account), by=owner)
    with pytest.raises(Invalid, match="not empty any more"):
        fill_seat(seat, contact=factories.make_contact(deal.account), by=owner)


def test_a_line_between_two_seats_becomes_one_between_person_and_seat(
    deal: Opportunity, owner: User, seat: EmptySeat
) -> None:
    other = add_seat(opportunity=deal, by=owner, title="Lawyer")
    draw_seat_line(opportunity=deal, kind="influences", start=other, end=seat, by=owner)
    nora = factories.make_contact(deal.account, name="Nora")
    fill_seat(seat, contact=nora, by=owner)
    assert SeatLine.objects.filter(from_seat=other, to_contact=nora, kind="influences").exists()
    known = map_as_of(deal.pk, timezone.now())
    assert [each.title for each in known.seats] == ["Lawyer"]
    assert [(line.from_seat_id, line.to_contact_id) for line in known.seat_lines] == [(other.pk, nora.pk)]


def test_solid_lines_over_seats_close_no_circle(
    deal: Opportunity, owner: User, seat: EmptySeat, boss: Contact, report: Contact
) -> None:
    below = add_seat(opportunity=deal, by=owner, title="Aide")
    draw_seat_line(opportunity=deal, kind="reports_to", start=below, end=report, by=owner)
    with pytest.raises(CycleRefused, match="Boss → Aide → Report → Finance lead → Boss"):
        draw_seat_line(opportunity=deal, kind="reports_to", start=boss, end=below, by=owner)


def test_who_has_a_manager_on_the_map_is_not_put_under_a_seat(
    deal: Opportunity, owner: User, seat: EmptySeat, boss: Contact
) -> None:
    other = factories.make_stakeholder(deal, factories.make_contact(deal.account, name="Other")).contact
    factories.make_manager(other, boss)
    with pytest.raises(Invalid, match="Other reports to Boss"):
        draw_seat_line(opportunity=deal, kind="reports_to", start=other, end=seat, by=owner)


def test_an_erased_line_of_a_seat_comes_back_under_its_id(deal: Opportunity, owner: User, seat: EmptySeat) -> None:
    line = SeatLine.objects.get(kind="ally")
    erase_seat_line(line, by=owner)
    back = restore_seat_line(gates.removed_seat_line_for(owner, line.uuid), by=owner)
    assert (back.uuid, back.note, back.strength) == (line.uuid, "As one hears", 3)


def test_a_removed_seat_comes_back_with_its_lines(deal: Opportunity, owner: User, seat: EmptySeat) -> None:
    remove_seat(seat, by=owner)
    gone = map_as_of(deal.pk, timezone.now())
    assert (gone.seats, gone.seat_lines) == ([], [])
    open_seat(seat, by=owner)
    back = map_as_of(deal.pk, timezone.now())
    assert ([each.pk for each in back.seats], len(back.seat_lines)) == ([seat.pk], 3)


def test_the_past_keeps_the_seat_as_it_stood(deal: Opportunity, owner: User, seat: EmptySeat) -> None:
    moment = timezone.now()
    update_seat(seat, by=owner, title="Treasurer")
    fill_seat(seat, contact=factories.make_contact(deal.account), by=owner)
    then = map_as_of(deal.pk, moment)
    assert [each.title for each in then.seats] == ["Finance lead"]
    assert len(then.seat_lines) == 3


def test_a_seat_is_an_expected_role_and_nobody(deal: Opportunity, owner: User) -> None:
    factories.make_personas()
    before = judge(deal_snapshot(deal.pk, timezone.now()))
    add_seat(opportunity=deal, by=owner, personas=["ratifier"])
    after = judge(deal_snapshot(deal.pk, timezone.now()))
    role = next(each for each in after.coverage.roles if each.persona == "ratifier")
    assert (role.level, role.contact_ids) == ("unnamed", ())
    assert "ratifier" in {each.persona for each in after.expectation.missing}
    assert after.consensus == before.consensus
    assert after.header.known_stance == before.header.known_stance


def test_the_changes_tell_of_seats(deal: Opportunity, owner: User, seat: EmptySeat) -> None:
    deals = Opportunity.objects.filter(pk=deal.pk)
    since = timezone.now()
    update_seat(seat, by=owner, title="Treasurer")
    new = add_seat(opportunity=deal, by=owner, title="Lawyer")
    told = [each for each in changes_on(deals, since, timezone.now()).items if each.subject == "seat"]
    assert {(each.what, each.field, each.contact.id if each.contact else None) for each in told} == {
        ("joined", "", new.uuid),
        ("changed", "title", seat.uuid),
    }
    assert all(each.by and each.by.id == owner.uuid for each in told)


@pytest.mark.parametrize("fields", [{}, {"title": "  "}, {"personas": ["nobody"]}, {"personas": ["coach", "coach"]}])
def test_a_seat_says_what_is_missing(deal: Opportunity, owner: User, fields: dict[str, Any]) -> None:
    factories.make_personas()
    with pytest.raises(Invalid):
        add_seat(opportunity=deal, by=owner, **fields)


def test_a_line_needs_a_seat_of_this_deal(deal: Opportunity, owner: User, boss: Contact, report: Contact) -> None:
    with pytest.raises(Invalid, match="Neither end"):
        draw_seat_line(opportunity=deal, kind=LineKind.ALLY, start=boss, end=report, by=owner)
    elsewhere = add_seat(opportunity=factories.make_opportunity(deal.account), by=owner, title="Lawyer")
    with pytest.raises(Invalid, match="not an empty one"):
        draw_seat_line(opportunity=deal, kind=LineKind.ALLY, start=boss, end=elsewhere, by=owner)
    assert elsewhere.state == SeatState.OPEN
