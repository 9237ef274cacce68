"""An admin has another system told, and it is told: a real receiver answers a real message."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import ADMIN

Open = Callable[..., Page]


def test_a_webhook_is_made_its_secret_shown_once_and_an_inner_address_not_called(open_page: Open) -> None:
    page = open_page("/settings/webhooks", email=ADMIN)
    page.get_by_role("button", name="New webhook").first.click()
    form = page.get_by_role("dialog", name="New webhook")
    form.get_by_label("Name").fill("Ticketing")
    form.get_by_label("Address").fill("http://tickets.example/hooks")
    form.get_by_role("button", name="Make webhook").click()
    expect(form.get_by_text("Use https://")).to_be_visible()
    form.get_by_label("Address").fill("https://127.0.0.1:9/hooks")
    form.get_by_role("button", name="Make webhook").click()
    done = page.get_by_role("dialog", name="Copy the secret now")
    expect(done.get_by_text("whsec_")).to_be_visible()
    done.get_by_role("button", name="Done").click()
    card = page.get_by_role("region", name="Ticketing")
    expect(card.get_by_text("https://127.0.0.1:9/hooks")).to_be_visible()
    expect(page.get_by_text("whsec_")).to_have_count(0)

    card.get_by_role("button", name="More for Ticketing").click()
    page.get_by_role("menuitem", name="Send a test").click()
    log = page.get_by_role("dialog", name="Log of “Ticketing”")
    expect(log.get_by_text("inside a private network")).to_be_visible()
    page.keyboard.press("Escape")

    card.get_by_role("button", name="More for Ticketing").click()
    page.get_by_role("menuitem", name="Delete…").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(card).to_have_count(0)


def test_the_day_of_the_digest_is_kept(open_page: Open) -> None:
    page = open_page("/settings/notices")
    with page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
        page.get_by_label("Day").select_option("Monday")
    page.reload()
    expect(page.get_by_label("Day")).to_have_value("0")
    with page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
        page.get_by_label("Day").select_option("Friday")
    page.reload()
    expect(page.get_by_label("Day")).to_have_value("4")
