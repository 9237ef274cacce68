"""One deal worked on from the first person to the last undo without a pointer."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.e2e import maps
from tests.e2e.conftest import Client
from tests.e2e.maps import card, loaded, panel

Open = Callable[..., Page]


def run(page: Page, command: str) -> None:
    """By its name in the list of commands."""
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Command")).to_be_focused()
    page.keyboard.type(command)
    page.keyboard.press("Enter")


def tab_to(page: Page, wanted: Locator, most: int = 40) -> None:
    for _ in range(most):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached with the Tab key")


def done(page: Page, step: str) -> None:
    """The step is saved: undo names it."""
    expect(page.get_by_role("button", name=re.compile(f"^Undo: .*{step}"))).to_be_visible()


def test_add_move_draw_assess_and_undo_by_keyboard_alone(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    nora = {"name": "Nora Lind", "title": "Head of Procurement", "account_id": deal.account}
    deal.contacts["Nora Lind"] = api.send("POST", "/contacts", nora)["id"]
    page = loaded(open_page(deal.path))

    run(page, "add people")
    page.keyboard.type("nora")
    add = page.get_by_role("button", name="Add Nora Lind")
    expect(add).to_be_visible()
    tab_to(page, add)
    page.keyboard.press("Enter")
    done(page, "Add Nora Lind")
    page.keyboard.press("Escape")

    tab_to(page, page.locator('[data-card][tabindex="0"]'), 60)
    page.keyboard.type("nora")
    expect(card(page, "Nora Lind")).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel(page, "Nora Lind").get_by_role("heading", name="Nora Lind")).to_be_focused()
    run(page, "reports to")
    expect(panel(page, "Nora Lind").get_by_role("combobox", name="Reports to")).to_be_focused()
    page.keyboard.type("Bruno")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    done(page, "Nora Lind reports to Bruno Keller")

    run(page, "draw a line")
    dialog = page.get_by_role("dialog", name="Draw a line")
    expect(dialog.get_by_role("radio", name="Influences")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("radio", name="Conflict")).to_be_checked()
    tab_to(page, dialog.get_by_role("combobox", name="To"))
    page.keyboard.type("Clara")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    tab_to(page, dialog.get_by_role("button", name="Draw"))
    page.keyboard.press("Enter")
    done(page, "conflict with")

    run(page, "help me choose")
    asked = page.get_by_role("dialog", name="What is Nora Lind in this decision?")
    expect(asked.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("Space")
    against = asked.get_by_role("radio", name="Work against us")
    tab_to(page, asked.get_by_role("radiogroup", name="What do they do when").get_by_role("radio").last)
    page.keyboard.press("ArrowUp")
    expect(against).to_be_checked()
    tab_to(page, asked.get_by_role("textbox", name="What shows it"))
    page.keyboard.type("Asked for another vendor on Monday.")
    tab_to(page, asked.get_by_role("button", name="Save these"))
    page.keyboard.press("Enter")
    done(page, "Assess Nora Lind by questions")
    person = deal.person("Nora Lind")
    assert person["personas"] == ["blocker"]
    assert person["sentiment"]["seller"]["word"] == "opposed"
    assert person["indicators"]["purchasing_authority"] is True

    for step in (
        "Assess Nora Lind by questions",
        "conflict with",
        "Nora Lind reports to Bruno Keller",
        "Add Nora Lind",
    ):
        page.keyboard.press("Control+z")
        expect(page.get_by_role("button", name=re.compile(f"^Redo: .*{step}"))).to_be_visible()
    assert [each["name"] for each in deal.map()["people"] if each["name"] == "Nora Lind"] == []
    expect(page.get_by_role("button", name="Redo: Add Nora Lind")).to_be_visible()
