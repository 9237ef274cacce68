"""Every change is one verb: history with who and why, a version, dirty marks and events."""

from __future__ import annotations

from datetime import date

import pytest

from coalition.access.models import User
from coalition.record import pulse
from coalition.record.errors import Conflict, CycleRefused, Invalid
from coalition.record.models import (
    Account,
    Contact,
    DirtyOpportunity,
    Insight,
    Line,
    LiveEvent,
    Opportunity,
    Participant,
    StageChange,
    Stakeholder,
)
from coalition.record.services import accounts, activities, contacts, insights, lines, opportunities, reporting
from coalition.record.services import stakeholders as people
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_change_raises_the_version_and_keeps_who_and_why(owner: User, buyer: Contact) -> None:
    changed = contacts.update_contact(buyer, by=owner, title="Treasurer", reason="new signature")
    assert changed.version == 2
    latest = changed.history.latest()
    assert (latest.title, latest.history_user, latest.history_change_reason) == ("Treasurer", owner, "new signature")
    assert [row.title for row in changed.history.order_by("history_id")] == ["Chief Financial Officer", "Treasurer"]


def test_a_change_that_changes_nothing_writes_nothing(owner: User, stakeholder: Stakeholder) -> None:
    same = people.update_stakeholder(stakeholder, by=owner, personas=["economic_buyer"])
    assert same.version == 1
    assert stakeholder.history.count() == 1
    assert not DirtyOpportunity.objects.exists()


def test_an_old_version_is_refused_and_shows_the_current_one(owner: User, teammate: User, buyer: Contact) -> None:
    contacts.update_contact(buyer, by=teammate, expect_version=1, title="Treasurer")
    with pytest.raises(Conflict) as refused:
        contacts.update_contact(buyer, by=owner, expect_version=1, title="CFO")
    assert refused.value.current.title == "Treasurer"
    assert refused.value.yours == {"title": "CFO"}
    buyer.refresh_from_db()
    assert buyer.title == "Treasurer"


def test_two_people_who_edit_different_fields_without_a_version_both_win(owner: User, buyer: Contact) -> None:
    stale = Contact.objects.get(pk=buyer.pk)
    contacts.update_contact(buyer, by=owner, title="Treasurer")
    both = contacts.update_contact(stale, by=owner, department="Finance")
    assert (both.title, both.department, both.version) == ("Treasurer", "Finance", 3)


def test_a_change_on_the_map_marks_the_deal_and_tells_open_pages(
    owner: User, deal: Opportunity, buyer: Contact
) -> None:
    people.add_stakeholder(opportunity=deal, contact=buyer, by=owner, personas=["champion"])
    assert DirtyOpportunity.objects.get().opportunity == deal
    event = LiveEvent.objects.get()
    assert (event.kind, event.opportunity, event.payload["what"]) == (pulse.MAP_CHANGED, deal, "stakeholder")


def test_marking_again_counts_up_and_keeps_the_oldest_time(deal: Opportunity) -> None:
    pulse.mark_dirty([deal.pk])
    first = DirtyOpportunity.objects.get()
    pulse.mark_dirty([deal.pk, deal.pk])
    again = DirtyOpportunity.objects.get()
    assert (first.marks, again.marks) == (1, 2)
    assert again.marked_at == first.marked_at


def test_a_contact_who_changes_marks_every_deal_they_stand_on(owner: User, buyer: Contact, deal: Opportunity) -> None:
    second = factories.make_opportunity(deal.account)
    factories.make_opportunity(deal.account)
    for opportunity in (deal, second):
        factories.make_stakeholder(opportunity, buyer)
    contacts.update_contact(buyer, by=owner, status="left")
    assert set(DirtyOpportunity.objects.values_list("opportunity_id", flat=True)) == {deal.pk, second.pk}


def test_a_sellers_view_needs_its_evidence(owner: User, stakeholder: Stakeholder) -> None:
    with pytest.raises(Invalid) as refused:
        people.assess_sentiment(stakeholder, sentiment="supportive", evidence=" ", by=owner)
    assert list(refused.value.fields) == ["evidence"]
    seen = people.assess_sentiment(stakeholder, sentiment="supportive", evidence="Asked for a pilot.", by=owner)
    assert (seen.sentiment, seen.sentiment_by) == ("supportive", owner)
    gone = people.assess_sentiment(seen, sentiment="", evidence="", by=owner)
    assert (gone.sentiment, gone.sentiment_evidence, gone.sentiment_at) == ("", "", None)


def test_an_override_needs_a_reason_and_an_end(owner: User, stakeholder: Stakeholder) -> None:
    with pytest.raises(Invalid) as refused:
        people.override_influence(stakeholder, level="high", because="", until=None, by=owner)
    assert set(refused.value.fields) == {"reason", "until"}
    set_by_hand = people.override_influence(
        stakeholder, level="high", because="Signs everything.", until=date(2099, 1, 1), by=owner
    )
    assert set_by_hand.influence == "high"


def test_unknown_personas_are_named(owner: User, stakeholder: Stakeholder) -> None:
    with pytest.raises(Invalid, match="wizard"):
        people.update_stakeholder(stakeholder, by=owner, personas=["champion", "wizard"])


def test_a_contact_stands_on_a_deal_once(owner: User, stakeholder: Stakeholder) -> None:
    with pytest.raises(Invalid, match="already on the map"):
        people.add_stakeholder(opportunity=stakeholder.opportunity, contact=stakeholder.contact, by=owner)


