"""Rules of one's own: written, raised, taken back, kept in versions, and tried on the last quarter."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coalition.access.models import User
from coalition.judgement.conditions import Condition
from coalition.judgement.own_rules import OwnRule
from coalition.portfolio.worker import run_dirty_batch
from coalition.record.errors import Forbidden, Invalid
from coalition.record.models import Opportunity, Stage, StageChange, Stakeholder
from coalition.record.services.opportunities import update_opportunity
from coalition.record.services.stakeholders import update_stakeholder
from coalition.signals.models import Signal, SignalRule
from coalition.signals.selectors.trial import try_rule
from coalition.signals.services.rules import create_rule, delete_rule, update_rule
from tests import factories

pytestmark = pytest.mark.django_db

VETO = [{"field": "indicators.vote_kind", "operator": "is", "value": "veto"}]


def rule(by: User, **fields: Any) -> SignalRule:
    given = {"label": "Vetoes", "text": "$names can veto $deal.", "conditions": VETO, "severity": "high"}
    return create_rule(by=by, **{**given, **fields})


def test_a_rule_raises_its_signal_and_takes_it_back(
    deal: Opportunity, stakeholder: Stakeholder, owner: User, admin: User
) -> None:
    made = rule(admin)
    update_stakeholder(stakeholder, by=owner, vote_kind="veto")
    run_dirty_batch()
    signal = Signal.objects.get(kind="own_rule")
    assert (signal.text, signal.severity) == ("Maria Keller can veto Grid analytics rollout.", "high")
    assert signal.contact == stakeholder.contact
    update_rule(made, by=admin, is_active=False)
    run_dirty_batch()
    signal.refresh_from_db()
    assert signal.state == "resolved"


def test_names_are_put_into_the_text_and_never_read_as_placeholders(
    deal: Opportunity, stakeholder: Stakeholder, owner: User, admin: User
) -> None:
    contact = stakeholder.contact
    contact.name = "$deal <b>Eve</b>"
    contact.save(update_fields=["name"])
    rule(admin, text="$names: $$5")
    update_stakeholder(stakeholder, by=owner, vote_kind="veto")
    run_dirty_batch()
    assert Signal.objects.get(kind="own_rule").text == "$deal <b>Eve</b>: $5"


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"conditions": []}, "conditions"),
        ({"conditions": [{"field": "salary", "operator": "is", "value": 1}]}, "conditions"),
        ({"text": "Broken $ here"}, "text"),
        ({"text": " "}, "text"),
        ({"at_least": 3, "at_most": 1}, "at_most"),
    ],
)
def test_a_rule_that_says_nothing_is_refused_by_the_name_of_its_field(
    fields: dict[str, Any], named: str, admin: User
) -> None:
    with pytest.raises(Invalid) as refused:
        rule(admin, **fields)
    assert list(refused.value.fields) == [named]


def test_only_admins_and_revops_write_rules_and_each_version_is_kept(owner: User, admin: User) -> None:
    with pytest.raises(Forbidden):
        rule(owner)
    made = rule(admin)
    update_rule(made, by=admin, at_least=2)
    delete_rule(SignalRule.objects.get(), by=admin)
    rows = SignalRule.history.order_by("history_id").values_list("history_type", "at_least")
    assert list(rows) == [("+", 1), ("~", 2), ("-", 2)]


def test_a_trial_counts_each_beginning_once_and_how_the_deals_ended(
    deal: Opportunity, stakeholder: Stakeholder, owner: User
) -> None:
    now = timezone.now()
    old(deal, stakeholder, now - timedelta(days=200))
    lost = factories.make_opportunity(deal.account, owner=owner, name="Lost one")
    other = factories.make_stakeholder(lost, factories.make_contact(deal.account), vote_kind="veto")
    old(lost, other, now - timedelta(days=200))
    close(lost, now - timedelta(days=20))
    veto = OwnRule("r", "$names on $deal", (Condition("indicators.vote_kind", "is", "veto"),))
    found = try_rule(veto, now)
    assert (found.deals, found.fired, found.on_deals, found.then_lost, found.still_open) == (2, 1, 1, 1, 0)
    assert found.examples[0].text == f"{other.contact.name} on Lost one"
    nobody = OwnRule("r", "x", (Condition("engagement.level", "is", "deep"),), 0, 0)
    assert try_rule(nobody, now).on_deals == 2


def test_a_rule_over_the_deal_fires_by_itself_and_is_tried_as_the_deal_stood_then(
    deal: Opportunity, stakeholder: Stakeholder, owner: User, admin: User
) -> None:
    now = timezone.now()
    update_opportunity(deal, by=owner, amount=90_000)
    old(deal, stakeholder, now - timedelta(days=200))
    deal.refresh_from_db()
    update_opportunity(deal, by=owner, amount=500_000)
    asked = {"field": "deal.amount", "operator": "at_least", "value": 400_000}
    rule(admin, conditions=[asked], text="$deal of $account is worth $amount.")
    run_dirty_batch()
    said = Signal.objects.get(kind="own_rule")
    assert said.text == f"{deal.name} of {deal.account.name} is worth 500,000."
    then = OwnRule("r", "x", (Condition("deal.amount", "at_least", 400_000.0),))
    assert try_rule(then, now).on_deals == 0, "the amount was raised only today"
    small = OwnRule("r", "x", (Condition("deal.amount", "at_most", 100_000.0),))
    assert try_rule(small, now).on_deals == 1
    thin = OwnRule("r", "x", (Condition("deal.engaged", "at_most", 0.0), Condition("deal.map_score", "at_most", 90.0)))
    assert try_rule(thin, now).on_deals == 1


def test_a_trial_reads_the_past_in_a_number_of_queries_that_does_not_grow(
    deal: Opportunity, stakeholder: Stakeholder, owner: User
) -> None:
    now = timezone.now()
    old(deal, stakeholder, now - timedelta(days=200))
    every = OwnRule("r", "x", (Condition("deal.gap.static_records", "at_least", 1.0),))
    with CaptureQueriesContext(connection) as one:
        try_rule(every, now)
    for number in range(4):
        more = factories.make_opportunity(deal.account, owner=owner, name=f"More {number}")
        old(more, factories.make_stakeholder(more, factories.make_contact(deal.account)), now - timedelta(days=200))
    with CaptureQueriesContext(connection) as five:
        assert try_rule(every, now).deals == 5
    assert len(five) <= len(one)


def old(deal: Opportunity, stakeholder: Stakeholder, at: Any) -> None:
    """As if all of it had been recorded long ago."""
    for row in (deal, stakeholder, stakeholder.contact):
        row.history.update(history_date=at)
    Opportunity.objects.filter(pk=deal.pk).update(recorded_at=at)


def close(deal: Opportunity, at: Any) -> None:
    stage = Stage.objects.get(pipeline__key="default", key="lost")
    StageChange.objects.create(opportunity=deal, from_stage=deal.stage, to_stage=stage, occurred_at=at)
    deal.stage = stage
    deal.save(update_fields=["stage"])
