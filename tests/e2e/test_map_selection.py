"""Several people at once: chosen by click, band, keys and rows; changed, removed and undone in one step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import maps
from tests.e2e.conftest import Client
from tests.e2e.maps import Deal, card, loaded

Open = Callable[..., Page]


@pytest.fixture
def deal(api: Client) -> Deal:
    return maps.new_deal(api)


def test_people_chosen_together_are_changed_and_undone_in_one_step(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    bar = page.get_by_role("region", name="Selection")
    card(page, "Bruno Keller").click(modifiers=["Shift"])
    card(page, "Elif Sahin").click(modifiers=["Shift"])
    expect(bar).to_contain_text("2 people selected")
    bar.get_by_role("button", name="Personas of 2 people").click()
    dialog = page.get_by_role("dialog", name="Personas of 2 people")
    dialog.get_by_role("combobox", name="Personas").fill("Coach")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Undo: Coach for 2 people")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Coach for 2 people: saved.")).to_be_attached()
    assert deal.person("Elif Sahin")["personas"] == ["user_buyer", "coach"]
    assert deal.person("Clara Moreau")["personas"] == ["technical_buyer"]

    # Everybody by key, without a question: one undo brings all of them back.
    card(page, "Astrid Berg").focus()
    page.keyboard.press("Control+a")
    expect(bar).to_contain_text(f"{len(maps.PEOPLE)} people selected")
    bar.get_by_role("button", name="Remove 5 people from the map").click()
    expect(page.get_by_text("Nobody is on this map yet")).to_be_visible()
    page.get_by_role("button", name="Undo: Remove 5 people").click()
    expect(page.locator("[data-card]")).to_have_count(5)
    page.get_by_role("button", name="Undo: Coach for 2 people").click()
    expect(page.get_by_role("status").filter(has_text="Undone: Coach for 2 people.")).to_be_attached()
    people = {each["name"]: each["personas"] for each in deal.map()["people"]}
    assert people == {name: [persona] for name, _, _, persona, _ in maps.PEOPLE}


def test_a_band_and_rows_choose_too(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    bar = page.get_by_role("region", name="Selection")
    boxes = [each.bounding_box() or {} for each in page.locator("[data-card]").all()]
    start = (min(box["x"] for box in boxes) - 12, min(box["y"] for box in boxes) - 12)
    end = (max(box["x"] + box["width"] for box in boxes) + 8, max(box["y"] + box["height"] for box in boxes) + 8)
    page.keyboard.down("Shift")
    maps.drag(page, start, end)
    page.mouse.up()
    page.keyboard.up("Shift")
    expect(bar).to_contain_text("5 people selected")
    card(page, "Astrid Berg").focus()
    page.keyboard.press("Escape")
    expect(bar).to_have_count(0)
    maps.choose(page, "Outline")
    page.get_by_role("treegrid").locator("[data-row]").first.focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    expect(bar).to_contain_text("3 people selected")
    expect(page.get_by_role("treegrid").locator('tr[aria-selected="true"]')).to_have_count(3)
