"""Deals of our own for the map's tests, and the ways to touch a map in a browser."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Client

FLAGSHIP = "Fleet Intelligence Platform"

# Name, title, department, persona, and who they report to: a board of one, two teams under it.
PEOPLE = (
    ("Astrid Berg", "Chief Executive Officer", "Executive", "economic_buyer", None),
    ("Bruno Keller", "Chief Financial Officer", "Finance", "ratifier", "Astrid Berg"),
    ("Clara Moreau", "Chief Information Officer", "IT", "technical_buyer", "Astrid Berg"),
    ("Dilan Aydin", "Head of Data", "IT", "champion", "Clara Moreau"),
    ("Elif Sahin", "Integration Engineer", "IT", "user_buyer", "Dilan Aydin"),
)


@dataclass
class Deal:
    """An opportunity with five people on its map."""

    id: str
    api: Client
    account: str
    contacts: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"/opportunities/{self.id}"

    def map(self, query: str = "") -> Any:
        return self.api.get(f"/opportunities/{self.id}/map{query}")

    def person(self, name: str) -> Any:
        return next(each for each in self.map()["people"] if each["name"] == name)

    def manager(self, name: str) -> str | None:
        lines = [line for line in self.map()["lines"] if line["kind"] == "reports_to"]
        names = {contact: person for person, contact in self.contacts.items()}
        return next((names[line["to"]] for line in lines if line["from"] == self.contacts[name]), None)


def new_deal(api: Client) -> Deal:
    mark = uuid.uuid4().hex[:8]
    account = api.send("POST", "/accounts", {"name": f"Larch Paper {mark}"})["id"]
    made = api.send("POST", "/opportunities", {"name": f"Mill Planning {mark}", "account_id": account})
    deal = Deal(made["id"], api, account)
    for name, title, department, persona, manager in PEOPLE:
        body = {"name": name, "title": title, "department": department, "account_id": account}
        contact = api.send("POST", "/contacts", body)["id"]
        deal.contacts[name] = contact
        api.send("POST", f"/opportunities/{deal.id}/stakeholders", {"contact_id": contact, "personas": [persona]})
        if manager:
            api.send("PUT", f"/contacts/{contact}/manager", {"manager_id": deal.contacts[manager]})
    return deal


def flagship(api: Client) -> str:
    found = api.get(f"/opportunities?search={FLAGSHIP}&outcome=open")["items"]
    return next(f"/opportunities/{each['id']}" for each in found if each["name"] == FLAGSHIP)


def card(page: Page, name: str) -> Locator:
    """The card whose sentence for the ear begins like this."""
    return page.locator("[data-card]", has=page.locator("[data-label]", has_text=re.compile(f"^{re.escape(name)}")))


def sentence(card: Locator) -> str:
    return card.locator("[data-label]").text_content() or ""


def choose(page: Page, name: str) -> None:
    """One of the two rows of choices above the map. The radio itself lies unseen under its label."""
    page.get_by_role("region", name="View and filters").locator("label", has_text=name).click()


def panel(page: Page, name: str) -> Locator:
    return page.get_by_role("complementary", name=name)


def loaded(page: Page) -> Page:
    """Until the first card stands where it stays."""
    expect(page.locator("[data-card]").first).to_be_visible()
    return page


def grip(card: Locator) -> tuple[float, float]:
    """A place on a card to take hold of it."""
    box = card.bounding_box()
    assert box is not None
    return box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.55


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drags and holds: the caller lets go with ``page.mouse.up()``."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=6)
    page.mouse.move(*end, steps=6)
