"""The portfolio page: its rows follow the scores, its filters and order hold, its cost does not grow."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coalition.access.models import Team, User
from coalition.portfolio.models import DealSummary
from coalition.portfolio.scores import score_opportunities
from coalition.record.models import Account, Contact, Opportunity, Stakeholder
from coalition.record.services.stakeholders import update_stakeholder
from coalition.reviews.services.reviews import hold_review
from tests import factories

pytestmark = pytest.mark.django_db
BASE = "/api/v1/portfolio"


def client_of(user: User) -> Client:
    client = Client(headers={"accept": "application/json"})
    client.force_login(user)
    return client


def page(user: User, query: str = "") -> Any:
    answer = client_of(user).get(f"{BASE}?{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def names(user: User, query: str = "") -> list[str]:
    return [row["name"] for row in page(user, query)["items"]]


@pytest.fixture
def scored(live_deal: Opportunity) -> Opportunity:
    score_opportunities([live_deal.pk])
    return live_deal


def test_a_scored_deal_says_who_decides_and_what_is_missing(scored: Opportunity, owner: User, buyer: Contact) -> None:
    (row,) = page(owner)["items"]
    assert row["economic_buyer"]["contact_id"] == str(buyer.uuid)
    assert row["finance_lead"]["name"] == "Maria Keller"
    assert [each["name"] for each in row["deciders"]] == ["Maria Keller"]
    assert row["gaps"]["no_coaching_loop"]["items"][0]["text"]
    assert {gate["met"] for gate in row["gates"]} <= {True, False}
    assert row["outlook"] is None


def test_a_deal_that_was_not_scored_says_so(deal: Opportunity, owner: User) -> None:
    (row,) = page(owner)["items"]
    assert (row["gaps"], row["as_of"], row["economic_buyer"]) == (None, None, None)
    assert page(owner)["totals"]["scored"] == 0


def test_scoring_again_keeps_the_outlook_learnt_in_the_night(scored: Opportunity, owner: User) -> None:
    DealSummary.objects.update(outlook=0.4)
    score_opportunities([scored.pk])
    assert DealSummary.objects.get().outlook == 0.4


def test_only_open_deals_you_see_are_there(scored: Opportunity, owner: User, outsider: User, account: Account) -> None:
    factories.make_opportunity(account, owner=owner, stage="won", name="Done")
    assert names(owner) == [scored.name]
    assert page(outsider)["totals"]["deals"] == 0


def test_filters_narrow_and_their_totals_follow(account: Account, owner: User, sales_team: Team) -> None:
    account.segment = "Enterprise"
    account.save()
    today = timezone.now().date()
    soon, late = today + timedelta(days=5), today + timedelta(days=200)
    factories.make_opportunity(account, owner=owner, name="Near", close_on=soon, amount=10, stage="proposal")
    factories.make_opportunity(account, owner=owner, name="Far", close_on=late, amount=20)
    assert names(owner, f"close_to={soon}") == ["Near"]
    assert names(owner, "stage=proposal&stage=negotiation") == ["Near"]
    assert names(owner, "segment=Enterprise") == ["Far", "Near"]
    assert names(owner, "segment=Other") == []
    assert names(owner, f"team_id={sales_team.uuid}&sort=amount") == ["Near", "Far"]
    assert names(owner, f"owner_id={owner.uuid}&search=near") == ["Near"]
    assert page(owner, "search=far")["totals"]["deals"] == 1


def test_a_team_nobody_knows_is_not_found(owner: User) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    assert client_of(owner).get(f"{BASE}?team_id={unknown}").status_code == 404


@pytest.mark.parametrize("sort", ["widest_gap", "economic_buyer", "gates", "outlook", "no_coaching_loop", "map_score"])
def test_deals_without_a_score_sort_last_both_ways(
    sort: str, scored: Opportunity, account: Account, owner: User
) -> None:
    DealSummary.objects.update(outlook=0.4, map_score=50)
    factories.make_opportunity(account, owner=owner, name="Unscored", amount=10**9)
    assert names(owner, f"sort={sort}") == [scored.name, "Unscored"]
    assert names(owner, f"sort=-{sort}") == [scored.name, "Unscored"]


def test_beliefs_sort_by_what_they_mean_for_us(scored: Opportunity, account: Account, owner: User) -> None:
    words = ("advocate", "opposed", "nobody", "neutral")
    row = DealSummary.objects.get()
    for word in words:
        row.pk, row.economic_buyer = factories.make_opportunity(account, owner=owner, name=word).pk, word
        row.save(force_insert=True)
    DealSummary.objects.filter(pk=scored.pk).delete()
    assert names(owner, "sort=economic_buyer") == ["nobody", "opposed", "neutral", "advocate", scored.name]
    assert names(owner, "sort=-economic_buyer") == ["advocate", "neutral", "opposed", "nobody", scored.name]


def test_the_number_of_queries_does_not_grow(scored: Opportunity, account: Account, manager: User) -> None:
    def cost(address: str) -> int:
        client = client_of(manager)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    def all_changes() -> str:
        ids = "&".join(f"ids={uuid}" for uuid in Opportunity.objects.values_list("uuid", flat=True))
        return f"{BASE}/changes?since=10-days&{ids}"

    before = cost(BASE), cost(all_changes())
    for _ in range(10):
        other = factories.make_opportunity(account)
        factories.make_stakeholder(other, factories.make_contact(account))
    assert (cost(BASE), cost(all_changes())) == before
    assert before[0] <= 8


def test_what_changed_is_told_deal_by_deal(scored: Opportunity, stakeholder: Stakeholder, owner: User) -> None:
    start = timezone.now()
    update_stakeholder(stakeholder, by=owner, vote="for")
    address = f"{BASE}/changes?ids={scored.uuid}&since={start.isoformat().replace('+', '%2B')}"
    (moved,) = client_of(owner).get(address).json()["items"]
    assert moved["count"] == 1
    assert (moved["items"][0]["text"], moved["items"][0]["by"]["name"]) == (
        "Maria Keller: Vote Not assessed → For",
        "owner",
    )


def test_since_my_review_each_deal_has_its_own_moment(
    scored: Opportunity, stakeholder: Stakeholder, owner: User, manager: User
) -> None:
    update_stakeholder(stakeholder, by=owner, vote="for")
    hold_review(scored, by=manager, notes="", answers=[])
    update_stakeholder(stakeholder, by=owner, vote="against")
    address = f"{BASE}/changes?ids={scored.uuid}&since=review"
    (mine,) = client_of(manager).get(address).json()["items"]
    (theirs,) = client_of(owner).get(address).json()["items"]
    assert (mine["own_review"], theirs["own_review"]) == (True, False)
    assert [each["text"] for each in mine["items"]] == ["Maria Keller: Vote For → Against"]


def test_hidden_deals_are_left_out_of_what_changed(scored: Opportunity, outsider: User) -> None:
    assert client_of(outsider).get(f"{BASE}/changes?ids={scored.uuid}").json()["items"] == []


def test_a_view_is_shared_with_the_team_and_changed_by_its_owner_only(
    owner: User, teammate: User, outsider: User
) -> None:
    body = {"name": "Thin ones", "query": {"gates": "open", "sort": "-widest_gap"}, "is_shared": True}
    made = client_of(owner).post(f"{BASE}/views", body, content_type="application/json").json()
    assert [each["name"] for each in client_of(teammate).get(f"{BASE}/views").json()] == ["Thin ones"]
    assert client_of(outsider).get(f"{BASE}/views").json() == []
    address = f"{BASE}/views/{made['id']}"
    patch = {"is_shared": False}
    assert client_of(teammate).patch(address, patch, content_type="application/json").status_code == 404
    assert client_of(owner).patch(address, patch, content_type="application/json").status_code == 200
    assert client_of(teammate).get(f"{BASE}/views").json() == []


def test_a_name_is_taken_once(owner: User) -> None:
    client = client_of(owner)
    for name in ("A", "B"):
        made = client.post(f"{BASE}/views", {"name": name, "query": {}}, content_type="application/json").json()
    answer = client.patch(f"{BASE}/views/{made['id']}", {"name": "A"}, content_type="application/json")
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["name"])


def test_who_is_on_no_team_cannot_share(agent: User) -> None:
    body = {"name": "Mine", "query": {}, "is_shared": True}
    answer = client_of(agent).post(f"{BASE}/views", body, content_type="application/json")
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["is_shared"])


def test_the_command_prints_the_page_with_what_changed(scored: Opportunity, capsys: pytest.CaptureFixture[str]) -> None:
    from coalition.cli.portfolio import portfolio

    portfolio(since="10-days", as_json=True)
    found = json.loads(capsys.readouterr().out)
    (row,) = found["items"]
    assert row["economic_buyer"]["name"] == "Maria Keller"
    assert row["changes"]["count"] >= 1


def test_the_command_names_the_columns_it_can_sort_by() -> None:
    from coalition.cli.portfolio import portfolio
    from coalition.cli.problem import Problem

    with pytest.raises(Problem, match="widest_gap"):
        portfolio(sort="colour")


def test_open_signals_are_counted_with_the_worst(scored: Opportunity, owner: User) -> None:
    from coalition.signals.models import Signal

    Signal.objects.all().delete()
    now = timezone.now()
    for key, severity, rank, state in (
        ("a", "medium", 2, "open"),
        ("b", "high", 3, "open"),
        ("c", "high", 3, "resolved"),
    ):
        Signal.objects.create(
            opportunity=scored,
            key=key,
            kind="silence",
            severity=severity,
            rank=rank,
            text=key,
            state=state,
            state_since=now,
            opened_at=now,
            seen_at=now,
        )
    (row,) = page(owner)["items"]
    assert row["signals"] == {"count": 2, "worst": "high"}
