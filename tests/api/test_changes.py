"""What changed since: who joined, left and changed, by whom and why; for one deal, a team, everything I see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from coalition.access.models import User
from coalition.portfolio.changes import pasts
from coalition.portfolio.models import NormsVersion, ScoreSnapshot
from coalition.record.models import Account, Contact, Opportunity, Stakeholder
from coalition.record.services import contacts, lines, opportunities, reporting
from coalition.record.services import stakeholders as people
from tests import factories
from tests.api.conftest import As

pytestmark = pytest.mark.django_db

START = factories.MONDAY
DAY = timedelta(days=1)


@contextmanager
def day(number: int) -> Iterator[None]:
    with time_machine.travel(START + number * DAY, tick=False):
        yield


@pytest.fixture
def told(owner: User) -> Opportunity:
    """A deal with a past of a week: on the first day Ada and Ben stand on it."""
    with day(0):
        account = factories.make_account(name="Halden", owner=owner)
        deal = factories.make_opportunity(account, owner=owner, name="Rollout")
        ada, ben, cleo = (factories.make_contact(account, name=name) for name in ("Ada", "Ben", "Cleo"))
        for contact in (ada, ben):
            people.add_stakeholder(opportunity=deal, contact=contact, by=owner)
        reporting.set_manager(ada, manager=ben, by=owner)
    with day(2):
        seat = deal.stakeholders.get(contact=ada)
        people.assess_sentiment(seat, sentiment="opposed", evidence="Said no in the review.", by=owner)
        people.update_stakeholder(deal.stakeholders.get(contact=ada), personas=["blocker"], by=owner)
    with day(3):
        people.add_stakeholder(opportunity=deal, contact=cleo, by=owner, reason="Named by Ada")
        reporting.set_manager(ada, manager=cleo, by=owner, reason="Reorganised")
        lines.draw_line(kind="conflict", from_contact=ada, to_contact=cleo, by=owner, opportunity=deal)
        people.remove_stakeholder(deal.stakeholders.get(contact=ben), by=None, reason="Not in the CRM any more")
        contacts.update_contact(ada, by=owner, title="Director")
        opportunities.move_stage(deal, stage=factories.make_stages()["prospecting"], by=owner)
    return deal


def ask(client: Client, address: str, **query: Any) -> dict[str, Any]:
    with day(5):
        answer = client.get(f"/api/v1{address}", query)
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def in_short(found: dict[str, Any]) -> set[tuple[str, str, str, str, str]]:
    return {
        (
            item["what"],
            (item["contact"] or {"name": "deal"})["name"],
            item["field"] or item["line_kind"],
            item["before"],
            item["after"],
        )
        for item in found["items"]
    }


def test_the_difference_tells_who_joined_left_and_changed(as_user: As, owner: User, told: Opportunity) -> None:
    found = ask(as_user(owner), f"/opportunities/{told.uuid}/changes", since="2026-06-02")
    assert in_short(found) == {
        ("changed", "Ada", "sentiment", "Not assessed", "Opposed"),
        ("changed", "Ada", "personas", "Not assessed", "Blocker"),
        ("changed", "Ada", "to_contact", "Ben", "Cleo"),
        ("changed", "Ada", "title", "", "Director"),
        ("joined", "Cleo", "", "", ""),
        ("joined", "Ada", "conflict", "", ""),
        ("left", "Ben", "", "", ""),
        ("changed", "deal", "stage", "Discovery", "Prospecting"),
    }
    assert found["complete"]
    times = [item["at"] for item in found["items"]]
    assert times == sorted(times, reverse=True)


def test_each_change_names_who_or_what_caused_it_and_why(as_user: As, owner: User, told: Opportunity) -> None:
    found = ask(as_user(owner), f"/opportunities/{told.uuid}/changes", since="2026-06-02")
    causes = {
        (item["what"], (item["contact"] or {"name": "deal"})["name"], item["field"]): (
            item["cause"],
            item["by"] and item["by"]["name"],
            item["reason"],
        )
        for item in found["items"]
        if not item["line_kind"] or item["field"]
    }
    assert causes["changed", "Ada", "sentiment"] == ("user", "owner", "Said no in the review.")
    assert causes["changed", "Ada", "to_contact"] == ("user", "owner", "Reorganised")
    assert causes["joined", "Cleo", ""] == ("user", "owner", "Named by Ada")
    assert causes["left", "Ben", ""] == ("system", None, "Not in the CRM any more")


def test_a_narrower_time_tells_only_its_own_changes(as_user: As, owner: User, told: Opportunity) -> None:
    client, address = as_user(owner), f"/opportunities/{told.uuid}/changes"
    assert in_short(ask(client, address, since="2026-06-03", until="2026-06-03")) == {
        ("changed", "Ada", "sentiment", "Not assessed", "Opposed"),
        ("changed", "Ada", "personas", "Not assessed", "Blocker"),
    }
    assert ask(client, address, since="today")["items"] == []
    assert ask(client, address, since="stage-entry")["since"].startswith("2026-06-04T09:00")


def test_somebody_put_back_never_left(as_user: As, owner: User, told: Opportunity) -> None:
    ada = Contact.objects.get(name="Ada")
    with day(4):
        people.remove_stakeholder(told.stakeholders.get(contact=ada), by=owner)
        people.add_stakeholder(opportunity=told, contact=ada, by=owner, personas=["champion"])
    found = in_short(ask(as_user(owner), f"/opportunities/{told.uuid}/changes", since="2026-06-04T12:00:00Z"))
    assert found == {
        ("changed", "Ada", "personas", "Blocker", "Champion"),
        ("changed", "Ada", "sentiment", "Opposed", "Not assessed"),
    }


def test_scores_that_moved_are_told_with_their_cause(as_user: As, owner: User, told: Opportunity) -> None:
    seat = told.stakeholders.get(contact__name="Ada")
    common = {"stakeholder": seat, "influence_level": "high"}
    for number, level, score, version in (
        (0, "present", 0.0, "a"),
        (3, "engaged", 30.0, "a"),
        (4, "engaged", 70.0, "b"),
    ):
        at = START + number * DAY
        ScoreSnapshot.objects.create(
            as_of=at, engagement_level=level, sentiment_score=score, settings_version=version, **common
        )
    found = ask(as_user(owner), f"/opportunities/{told.uuid}/changes", since="2026-06-02")
    scored = {
        item["field"]: (item["before"], item["after"], item["cause"], item["reason"])
        for item in found["items"]
        if item["cause"] == "scores"
    }
    assert scored == {
        "engagement_level": ("present", "engaged", "scores", "Worked out from what happened"),
        "effective_sentiment": ("Neutral", "Advocate", "scores", "The scoring settings were changed"),
    }


def snapshot(seat: Stakeholder, number: int, score: float, **more: str) -> None:
    at = START + number * DAY
    values = {"engagement_level": "present", "influence_level": "high", "settings_version": "a", **more}
    ScoreSnapshot.objects.create(stakeholder=seat, as_of=at, sentiment_score=score, **values)


def sentiment_told(client: Client, deal: Opportunity) -> list[tuple[str, str, str]]:
    found = ask(client, f"/opportunities/{deal.uuid}/changes", since="2026-06-02")
    scored = [item for item in found["items"] if item["field"] == "effective_sentiment"]
    return [(item["before"], item["after"], item["reason"]) for item in scored]


def test_a_word_that_turns_by_a_hairs_breadth_is_no_news(as_user: As, owner: User, told: Opportunity) -> None:
    seat = told.stakeholders.get(contact__name="Ada")
    snapshot(seat, 0, 18.0)
    snapshot(seat, 3, 21.0)
    assert sentiment_told(as_user(owner), told) == []
    snapshot(seat, 4, 29.0)
    assert sentiment_told(as_user(owner), told) == [("Neutral", "Supportive", "Worked out from what happened")]


def test_a_yardstick_that_was_not_there_before_is_named_as_the_cause(
    as_user: As, owner: User, told: Opportunity
) -> None:
    seat = told.stakeholders.get(contact__name="Ada")
    snapshot(seat, 0, 10.0)
    snapshot(seat, 3, 50.0)
    NormsVersion.objects.create(version="n", learned_at=START + 2 * DAY, people=40, norms=[])
    (step,) = sentiment_told(as_user(owner), told)
    assert step[2] == "What is usual for a role at a stage was learnt for the first time"


def test_first_scores_do_not_crowd_out_what_changed(
    as_user: As, owner: User, told: Opportunity, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = ask(as_user(owner), f"/opportunities/{told.uuid}/changes", since="2026-06-02")
    monkeypatch.setattr(pasts, "ROWS_AT_MOST", 6)
    for _ in range(7):
        seat = factories.make_stakeholder(told, factories.make_contact(told.account))
        snapshot(seat, 4, 0.0)
    assert ask(as_user(owner), f"/opportunities/{told.uuid}/changes", since="2026-06-02")["complete"]
    assert everything["complete"]


def test_the_portfolio_tells_of_the_deals_the_viewer_sees(
    as_user: As, owner: User, manager: User, outsider: User, told: Opportunity
) -> None:
    with day(4):
        theirs = factories.make_opportunity(factories.make_account(owner=outsider), owner=outsider, name="Theirs")
        opportunities.update_opportunity(theirs, by=outsider, next_step="Call the CFO")
    for user, names in ((owner, {"Rollout"}), (manager, {"Rollout"}), (outsider, {"Theirs"})):
        items = ask(as_user(user), "/changes", since="2026-06-02")["items"]
        assert {item["opportunity"]["name"] for item in items} == names
    assert ask(as_user(owner), "/changes", since="2026-06-02")["total"] == 8


def test_a_team_is_its_people_and_those_of_teams_below(
    as_user: As, admin: User, manager: User, owner: User, told: Opportunity
) -> None:
    client = as_user(admin)
    assert owner.team is not None
    assert manager.team is not None
    for team, total in ((owner.team, 8), (manager.team, 8), (factories.make_team("Elsewhere"), 0)):
        assert ask(client, "/changes", since="2026-06-02", team_id=team.uuid)["total"] == total
    assert client.get("/api/v1/changes?team_id=c0000000-0000-4000-8000-000000000001").status_code == 404


def test_too_much_to_read_is_said_and_the_newest_is_right(
    as_user: As, owner: User, told: Opportunity, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = ask(as_user(owner), f"/opportunities/{told.uuid}/changes", since="2026-06-02")
    monkeypatch.setattr(pasts, "ROWS_AT_MOST", 3)
    found = ask(as_user(owner), f"/opportunities/{told.uuid}/changes", since="2026-06-02")
    assert not found["complete"]
    assert found["since"] > everything["since"]
    assert in_short(found) < in_short(everything)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"since": "soon"}, "since"),
        ({"until": "never"}, "until"),
        ({"since": "2026-06-04", "until": "2026-06-01"}, "since"),
    ],
)
def test_a_time_that_cannot_be_is_refused_by_name(
    as_user: As, owner: User, told: Opportunity, query: dict[str, str], field: str
) -> None:
    for address in (f"/opportunities/{told.uuid}/changes", "/changes"):
        answer = as_user(owner).get(f"/api/v1{address}", query)
        assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])


@pytest.mark.parametrize("count", [1, 12])
def test_many_deals_take_no_more_queries_than_one(
    as_user: As, owner: User, account: Account, count: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(count):
        deal = factories.make_opportunity(account, owner=owner)
        seats: list[Stakeholder] = [factories.make_stakeholder(deal, factories.make_contact(account)) for _ in range(3)]
        people.update_stakeholder(seats[0], by=owner, personas=["champion"])
    client = as_user(owner)
    with django_assert_max_num_queries(22):
        answer = client.get("/api/v1/changes?since=yesterday")
    assert answer.json()["total"] >= count
