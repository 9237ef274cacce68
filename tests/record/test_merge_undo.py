"""A merge undone: both are as they were, what people changed since stays and is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from coalition.access.models import User
from coalition.record.errors import Invalid
from coalition.record.models import (
    Account,
    Contact,
    Insight,
    Line,
    LineKind,
    Merge,
    Opportunity,
    Participant,
    Stakeholder,
    Standing,
)
from coalition.record.selectors.as_of import map_as_of
from coalition.record.services import contacts, stakeholders
from coalition.record.services.merging import merge_contacts, undo_merge
from coalition.record.services.reporting import set_manager
from coalition.reviews.models import ReviewComment
from tests import factories

pytestmark = pytest.mark.django_db

#: What every change raises; and the key of a comment's own row never changes.
UPKEEP = {"version", "updated_at"}
TABLES: tuple[Any, ...] = (Contact, Stakeholder, Line, Standing, Insight, Participant, ReviewComment)


def everything() -> dict[str, list[dict[str, Any]]]:
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in UPKEEP}
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in TABLES
    }


@pytest.fixture
def double(account: Account) -> Contact:
    return factories.make_contact(
        account, name="M. Keller", email="m.keller@grid.example", title="Head of money", notes="Met in Oslo.",
        source="crm", external_id="003D", custom={"region": "South"},
    )  # fmt: skip


@pytest.fixture
def tangled(stakeholder: Stakeholder, double: Contact, owner: User) -> Contact:
    """Both with seats on one deal, lines, a standing, an insight, mails and a comment. Returns a colleague."""
    deal, keep = stakeholder.opportunity, stakeholder.contact
    colleague = factories.make_contact(deal.account, name="Omar")
    both = factories.make_stakeholder(
        deal, double, sentiment="supportive", sentiment_evidence="said so", sentiment_at=timezone.now(),
        sentiment_by=owner, external_id="S1", source="crm",
    )  # fmt: skip
    factories.make_stakeholder(factories.make_opportunity(deal.account, owner=owner), double, vote="for")
    factories.make_stakeholder(deal, colleague)
    factories.make_manager(double, factories.make_contact(deal.account, name="Her manager"))
    factories.make_manager(colleague, double)
    factories.make_manager(keep, factories.make_contact(deal.account, name="His manager"))
    factories.make_line(LineKind.ALLY, keep, double)
    factories.make_line(LineKind.KNOWS, double, colleague)
    factories.make_standing(owner, keep)
    factories.make_standing(owner, double, note="since Oslo")
    factories.make_insight(deal.account, contact_ids=[str(double.uuid)])
    factories.make_activity(opportunity=deal, sender=owner, to=[keep, double, colleague])
    factories.make_comment(both, by=owner)
    return colleague


def merge_of(keep: Contact, absorb: Contact, by: User) -> Merge:
    merge_contacts(keep=Contact.objects.get(pk=keep.pk), absorb=Contact.objects.get(pk=absorb.pk), by=by)
    return Merge.objects.latest("pk")


def test_a_merge_that_is_undone_leaves_every_row_as_it_was(
    buyer: Contact, double: Contact, tangled: Contact, owner: User
) -> None:
    before = everything()
    merge = merge_of(buyer, double, owner)
    assert everything() != before
    assert undo_merge(merge, by=owner) == []
    assert everything() == before
    last = Contact.history.filter(id=double.pk).latest("history_id")
    assert (last.history_user, last.history_change_reason) == (owner, "undid the merge of M. Keller into Maria Keller")


def test_two_merges_are_undone_the_later_first(buyer: Contact, double: Contact, tangled: Contact, owner: User) -> None:
    third = factories.make_contact(buyer.account, name="Mia Keller", email="mia@grid.example", phones=["+49 1"])
    before = everything()
    first, second = merge_of(buyer, double, owner), merge_of(third, buyer, owner)
    with pytest.raises(Invalid, match="Undo the later merge of Maria Keller into Mia Keller first"):
        undo_merge(first, by=owner)
    assert undo_merge(second, by=owner) == [] == undo_merge(first, by=owner)
    assert everything() == before
    with pytest.raises(Invalid, match="undone already"):
        undo_merge(first, by=owner)


def test_what_people_changed_since_stays_and_is_told(
    buyer: Contact, double: Contact, tangled: Contact, deal: Opportunity, owner: User
) -> None:
    merge = merge_of(buyer, double, owner)
    kept = Contact.objects.get(pk=buyer.pk)
    contacts.update_contact(kept, by=owner, notes="Only figures.", phones=["+49 30 9"])
    moved = Stakeholder.objects.get(contact=buyer, vote="for")
    stakeholders.remove_stakeholder(moved, by=owner)
    told = undo_merge(merge, by=owner)
    kept.refresh_from_db()
    assert (kept.notes, kept.phones, kept.other_emails) == ("Only figures.", ["+49 30 9"], [])
    assert sorted(told) == [
        "A stakeholder that the merge moved was removed since.",
        "Maria Keller: changed since the merge and left as it is now: notes.",
    ]


def test_a_reporting_line_that_would_close_a_circle_by_now_is_told_and_left_out(
    buyer: Contact, double: Contact, owner: User
) -> None:
    boss, report = (factories.make_contact(buyer.account, name=name) for name in ("Boss", "Report"))
    factories.make_manager(buyer, factories.make_contact(buyer.account, name="Chair"))
    factories.make_manager(double, boss)  # a double manager: removed by the merge
    factories.make_manager(report, double)
    merge = merge_of(buyer, double, owner)
    set_manager(boss, manager=report, by=owner)
    (told,) = undo_merge(merge, by=owner)
    assert "would close a circle" in told or "→" in told
    reports = Line.objects.filter(kind=LineKind.REPORTS_TO)
    assert {(line.from_contact.name, line.to_contact.name) for line in reports} == {
        ("Maria Keller", "Chair"), ("Report", "M. Keller"), ("Boss", "Report"),
    }  # fmt: skip


def test_mail_to_their_address_since_goes_back_too_and_the_days_between_show_one(
    buyer: Contact, double: Contact, stakeholder: Stakeholder, owner: User
) -> None:
    deal = stakeholder.opportunity
    factories.make_stakeholder(deal, double)
    start = timezone.now()
    with time_machine.travel(start + timedelta(days=1), tick=False):
        merge = merge_of(buyer, double, owner)
    with time_machine.travel(start + timedelta(days=2), tick=False):
        late = factories.make_activity(opportunity=deal, sender=owner, to=[buyer], recorded_at=timezone.now())
        Participant.objects.filter(activity=late, contact=buyer).update(address=double.email)
    with time_machine.travel(start + timedelta(days=3), tick=False):
        undo_merge(merge, by=owner)
    assert Participant.objects.get(activity=late, user=None).contact == double
    seen = [
        sorted(each.contact_id for each in map_as_of(deal.pk, start + timedelta(days=day, hours=1)).stakeholders)
        for day in (0, 2, 3)
    ]
    assert seen == [[buyer.pk, double.pk], [buyer.pk], [buyer.pk, double.pk]]
