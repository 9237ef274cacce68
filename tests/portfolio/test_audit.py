"""The audit of the largest deals: its numbers are the judgement's, and every file says the same."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from coalition.access.models import User
from coalition.portfolio.scores import score_opportunities
from coalition.record.models import Account, Opportunity
from tests import factories

pytestmark = pytest.mark.django_db
BASE = "/api/v1/portfolio/audit"


def ask(user: User, path: str = "") -> Any:
    client = Client(headers={"accept": "application/json"})
    client.force_login(user)
    answer = client.get(BASE + path)
    assert answer.status_code == 200, answer.content[:400]
    return answer


@pytest.fixture
def scored(live_deal: Opportunity) -> Opportunity:
    live_deal.amount = 50
    live_deal.save()
    score_opportunities([live_deal.pk])
    return live_deal


def test_the_largest_come_first_and_no_more_than_asked_for(scored: Opportunity, account: Account, owner: User) -> None:
    for amount in (10, 90, None):
        factories.make_opportunity(account, owner=owner, name=f"Worth {amount}", amount=amount)
    found = ask(owner, "?top=2").json()
    assert [each["deal"]["name"] for each in found["items"]] == ["Worth 90", scored.name]


def test_the_items_of_each_gap_add_up_to_it(scored: Opportunity, owner: User) -> None:
    (deal,) = ask(owner).json()["items"]
    assert len(deal["gaps"]) == 5
    for gap in deal["gaps"]:
        assert sum(item["points"] for item in gap["items"]) == pytest.approx(gap["value"])


def test_the_evidence_is_all_there_and_not_the_first_few(scored: Opportunity, account: Account, owner: User) -> None:
    for _ in range(9):
        factories.make_stakeholder(scored, factories.make_contact(account))
    (deal,) = ask(owner).json()["items"]
    blind = next(gap for gap in deal["gaps"] if gap["key"] == "sentiment_blind_spots")
    assert len(blind["items"]) == 10


def test_the_workbook_holds_the_same_numbers(scored: Opportunity, owner: User) -> None:
    (deal,) = ask(owner).json()["items"]
    book = load_workbook(BytesIO(ask(owner, "/xlsx").content))
    assert book.sheetnames == ["Deals", "Evidence", "Gaps"]
    head, row = (list(each) for each in book["Deals"].iter_rows(values_only=True))
    for gap in deal["gaps"]:
        assert row[head.index(gap["name"])] == pytest.approx(gap["value"], abs=0.06)
    assert book["Evidence"].max_row == 1 + sum(len(gap["items"]) for gap in deal["gaps"])


def test_a_name_that_looks_like_a_formula_stays_text(account: Account, owner: User) -> None:
    factories.make_opportunity(account, owner=owner, name="=1+1")
    cell = load_workbook(BytesIO(ask(owner, "/xlsx").content))["Deals"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("deals", [0, 1, 45])
def test_there_is_a_page_however_many_deals(deals: int, account: Account, owner: User) -> None:
    for _ in range(deals):
        factories.make_opportunity(account, owner=owner)
    content = ask(owner, "/pdf?top=100").content
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") >= (3 if deals == 45 else 1)


def test_an_audit_of_nothing_is_empty(outsider: User, scored: Opportunity) -> None:
    assert ask(outsider).json()["items"] == []
    assert ask(outsider, "/xlsx").content


def test_the_number_of_queries_does_not_grow(scored: Opportunity, account: Account, owner: User) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            ask(owner)
        return len(captured)

    before = cost()
    for _ in range(6):
        factories.make_stakeholder(factories.make_opportunity(account, owner=owner), factories.make_contact(account))
    assert cost() == before
