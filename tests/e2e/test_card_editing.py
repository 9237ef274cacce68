"""What stands on a card is changed on the card, by pointer and by key, with the same forms as in panel and outline."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e import axe, maps
from tests.e2e.conftest import Client
from tests.e2e.maps import card, loaded

Open = Callable[..., Page]


def saved(page: Page) -> None:
    expect(page.get_by_role("button", name="Undo: ")).to_be_enabled()


def test_a_card_is_changed_where_it_stands_and_undone(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    page = loaded(open_page(deal.path))
    bruno = card(page, "Bruno Keller")

    # By key: the forms of all four fields, one beside the other.
    bruno.focus()
    page.keyboard.press("F2")
    window = page.get_by_role("dialog", name="Personas of Bruno Keller")
    expect(window.get_by_role("checkbox", name="Ratifier")).to_be_focused()
    assert axe.findings(page) == []
    window.get_by_role("radio", name="Vote").check()
    form = page.get_by_role("form", name="Vote")
    form.get_by_role("radio", name="Against").check()
    page.keyboard.press("Enter")
    expect(form).to_have_count(0)
    expect(bruno).to_be_focused()
    expect(bruno).to_contain_text("vote against")
    saved(page)
    assert deal.person("Bruno Keller")["indicators"]["vote"] == "against"
    page.keyboard.press("Control+z")
    expect(bruno).not_to_contain_text("vote against")

    # By pointer: twice on the ring, although the first press brings the card to the middle.
    bruno.locator("[data-field=sentiment]").dblclick()
    form = page.get_by_role("form", name="Seller's view").and_(page.get_by_role("dialog").locator("form"))
    form.get_by_role("radio", name="Sceptical").check()
    form.get_by_role("button", name="Save").click()
    expect(form).to_contain_text("Say what they did or said that shows it.")
    form.get_by_label("What shows it").fill("Asked for the price twice")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    expect(bruno).to_contain_text("sentiment sceptical")
    saved(page)
    assert deal.person("Bruno Keller")["sentiment"]["seller"]["evidence"] == "Asked for the price twice"

    # The card is selected now, so one press is enough. Escape leaves everything as it was.
    bruno.locator("[data-field=influence]").click()
    form = page.get_by_role("dialog").get_by_role("form", name="Influence override")
    expect(form).to_be_visible()
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(bruno).to_be_focused()
    assert deal.person("Bruno Keller")["influence"]["override"] is None


def test_who_may_only_read_changes_nothing_on_a_card(open_page: Open, api: Client) -> None:
    path = maps.flagship(api)
    page = loaded(open_page(f"{path}?at=2099-01-01"))
    page.locator("[data-card]").first.focus()
    page.keyboard.press("F2")
    page.locator("[data-card] [data-field=sentiment]").first.dblclick()
    expect(page.get_by_role("complementary")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
