"""The outline as a sheet: sorted by a column, and changed in its cells, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.e2e import maps
from tests.e2e.conftest import Client

Open = Callable[..., Page]


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("treegrid").locator("tr", has=page.get_by_role("rowheader", name=name))


def saved(page: Page) -> None:
    expect(page.get_by_role("button", name="Undo: ")).to_be_enabled()


def test_cells_are_changed_by_keyboard_and_undone(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    page = open_page(f"{deal.path}?view=outline")
    page.get_by_role("treegrid").locator("[data-row]").first.focus()
    page.keyboard.type("bruno")
    page.keyboard.press("F2")
    cell = row(page, "Bruno Keller").locator("[data-cell=persona]")
    expect(cell).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    form = page.get_by_role("form", name="Vote")
    expect(form.get_by_role("radio", name="Not assessed")).to_be_focused()
    page.keyboard.press("ArrowRight")  # past the last: the first
    page.keyboard.press("Enter")
    vote = row(page, "Bruno Keller").locator("[data-cell=vote]")
    expect(vote).to_have_text("For")
    expect(vote).to_be_focused()
    saved(page)
    assert deal.person("Bruno Keller")["indicators"]["vote"] == "for"
    page.keyboard.press("Control+z")
    expect(vote).to_have_text("Not assessed")
    expect(page.get_by_role("button", name="Undo: ")).to_have_count(0)

    # A view of the seller's is worth nothing without what it rests on.
    page.keyboard.press("ArrowRight")
    page.keyboard.press("F2")
    form = page.get_by_role("form", name="Seller's view")
    form.get_by_role("radio", name="Supportive").check()
    form.get_by_role("button", name="Save").click()
    expect(form).to_contain_text("Say what they did or said that shows it.")
    form.get_by_label("What shows it").fill("Asked for the contract")
    form.get_by_role("button", name="Save").click()
    expect(row(page, "Bruno Keller").locator("[data-cell=sentiment]")).to_be_focused()
    saved(page)
    assert deal.person("Bruno Keller")["sentiment"]["seller"]["evidence"] == "Asked for the contract"

    # Escape leaves everything as it was, and goes back step by step.
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("form", name="Influence override").get_by_label("Holds until")).to_be_visible()
    page.keyboard.press("Escape")
    expect(row(page, "Bruno Keller").locator("[data-cell=influence]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(row(page, "Bruno Keller")).to_be_focused()


def test_personas_are_changed_by_pointer_and_the_row_still_opens_the_person(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    page = open_page(f"{deal.path}?view=outline")
    row(page, "Elif Sahin").locator("[data-cell=persona]").click()
    form = page.get_by_role("form", name="Personas")
    expect(form.get_by_role("checkbox", checked=True)).to_be_focused()
    form.get_by_role("checkbox", name="Coach", exact=True).check()
    form.get_by_role("button", name="Save").click()
    expect(row(page, "Elif Sahin").locator("[data-cell=persona]")).to_contain_text("+1")
    saved(page)
    assert deal.person("Elif Sahin")["personas"] == ["user_buyer", "coach"]
    row(page, "Elif Sahin").get_by_text("Integration Engineer").click()
    expect(maps.panel(page, "Elif Sahin")).to_be_visible()


def test_heads_sort_and_the_address_keeps_it(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    page = open_page(f"{deal.path}?view=outline")
    names = page.get_by_role("treegrid").get_by_role("rowheader")
    page.get_by_role("treegrid").locator("[data-row]").first.focus()
    page.keyboard.press("ArrowUp")
    head = page.get_by_role("button", name="Person", exact=True)
    expect(head).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Person", exact=True)).to_have_attribute("aria-sort", "descending")
    expect(names.first).to_contain_text("Elif Sahin")
    page.reload()
    expect(names).to_contain_text(["Elif Sahin", "Dilan Aydin", "Clara Moreau", "Bruno Keller", "Astrid Berg"])
    head.click()
    expect(names.first).to_contain_text("Astrid Berg")
