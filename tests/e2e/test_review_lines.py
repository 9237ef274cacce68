"""A colleague suggests a line between two people; it is drawn by one click, and erased no second time."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.e2e import maps
from tests.e2e.axe import findings
from tests.e2e.conftest import ADMIN, Client

Open = Callable[..., Page]


def comments_of(page: Page) -> Locator:
    page.get_by_role("button", name="Review", exact=True).click()
    return page.get_by_role("dialog", name="Review of").get_by_role("region", name="Comments")


def suggest(comments: Locator, page: Page, text: str, choice: str) -> None:
    comments.get_by_label("Comment", exact=True).fill(text)
    for label, name in (("On", "Astrid Berg"), ("And", "Elif Sahin"), ("Suggest a line", choice)):
        comments.get_by_role("combobox", name=label, exact=True).click()
        page.get_by_role("option", name=name, exact=True).click()
    comments.get_by_role("button", name="Comment", exact=True).click()
    expect(comments.get_by_role("article").filter(has_text=text)).to_be_visible()


def test_a_suggested_line_is_drawn_by_one_click_and_what_has_gone_is_said(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    theirs = open_page(deal.path, email=ADMIN)
    suggest(comments_of(theirs), theirs, "They argued in the meeting.", "Draw: conflict")

    page = open_page(deal.path)
    comments = comments_of(page)
    entry = comments.get_by_role("article").filter(has_text="They argued in the meeting.")
    expect(entry).to_contain_text("on Astrid Berg and Elif Sahin")
    expect(entry).to_contain_text("draw a line: conflict")
    entry.get_by_role("button", name="Accept").click()
    expect(entry).to_contain_text("Accepted by")
    [line] = [each for each in api.get(f"{deal.path}/map")["lines"] if each["kind"] == "conflict"]
    assert {line["from"], line["to"]} == {deal.contacts["Astrid Berg"], deal.contacts["Elif Sahin"]}

    # Beside the line itself as well, where nobody has to be chosen.
    page.goto(f"{deal.path}?p={deal.contacts['Astrid Berg']}")
    panel = maps.panel(page, "Astrid Berg")
    panel.get_by_role("button", name="Edit the line: conflict with Elif Sahin").click()
    between = page.get_by_role("dialog", name="Line").get_by_role("region", name="Comments on these two")
    between.get_by_role("button", name="Comment on these two").click()
    between.get_by_label("Comment", exact=True).fill("They made it up.")
    between.get_by_role("combobox", name="Suggest a line").click()
    page.get_by_role("option", name="Erase: conflict").click()
    between.get_by_role("button", name="Comment", exact=True).click()
    late = between.get_by_role("article").filter(has_text="They made it up.")
    expect(late).to_contain_text("erase the line “conflict”")
    assert findings(page) == []
    drawn = f'[data-line="{line["id"]}"]'
    page.get_by_role("dialog", name="Line").get_by_role("button", name="Close").click()
    # The line itself says on the map that somebody waits for an answer, and pressing that opens it again.
    marked = page.locator(f"{drawn} [data-comments='1']")
    expect(marked).to_be_visible()
    expect(page.locator(f"{drawn} title")).to_contain_text("1 open comment")
    marked.click()
    api.send("DELETE", f"/lines/{line['id']}", None, version=line["version"])
    late.get_by_role("button", name="Accept").click()
    expect(late.get_by_role("alert")).to_contain_text("The line is not there any more")
    # It stays open, and an answer closes it.
    expect(late.get_by_role("button", name="Answer")).to_be_visible()
