"""Lists: search, sort, filter and page on the server; the address tells it all."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import ADMIN, Client

Open = Callable[..., Page]


def names(page: Page) -> list[str]:
    return page.locator("tbody td:first-child a").all_inner_texts()


def test_a_search_narrows_the_list_and_can_be_linked(page: Page, open_page: Open, api: Client) -> None:
    # Other tests of this server may have added deals: what the search should find is asked of the API.
    found = api.get("/opportunities?outcome=open&search=fleet+intelligence+platform&limit=200")
    assert 0 < found["total"] < api.get("/opportunities?outcome=open&limit=1")["total"]
    page.get_by_role("searchbox", name="Search deals and accounts").fill("fleet intelligence platform")
    expect(page).to_have_url(re.compile(r"search=fleet\+intelligence\+platform"))
    said = re.compile(rf"^{found['total']} opportunit(y|ies)$")
    expect(page.get_by_role("status")).to_have_text(said)
    assert sorted(names(page)) == sorted(item["name"] for item in found["items"])
    again = open_page(page.url)
    expect(again.get_by_role("status")).to_have_text(said)


def test_a_column_sorts_up_then_down_and_says_so(page: Page, api: Client) -> None:
    header = page.get_by_role("columnheader", name="Amount")
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "ascending")
    lowest = api.get("/opportunities?outcome=open&sort=amount&limit=1")["items"][0]["name"]
    expect(page.locator("tbody a").first).to_have_text(lowest)
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "descending")
    highest = api.get("/opportunities?outcome=open&sort=-amount&limit=1")["items"][0]["name"]
    expect(page.locator("tbody a").first).to_have_text(highest)


def test_filters_work_together_and_back_undoes_them_one_by_one(page: Page, api: Client) -> None:
    page.get_by_label("Outcome").select_option("won")
    won = api.get("/opportunities?outcome=won&limit=1")["total"]
    expect(page.get_by_role("status")).to_have_text(f"{won} opportunities")
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_label("Stage").select_option("proposal")
    proposals = api.get("/opportunities?outcome=open&stage=proposal&limit=1")["total"]
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{proposals} opportunit"))
    page.go_back()
    expect(page.get_by_label("Stage")).to_have_value("")


def test_the_team_filter_shows_only_deals_of_that_team(open_page: Open, api: Client) -> None:
    page = open_page("/opportunities", email=ADMIN)
    expect(page.locator("tbody a").first).to_be_visible()
    team = api.get("/teams")[0]
    members = {user["name"] for user in api.get(f"/users?team_id={team['id']}")["items"]}
    page.get_by_label("Team").select_option(team["name"])
    expect(page).to_have_url(re.compile(team["id"]))
    # Asked as the admin who is looking: the team's deals are not all shared with the owner of ``api``.
    total = page.evaluate(
        "address => fetch(address).then(answer => answer.json()).then(found => found.total)",
        f"/api/v1/opportunities?outcome=open&team_id={team['id']}",
    )
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{total} opportunit(y|ies)$"))
    owners = page.locator("tbody tr td:last-child").all_inner_texts()
    assert owners
    assert {owner.split("\n")[-1] for owner in owners} <= members


def test_what_matches_nothing_says_so_and_offers_the_way_back(page: Page) -> None:
    page.get_by_role("searchbox").fill("no such deal anywhere")
    expect(page.get_by_role("heading", name="No opportunities match")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Clear filters").last.click()
    expect(page.locator("tbody a").first).to_be_visible()


def test_pages_follow_each_other_without_gap_or_overlap(open_page: Open) -> None:
    page = open_page("/contacts", email=ADMIN)
    expect(page.get_by_text("1–50 of")).to_be_visible()
    first = names(page)
    page.get_by_role("button", name="Next page").click()
    expect(page.get_by_text("51–100 of")).to_be_visible()
    expect(page.locator("table")).to_have_attribute("aria-busy", "false")
    second = names(page)
    assert len(first) == len(second) == 50
    assert max(first) <= min(second)
    expect(page).to_have_url(re.compile("page=2"))


def test_a_list_that_cannot_be_loaded_says_why_and_tries_again(open_page: Open) -> None:
    page = open_page("/not-yet")
    page.route("**/api/v1/accounts?*", lambda route: route.fulfill(status=500, body="{}"))
    page.get_by_role("link", name="Accounts").click()
    expect(page.get_by_role("heading", name="The accounts could not be loaded")).to_be_visible()
    page.unroute("**/api/v1/accounts?*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("tbody a").first).to_be_visible()


def test_rows_are_walked_with_the_arrow_keys_and_opened_with_enter(open_page: Open) -> None:
    page = open_page("/accounts")
    links = page.locator("tbody td:first-child a")
    links.first.focus()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    name = links.nth(1).inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
