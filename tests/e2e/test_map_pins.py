"""Cards placed by hand."""

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


def test_a_card_dragged_with_alt_stays_there_for_everybody_and_undo_gives_it_back(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    start = maps.grip(card(page, "Elif Sahin"))
    page.keyboard.down("Alt")
    maps.drag(page, start, (start[0] + 160, start[1] + 90))
    page.mouse.up()
    page.keyboard.up("Alt")
    expect(page.get_by_role("button", name="Undo: Pin Elif Sahin")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Pin Elif Sahin: saved.")).to_be_attached()
    pin = deal.person("Elif Sahin")["pin"]
    box = deal.map()["layout"]["boxes"][deal.contacts["Elif Sahin"]]
    assert (box["x"], box["y"]) == (pin["x"], pin["y"])
    assert deal.manager("Elif Sahin") == "Dilan Aydin"

    # The same by key: Alt and an arrow moves it on; undo twice and the layout has it again.
    card(page, "Elif Sahin").focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.get_by_role("status").filter(has_text="Pin Elif Sahin: saved.")).to_be_attached()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.get_by_role("status").filter(has_text="Undone: Pin Elif Sahin.")).to_be_attached()
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_visible()
    expect(page.get_by_title("Placed by hand")).to_have_count(0)
    assert deal.person("Elif Sahin")["pin"] is None
