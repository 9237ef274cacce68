"""Our own people on screen: invited, given a password of their own, moved to a team, shut out."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import ADMIN

Open = Callable[..., Page]
GOOD = "seven boats under one bridge"


def test_somebody_is_invited_sets_a_password_and_signs_in(open_page: Open) -> None:
    email = f"nils.{uuid.uuid4().hex[:8]}@meridian.example"
    page = open_page("/settings/people", email=ADMIN)
    page.get_by_role("button", name="Invite").click()
    form = page.get_by_role("dialog", name="Invite somebody")
    form.get_by_role("button", name="Invite").click()
    expect(form.get_by_label("E-mail")).to_have_attribute("aria-invalid", "true")
    form.get_by_label("E-mail").fill(email)
    form.get_by_label("Name").fill("Nils Berg")
    form.get_by_label("Role").select_option("manager")
    form.get_by_role("button", name="Invite").click()
    link = page.get_by_role("dialog", name="Nils Berg was added").locator("code")
    address = link.inner_text()

    theirs = open_page("/sign-in", email=None)
    theirs.goto(address)
    theirs.get_by_label("New password").fill("short")
    theirs.get_by_role("button", name="Set password").click()
    expect(theirs.get_by_text("at least 10 characters")).to_be_visible()
    theirs.get_by_label("New password").fill(GOOD)
    theirs.get_by_role("button", name="Set password").click()
    theirs.get_by_role("link", name="Sign in").click()
    theirs.get_by_label("E-mail").fill(email)
    theirs.get_by_label("Password", exact=True).fill(GOOD)
    theirs.get_by_role("button", name="Sign in", exact=True).click()
    expect(theirs.get_by_role("heading", name="Opportunities", level=1)).to_be_visible()


def test_a_team_is_made_and_somebody_moved_into_it_and_shut_out(open_page: Open) -> None:
    mark = uuid.uuid4().hex[:6]
    page = open_page("/settings/people", email=ADMIN)
    page.get_by_role("button", name="New team").click()
    dialog = page.get_by_role("dialog", name="New team")
    dialog.get_by_label("Name").fill(f"Coast {mark}")
    dialog.get_by_role("button", name="Make team").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text(f"Coast {mark}")).to_be_visible()
    page.get_by_role("button", name="Invite").click()
    form = page.get_by_role("dialog", name="Invite somebody")
    form.get_by_label("E-mail").fill(f"eva.{mark}@meridian.example")
    form.get_by_label("Name").fill(f"Eva {mark}")
    form.get_by_label("Team").select_option(label=f"Coast {mark}")
    form.get_by_role("button", name="Invite").click()
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name=f"Edit Eva {mark}").click()
    page.get_by_role("dialog", name=f"Eva {mark}").get_by_role("button", name="Shut out").click()
    expect(page.get_by_role("button", name=f"Edit Eva {mark}")).to_be_hidden()
    page.get_by_role("radiogroup", name="Which users").get_by_text("Shut out", exact=True).click()
    expect(page.get_by_role("button", name=f"Edit Eva {mark}")).to_be_visible()


def test_a_rep_reads_the_page_and_changes_only_themselves(open_page: Open) -> None:
    page = open_page("/settings/people")
    expect(page.get_by_role("table", name="Users")).to_be_visible()
    expect(page.get_by_role("button", name="Invite")).to_be_hidden()
    title = f"Hunter {uuid.uuid4().hex[:6]}"
    page.get_by_label("Your title").fill(title)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Your title")).to_have_value(title)
