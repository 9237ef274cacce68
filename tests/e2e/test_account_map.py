"""The account map of a company with ten thousand people: folded, searched, and light."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import axe
from tests.e2e.conftest import REP, Client, Site
from tests.e2e.importing import bring

Open = Callable[..., Page]
PEOPLE = 10_000
UNITS = ("Grid", "Trading", "Rail", "Retail")
DEPARTMENTS = ("Finance", "IT", "Legal", "Operations", "Procurement")


@pytest.fixture
def large(demo_home: Path, site: Site, api: Client, tmp_path: Path) -> str:
    """The address of the map of an account with ten thousand people, seventeen of them on a deal."""
    mark = uuid.uuid4().hex[:8]
    account, deal = f"Vastwerk {mark}", f"Renewal {mark}"
    emails = [f"p{number}@vast-{mark}.example" for number in range(PEOPLE)]
    bring(
        demo_home,
        tmp_path,
        {
            "accounts": [("Account Name", "Owner"), (account, REP)],
            "opportunities": [("Opportunity Name", "Account", "Stage", "Owner"), (deal, account, "discovery", REP)],
            "contacts": [
                ("Email", "Name", "Account", "Title", "Department", "Business Unit"),
                *(
                    (email, f"Person {number:05d}", account, "Engineer", DEPARTMENTS[number % 5], UNITS[number // 2500])
                    for number, email in enumerate(emails)
                ),
            ],
            "stakeholders": [
                ("Opportunity", "Contact", "Personas"),
                *((deal, email, "user_buyer") for email in emails[:17]),
            ],
        },
    )
    [found] = api.get(f"/accounts?search={account}")["items"]
    return f"/accounts/{found['id']}/map"


# From the start of the visit until the units are there to be opened.
READY = """() => new Promise(done => {
    const there = () => document.querySelector("main [aria-expanded]");
    const look = () => there() ? done(performance.now()) : requestAnimationFrame(look);
    look();
})"""


def test_ten_thousand_people_are_opened_by_unit_and_department_and_found_by_name(open_page: Open, large: str) -> None:
    page = open_page(large)
    assert page.evaluate(READY) < 3_000
    assert page.evaluate("document.querySelectorAll('*').length") <= 2_000
    units = page.get_by_role("list", name="People by business unit")
    expect(units.get_by_role("button", name="Grid")).to_contain_text("2,500 people17 on a running deal")
    units.get_by_role("button", name="Rail").press("Enter")
    units.get_by_role("button", name="Legal").press("Enter")
    lawyers = units.get_by_role("list", name="People of Legal, Rail", exact=True)
    expect(lawyers.get_by_role("link")).to_have_count(50)
    page.get_by_role("button", name="Show 50 more of 500 people").click()
    expect(lawyers.get_by_role("link")).to_have_count(100)
    assert axe.findings(page) == []
    # The opened unit and the search are in the address.
    page.reload()
    expect(units.get_by_role("button", name="Legal")).to_be_visible()
    page.get_by_role("searchbox", name="Find a person").fill("person 00016")
    found = page.get_by_role("region", name="People found")
    expect(found.get_by_role("link", name="Person 00016")).to_be_visible()
    expect(found.get_by_role("link", name="Renewal")).to_be_visible()
    page.get_by_role("searchbox", name="Find a person").fill("nobody-of-that-name")
    expect(found).to_contain_text("Nobody of the group is found by these words.")
