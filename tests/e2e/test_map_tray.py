"""The list of contacts beside the map: who is dragged from it stands where they were let go."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e import maps
from tests.e2e.conftest import Client
from tests.e2e.maps import card, loaded

Open = Callable[..., Page]


def test_a_contact_dragged_onto_a_card_reports_to_that_person_and_undo_takes_both_back(
    open_page: Open, api: Client
) -> None:
    deal = maps.new_deal(api)
    for name in ("Nora Lind", "Otto Kranz"):
        contact = api.send("POST", "/contacts", {"name": name, "account_id": deal.account})
        deal.contacts[name] = contact["id"]
    page = loaded(open_page(f"{deal.path}?tray=1"))
    tray = page.get_by_role("complementary", name="Contacts who are not on the map")
    rows = tray.get_by_role("listitem")
    expect(rows).to_have_count(2)
    rows.filter(has_text="Nora Lind").drag_to(card(page, "Bruno Keller"))
    expect(card(page, "Nora Lind")).to_be_visible()
    expect(page.get_by_role("button", name="Undo: Add Nora Lind under Bruno Keller")).to_be_visible()
    expect(rows).to_have_count(1)
    assert deal.manager("Nora Lind") == "Bruno Keller"
    tray.get_by_role("button", name="Add Otto Kranz").click()
    expect(tray).to_contain_text("Everybody we know is on the map.")
    page.get_by_role("button", name="Undo: Add Otto Kranz").click()
    page.get_by_role("button", name="Undo: Add Nora Lind under Bruno Keller").click()
    expect(rows).to_have_count(2)
    expect(page.locator("[data-card]")).to_have_count(len(maps.PEOPLE))


def test_before_a_new_contact_is_written_down_those_it_may_be_are_offered(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    api.send("POST", "/contacts", {"name": "Johanna Lind", "account_id": deal.account})
    page = loaded(open_page(deal.path))
    page.get_by_role("button", name="Add people").click()
    page.get_by_role("searchbox", name="Find a contact").fill("Lind Johanna")
    page.get_by_role("button", name="New contact “Lind Johanna”").click()
    dialog = page.get_by_role("dialog", name="Is it one of these?")
    dialog.get_by_role("button", name="It is Johanna Lind").click()
    expect(card(page, "Johanna Lind")).to_have_count(1)
    assert deal.person("Johanna Lind")["title"] == ""
