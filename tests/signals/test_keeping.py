"""Signals in the database: raised by the pass that scores, once, closed by themselves, and what people do with them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coalition.access.models import User
from coalition.judgement.signals import Evidence, Finding
from coalition.portfolio import judging
from coalition.portfolio.scores import score_opportunities
from coalition.portfolio.worker import run_dirty_batch
from coalition.record.errors import Forbidden, Invalid, NotFound
from coalition.record.models import Contact, ContactStatus, LiveEvent, Opportunity, Stakeholder
from coalition.record.pulse import mark_dirty
from coalition.record.services.contacts import update_contact
from coalition.record.touches import derive_touches
from coalition.signals.models import Signal, SignalEvent
from coalition.signals.selectors.visible import signal_for, signals_of_people_of, visible_signals
from coalition.signals.services.keeping import keep
from coalition.signals.services.transitions import act_on_signal, dismiss_signal, reopen_signal, snooze_signal
from coalition.signals.services.watching import watch
from tests import factories

pytestmark = pytest.mark.django_db


def finding(key: str = "silent:x", severity: str = "medium", text: str = "Not heard from.") -> Finding:
    return Finding(key, "silent", severity, text, "Call them", (), (Evidence("deal", "d", "The deal"),))  # type: ignore[arg-type]


@pytest.fixture
def signal(deal: Opportunity, owner: User) -> Signal:
    keep({deal.pk: (finding(),)}, owners={deal.pk: str(owner.uuid)})
    return Signal.objects.select_related("opportunity__account").get()


def found(deal: Opportunity, *findings: Finding, days: float = 0) -> None:
    keep({deal.pk: findings}, owners={deal.pk: ""}, now=timezone.now() + timedelta(days=days))


def state(signal: Signal) -> str:
    return Signal.objects.get(pk=signal.pk).state


def turns(signal: Signal) -> list[str]:
    return list(SignalEvent.objects.filter(signal=signal).order_by("id").values_list("what", flat=True))


def test_a_rerun_neither_doubles_a_signal_nor_says_anything_new(deal: Opportunity, signal: Signal, owner: User) -> None:
    told = LiveEvent.objects.filter(kind="signals.changed").count()
    keep({deal.pk: (finding(),)}, owners={deal.pk: str(owner.uuid)})
    assert Signal.objects.count() == 1 and turns(signal) == ["opened"]
    assert LiveEvent.objects.filter(kind="signals.changed").count() == told
    assert signal.owner == owner


def test_it_closes_itself_and_opens_again_as_the_same_row(deal: Opportunity, signal: Signal) -> None:
    found(deal, days=1)
    assert state(signal) == "resolved"
    found(deal, finding(text="Again."), days=2)
    again = Signal.objects.get()
    assert (again.pk, again.state, again.text, again.closed_at) == (signal.pk, "open", "Again.", None)
    assert turns(signal) == ["opened", "resolved", "reopened"]


def test_a_snoozed_one_is_back_when_its_time_comes(deal: Opportunity, signal: Signal, owner: User) -> None:
    snooze_signal(signal, until=timezone.now() + timedelta(days=3), by=owner)
    found(deal, finding(), days=2)
    assert state(signal) == "snoozed"
    found(deal, finding(), days=4)
    assert state(signal) == "open"


def test_a_dismissed_one_stays_away_until_it_grows_worse(deal: Opportunity, signal: Signal, owner: User) -> None:
    dismiss_signal(signal, reason="On leave until March.", by=owner)
    found(deal, finding(), days=30)
    assert state(signal) == "dismissed"
    found(deal, finding(severity="high"), days=31)
    back = Signal.objects.get()
    assert (back.state, back.reason, back.changed_by) == ("open", "", None)


def test_a_dismissed_one_comes_back_when_its_cause_went_away_and_came_again(
    deal: Opportunity, signal: Signal, owner: User
) -> None:
    dismiss_signal(signal, reason="On leave.", by=owner)
    found(deal, days=5)
    assert state(signal) == "dismissed"
    found(deal, finding(), days=9)
    assert state(signal) == "open"


def test_dismissing_takes_a_reason_and_snoozing_a_time_to_come(signal: Signal, owner: User) -> None:
    with pytest.raises(Invalid):
        dismiss_signal(signal, reason=" ", by=owner)
    with pytest.raises(Invalid):
        snooze_signal(signal, until=timezone.now() - timedelta(hours=1), by=owner)
    with pytest.raises(Invalid):
        snooze_signal(signal, until=timezone.now() + timedelta(days=400), by=owner)
    with pytest.raises(Invalid, match="open already"):
        reopen_signal(signal, by=owner)
    assert turns(signal) == ["opened"]


def test_what_is_resolved_takes_no_more_orders(deal: Opportunity, signal: Signal, owner: User) -> None:
    found(deal)
    with pytest.raises(Invalid, match="resolved"):
        act_on_signal(signal, by=owner, note="Called.")


def test_who_sees_the_deal_sees_its_signals_and_who_may_change_it_answers_them(
    signal: Signal, reader: User, outsider: User, manager: User, admin: User, owner: User, teammate: User
) -> None:
    for viewer in (reader, manager, admin, owner, teammate):
        assert visible_signals(viewer).count() == 1
    assert not visible_signals(outsider).exists()
    with pytest.raises(NotFound):
        signal_for(outsider, signal.uuid)
    with pytest.raises(Forbidden):
        signal_for(reader, signal.uuid, write=True)
    answering = {each.name for each in (reader, manager, admin, owner, teammate) if signals_of_people_of(each).exists()}
    assert answering == {"manager", "admin", "owner"}


def test_the_pass_that_scores_raises_and_closes(
    deal: Opportunity, buyer: Contact, stakeholder: Stakeholder, owner: User
) -> None:
    update_contact(buyer, by=owner, status=ContactStatus.LEFT)
    assert run_dirty_batch() == 1
    left = Signal.objects.get(kind="left")
    assert (left.contact, left.owner, left.severity) == (buyer, owner, "high")
    update_contact(buyer, by=owner, status=ContactStatus.ACTIVE)
    run_dirty_batch()
    assert state(left) == "resolved"


def test_a_deal_that_closes_takes_its_signals_with_it(deal: Opportunity, stakeholder: Stakeholder) -> None:
    score_opportunities([deal.pk])
    assert Signal.objects.filter(state="open").exists()
    deal.stage = factories.make_stages()["lost"]
    deal.save(update_fields=["stage"])
    score_opportunities([deal.pk])
    assert set(Signal.objects.values_list("state", flat=True)) == {"resolved"}


def test_an_unclaimed_address_and_a_bounce_are_news(
    deal: Opportunity, stakeholder: Stakeholder, buyer: Contact, owner: User
) -> None:
    now: datetime = timezone.now()
    mail = factories.make_activity(
        opportunity=deal, sender=owner, to=[buyer], occurred_at=now - timedelta(days=2), subject="Scope"
    )
    for address in ("lena.vos@northwind.example", "no-reply@northwind.example", "mate@meridian.example"):
        mail.participants.create(address=address, role="cc")
    bounce = factories.make_activity(
        direction="inbound", opportunity=deal, sender=buyer, to=[owner], occurred_at=now - timedelta(days=1)
    )
    bounce.automatic = "bounce"
    bounce.save(update_fields=["automatic"])
    derive_touches([mail.pk, bounce.pk])
    mark_dirty([deal.pk])
    run_dirty_batch()
    assert list(Signal.objects.filter(kind="new_name").values_list("key", flat=True)) == [
        "new_name:lena.vos@northwind.example"
    ]
    assert Signal.objects.get(kind="bounced").contact == buyer


def test_a_bounce_is_news_on_every_deal_of_that_contact_whichever_is_looked_at(
    deal: Opportunity, stakeholder: Stakeholder, buyer: Contact, owner: User
) -> None:
    other = factories.make_opportunity(deal.account, name="Second line", owner=owner)
    factories.make_stakeholder(other, buyer)
    bounce = factories.make_activity(
        direction="inbound",
        opportunity=deal,
        sender=buyer,
        to=[owner],
        occurred_at=timezone.now() - timedelta(days=1),
        automatic="bounce",
    )
    derive_touches([bounce.pk])
    score_opportunities([other.pk])
    assert Signal.objects.get(kind="bounced", opportunity=other).contact == buyer


def test_a_new_title_is_news_to_all_but_whoever_wrote_it(
    deal: Opportunity, stakeholder: Stakeholder, buyer: Contact, owner: User, teammate: User
) -> None:
    contact = factories.make_contact(deal.account, name="Tom Brandt")
    factories.make_stakeholder(deal, contact)
    for each, by in ((contact, owner), (buyer, teammate)):
        for title in ("Analyst", "Head of Operations"):
            update_contact(Contact.objects.get(pk=each.pk), by=by, title=title)
    run_dirty_batch()
    (job,) = Signal.objects.filter(kind="changed_job")
    assert job.contact == buyer and "Analyst → Head of Operations" in job.text


def test_the_number_of_queries_does_not_depend_on_the_deals(deal: Opportunity, stakeholder: Stakeholder) -> None:
    def queries(ids: list[int]) -> int:
        score_opportunities(ids)
        snapshots = judging.deal_snapshots(ids, timezone.now())
        judged = {key: judging.Judged(each, judging.judge(each)) for key, each in snapshots.items()}
        Signal.objects.all().delete()
        with CaptureQueriesContext(connection) as seen:
            watch(judged)(set(ids))
        return len(seen)

    one = queries([deal.pk])
    more = [deal.pk]
    for _ in range(3):
        other = factories.make_opportunity(deal.account, owner=deal.owner)
        factories.make_stakeholder(other, factories.make_contact(deal.account), personas=["economic_buyer"])
        more.append(other.pk)
    assert queries(more) <= one


def test_a_cause_that_comes_and_goes_daily_is_one_signal_and_three_turns(deal: Opportunity, signal: Signal) -> None:
    for day in range(1, 12):
        found(deal, *([finding()] if day % 2 == 0 else []), days=day)
        found(deal, *([finding()] if day % 2 == 0 else []), days=day)  # a re-run says nothing new
    assert turns(signal) == ["opened", "resolved", "reopened"]
    found(deal, days=30)
    assert state(signal) == "resolved"
    assert Signal.objects.count() == 1
