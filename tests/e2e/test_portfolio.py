"""The portfolio page: each cell opens its reason, and a view can be kept."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def test_a_cell_opens_its_reason_and_leads_to_the_person(open_page: Open) -> None:
    page = open_page("/portfolio?search=fleet+intelligence")
    page.get_by_role("button", name=re.compile("economic buyer Gideon Afolayan")).click()
    reason = page.get_by_role("dialog")
    expect(reason).to_contain_text("Chief Operating Officer")
    reason.get_by_role("link", name="Open Gideon Afolayan on the map").click()
    expect(page).to_have_url(re.compile(r"/opportunities/[0-9a-f-]+\?p=[0-9a-f-]+"))
    expect(page.get_by_role("heading", name="Gideon Afolayan")).to_be_visible()


def test_a_reason_closes_by_keyboard_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page("/portfolio")
    cell = page.get_by_role("button", name=re.compile("No coaching loop: ")).first
    cell.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(cell).to_be_focused()


def test_signals_open_what_they_say_and_lead_beside_the_map(open_page: Open) -> None:
    page = open_page("/portfolio?search=fleet+intelligence")
    page.get_by_role("button", name=re.compile(r"^Fleet Intelligence Platform: \d+ open signals")).click()
    reason = page.get_by_role("dialog")
    expect(reason.get_by_role("listitem").first).to_be_visible()
    reason.get_by_role("link", name="beside the map").click()
    expect(page.get_by_role("heading", name="What to do")).to_be_visible()


def test_on_a_phone_each_deal_is_a_card_with_its_reasons(open_page: Open) -> None:
    page = open_page("/portfolio?search=fleet+intelligence", viewport={"width": 390, "height": 844})
    deal = page.locator("tbody tr", has_text="Fleet Intelligence Platform").first
    for told in ("Gideon Afolayan", "Valter Ahlgren", "€1.42M"):
        expect(deal.get_by_text(told).first).to_be_visible()
    deal.get_by_role("button", name=re.compile("economic buyer Gideon Afolayan")).click()
    expect(page.get_by_role("dialog")).to_contain_text("Chief Operating Officer")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Filters", exact=True).click()
    expect(page.get_by_role("combobox", name="Owner")).to_be_visible()


def test_a_view_is_kept_and_opened_again(open_page: Open) -> None:
    page = open_page("/portfolio?gates=open&sort=-widest_gap")
    page.get_by_role("button", name="Views").click()
    page.get_by_role("menuitem", name="Keep this view").click()
    page.get_by_label("Name").fill("Thin ones")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Clear filters").click()
    expect(page).not_to_have_url(re.compile("gates=open"))
    page.get_by_role("button", name="Views").click()
    page.get_by_role("menuitem", name="Thin ones").click()
    expect(page).to_have_url(re.compile("gates=open"))
    expect(page).to_have_url(re.compile("sort=-widest_gap"))
