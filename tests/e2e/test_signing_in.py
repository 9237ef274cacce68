"""Signing in and out, as a person meets it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD, REP

Open = Callable[..., Page]


def fill_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_the_right_password_leads_back_to_the_page_that_was_asked_for(open_page: Open) -> None:
    page = open_page("/accounts?sort=-contacts", email=None)
    expect(page.get_by_role("heading", name="Sign in to Coalition")).to_be_visible()
    fill_in(page, REP, PASSWORD)
    expect(page.get_by_role("heading", name="Accounts", level=1)).to_be_visible()
    assert page.url.endswith("/accounts?sort=-contacts")


def test_a_wrong_password_says_so_and_keeps_what_was_typed(open_page: Open) -> None:
    page = open_page("/sign-in", email=None)
    fill_in(page, "nobody@meridian.example", "not the password")
    expect(page.get_by_role("alert")).to_contain_text("E-mail and password do not match")
    expect(page.get_by_label("E-mail")).to_have_value("nobody@meridian.example")


def test_too_many_wrong_passwords_are_told_to_wait(open_page: Open) -> None:
    page = open_page("/sign-in", email=None)
    alert = page.get_by_role("alert")
    for attempt in range(12):
        fill_in(page, "locked.out@meridian.example", f"wrong password {attempt}")
        expect(page.get_by_role("button", name="Sign in")).to_be_enabled()
        expect(alert).to_contain_text("again")
        if "Too many attempts" in (alert.text_content() or ""):
            return
    raise AssertionError("twelve wrong passwords were all looked at")


def test_no_connection_is_told_from_a_wrong_password(open_page: Open) -> None:
    page = open_page("/sign-in", email=None)
    page.route("**/auth/login", lambda route: route.abort())
    fill_in(page, REP, PASSWORD)
    expect(page.get_by_role("alert")).to_contain_text("The server cannot be reached")


def test_an_empty_form_asks_for_both_and_moves_to_what_is_missing(open_page: Open) -> None:
    page = open_page("/sign-in", email=None)
    page.get_by_label("E-mail").fill(REP)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your e-mail and your password")
    expect(page.get_by_label("Password", exact=True)).to_be_focused()


def test_a_visitor_of_the_demo_signs_in_with_one_click(open_page: Open) -> None:
    page = open_page("/sign-in", email=None)
    page.get_by_role("button", name="Rosa Martín").click()
    expect(page.get_by_role("heading", name="Opportunities", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Rosa Martín, user menu")).to_be_visible()


def test_signing_out_leaves_nothing_behind(open_page: Open) -> None:
    # A session of its own: the shared one must outlive this test.
    page = open_page("/contacts", email=None)
    fill_in(page, REP, PASSWORD)
    expect(page.get_by_role("heading", name="Contacts", level=1)).to_be_visible()
    page.get_by_role("button", name="user menu").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in to Coalition")).to_be_visible()
    page.goto("/contacts")
    expect(page.get_by_role("heading", name="Sign in to Coalition")).to_be_visible()


def test_a_session_that_ends_meanwhile_asks_to_sign_in_and_comes_back(open_page: Open) -> None:
    page = open_page("/opportunities?outcome=won")
    expect(page.locator("tbody a").first).to_be_visible()
    page.context.clear_cookies()
    page.get_by_role("link", name="Accounts").click()
    expect(page.get_by_role("heading", name="Sign in to Coalition")).to_be_visible()
    fill_in(page, REP, PASSWORD)
    expect(page.get_by_role("heading", name="Accounts", level=1)).to_be_visible()
