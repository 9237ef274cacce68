"""Empty seats on the screen: put on the map, drawn to, taken by somebody, and all of it undone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e import maps
from tests.e2e.conftest import Client
from tests.e2e.maps import card, drag, grip, loaded, panel

Open = Callable[..., Page]


def test_a_seat_is_put_on_the_map_and_somebody_takes_it_with_its_line(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    contact = api.send("POST", "/contacts", {"name": "Nora Lind", "account_id": deal.account})
    deal.contacts["Nora Lind"] = contact["id"]
    page = loaded(open_page(deal.path))
    page.keyboard.press("Control+k")
    page.get_by_placeholder("What to do").fill("empty seat")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="An empty seat")
    dialog.get_by_label("Title you hope to find").fill("Head of procurement")
    dialog.get_by_role("button", name="Put it on the map").click()
    seat = card(page, "Empty seat: Head of procurement")
    expect(seat).to_be_visible()
    side = panel(page, "Head of procurement")
    side.get_by_label("Reports to").click()
    page.get_by_role("option", name="Bruno Keller").click()
    expect(side.get_by_role("listitem").filter(has_text="Bruno Keller")).to_be_visible()

    side.get_by_role("button", name="Fill seat…").click()
    who = page.get_by_role("dialog", name="Who is Head of procurement?")
    who.get_by_role("button", name="Nora Lind takes the seat").click()
    expect(card(page, "Nora Lind")).to_be_visible()
    expect(seat).to_have_count(0)
    expect(page.get_by_role("button", name="Undo: Nora Lind takes the seat Head of procurement")).to_be_visible()
    assert deal.manager("Nora Lind") == "Bruno Keller"
    page.get_by_role("button", name="Undo: Nora Lind takes the seat Head of procurement").click()
    expect(seat).to_be_visible()
    expect(card(page, "Nora Lind")).to_have_count(0)
    page.get_by_role("button", name="Redo: Nora Lind takes the seat Head of procurement").click()
    expect(card(page, "Nora Lind")).to_be_visible()


def test_a_card_dropped_on_a_seat_reports_to_it_and_the_seat_can_be_removed(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    seat = api.send("POST", f"/opportunities/{deal.id}/seats", {"title": "Head of operations"})
    page = loaded(open_page(deal.path))
    target = card(page, "Empty seat: Head of operations")
    expect(target).to_be_visible()
    drag(page, grip(card(page, "Elif Sahin")), grip(target))
    page.mouse.up()
    expect(page.get_by_role("button", name="Undo: Elif Sahin reports to Head of operations")).to_be_visible()
    (line,) = deal.map()["seat_lines"]
    assert (line["kind"], line["from"], line["to"]) == ("reports_to", deal.contacts["Elif Sahin"], seat["id"])
    assert deal.manager("Elif Sahin") is None
    page.get_by_role("button", name="Undo: Elif Sahin reports to Head of operations").click()
    expect(page.get_by_role("button", name="Redo: Elif Sahin reports to Head of operations")).to_be_visible()
    assert deal.manager("Elif Sahin") == "Dilan Aydin"
    # By key: the map is read again after the undo, and a card that moves between press and release takes no click.
    target.press("Enter")
    panel(page, "Head of operations").get_by_role("button", name="Remove the seat").click()
    expect(target).to_have_count(0)
    page.get_by_role("button", name="Undo: Remove Head of operations").click()
    expect(target).to_be_visible()


def test_a_map_is_started_from_the_template_in_one_step_and_undone_in_one(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    page = loaded(open_page(deal.path))
    page.keyboard.press("Control+k")
    page.get_by_placeholder("What to do").fill("start from")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Start from Standard").click()
    undo = page.get_by_role("button", name="Undo: Start from Standard")
    expect(undo).to_be_visible()
    # Of the template's six roles four have somebody on this map.
    expect(page.locator("[data-seat]")).to_have_count(1)
    expect(card(page, "Empty seat: Head of Procurement")).to_be_visible()
    undo.click()
    expect(page.locator("[data-seat]")).to_have_count(0)
