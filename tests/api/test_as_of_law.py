"""As of T means what was recorded by T: whatever is written afterwards, the map of T stays the same, value by value."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from coalition.access.models import User
from coalition.gates.models import GateRule
from coalition.gates.services import rules
from coalition.judgement.brief import brief
from coalition.judgement.summary import judge
from coalition.portfolio.models import NormsVersion
from coalition.portfolio.past_snapshots import snapshot_as_of
from coalition.portfolio.scores import score_opportunities
from coalition.portfolio.settings import Settings, save, settings_at
from coalition.portfolio.trend.points import STEPS, point_of
from coalition.record.models import Account, Activity, Contact, Opportunity, StageChange
from coalition.record.services import accounts, contacts, insights, lines, opportunities, reporting, seats
from coalition.record.services import stakeholders as people
from coalition.record.services.merging.merge import merge_contacts
from coalition.record.touches import derive_touches
from coalition.reviews.services import reviews
from tests import factories
from tests.api.conftest import As

pytestmark = pytest.mark.django_db

START = factories.MONDAY
MOMENT = START + timedelta(days=2)
LATER = START + timedelta(days=4)


def seen(client: Client, deal: Opportunity, moment: datetime) -> dict[str, Any]:
    found = {}
    for part in ("map", "judgement", "lenses"):
        answer = client.get(f"/api/v1/opportunities/{deal.uuid}/{part}", {"as_of": moment.isoformat()})
        assert answer.status_code == 200, answer.content
        found[part] = answer.json()
    return found


def point_at(deal: Opportunity, moment: datetime) -> list[object]:
    """The point of the trend, worked out afterwards."""
    judged = judge(snapshot_as_of(deal.pk, moment), settings_at(moment).judgement)
    point = point_of(deal.pk, brief(judged), afterwards=True)
    return [getattr(point, name) for name in STEPS]


def rewritten(deal: Opportunity, ada: Contact, ben: Contact, by: User, heir: User, account: Account) -> None:
    """The past's future: every kind of change there is on a map, after the moment."""
    seat = deal.stakeholders.get(contact=ada)
    people.assess_sentiment(seat, sentiment="opposed", evidence="Said no.", by=by)
    people.update_stakeholder(deal.stakeholders.get(contact=ada), personas=["blocker"], notes="Later", by=by)
    until = LATER.date() + timedelta(days=30)
    people.override_influence(deal.stakeholders.get(contact=ada), level="low", because="Moved", until=until, by=by)
    reporting.set_manager(ben, manager=None, by=by)
    lines.draw_line(kind="conflict", from_contact=ada, to_contact=ben, by=by, opportunity=deal)
    contacts.update_contact(ada, title="Retired", name="Ada Other", by=by)
    newcomer = factories.make_contact(account, name="Cleo")
    people.add_stakeholder(opportunity=deal, contact=newcomer, by=by, personas=["champion"])
    factories.make_activity(
        opportunity=deal,
        sender=ada,
        to=[by],
        direction="inbound",
        occurred_at=START + timedelta(days=1),
        recorded_at=LATER,
    )
    opportunities.update_opportunity(deal, owner=heir, amount=1, next_step="Later", by=by)
    people.remove_stakeholder(deal.stakeholders.get(contact=ben), by=by)
    accounts.update_account(account, name="Halden Group", segment="mid", by=by)


def otherwise_looked_at(deal: Opportunity, account: Account, by: User, admin: User) -> None:
    """The same of what a map is looked at with: rules, settings, reviews, and the won deals it is compared with."""
    rules.update_rule(GateRule.objects.filter(stage__position__gt=deal.stage.position).first(), label="Later", by=admin)
    rules.create_rule(stage=factories.make_stages()["proposal"], label="New", personas=["blocker"], by=admin)
    values = Settings().as_values()
    values["scoring"]["engagement"]["saturation"] = 3.0
    values["judgement"]["consensus_threshold"] = 0.4
    save(values, by=admin)
    rates = {"reply_rate": 0.9, "answers_per_log_hour": 0.9, "acceptance": 0.9, "two_way_per_day": 2, "initiative": 0.9}
    norm = {"persona": "champion", "stage": deal.stage.key, "people": 40, "basis": "stage", **rates}
    NormsVersion.objects.create(version="later", learned_at=timezone.now(), people=40, norms=[norm])
    reviews.answer_comment(deal.review_comments.get(), answer="Done.", by=by)
    reviews.update_action(deal.coaching_actions.get(), text="Something else", due_on=START.date(), by=by)
    reviews.hold_review(deal, by=by)
    for won in Opportunity.objects.filter(stage__outcome="won")[:3]:
        opportunities.update_opportunity(won, amount=1, name="Renamed", by=by)
        people.update_stakeholder(won.stakeholders.get(), personas=["blocker"], by=by)
    for won in Opportunity.objects.filter(stage__outcome="won")[3:5]:
        opportunities.move_stage(won, stage=factories.make_stages()["discovery"], by=by)
    late = won_deal(account, by, "Won late")
    score_opportunities([late.pk, *Opportunity.objects.values_list("id", flat=True)])


