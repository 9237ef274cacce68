"""Editing without a connection and together: nothing is lost, nothing doubled, and nobody is overwritten."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e import maps
from tests.e2e.conftest import PATIENCE_MS, Client, SignIn
from tests.e2e.maps import loaded, panel

Open = Callable[..., Page]


def open_panel(page: Page, deal: maps.Deal, name: str) -> None:
    page.goto(f"{deal.path}?p={deal.contacts[name]}")
    loaded(page)
    expect(panel(page, name)).to_be_visible()


def write_notes(page: Page, name: str, text: str) -> None:
    side = panel(page, name)
    side.get_by_label(f"Notes on {name}").fill(text)
    side.get_by_role("button", name="Save notes").click()


def choose_vote(page: Page, name: str, vote: str) -> None:
    panel(page, name).get_by_role("combobox", name="Their vote").click()
    page.get_by_role("option", name=vote, exact=True).click()


def waiting(page: Page, count: int) -> None:
    words = "1 edit is waiting" if count == 1 else f"{count} edits are waiting"
    expect(page.get_by_role("button", name=f"No connection: {words}")).to_be_visible()


def nothing_waits(page: Page) -> None:
    expect(page.get_by_role("button", name="No connection:")).to_have_count(0)


def all_sent(page: Page) -> None:
    """Every edit kept for later has had its answer: only then it is taken out of what is kept."""
    kept = "Object.keys(localStorage).filter((name) => name.startsWith('coalition.waiting.')).length"
    until = time.monotonic() + PATIENCE_MS / 1000
    while page.evaluate(kept):
        assert time.monotonic() < until, "edits still wait"
        page.wait_for_timeout(50)


def signed_in(sign_in: SignIn) -> tuple[BrowserContext, Page]:
    context = sign_in.context()
    return context, context.new_page()


def test_edits_made_without_a_connection_are_sent_when_it_is_back(sign_in: SignIn, api: Client) -> None:
    deal = maps.new_deal(api)
    context, page = signed_in(sign_in)
    open_panel(page, deal, "Bruno Keller")
    context.set_offline(True)
    choose_vote(page, "Bruno Keller", "Against")
    write_notes(page, "Bruno Keller", "Wants the figures first")
    waiting(page, 2)
    # On screen at once; on the server not yet.
    expect(panel(page, "Bruno Keller").get_by_role("combobox", name="Their vote")).to_have_value("Against")
    assert deal.person("Bruno Keller")["indicators"]["vote"] == ""
    context.set_offline(False)
    nothing_waits(page)
    all_sent(page)
    expect(page.get_by_role("button", name="Undo: Edit Bruno Keller")).to_be_visible()
    person = deal.person("Bruno Keller")
    assert (person["indicators"]["vote"], person["notes"]) == ("against", "Wants the figures first")
    assert person["version"] == 3
    context.close()


def test_edits_that_wait_outlive_the_page(sign_in: SignIn, api: Client) -> None:
    deal = maps.new_deal(api)
    context, page = signed_in(sign_in)
    open_panel(page, deal, "Bruno Keller")
    context.set_offline(True)
    choose_vote(page, "Bruno Keller", "For")
    waiting(page, 1)
    page.close()
    assert deal.person("Bruno Keller")["indicators"]["vote"] == ""
    context.set_offline(False)
    again = context.new_page()
    open_panel(again, deal, "Bruno Keller")
    expect(panel(again, "Bruno Keller").get_by_role("combobox", name="Their vote")).to_have_value("For")
    expect(again.get_by_role("button", name="Undo: ")).to_have_count(0)
    nothing_waits(again)
    all_sent(again)
    person = deal.person("Bruno Keller")
    assert (person["indicators"]["vote"], person["version"]) == ("for", 2)
    context.close()


def test_what_others_saved_meanwhile_is_asked_about_and_not_written_over(sign_in: SignIn, api: Client) -> None:
    deal = maps.new_deal(api)
    context, page = signed_in(sign_in)
    open_panel(page, deal, "Bruno Keller")
    context.set_offline(True)
    choose_vote(page, "Bruno Keller", "For")
    waiting(page, 1)
    page.close()
    stakeholder = deal.person("Bruno Keller")["id"]
    api.send("PATCH", f"/stakeholders/{stakeholder}", {"vote": "against"})
    context.set_offline(False)
    again = context.new_page()
    open_panel(again, deal, "Bruno Keller")
    dialog = again.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert deal.person("Bruno Keller")["indicators"]["vote"] == "against"
    dialog.get_by_role("button", name="mine").click()
    expect(dialog).to_have_count(0)
    expect(again.get_by_role("button", name="Undo: Edit Bruno Keller")).to_be_visible()
    assert deal.person("Bruno Keller")["indicators"]["vote"] == "for"
    context.close()


def test_a_lost_answer_does_not_double_the_edit(sign_in: SignIn, api: Client) -> None:
    deal = maps.new_deal(api)
    context, page = signed_in(sign_in)
    open_panel(page, deal, "Bruno Keller")
    sent: list[str] = []

    def lose(route: object) -> None:
        sent.append(route.request.headers["idempotency-key"])  # type: ignore[attr-defined]
        if len(sent) == 1:
            route.fetch()  # type: ignore[attr-defined]  # the server does it, and nobody hears
            route.abort()  # type: ignore[attr-defined]
        else:
            route.continue_()  # type: ignore[attr-defined]

    page.route("**/api/v1/stakeholders/*", lose)
    write_notes(page, "Bruno Keller", "Said once")
    expect(page.get_by_role("button", name="Undo: Edit Bruno Keller")).to_be_visible()
    assert len(sent) == 2
    assert sent[0] == sent[1]
    person = deal.person("Bruno Keller")
    assert (person["notes"], person["version"]) == ("Said once", 2)
    context.close()
