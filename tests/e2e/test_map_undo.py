"""Undo and redo of one's own edits, and never of somebody else's by accident."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import maps
from tests.e2e.conftest import Client
from tests.e2e.maps import Deal, card, loaded, panel

Open = Callable[..., Page]


@pytest.fixture
def deal(api: Client) -> Deal:
    return maps.new_deal(api)


def undo(page: Page, what: str) -> None:
    """By key, once the button says that it is this."""
    expect(page.get_by_role("button", name=f"Undo: {what}")).to_be_enabled()
    page.keyboard.press("Control+z")


def test_a_move_and_a_removal_go_back_and_forth_and_nothing_is_lost(open_page: Open, deal: Deal) -> None:
    api = deal.api
    dilan = deal.person("Dilan Aydin")
    evidence = {"sentiment": "opposed", "evidence": "Said no on Monday."}
    api.send("PUT", f"/stakeholders/{dilan['id']}/sentiment", evidence)
    page = loaded(open_page(deal.path))
    card(page, "Elif Sahin").focus()
    page.keyboard.press("m")
    page.keyboard.type("bruno")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo: Elif Sahin reports to Bruno Keller")).to_be_visible()

    card(page, "Dilan Aydin").focus()
    page.keyboard.press("Delete")
    page.get_by_role("button", name="Remove from map").click()
    expect(card(page, "Dilan Aydin")).to_have_count(0)
    undo(page, "Remove Dilan Aydin")
    expect(card(page, "Dilan Aydin")).to_be_visible()
    undo(page, "Elif Sahin reports to Bruno Keller")
    expect(page.get_by_role("button", name="Redo: Elif Sahin reports to Bruno Keller")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Undone: Elif Sahin reports to Bruno Keller")).to_be_attached()

    back = deal.person("Dilan Aydin")
    assert (back["id"], back["personas"]) == (dilan["id"], dilan["personas"])
    assert back["sentiment"]["seller"]["evidence"] == evidence["evidence"]
    assert deal.manager("Elif Sahin") == "Dilan Aydin"
    page.keyboard.press("Control+Shift+z")
    expect(page.get_by_role("status").filter(has_text="Done again: Elif Sahin")).to_be_attached()
    assert deal.manager("Elif Sahin") == "Bruno Keller"


def test_undo_over_somebody_elses_later_edit_asks_instead_of_overwriting(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    card(page, "Elif Sahin").focus()
    page.keyboard.press("m")
    page.keyboard.type("bruno")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo: Elif Sahin reports to Bruno Keller")).to_be_visible()
    manager = {"manager_id": deal.contacts["Astrid Berg"]}
    deal.api.send("PUT", f"/contacts/{deal.contacts['Elif Sahin']}/manager", manager)
    undo(page, "Elif Sahin reports to Bruno Keller")
    page.get_by_role("dialog", name="Somebody saved first").get_by_role("button", name="Keep theirs").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert deal.manager("Elif Sahin") == "Astrid Berg"


def test_a_line_takes_another_kind_and_other_ends_and_both_come_back(open_page: Open, deal: Deal) -> None:
    dilan, bruno = deal.contacts["Dilan Aydin"], deal.contacts["Bruno Keller"]
    drawn = deal.api.send("POST", "/lines", {"kind": "influences", "from_id": dilan, "to_id": bruno, "note": "Lunch"})
    page = loaded(open_page(f"{deal.path}?p={dilan}"))
    panel(page, "Dilan Aydin").get_by_role("button", name="Edit the line: influences Bruno Keller").click()
    dialog = page.get_by_role("dialog", name="Line")
    expect(dialog.get_by_label("Note")).to_have_value("Lunch")
    dialog.get_by_role("button", name="Turn it round").click()
    dialog.get_by_role("radio", name="Dotted line").check(force=True)
    dialog.get_by_role("button", name="Save").click()
    expect(panel(page, "Dilan Aydin").get_by_text("Dotted line from")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Edit line: saved.")
    line = deal.api.get(f"/lines/{drawn['id']}")
    assert (line["kind"], line["from_contact"]["id"], line["note"]) == ("dotted", bruno, "Lunch")
    undo(page, "Edit line")
    expect(panel(page, "Dilan Aydin").get_by_role("button", name="Edit the line: influences Bruno")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Undone: Edit line")
    line = deal.api.get(f"/lines/{drawn['id']}")
    assert (line["kind"], line["from_contact"]["id"]) == ("influences", dilan)
