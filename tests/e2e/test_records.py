"""Records: made, changed, contested and deleted through the forms."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Client, Site

Open = Callable[..., Page]


def fresh(word: str) -> str:
    return f"{word} {uuid.uuid4().hex[:8]}"


def test_a_new_account_is_filled_in_saved_and_found(open_page: Open, api: Client) -> None:
    name = fresh("Larch Paper")
    page = open_page("/accounts")
    page.get_by_role("button", name="New account").click()
    form = page.get_by_role("dialog", name="New account")
    form.get_by_label("Name").fill(name)
    form.get_by_label("Industry").fill("Paper")
    form.get_by_label("Parent account").fill("Halden Gro")
    page.get_by_role("option", name="Halden Group").click()
    form.get_by_role("button", name="Create account").click()
    expect(form).to_be_hidden()
    saved = api.get(f"/accounts?search={name}")["items"][0]
    assert (saved["industry"], saved["parent"]["name"]) == ("Paper", "Halden Group")


def test_a_form_names_what_is_missing_and_moves_there(open_page: Open) -> None:
    page = open_page("/contacts")
    page.get_by_role("button", name="New contact").click()
    form = page.get_by_role("dialog", name="New contact")
    form.get_by_role("button", name="Create contact").click()
    expect(form.get_by_text("Name is needed.")).to_be_visible()
    expect(form.get_by_label("Name")).to_be_focused()


def test_the_servers_complaint_stands_at_its_field(open_page: Open) -> None:
    page = open_page("/accounts")
    page.get_by_role("button", name="New account").click()
    form = page.get_by_role("dialog", name="New account")
    form.get_by_label("Name").fill(fresh("Larch Paper"))
    form.get_by_label("Fit, 0–100").fill("250")
    form.get_by_role("button", name="Create account").click()
    expect(form.get_by_label("Fit, 0–100")).to_have_attribute("aria-invalid", "true")


def test_a_contact_is_changed_from_its_page(open_page: Open, api: Client) -> None:
    account = api.get("/accounts?search=halden freight")["items"][0]
    contact = api.send("POST", "/contacts", {"name": fresh("Ada Holm"), "account_id": account["id"]})
    page = open_page(f"/contacts/{contact['id']}")
    page.get_by_role("button", name="Edit").click()
    form = page.get_by_role("dialog", name="Edit contact")
    form.get_by_label("Title").fill("Head of Treasury")
    form.get_by_label("Seniority").select_option("director")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Head of Treasury · Halden Freight")).to_be_visible()
    assert api.get(f"/contacts/{contact['id']}")["seniority"] == "director"


def test_a_deal_is_made_on_its_account_with_the_account_filled_in(open_page: Open, api: Client) -> None:
    account = api.get("/accounts?search=halden freight")["items"][0]
    name = fresh("Depot lighting")
    page = open_page(f"/accounts/{account['id']}")
    page.get_by_role("button", name="New opportunity").click()
    form = page.get_by_role("dialog", name="New opportunity")
    expect(form.get_by_label("Account", exact=True)).to_have_value("Halden Freight")
    form.get_by_label("Name").fill(name)
    form.get_by_label("Stage").select_option("discovery")
    form.get_by_label("Amount").fill("90000")
    form.get_by_label("Currency").fill("EUR")
    form.get_by_role("button", name="Create opportunity").click()
    expect(page.get_by_role("link", name=name)).to_be_visible()
    deal = api.get(f"/opportunities?search={name}")["items"][0]
    assert (deal["account"]["name"], deal["stage"]["key"], deal["amount"]) == ("Halden Freight", "discovery", 90000)


def test_two_edits_of_one_field_are_shown_side_by_side_and_none_is_lost(open_page: Open, api: Client) -> None:
    account = api.send("POST", "/accounts", {"name": fresh("Larch Paper"), "tier": "C"})
    path = f"/accounts/{account['id']}"
    page = open_page(path)
    page.get_by_role("button", name="Edit").click()
    form = page.get_by_role("dialog", name="Edit account")
    form.get_by_label("Tier").fill("B")
    api.send("PATCH", path, {"tier": "A", "country": "Norway"}, version=account["version"])
    form.get_by_role("button", name="Save").click()

    dialog = page.get_by_role("dialog", name="This account was changed meanwhile")
    expect(dialog.get_by_role("radio", name="Yours B")).to_be_checked()
    dialog.get_by_role("radio", name="Saved meanwhile A").check()
    dialog.get_by_role("button", name="Save this version").click()
    expect(dialog).to_be_hidden()
    expect(form).to_be_hidden()
    saved = api.get(path)
    assert (saved["tier"], saved["country"]) == ("A", "Norway")


def test_my_version_wins_when_i_say_so_and_their_other_fields_stay(open_page: Open, api: Client) -> None:
    account = api.send("POST", "/accounts", {"name": fresh("Larch Paper"), "tier": "C"})
    path = f"/accounts/{account['id']}"
    page = open_page(path)
    page.get_by_role("button", name="Edit").click()
    form = page.get_by_role("dialog", name="Edit account")
    form.get_by_label("Tier").fill("B")
    api.send("PATCH", path, {"tier": "A", "country": "Norway"}, version=account["version"])
    form.get_by_role("button", name="Save").click()
    dialog = page.get_by_role("dialog", name="This account was changed meanwhile")
    dialog.get_by_role("button", name="Save this version").click()
    expect(dialog).to_be_hidden()
    expect(form).to_be_hidden()
    saved = api.get(path)
    assert (saved["tier"], saved["country"]) == ("B", "Norway")


def test_a_record_is_deleted_only_after_a_question(open_page: Open, api: Client) -> None:
    account = api.send("POST", "/accounts", {"name": fresh("Larch Paper")})
    page = open_page(f"/accounts/{account['id']}")
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("button", name="Delete…").click()
    page.get_by_role("dialog", name="Delete").get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("heading", name="Accounts", level=1)).to_be_visible()
    assert api.get(f"/accounts?search={account['name']}")["total"] == 0


def test_what_hangs_together_is_not_deleted_and_the_reason_is_given(open_page: Open, api: Client) -> None:
    account = api.get("/accounts?search=halden freight")["items"][0]
    page = open_page(f"/accounts/{account['id']}")
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("button", name="Delete…").click()
    question = page.get_by_role("dialog", name="Delete")
    question.get_by_role("button", name="Delete", exact=True).click()
    expect(question.get_by_role("alert")).not_to_be_empty()
    assert api.get(f"/accounts/{account['id']}")["name"] == "Halden Freight"


def test_an_unknown_record_and_an_unknown_page_lead_back(open_page: Open) -> None:
    page = open_page(f"/accounts/{uuid.uuid4()}")
    expect(page.get_by_role("heading", name="This account is not here")).to_be_visible()
    page.get_by_role("link", name="Back to the list").click()
    expect(page.get_by_role("heading", name="Accounts", level=1)).to_be_visible()
    page.goto("/no/such/page")
    expect(page.get_by_role("heading", name="There is no page at this address")).to_be_visible()


def test_a_token_is_shown_once_works_and_is_revoked(open_page: Open, site: Site) -> None:
    name = fresh("CRM sync")
    page = open_page("/settings/tokens")
    page.get_by_role("button", name="New token").first.click()
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Make token").click()
    secret = page.get_by_role("dialog", name="Copy the token now").locator("code").inner_text()
    bearer = {"Authorization": f"Bearer {secret}"}
    assert page.request.get(f"{site.address}/api/v1/me", headers=bearer).ok
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text(name, exact=True)).to_be_visible()
    assert secret not in page.content()
    page.get_by_role("button", name=f"Revoke {name}").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke", exact=True).click()
    expect(page.get_by_text(name, exact=True)).to_be_hidden()
    assert page.request.get(f"{site.address}/api/v1/me", headers=bearer).status == 401


def test_phones_addresses_and_own_fields_of_a_contact_are_kept(open_page: Open, api: Client) -> None:
    account = api.get("/accounts?search=halden freight")["items"][0]
    body = {"name": fresh("Ada Holm"), "account_id": account["id"], "custom": {"Seats": 40}}
    contact = api.send("POST", "/contacts", body)
    page = open_page(f"/contacts/{contact['id']}")
    page.get_by_role("button", name="Edit").click()
    form = page.get_by_role("dialog", name="Edit contact")
    expect(form.get_by_label("Own fields")).to_have_value("Seats: 40")
    form.get_by_label("Phones").fill("+47 22 10 20 30\n+47 900 10 200")
    form.get_by_label("Other e-mails").fill("ada@mail.example")
    form.get_by_label("Own fields").fill("Seats: 40\nRegion: North")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="+47 900 10 200")).to_be_visible()
    saved = api.get(f"/contacts/{contact['id']}")
    assert saved["phones"] == ["+47 22 10 20 30", "+47 900 10 200"]
    assert (saved["other_emails"], saved["custom"]) == (["ada@mail.example"], {"Seats": 40, "Region": "North"})


def test_somebody_is_put_on_the_team_of_an_account_to_read_and_taken_off_again(open_page: Open, api: Client) -> None:
    account = api.send("POST", "/accounts", {"name": fresh("Larch Paper")})
    page = open_page(f"/accounts/{account['id']}")
    page.get_by_role("button", name="Change team").click()
    dialog = page.get_by_role("dialog", name="Our team on")
    dialog.get_by_label("Add somebody").fill("Léa Fournier")
    page.get_by_role("option", name="Léa Fournier").click()
    dialog.get_by_role("switch", name="Léa Fournier may edit").click()
    expect(dialog.get_by_role("switch", name="Léa Fournier may edit")).not_to_be_checked()
    expect(page.get_by_text("reads only")).to_be_attached()
    (member,) = api.get(f"/accounts/{account['id']}/team")
    assert (member["user"]["name"], member["can_edit"]) == ("Léa Fournier", False)
    dialog.get_by_role("button", name="Take Léa Fournier off the team").click()
    expect(dialog.get_by_role("listitem")).to_have_count(0)
    assert api.get(f"/accounts/{account['id']}/team") == []
