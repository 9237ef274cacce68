"""A link to a map: made and closed in the dialog, opened by somebody without an account."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.e2e import axe, maps
from tests.e2e.conftest import Client

Open = Callable[..., Page]


def made(page: Page, name: str, *, opinions: bool = False) -> str:
    """A new link by the dialog; its path with the secret."""
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("button", name="New link").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Make link").click()
    expect(dialog.get_by_text("Say whom it is for")).to_be_visible()
    dialog.get_by_label("For whom").fill(name)
    if opinions:
        dialog.get_by_label("Also show what we think of people").check()
    dialog.get_by_role("button", name="Make link").click()
    address = urlsplit(dialog.locator("code").inner_text())
    dialog.get_by_role("button", name="Done").click()
    return f"{address.path}#{address.fragment}"


def test_a_visitor_sees_the_map_until_the_link_is_revoked(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    page = open_page(deal.path)
    path = made(page, "Board of Halden")
    expect(page.get_by_text("Not opened yet")).to_be_visible()
    assert axe.findings(page) == []
    visitor = open_page(path, email=None)
    expect(visitor.locator("[data-card]").first).to_be_visible()
    expect(visitor.get_by_text("read-only")).to_be_visible()
    visitor.get_by_text("List", exact=True).click()
    expect(visitor.get_by_role("rowheader")).to_have_count(len(api.get(f"{deal.path}/map")["people"]))
    # What we think of people was not chosen.
    expect(visitor.get_by_role("columnheader", name="Stance")).to_have_count(0)
    page.get_by_role("button", name="Revoke Board of Halden").click()
    page.get_by_role("button", name="Revoke now").click()
    expect(page.get_by_text("Revoked", exact=True)).to_be_visible()
    expect(page.get_by_text("Opened 1 time")).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_role("heading", name="This link shows nothing any more")).to_be_visible()
    assert axe.findings(visitor) == []


def test_the_shared_page_is_free_of_axe_findings(open_page: Open, api: Client) -> None:
    path = made(open_page(maps.flagship(api)), "axe", opinions=True)
    page = open_page(path, email=None, reduced_motion="reduce")
    expect(page.locator("[data-card]").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert axe.findings(page) == []
    page.get_by_text("List", exact=True).click()
    expect(page.get_by_role("columnheader", name="Stance")).to_be_visible()
    assert axe.findings(page) == []