def test_a_stage_change_is_kept_with_its_time(owner: User, deal: Opportunity) -> None:
    stages = factories.make_stages()
    moved = opportunities.move_stage(deal, stage=stages["prospecting"], by=owner)
    opportunities.move_stage(moved, stage=stages["prospecting"], by=owner)
    change = StageChange.objects.get(opportunity=deal)
    assert (change.from_stage, change.to_stage, change.by) == (stages["discovery"], stages["prospecting"], owner)


def test_a_deal_with_activities_is_closed_and_not_deleted(owner: User, deal: Opportunity, buyer: Contact) -> None:
    factories.make_activity(opportunity=deal, sender=owner, to=[buyer])
    with pytest.raises(Invalid, match="1 activity"):
        opportunities.delete_opportunity(deal, by=owner)


def test_deleting_a_deal_leaves_the_history_of_its_map(owner: User, stakeholder: Stakeholder) -> None:
    deal = stakeholder.opportunity
    opportunities.delete_opportunity(deal, by=owner)
    last = Stakeholder.history.filter(id=stakeholder.pk).latest()
    assert (last.history_type, last.history_user) == ("-", owner)


def test_a_new_contact_claims_the_mail_that_met_their_address(owner: User, account: Account, deal: Opportunity) -> None:
    activity, _ = activities.log_activity(
        activities.Draft(
            kind="email",
            direction="inbound",
            occurred_at=factories.MONDAY,
            opportunity=deal,
            takers=[
                activities.Taker(role="from", address="New.Face@customer.example"),
                activities.Taker(role="to", address=owner.email),
            ],
        )
    )
    assert Participant.objects.get(activity=activity, role="to").user == owner
    assert Participant.objects.get(activity=activity, role="from").contact is None
    found = contacts.create_contact(by=owner, account=account, name="New Face", email="new.face@customer.example")
    assert Participant.objects.get(activity=activity, role="from").contact == found


def test_an_activity_named_by_its_source_is_logged_once(owner: User, deal: Opportunity, buyer: Contact) -> None:
    draft = activities.Draft(
        kind="call",
        occurred_at=factories.MONDAY,
        opportunity=deal,
        takers=[activities.Taker(role="callee", contact=buyer)],
        source="dialler",
        external_id="77",
    )
    first, again = activities.log_activities([draft, draft])
    third, new = activities.log_activity(draft)
    assert (first[1], again[1], new) == (True, False, False)
    assert first[0].pk == again[0].pk == third.pk


def test_a_retracted_activity_stays_and_is_retracted_once(owner: User, deal: Opportunity, buyer: Contact) -> None:
    activity = factories.make_activity(opportunity=deal, sender=owner, to=[buyer])
    first = activities.retract_activity(activity).retracted_at
    assert first is not None
    assert activities.retract_activity(activity).retracted_at == first


def test_an_undirected_line_is_stored_once_whoever_draws_it(owner: User, account: Account) -> None:
    one, other = factories.make_contact(account), factories.make_contact(account)
    line = lines.draw_line(kind="ally", from_contact=other, to_contact=one, by=owner)
    assert (line.from_contact, line.to_contact) == (one, other)
    with pytest.raises(Invalid, match="already drawn"):
        lines.draw_line(kind="ally", from_contact=one, to_contact=other, by=owner)


def test_a_circle_of_solid_lines_is_refused_with_its_chain(owner: User, account: Account) -> None:
    ada, ben, cleo = (factories.make_contact(account, name=name) for name in ("Ada", "Ben", "Cleo"))
    reporting.set_manager(ada, manager=ben, by=owner)
    reporting.set_manager(ben, manager=cleo, by=owner)
    with pytest.raises(CycleRefused) as refused:
        lines.draw_line(kind="reports_to", from_contact=cleo, to_contact=ada, by=owner)
    assert refused.value.chain == ["Cleo", "Ada", "Ben", "Cleo"]
    assert "Cleo → Ada → Ben → Cleo" in refused.value.message


def test_dotted_lines_may_close_a_circle(owner: User, account: Account) -> None:
    one, other = factories.make_contact(account), factories.make_contact(account)
    lines.draw_line(kind="dotted", from_contact=one, to_contact=other, by=owner)
    lines.draw_line(kind="dotted", from_contact=other, to_contact=one, by=owner)
    assert Line.objects.filter(kind="dotted").count() == 2


def test_a_changed_manager_is_the_same_line(owner: User, account: Account) -> None:
    report, first, second = (factories.make_contact(account) for _ in range(3))
    drawn = reporting.set_manager(report, manager=first, by=owner)
    moved = reporting.set_manager(report, manager=second, by=owner)
    assert drawn is not None and moved is not None
    assert (moved.pk, moved.version) == (drawn.pk, 2)
    assert reporting.set_manager(report, manager=None, by=owner) is None
    assert not Line.objects.exists()


def test_a_contact_with_a_past_is_not_deleted(owner: User, stakeholder: Stakeholder) -> None:
    with pytest.raises(Invalid, match="1 opportunity"):
        contacts.delete_contact(stakeholder.contact, by=owner)


def test_an_account_cannot_be_its_own_grandparent(owner: User, account: Account) -> None:
    unit = accounts.create_account(by=owner, name="Unit", parent=account)
    with pytest.raises(Invalid, match="Northwind Grid → Unit → Northwind Grid"):
        accounts.update_account(account, by=owner, parent=unit)


def test_confirming_an_insight_keeps_when_and_by_whom(owner: User, account: Account) -> None:
    insight = insights.record_insight(account=account, kind="goal", text="Fewer outages", by=owner)
    assert insight.confirmed_at is None
    sure = insights.update_insight(insight, by=owner, confirmed_by_customer=True)
    assert sure.confirmed_with == owner
    assert sure.confirmed_at is not None
    insights.delete_insight(sure, by=owner)
    assert not Insight.objects.exists()
