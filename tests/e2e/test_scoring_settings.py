"""The weights behind the scores: seen by all, changed by those who may, with a look at what it would do first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import ADMIN, Client, SignIn

Open = Callable[..., Page]
PATH = "/settings/scoring"


@pytest.fixture
def admin(sign_in: SignIn) -> Iterator[Client]:
    """The API as the admin; whatever a test saved, the defaults are in force again afterwards."""
    context = sign_in.context(ADMIN)
    client = Client(context)
    yield client
    client.send("PUT", PATH, {"values": client.get(PATH)["defaults"], "note": "Back to the defaults"})
    context.close()


def test_a_rep_sees_the_values_and_cannot_change_them(open_page: Open) -> None:
    page = open_page(PATH)
    expect(page.get_by_text("Admins and revenue operations may change it")).to_be_visible()
    expect(page.get_by_role("textbox", name="Half-life, days", exact=True)).to_have_value("30")
    expect(page.get_by_role("textbox", name="Half-life, days", exact=True)).not_to_be_editable()


def test_a_change_is_previewed_then_saved_with_its_reason(open_page: Open, admin: Client) -> None:
    page = open_page(PATH, email=ADMIN)
    before = admin.get(PATH)["version"]
    page.get_by_role("textbox", name="Half-life, days", exact=True).fill("10")
    changes = page.get_by_role("region", name="Your changes")
    changes.get_by_role("button", name="Preview").click()
    expect(changes.get_by_role("status")).to_contain_text("open deals would be seen otherwise")
    assert admin.get(PATH)["version"] == before
    changes.get_by_label("Why, for those who wonder later").fill("Shorter memory")
    changes.get_by_role("button", name="Save").click()
    expect(changes).to_be_hidden()
    expect(page.get_by_text("“Shorter memory”")).to_be_visible()
    assert admin.get(PATH)["values"]["scoring"]["engagement"]["half_life_days"] == 10


def test_a_refused_value_is_marked_at_its_field(open_page: Open, admin: Client) -> None:
    page = open_page(PATH, email=ADMIN)
    page.get_by_role("textbox", name="Half-life, days", exact=True).fill("-3")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("textbox", name="Half-life, days", exact=True)).to_have_attribute("aria-invalid", "true")


def test_a_colleagues_save_meanwhile_is_told_and_my_changes_stay(open_page: Open, admin: Client) -> None:
    page = open_page(PATH, email=ADMIN)
    page.get_by_role("textbox", name="Half-life, days", exact=True).fill("20")
    values = admin.get(PATH)["values"]
    values["scoring"]["engagement"]["saturation"] = 9
    admin.send("PUT", PATH, {"values": values, "note": "Meanwhile"})
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Somebody saved other settings meanwhile")
    expect(page.get_by_role("textbox", name="Saturation", exact=True)).to_have_value("9")
    expect(page.get_by_role("textbox", name="Half-life, days", exact=True)).to_have_value("20")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("region", name="Your changes")).to_be_hidden()
    saved = admin.get(PATH)["values"]["scoring"]["engagement"]
    assert (saved["half_life_days"], saved["saturation"]) == (20, 9)
