"""Three people edit one map while its server goes and comes back: nothing lost, nothing doubled, nobody overwritten."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect

from tests.e2e import maps
from tests.e2e.conftest import ADMIN, PATIENCE_MS, Client, SignIn, Site
from tests.e2e.maps import card, panel
from tests.e2e.test_map_together import all_sent, choose_vote, open_panel, waiting, write_notes

MANAGER = "sara.lund@meridian.example"


def live(page: Page) -> None:
    expect(page.get_by_text("Live", exact=True)).to_be_visible()


def notes(page: Page, name: str, text: str) -> None:
    """What stands in the notes on somebody, without reading the page anew."""
    expect(panel(page, name).get_by_label(f"Notes on {name}")).to_have_value(text)


def turn_to(page: Page, name: str) -> None:
    card(page, name).click()
    expect(panel(page, name)).to_be_visible()


def asked(page: Page, other: Page) -> bool:
    """Whether it is this page, and not the other, that asks which of two versions stays."""
    until = time.monotonic() + PATIENCE_MS / 1000
    while not (asks := page.get_by_role("dialog").count()) and not other.get_by_role("dialog").count():
        assert time.monotonic() < until, "nobody is asked"
        page.wait_for_timeout(50)
    return bool(asks)


def test_three_edit_one_map_through_a_restart_of_the_server(sign_in: SignIn, api: Client, site: Site) -> None:
    deal = maps.new_deal(api)
    contexts = [sign_in.context(), sign_in.context(ADMIN), sign_in.context(MANAGER)]
    rosa, olav, sara = pages = [context.new_page() for context in contexts]
    for page in pages:
        open_panel(page, deal, "Bruno Keller")
        live(page)

    # What one saves the others see by themselves, and go on from it.
    choose_vote(rosa, "Bruno Keller", "For")
    for page in (olav, sara):
        expect(panel(page, "Bruno Keller").get_by_role("combobox", name="Their vote")).to_have_value("For")
    write_notes(olav, "Bruno Keller", "Before the restart")
    for page in (rosa, sara):
        notes(page, "Bruno Keller", "Before the restart")

    site.stop()
    write_notes(rosa, "Bruno Keller", "What Rosa heard")
    write_notes(olav, "Bruno Keller", "What Olav heard")
    choose_vote(sara, "Bruno Keller", "Against")
    turn_to(sara, "Clara Moreau")
    write_notes(sara, "Clara Moreau", "Written without a server")
    for page, count in ((rosa, 1), (olav, 1), (sara, 2)):
        waiting(page, count)
    site.start()
    for page in pages:
        all_sent(page)
        live(page)

    # Of two edits of one field one was first; the other is shown both and decides.
    first, second = (rosa, olav) if asked(olav, rosa) else (olav, rosa)
    expect(first.get_by_role("dialog")).to_have_count(0)
    words = {rosa: "What Rosa heard", olav: "What Olav heard"}
    dialog = second.get_by_role("dialog")
    expect(dialog.get_by_role("cell", name=words[first])).to_be_visible()
    expect(dialog.get_by_role("cell", name=words[second])).to_be_visible()
    assert deal.person("Bruno Keller")["notes"] == words[first]
    dialog.get_by_role("button", name="Save mine over it").click()
    notes(first, "Bruno Keller", words[second])

    # Another field of the same person holds beside it, and every edit is there once.
    bruno, clara = deal.person("Bruno Keller"), deal.person("Clara Moreau")
    assert (bruno["indicators"]["vote"], bruno["notes"], bruno["version"]) == ("against", words[second], 6)
    assert (clara["notes"], clara["version"]) == ("Written without a server", 2)
    assert len(deal.map()["people"]) == len(maps.PEOPLE)
    turn_to(first, "Clara Moreau")
    notes(first, "Clara Moreau", "Written without a server")
    for context in contexts:
        context.close()
