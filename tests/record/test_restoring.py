"""What was taken off a map comes back as it was: same ids, same assessments, same lines, one history."""

from __future__ import annotations

import pytest

from coalition.access.models import User
from coalition.portfolio.models import ScoreSnapshot
from coalition.record import gates, history
from coalition.record.errors import CycleRefused, Invalid, NotFound
from coalition.record.models import Account, Contact, Line, LineKind, Opportunity, Stakeholder
from coalition.record.selectors.as_of import map_as_of
from coalition.record.services.lines import erase_line, restore_line
from coalition.record.services.reporting import set_manager
from coalition.record.services.stakeholders import (
    add_stakeholder,
    assess_sentiment,
    remove_stakeholder,
    restore_stakeholder,
    update_stakeholder,
)
from tests import factories

pytestmark = pytest.mark.django_db


def columns(stakeholder: Stakeholder) -> dict[str, object]:
    kept = {field.attname for field in Stakeholder._meta.concrete_fields} - {"version", "updated_at"}
    return {name: getattr(stakeholder, name) for name in kept}


def test_a_person_put_back_has_all_that_was_assessed_their_trend_and_one_history(
    deal: Opportunity, owner: User
) -> None:
    contact = factories.make_contact(deal.account)
    factories.make_personas()
    stakeholder = add_stakeholder(opportunity=deal, contact=contact, by=owner, personas=["champion"])
    stakeholder = assess_sentiment(stakeholder, sentiment="opposed", evidence="Said no on Monday.", by=owner)
    stakeholder = update_stakeholder(stakeholder, by=owner, vote="against", coverage_owner=owner, notes="Careful")
    line = factories.make_line(LineKind.CONFLICT, contact, factories.make_stakeholder(deal).contact, opportunity=deal)
    ScoreSnapshot.objects.create(stakeholder=stakeholder, as_of=factories.MONDAY, engagement_level="deep")
    before = columns(stakeholder)

    remove_stakeholder(stakeholder, by=owner)
    gone_at = Stakeholder.history.filter(uuid=stakeholder.uuid).latest().history_date
    back = restore_stakeholder(gates.removed_stakeholder_for(owner, stakeholder.uuid), by=owner)

    back.refresh_from_db()
    assert columns(back) == before
    assert Line.objects.filter(pk=line.pk).exists()
    assert list(back.score_snapshots.values_list("engagement_level", flat=True)) == ["deep"]
    kinds = list(
        Stakeholder.history.filter(uuid=back.uuid).order_by("history_id").values_list("history_type", flat=True)
    )
    assert kinds == ["+", "~", "~", "-", "+"]
    assert contact.pk not in map_as_of(deal.pk, gone_at).contacts
    assert back.version > stakeholder.version


def test_what_pointed_at_a_colleague_who_is_gone_comes_back_without_them(deal: Opportunity, owner: User) -> None:
    leaver = factories.make_user("leaver")
    stakeholder = factories.make_stakeholder(deal, coverage_owner=leaver)
    remove_stakeholder(stakeholder, by=owner)
    leaver.delete()
    assert restore_stakeholder(gates.removed_stakeholder_for(owner, stakeholder.uuid), by=owner).coverage_owner is None


def test_a_person_added_again_meanwhile_is_not_doubled(deal: Opportunity, owner: User) -> None:
    stakeholder = factories.make_stakeholder(deal)
    remove_stakeholder(stakeholder, by=owner)
    removed = gates.removed_stakeholder_for(owner, stakeholder.uuid)
    add_stakeholder(opportunity=deal, contact=stakeholder.contact, by=owner)
    with pytest.raises(Invalid, match="already on the map"):
        restore_stakeholder(removed, by=owner)


def test_what_is_there_or_never_was_is_not_removed(deal: Opportunity) -> None:
    stakeholder = factories.make_stakeholder(deal)
    assert history.removed(Stakeholder, stakeholder.uuid) is None
    assert history.removed(Stakeholder, deal.uuid) is None


@pytest.mark.parametrize("kind", LineKind.values)
def test_an_erased_line_comes_back_under_its_id(kind: str, deal: Opportunity, owner: User) -> None:
    one, other = factories.make_stakeholder(deal).contact, factories.make_stakeholder(deal).contact
    line = factories.make_line(LineKind(kind), one, other, note="Since the merger", strength=2)
    erase_line(line, by=owner)
    back = restore_line(gates.removed_line_for(owner, line.uuid), by=owner)
    assert (back.pk, back.uuid, back.kind, back.note, back.strength) == (line.pk, line.uuid, kind, line.note, 2)


def test_an_erased_reporting_line_does_not_come_back_into_a_circle(account: Account, owner: User) -> None:
    boss, report = factories.make_contact(account), factories.make_contact(account)
    line = factories.make_manager(report, boss)
    erase_line(line, by=owner)
    set_manager(boss, manager=report, by=owner)
    with pytest.raises(CycleRefused):
        restore_line(gates.removed_line_for(owner, line.uuid), by=owner)


def test_an_erased_reporting_line_does_not_make_a_second_manager(account: Account, owner: User) -> None:
    report: Contact = factories.make_contact(account)
    line = factories.make_manager(report, factories.make_contact(account))
    erase_line(line, by=owner)
    set_manager(report, manager=factories.make_contact(account), by=owner)
    with pytest.raises(Invalid, match="another such line"):
        restore_line(gates.removed_line_for(owner, line.uuid), by=owner)


def test_a_removed_record_is_hidden_from_who_may_not_see_its_deal(
    deal: Opportunity, owner: User, outsider: User
) -> None:
    stakeholder = factories.make_stakeholder(deal)
    remove_stakeholder(stakeholder, by=owner)
    with pytest.raises(NotFound):
        gates.removed_stakeholder_for(outsider, stakeholder.uuid)
