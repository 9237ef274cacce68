"""Other views of the same people: one selection for all of them, a move in the matrix asks for its grounds."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import axe, maps
from tests.e2e.conftest import Client

Open = Callable[..., Page]

LOOKS = [
    "?view=network",
    "?view=matrix",
    "?view=activities",
    "?view=standing",
    "?view=agreement",
    "?view=insights",
    "?lens=meddpicc",
    "?present=1",
]


@pytest.mark.parametrize("look", [*LOOKS, "account"])
def test_every_view_is_free_of_axe_findings(open_page: Open, api: Client, look: str) -> None:
    path = maps.flagship(api)
    account = api.get(path)["account"]["id"]
    page = open_page(f"/accounts/{account}/map" if look == "account" else path + look, reduced_motion="reduce")
    expect(page.locator("[data-card], [data-insight], table, [role=dialog]").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert axe.findings(page) == []


def test_a_move_in_the_matrix_is_an_assessment_with_its_evidence(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    page = open_page(f"{deal.path}?view=matrix")
    bruno = page.locator(f"[data-card='{deal.contacts['Bruno Keller']}']")
    bruno.focus()
    # From the tray of unknown stances one step to the left is the far end of the scale.
    page.keyboard.press("Shift+ArrowLeft")
    dialog = page.get_by_role("dialog", name="Bruno Keller")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Say what they did or said that shows it.")).to_be_visible()
    dialog.get_by_label("What shows it").fill("Asked for the contract himself.")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("td[data-cell$=':advocate'] [data-card]")).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("Assess Bruno Keller: saved.")
    assert deal.person("Bruno Keller")["sentiment"]["seller"]["evidence"] == "Asked for the contract himself."
    # The selection goes along into the other views.
    bruno.click()
    page.get_by_role("button", name="View: Influence × sentiment").click()
    page.get_by_role("menuitem", name="Standing grid").click()
    expect(maps.panel(page, "Bruno Keller")).to_be_visible()
    expect(page.get_by_role("table", name="Our people against theirs")).to_be_visible()


def test_a_standing_set_in_the_grid_is_on_the_record(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    page = open_page(f"{deal.path}?view=standing")
    page.get_by_role("button", name="to Astrid Berg: not assessed").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="What they should become").click()
    page.get_by_role("option", name="Trusted adviser").click()
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="to Astrid Berg: not assessed, wanted: trusted adviser")).to_be_visible()
    said = api.get(f"/contacts/{deal.contacts['Astrid Berg']}/standings")["standings"]
    assert [(each["current"], each["desired"]) for each in said] == [("", "trusted_adviser")]
    page.goto(urljoin(page.url, f"/contacts/{deal.contacts['Astrid Berg']}"))
    expect(page.get_by_role("region", name="Our standing")).to_contain_text("wanted: trusted adviser")
