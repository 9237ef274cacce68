"""The map without a pointer: one tab stop, all edits, the outline as its equal; axe finds nothing; the phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import axe, maps
from tests.e2e.conftest import Client
from tests.e2e.maps import Deal, card, loaded, panel

Open = Callable[..., Page]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def deal(api: Client) -> Deal:
    return maps.new_deal(api)


def test_the_canvas_is_one_tab_stop(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    assert page.locator('[data-card][tabindex="0"]').count() == 1
    card(page, "Astrid Berg").focus()
    page.keyboard.press("Tab")
    # From the card straight to the zoom buttons: no other card, no line.
    expect(page.get_by_role("button", name="Zoom in")).to_be_focused()


def test_arrows_walk_the_hierarchy_and_enter_opens(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    card(page, "Astrid Berg").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-card]:focus")).to_contain_text(right_of_the_two(page))
    page.keyboard.press("Home")
    expect(card(page, "Astrid Berg")).to_be_focused()
    page.keyboard.type("dil")
    expect(card(page, "Dilan Aydin")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(card(page, "Clara Moreau")).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel(page, "Clara Moreau").get_by_role("heading", name="Clara Moreau")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card(page, "Clara Moreau")).to_be_focused()


def right_of_the_two(page: Page) -> str:
    """Who of the two below the top stands at the right; where there is one above the other, the lower."""
    boxes = {name: card(page, name).bounding_box() or {} for name in ("Bruno Keller", "Clara Moreau")}
    return max(boxes, key=lambda name: (boxes[name]["x"], boxes[name]["y"]))


def test_m_moves_somebody_to_another_manager(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    card(page, "Elif Sahin").focus()
    page.keyboard.press("m")
    page.keyboard.type("bruno")
    expect(page.get_by_text("Elif Sahin will report to Bruno Keller")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Elif Sahin reports to Bruno Keller: saved.")
    expect(card(page, "Elif Sahin")).to_be_focused()
    assert deal.manager("Elif Sahin") == "Bruno Keller"


def test_escape_leaves_a_move_without_a_trace(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    card(page, "Elif Sahin").focus()
    page.keyboard.press("m")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(card(page, "Elif Sahin")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("Elif Sahin stays.")
    assert deal.manager("Elif Sahin") == "Dilan Aydin"


def test_e_reads_the_lines_of_a_person_and_enter_opens_one(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    card(page, "Elif Sahin").focus()
    page.keyboard.press("e")
    expect(page.get_by_role("status")).to_contain_text("Line 1 of 1: Elif Sahin reports to Dilan Aydin")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Line")).to_be_visible()


def test_everything_is_in_the_palette(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    page.keyboard.press("Control+k")
    page.keyboard.type("group persona")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Persona")).to_be_checked()


def test_the_outline_does_all_the_map_does(open_page: Open, deal: Deal) -> None:
    page = open_page(f"{deal.path}?view=outline")
    grid = page.get_by_role("treegrid")
    expect(grid.get_by_role("row")).to_have_count(1 + len(maps.PEOPLE))
    grid.locator("[data-row]").first.focus()
    page.keyboard.type("elif")
    page.keyboard.press("Enter")
    shown = panel(page, "Elif Sahin")
    expect(shown.get_by_role("heading", name="Elif Sahin")).to_be_focused()
    shown.get_by_role("combobox", name="Reports to").fill("Clara")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Elif Sahin reports to Clara Moreau: saved.")
    row = grid.locator("tr", has=page.get_by_role("rowheader", name="Elif Sahin"))
    expect(row).to_have_attribute("aria-level", "3")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(row).to_be_focused()
    page.keyboard.press("Delete")
    page.get_by_role("dialog").get_by_role("button", name="Remove from map").click()
    expect(grid.get_by_role("row")).to_have_count(len(maps.PEOPLE))


def test_a_switch_of_view_keeps_the_selection(open_page: Open, api: Client) -> None:
    page = loaded(open_page(maps.flagship(api)))
    card(page, "Ilaria Bonetti").click()
    maps.choose(page, "Outline")
    row = page.get_by_role("treegrid").locator('tr[aria-selected="true"]')
    expect(row).to_contain_text("Ilaria Bonetti")
    expect(panel(page, "Ilaria Bonetti")).to_be_visible()


STATES = {
    "map": "",
    "selected": "?p=",
    "persona": "?group=persona",
    "heat": "?group=heat",
    "owner colours": "?colour=owner",
    "outline": "?view=outline",
    "earlier": "?at=2026-09-01",
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(open_page: Open, api: Client, state: str) -> None:
    path = maps.flagship(api)
    query = STATES[state]
    if query == "?p=":
        people = api.get(f"{path}/map")["people"]
        query += next(each["contact_id"] for each in people if each["name"] == "Lennart Voss")
    page = loaded(open_page(path + query, reduced_motion="reduce"))
    for opener in page.get_by_role("button", name="How it adds up").all():
        opener.click()
    expect(page.locator("[data-visible] .mantine-Skeleton-root")).to_have_count(0)
    assert axe.findings(page) == []


DIALOGS = {
    "add": lambda page: page.get_by_role("button", name="Add people").click(),
    "palette": lambda page: page.keyboard.press("Control+k"),
    "filters": lambda page: page.get_by_role("button", name="Filter", exact=True).click(),
    "colour": lambda page: page.get_by_role("button", name="Colour:").click(),
    "menu": lambda page: page.locator("[data-card]").first.click(button="right"),
}


@pytest.mark.parametrize("dialog", DIALOGS)
def test_axe_finds_nothing_in_what_opens(open_page: Open, deal: Deal, dialog: str) -> None:
    page = loaded(open_page(deal.path, reduced_motion="reduce"))
    DIALOGS[dialog](page)
    expect(page.locator("[role=dialog], [role=menu]").first).to_be_visible()
    assert axe.findings(page) == []


@pytest.mark.parametrize("query", ["", "?view=map"])
def test_the_phone_shows_it_without_sideways_scrolling(open_page: Open, api: Client, query: str) -> None:
    page = open_page(maps.flagship(api) + query, viewport=PHONE, reduced_motion="reduce")
    expect(page.locator("[data-card], [data-far]").first).to_be_visible()
    assert axe.sideways(page) <= 0
    assert axe.findings(page) == []


def test_a_person_is_assessed_on_the_phone(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path, viewport=PHONE, has_touch=True))
    expect(page.get_by_role("treegrid")).to_be_visible()
    page.get_by_role("row", name="Bruno Keller").tap()
    shown = panel(page, "Bruno Keller")
    shown.get_by_role("button", name="Assess", exact=True).tap()
    form = shown.get_by_role("form", name="Seller's view")
    form.get_by_text("Sceptical").tap()
    form.get_by_label("What shows it").fill("Wants a second offer.")
    form.get_by_role("button", name="Save").tap()
    expect(page.get_by_role("status")).to_contain_text("Assess Bruno Keller: saved.")
    assert axe.sideways(page) <= 0
    assert axe.findings(page) == []
