"""The time bar under the map: any day of the deal's life, by keyboard and by date, and what changed since."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.e2e import axe, maps
from tests.e2e.conftest import Client

Open = Callable[..., Page]


def ago(days: int) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).date().isoformat()


def test_the_slider_goes_through_the_deals_life_by_keyboard(open_page: Open, api: Client) -> None:
    page = open_page(maps.flagship(api), reduced_motion="reduce")
    slider = page.get_by_role("slider", name="Day")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(f"at={ago(1)}"))
    page.keyboard.press("PageDown")
    expect(page).to_have_url(re.compile(f"at={ago(8)}"))
    expect(page.get_by_text("Only what was recorded by then is shown")).to_be_visible()
    expect(page.get_by_role("button", name="Add people")).to_be_hidden()
    assert axe.findings(page) == []
    slider.focus()
    page.keyboard.press("End")
    expect(page).not_to_have_url(re.compile("at="))
    expect(page.get_by_role("button", name="Add people")).to_be_visible()


def test_a_date_shows_the_people_of_that_day(open_page: Open, api: Client) -> None:
    path = maps.flagship(api)
    page = open_page(path, reduced_motion="reduce")
    cards = page.locator("[data-card]")
    expect(cards).to_have_count(len(api.get(f"{path}/map")["people"]))
    page.get_by_label("Show the map as of").fill(ago(300))
    # The first look at the past in a process loads the engine that works out its scores.
    expect(page.locator("[aria-busy='true']")).to_have_count(0, timeout=60_000)
    then = api.get(f"{path}/map?as_of={ago(300)}T23:59:59Z")
    assert 0 < len(then["people"]) < 17
    expect(cards).to_have_count(len(then["people"]))
    page.get_by_role("button", name="Now", exact=True).click()
    expect(cards).to_have_count(len(api.get(f"{path}/map")["people"]))


def test_since_an_earlier_day_the_map_marks_who_joined_left_and_changed(open_page: Open, api: Client) -> None:
    deal = maps.flagship(api)
    page = open_page(f"{deal}?since={ago(200)}", reduced_motion="reduce")
    expect(page.get_by_role("status").filter(has_text="joined")).to_be_visible(timeout=60_000)
    then = {person["contact_id"] for person in api.get(f"{deal}/map?as_of={ago(200)}T23:59:59Z")["people"]}
    now = {person["contact_id"] for person in api.get(f"{deal}/map")["people"]}
    expect(page.locator("[data-mark='joined'][data-card]")).to_have_count(len(now - then))
    expect(page.locator("[data-mark='left'][data-card]")).to_have_count(len(then - now))
    banner = page.get_by_role("status").filter(has_text="joined")
    expect(banner).to_contain_text(f"{len(now - then)} joined")
    panel = page.get_by_role("complementary", name="What changed")
    first = panel.get_by_role("listitem").get_by_role("button").first
    name = first.inner_text()
    page.wait_for_load_state("networkidle")
    assert axe.findings(page) == []
    first.click()
    expect(page.get_by_role("complementary", name=name)).to_be_visible()
    banner.get_by_role("button", name="Stop comparing").click()
    expect(page.locator("[data-mark]")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("since="))


def test_the_moment_to_compare_with_is_chosen_by_name(open_page: Open, api: Client) -> None:
    page = open_page(maps.flagship(api), reduced_motion="reduce")
    page.get_by_role("button", name="What changed").click()
    page.get_by_role("menuitem", name="A month ago").click()
    expect(page).to_have_url(re.compile(f"since={ago(30)}"))
    expect(page.get_by_role("heading", name="Since")).to_be_visible()
