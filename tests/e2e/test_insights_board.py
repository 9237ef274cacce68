"""The board of insights: added, linked and confirmed by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e import maps
from tests.e2e.conftest import Client

Open = Callable[..., Page]


def add(page: Page, button: str, text: str) -> None:
    page.get_by_role("button", name=button, exact=True).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="What we learned")
    expect(dialog.get_by_label("In their words")).to_be_focused()
    page.keyboard.type(text)
    dialog.get_by_role("button", name="Save").press("Enter")
    expect(dialog).to_have_count(0)


def test_an_insight_is_added_linked_and_confirmed_by_keyboard(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    page = open_page(f"{deal.path}?view=insights")
    add(page, "Add: Goal", "Halve the outages")
    add(page, "Add: Pressure", "Fines from the regulator")
    page.get_by_role("button", name="Change: Fines from the regulator").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Hangs on").press_sequentially("Halve")
    expect(page.get_by_role("option", name="Goal: Halve the outages")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Save").press("Enter")
    expect(dialog).to_have_count(0)
    goal = page.locator("[data-insight]").filter(has=page.get_by_role("button", name="Change: Halve the outages"))
    expect(goal.get_by_role("list", name="Linked to")).to_contain_text("Pressure: Fines from the regulator")
    page.get_by_label("Confirmed: Halve the outages").focus()
    page.keyboard.press("ArrowDown")
    expect(goal).to_contain_text("confirmed")
    (kept,) = api.get(f"/insights?opportunity_id={deal.id}&kind=goal")["items"]
    assert kept["confirmed_by_customer"] is True
    assert kept["confirmed_with"]["name"]
