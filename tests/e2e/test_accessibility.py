"""Every page for everybody: no axe findings, no sideways scrolling, and a way through by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import axe
from tests.e2e.conftest import ADMIN, REP, Client

Open = Callable[..., Page]

SCREENS = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
PAGES = [
    "sign-in",
    "portfolio",
    "audit",
    "figures",
    "opportunities",
    "accounts",
    "account",
    "contacts",
    "contact",
    "tokens",
    "scoring",
    "inbox",
    "signal rules",
    "signals of a deal",
    "digest",
    "webhooks",
    "people",
    "set password",
    "map templates",
    "gates",
    "reviews",
    "account map",
    "nothing found",
    "not found",
    "form",
    "menu",
]


def show(open_page: Open, api: Client, name: str, screen: str) -> Page:
    """One page of the product in one of its states, loaded."""

    def go(path: str, email: str | None = REP) -> Page:
        return open_page(path, email=email, viewport=SCREENS[screen], reduced_motion="reduce")

    def record(kind: str) -> str:
        found = api.get(f"/{kind}?search=halden freight&limit=1")["items"][0]["id"]
        return f"/{kind}/{found}"

    match name:
        case "sign-in":
            page = go("/sign-in", email=None)
            expect(page.get_by_role("heading", name="Or look around as")).to_be_visible()
        case "account":
            page = go(record("accounts"))
            expect(page.get_by_role("heading", name="People")).to_be_visible()
            expect(page.locator("table")).to_have_count(2)
            for table in page.locator("table").all():
                expect(table).to_have_attribute("aria-busy", "false")
        case "contact":
            page = go(record("contacts"))
            expect(page.get_by_role("heading", name="Profile")).to_be_visible()
        case "audit":
            page = go("/portfolio/audit?top=10")
            expect(page.get_by_role("heading", name="Audit of the largest deals")).to_be_visible()
        case "figures":
            page = go("/portfolio/figures")
            expect(page.get_by_role("heading", name="How closed deals ended")).to_be_visible()
        case "tokens":
            page = go("/settings/tokens")
            expect(page.get_by_role("heading", name="API tokens")).to_be_visible()
        case "people":
            page = go("/settings/people", email=ADMIN)
            expect(page.get_by_role("heading", name="Teams")).to_be_visible()
            expect(page.locator("table")).to_have_attribute("aria-busy", "false")
        case "set password":
            page = go("/set-password#pwd_of_nobody", email=None)
            expect(page.get_by_label("New password")).to_be_visible()
        case "inbox":
            page = go("/inbox")
            expect(page.get_by_role("list", name="Signals")).to_be_visible()
        case "signal rules":
            page = go("/settings/signal-rules")
            expect(page.get_by_role("heading", name="Rules of signals")).to_be_visible()
        case "signals of a deal":
            page = go(f"{record('opportunities')}?side=signals")
            expect(page.get_by_role("heading", name="What to do")).to_be_visible()
            expect(page.get_by_role("radio", name="Signals")).to_be_checked()
        case "scoring":
            page = go("/settings/scoring")
            expect(page.get_by_role("heading", name="Engagement")).to_be_visible()
        case "digest":
            page = go("/settings/notices")
            expect(page.get_by_text("Since ").first).to_be_visible()
        case "webhooks":
            page = go("/settings/webhooks", email=ADMIN)
            page.get_by_role("button", name="New webhook").first.click()
            expect(page.get_by_role("dialog", name="New webhook")).to_be_visible()
        case "map templates":
            page = go("/settings/map-templates")
            expect(page.get_by_role("heading", name="Standard")).to_be_visible()
        case "gates":
            page = go("/settings/gates", email=ADMIN)
            expect(page.get_by_role("heading", name="Stage gates")).to_be_visible()
            expect(page.get_by_role("button", name="New rule")).to_be_visible()
        case "reviews":
            page = go("/reviews", email=ADMIN)
            expect(page.locator("tbody a").first).to_be_visible()
        case "account map":
            page = go(f"{record('accounts')}/map")
            expect(page.get_by_role("list", name="Deals", exact=True)).to_be_visible()
        case "nothing found":
            page = go("/contacts?search=nobody+of+this+name")
            expect(page.get_by_role("heading", name="No contacts match")).to_be_visible()
        case "not found":
            page = go("/no/such/page")
            expect(page.get_by_role("heading", name="There is no page")).to_be_visible()
        case "form":
            page = go(record("accounts"))
            page.get_by_role("button", name="Edit").click()
            expect(page.get_by_role("dialog", name="Edit account")).to_be_visible()
        case "menu":
            page = go("/opportunities")
            expect(page.locator("tbody a").first).to_be_visible()
            page.get_by_role("button", name="user menu").click()
            expect(page.get_by_role("menuitem", name="Sign out")).to_be_visible()
        case _:
            page = go(f"/{name}")
            expect(page.locator("tbody a").first).to_be_visible()
    return page


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_findings_and_fits_the_screen(open_page: Open, api: Client, name: str, screen: str) -> None:
    page = show(open_page, api, name, screen)
    assert axe.findings(page) == []
    assert axe.sideways(page) == 0


def test_the_first_tab_skips_to_the_page(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_new_page_takes_the_focus_and_names_itself(page: Page) -> None:
    page.get_by_role("link", name="Accounts").click()
    expect(page.get_by_role("heading", name="Accounts", level=1)).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "main"
    expect(page).to_have_title("Accounts · Coalition")


def test_closing_a_form_gives_the_focus_back(open_page: Open) -> None:
    page = open_page("/accounts")
    button = page.get_by_role("button", name="New account")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="New account")).to_be_visible()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


@pytest.mark.parametrize("name", ["opportunities", "account", "tokens"])
def test_everything_to_press_is_large_enough(open_page: Open, api: Client, name: str) -> None:
    page = show(open_page, api, name, "phone")
    # WCAG 2.5.8: 24 pixels, except links within a line of text.
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, select, input, [role=menuitem]")]
            .filter(each => each.offsetParent !== null)
            .map(each => [each.getAttribute("aria-label") ?? each.textContent, each.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24)
            .map(([label, box]) => `${label}: ${box.width} x ${box.height}`)"""
    )
    assert small == []
