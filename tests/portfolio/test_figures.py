"""Figures of teams and outcomes: whose they are, what they count, and what they do not tell."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coalition.access.models import Team, User
from coalition.portfolio.models import MapWeek
from coalition.portfolio.scores import score_opportunities
from coalition.portfolio.settings import save
from coalition.record.models import Account, ActivityKind, Contact, Opportunity
from coalition.record.touches import derive_touches
from tests import factories

pytestmark = pytest.mark.django_db


def ask(user: User) -> Any:
    client = Client(headers={"accept": "application/json"})
    client.force_login(user)
    answer = client.get("/api/v1/figures")
    assert answer.status_code == 200, answer.content[:400]
    return answer.json()


def deals_of(owner: User, count: int, account: Account) -> list[Opportunity]:
    made = [factories.make_opportunity(account, owner=owner) for _ in range(count)]
    score_opportunities([deal.pk for deal in made])
    return made


def test_a_seller_with_few_deals_is_too_few_to_say(account: Account, owner: User, teammate: User, admin: User) -> None:
    deals_of(owner, 10, account)
    deals_of(teammate, 2, account)
    found = ask(admin)
    marks = {each["name"]: each["mark"] for each in found["sellers_quality"]["members"]}
    assert marks == {"owner": "", "teammate": "too_few"}
    assert found["sellers_apart"] is None


def test_a_rep_sees_their_own_figures_and_a_manager_those_of_the_team(
    account: Account, owner: User, teammate: User, manager: User
) -> None:
    deals_of(owner, 1, account)
    deals_of(teammate, 1, account)
    assert [each["name"] for each in ask(owner)["sellers_quality"]["members"]] == ["owner"]
    assert [each["name"] for each in ask(manager)["sellers_quality"]["members"]] == ["owner", "teammate"]


def test_in_works_council_mode_no_seller_and_no_small_team_is_told(
    account: Account, owner: User, teammate: User, admin: User
) -> None:
    deals_of(owner, 1, account)
    deals_of(teammate, 1, account)
    save({"judgement": {"name_sellers": False}}, by=admin)
    found = ask(admin)
    assert (found["names_sellers"], found["sellers_quality"], found["sellers_freshness"]) == (False, None, None)
    assert found["teams_quality"]["members"] == []
    assert {(each["team"], each["seller"]) for each in found["weeks"]} == {(None, None)}
    assert "owner" not in str(found)


def test_a_team_of_three_is_told_in_works_council_mode(
    account: Account, owner: User, teammate: User, sales_team: Team, admin: User
) -> None:
    for user in (owner, teammate, factories.make_user("third", team=sales_team)):
        deals_of(user, 1, account)
    save({"judgement": {"name_sellers": False}}, by=admin)
    assert [each["name"] for each in ask(admin)["teams_quality"]["members"]] == [sales_team.name]


def test_a_week_keeps_its_last_word_and_is_not_doubled(account: Account, owner: User) -> None:
    (deal,) = deals_of(owner, 1, account)
    score_opportunities([deal.pk])
    (week,) = MapWeek.objects.all()
    assert week.week.weekday() == 0
    assert owner.team is not None
    team, seller = ({"id": str(of.uuid), "name": of.name} for of in (owner.team, owner))
    assert [(each["team"], each["seller"], each["deals"]) for each in ask(owner)["weeks"]] == [
        (None, None, 1),
        (team, None, 1),
        (None, seller, 1),
    ]


def test_a_seller_sees_their_own_weeks_and_nobody_elses(
    account: Account, owner: User, teammate: User, manager: User
) -> None:
    for user, count in ((owner, 1), (teammate, 2)):
        deals_of(user, count, account)

    def sellers(viewer: User) -> list[tuple[str, int]]:
        return [(each["seller"]["name"], each["deals"]) for each in ask(viewer)["weeks"] if each["seller"]]

    assert sellers(owner) == [(owner.name, 1)]
    assert sellers(manager) == sorted([(owner.name, 1), (teammate.name, 2)])


def test_a_closed_deal_counts_as_it_stood_when_it_ended(
    account: Account, owner: User, buyer: Contact, admin: User
) -> None:
    closed = timezone.now() - timedelta(days=100)
    deal = factories.make_opportunity(
        account,
        owner=owner,
        stage="won",
        created_on=closed.date() - timedelta(days=50),
        close_on=closed.date(),
        amount=10,
        currency="EUR",
    )
    late = factories.make_contact(account)
    # One who acted before the end counts; one who came to the kick-off after it does not.
    for contact, at in ((buyer, closed - timedelta(days=20)), (late, closed + timedelta(days=20))):
        factories.make_stakeholder(deal, contact, personas=["champion"], recorded_at=at)
        meeting = factories.make_activity(
            kind=ActivityKind.MEETING, opportunity=deal, sender=owner, to=[contact], occurred_at=at, response="accepted"
        )
        derive_touches([meeting.pk])
    groups = {each["key"]: each["deals"] for each in ask(admin)["outcomes"]["by_engaged"]}
    assert groups["1"] == 1 and groups["2"] == 0
    assert {each["key"]: each["deals"] for each in ask(admin)["outcomes"]["by_map"]} == {"mapped": 0, "unmapped": 1}


def test_outcomes_carry_their_counts_and_the_warning(account: Account, owner: User) -> None:
    today = timezone.now().date()
    for number in range(12):
        stage = "won" if number % 3 else "lost"
        factories.make_opportunity(account, owner=owner, stage=stage, close_on=today, created_on=today)
    found = ask(owner)["outcomes"]
    unmapped = found["by_map"][1]
    assert (unmapped["deals"], unmapped["won"]["count"]) == (12, 12)
    assert unmapped["won"]["value"] == pytest.approx(8 / 12)
    assert unmapped["won"]["low"] < 8 / 12 < unmapped["won"]["high"]
    assert "not proof" in found["warning"]


def test_the_number_of_queries_does_not_grow(account: Account, owner: User, teammate: User, manager: User) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            ask(manager)
        return len(captured)

    deals_of(owner, 1, account)
    before = cost()
    deals_of(owner, 4, account)
    deals_of(teammate, 4, account)
    assert cost() == before
