"""One person twice: proposed, compared side by side, merged from the page of who stays, and made two again."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e import axe
from tests.e2e.conftest import Client

Open = Callable[..., Page]


def pair(api: Client) -> tuple[dict[str, str], dict[str, str]]:
    account = api.get("/accounts?search=halden freight")["items"][0]
    name = f"Ada {uuid.uuid4().hex[:8].translate(str.maketrans('0123456789', 'ghijklmnop'))}"
    mail = name.replace(" ", ".").lower()
    keep = {"name": name, "account_id": account["id"], "email": f"{mail}@halden.example", "title": "Treasurer"}
    other = {"name": name, "account_id": account["id"], "email": f"{mail}@mail.example", "department": "Finance"}
    return api.send("POST", "/contacts", keep), api.send("POST", "/contacts", other)


def test_a_proposed_double_is_compared_and_merged(open_page: Open, api: Client) -> None:
    keep, other = pair(api)
    page = open_page(f"/contacts/{keep['id']}")
    page.get_by_role("button", name="Merge with…").click()
    dialog = page.get_by_role("dialog", name=f"Merge with {keep['name']}")
    expect(dialog.get_by_role("button", name="Merge")).to_be_disabled()
    dialog.get_by_role("radio", name=keep["name"]).check()
    row = dialog.get_by_role("row", name="Department")
    expect(row.get_by_role("cell").last).to_have_text("Finance")
    assert axe.findings(page) == []
    dialog.get_by_role("button", name="Merge", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("link", name=other["email"])).to_be_visible()
    expect(page.get_by_role("heading", name="Merged into this contact")).to_be_visible()
    assert axe.findings(page) == []
    page.goto(page.url.replace(keep["id"], other["id"]))
    expect(page.get_by_text("Merged into")).to_be_visible()
    expect(page.get_by_role("button", name="Edit")).to_be_hidden()
    page.get_by_role("link", name=keep["name"]).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(f"{other['name']} is a contact of their own again.")).to_be_visible()
    expect(page.get_by_role("link", name=other["email"])).to_be_hidden()
