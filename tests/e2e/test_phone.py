"""A deal on a phone: views and dialogs fit, targets are large enough, and what follows a meeting is under the thumb."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e import axe, maps
from tests.e2e.conftest import Client

Open = Callable[..., Page]
PHONE = {"width": 390, "height": 844}
LOOKS = ["outline", "map", "network", "matrix", "activities", "standing", "agreement", "insights"]
COMMANDS = {
    "add people": "Add people to the map",
    "empty seat": "An empty seat",
    "start from a template": "Start from a template or a won deal",
    "share": "Share",
    "review": "Review of",
}
# WCAG 2.5.8: 24 pixels, except links within a line of text; a box is pressed by its label too.
SMALL = """() => [...document.querySelectorAll("button, select, a, [role=menuitem]")]
    .filter(each => each.checkVisibility() && !each.closest("[aria-hidden=true]"))
    .filter(each => getComputedStyle(each).display !== "inline")
    .map(each => [each.getAttribute("aria-label") ?? each.textContent, each.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
    .map(([label, box]) => `${label}: ${box.width} x ${box.height}`)"""


def troubles(page: Page) -> list[str]:
    sideways = axe.sideways(page)
    return [*([f"{sideways} px sideways"] if sideways else []), *page.evaluate(SMALL)]


def test_every_view_and_dialog_of_a_deal_fits_a_phone(open_page: Open, api: Client) -> None:
    path = maps.flagship(api)
    page = open_page(path, viewport=PHONE, reduced_motion="reduce")
    found: dict[str, list[str]] = {}
    for look in LOOKS:
        page.goto(f"{path}?view={look}")
        expect(page.locator("[data-card], [data-insight], [data-far], table").first).to_be_visible()
        found[look] = troubles(page)
    for command, title in COMMANDS.items():
        page.get_by_role("button", name="All commands").click()
        page.get_by_role("combobox", name="Command").fill(command)
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog", name=title)).to_be_visible()
        found[command] = troubles(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    assert {what: told for what, told in found.items() if told} == {}


def test_after_a_meeting_one_thumb_finds_assesses_and_notes(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    page = open_page(deal.path, viewport=PHONE, reduced_motion="reduce")
    page.get_by_role("row", name="Bruno Keller").click()
    panel = page.get_by_role("complementary", name="Bruno Keller")
    panel.get_by_role("button", name="Write a note").click()
    notes = panel.get_by_role("textbox", name="Notes on Bruno Keller")
    expect(notes).to_be_focused()
    notes.fill("Wants the figures by Friday")
    panel.get_by_role("button", name="Save notes").click()
    expect(page.get_by_role("button", name="Undo: ")).to_be_enabled()
    panel.get_by_role("button", name="Assess sentiment").click()
    form = panel.get_by_role("form", name="Seller's view")
    form.get_by_role("radio", name="Supportive").check()
    form.get_by_label("What shows it").fill("Asked for the figures")
    form.get_by_role("button", name="Save").click()
    expect(panel.get_by_text("Asked for the figures")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Undo: Assess Bruno Keller"))).to_be_visible()
    person = deal.person("Bruno Keller")
    assert person["notes"] == "Wants the figures by Friday"
    assert person["sentiment"]["seller"]["evidence"] == "Asked for the figures"