def won_deal(account: Account, by: User, name: str) -> Opportunity:
    """Won the day before, with an engaged champion; known from now on."""
    deal = factories.make_opportunity(account, "won", name=name, owner=by, close_on=(START - timedelta(days=1)).date())
    stages = factories.make_stages()
    for before, after, days in ((None, "discovery", 40), ("discovery", "won", 1)):
        moved = {"from_stage": stages[before] if before else None, "to_stage": stages[after]}
        StageChange.objects.create(opportunity=deal, occurred_at=START - timedelta(days=days), **moved)
    champion = factories.make_contact(account)
    people.add_stakeholder(opportunity=deal, contact=champion, by=by, personas=["champion"])
    for direction in ("inbound", "outbound"):
        ends = (champion, by) if direction == "inbound" else (by, champion)
        at = START - timedelta(days=3)
        factories.make_activity(
            opportunity=deal, sender=ends[0], to=[ends[1]], direction=direction, occurred_at=at, recorded_at=at
        )
    return deal


def test_nothing_written_later_changes_the_map_scores_and_coverage_of_a_past_moment(
    as_user: As, owner: User, teammate: User, admin: User
) -> None:
    with time_machine.travel(START, tick=False):
        account = factories.make_account(owner=owner, name="Halden")
        deal = factories.make_opportunity(account, owner=owner)
        ada, ben = (factories.make_contact(account, name=name) for name in ("Ada", "Ben"))
        people.add_stakeholder(opportunity=deal, contact=ada, by=owner, personas=["champion"])
        people.add_stakeholder(opportunity=deal, contact=ben, by=owner)
        reporting.set_manager(ben, manager=ada, by=owner)
        factories.make_activity(opportunity=deal, sender=owner, to=[ada], occurred_at=START)
    client = as_user(admin)
    with time_machine.travel(LATER, tick=False):
        before, point = seen(client, deal, MOMENT), point_at(deal, MOMENT)
        rewritten(deal, ada, ben, owner, teammate, account)
        assert seen(client, deal, MOMENT) == before
        assert point_at(deal, MOMENT) == point
        assert seen(client, deal, LATER - timedelta(seconds=1)) != seen(client, deal, LATER + timedelta(seconds=1))


def test_nothing_written_later_changes_the_gates_reviews_settings_and_comparables_of_a_past_moment(
    as_user: As, owner: User, admin: User
) -> None:
    with time_machine.travel(START, tick=False):
        account = factories.make_account(owner=owner, name="Halden", segment="enterprise")
        deal = factories.make_opportunity(account, owner=owner)
        ada = factories.make_contact(account, name="Ada")
        seat = people.add_stakeholder(opportunity=deal, contact=ada, by=owner, personas=["champion"])
        factories.make_activity(opportunity=deal, sender=ada, to=[owner], direction="inbound", occurred_at=START)
        factories.make_comment(seat, by=owner)
        factories.make_action(deal, by=owner)
        won = [won_deal(account, owner, f"Won {number}") for number in range(9)]
        derive_touches(list(Activity.objects.values_list("id", flat=True)))
        score_opportunities([each.pk for each in won])
    client = as_user(admin)
    with time_machine.travel(LATER, tick=False):
        before = seen(client, deal, MOMENT)
        assert before["judgement"]["expectation"]["basis"] == "comparables"
        assert before["judgement"]["gates"]
        otherwise_looked_at(deal, account, owner, admin)
        assert seen(client, deal, MOMENT) == before
        assert seen(client, deal, LATER + timedelta(seconds=1)) != before


def test_nothing_written_later_brings_the_merged_the_learned_and_the_seats_of_today_into_a_past_moment(
    as_user: As, owner: User, admin: User
) -> None:
    with time_machine.travel(START, tick=False):
        account = factories.make_account(owner=owner, name="Halden")
        deal = factories.make_opportunity(account, owner=owner)
        ada, twin, ben = (factories.make_contact(account, name=name) for name in ("Ada", "Ada B.", "Ben"))
        for contact, personas in ((ada, ["champion"]), (twin, []), (ben, ["economic_buyer"])):
            people.add_stakeholder(opportunity=deal, contact=contact, by=owner, personas=personas)
        line = lines.draw_line(kind="influences", from_contact=twin, to_contact=ben, by=owner, strength=1)
        told = insights.record_insight(account=account, opportunity=deal, kind="challenge", text="Slow", by=owner)
        dropped = insights.record_insight(account=account, opportunity=deal, kind="goal", text="Growth", by=owner)
        seat = seats.add_seat(opportunity=deal, by=owner, title="Head of Law", personas=["ratifier"])
        for each in (ada, twin):
            for sender, to, direction in ((owner, each, "outbound"), (each, owner, "inbound")):
                factories.make_activity(
                    opportunity=deal, sender=sender, to=[to], direction=direction, occurred_at=START, recorded_at=START
                )
        derive_touches(list(Activity.objects.values_list("id", flat=True)))
    client = as_user(admin)
    with time_machine.travel(LATER, tick=False):
        before, point = seen(client, deal, MOMENT), point_at(deal, MOMENT)
        assert len(before["map"]["people"]) == 3
        lines.update_line(line, strength=3, by=owner)
        people.update_stakeholder(
            deal.stakeholders.get(contact=ben), vote_kind="veto", vote="against", access="weekly", fit_view=5, by=owner
        )
        people.update_stakeholder(deal.stakeholders.get(contact=ada), approval_power=True, preference="us", by=owner)
        insights.update_insight(told, text="Costly", confirmed_by_customer=True, by=owner)
        insights.delete_insight(dropped, by=owner)
        insights.record_insight(account=account, opportunity=deal, kind="criterion", text="Price", by=owner)
        seats.fill_seat(seat, contact=factories.make_contact(account, name="Cleo"), by=owner)
        merge_contacts(keep=ada, absorb=twin, by=owner)
        assert seen(client, deal, MOMENT) == before
        assert point_at(deal, MOMENT) == point
        assert seen(client, deal, LATER + timedelta(seconds=1)) != before
