"""A deal meets its gate: what is missing, an exception asked for and approved in place, the move; a review kept."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.axe import findings
from tests.e2e.conftest import ADMIN, Client
from tests.e2e.maps import new_deal

Open = Callable[..., Page]


def test_a_gate_says_what_is_missing_and_an_exception_is_asked_for_approved_and_used(
    open_page: Open, api: Client
) -> None:
    deal = new_deal(api)
    api.send("POST", f"/opportunities/{deal.id}/stage", {"stage": "discovery"})
    page = open_page(deal.path)
    page.get_by_role("button", name="Stage: Discovery").click()
    dialog = page.get_by_role("dialog", name="Move the deal")
    gate = dialog.get_by_role("listitem").filter(has_text="Economic buyer named and engaged")
    expect(gate).to_contain_text("Named, but not engaged")
    expect(dialog.get_by_role("button", name="Move to Technical validation")).to_be_disabled()
    assert findings(page) == []

    gate.get_by_role("button", name="Astrid Berg").click()
    expect(page.get_by_role("complementary", name="Astrid Berg")).to_be_visible()

    page.get_by_role("button", name="Stage: Discovery").click()
    dialog.get_by_role("button", name="Ask for an exception…").click()
    dialog.get_by_label("Why it cannot wait").fill("Their budget closes on Friday.")
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(dialog.get_by_text("never who asked")).to_be_visible()

    admins = open_page(deal.path, ADMIN)
    admins.get_by_role("button", name="Stage: Discovery").click()
    theirs = admins.get_by_role("dialog", name="Move the deal")
    expect(theirs.get_by_text("Their budget closes on Friday.")).to_be_visible()
    theirs.get_by_role("button", name="Approve").click()

    # The page of who asked hears of it by itself.
    expect(dialog.get_by_text("An exception lets the deal into Technical validation.")).to_be_visible()
    dialog.get_by_role("button", name="Move to Technical validation").click()
    expect(page.get_by_role("button", name="Stage: Technical validation")).to_be_visible()


def test_a_review_keeps_its_answers_and_a_suggestion_is_accepted_in_one_click(open_page: Open, api: Client) -> None:
    deal = new_deal(api)
    page = open_page(deal.path)
    page.get_by_role("button", name="Review", exact=True).click()
    dialog = page.get_by_role("dialog", name="Review of")
    expect(dialog.get_by_text("Never reviewed.")).to_be_visible()
    comments = dialog.get_by_role("region", name="Comments")
    comments.get_by_label("Comment", exact=True).fill("She told me so herself.")
    comments.get_by_label("On", exact=True).click()
    page.get_by_role("option", name="Astrid Berg").click()
    comments.get_by_label("Suggest a vote").click()
    page.get_by_role("option", name="Against").click()
    comments.get_by_role("button", name="Comment", exact=True).click()
    comments.get_by_role("button", name="Accept").click()
    expect(comments.get_by_text("Accepted by")).to_be_visible()
    assert deal.person("Astrid Berg")["indicators"]["vote"] == "against"

    comments.get_by_label("Ask a colleague").click()
    page.get_by_role("option", name="Priyanka Rao").click()
    comments.get_by_role("button", name="Invite").click()
    expect(comments.get_by_text("Asked: Priyanka Rao (no word yet)")).to_be_visible()

    session = dialog.get_by_role("region", name="Test and improve")
    session.get_by_role("button", name="Start a session").click()
    session.get_by_label("Your part in the test").click()
    page.get_by_role("option", name="A blocker").click()
    expect(session.get_by_text("I am Chief Executive Officer Astrid Berg, and against it.")).to_be_visible()
    for step in ("Next: Clarify", "Next: Test", "Next: Improve"):
        session.get_by_role("button", name=step).click()

    dialog.get_by_label("Notes").fill("Thin on finance.")
    assert findings(page) == []
    dialog.get_by_role("button", name="Keep the review").click()
    expect(dialog).to_be_hidden()
    review = api.get(f"/opportunities/{deal.id}/review")
    assert (review["reviews"][0]["notes"], review["last_review_at"] is None) == ("Thin on finance.", False)


def test_rules_are_built_on_a_page_and_the_queue_lists_deals(open_page: Open) -> None:
    page = open_page("/settings/gates", ADMIN)
    page.get_by_role("button", name="New rule").click()
    form = page.get_by_role("dialog", name="New rule")
    form.get_by_label("Label").fill("Two who weigh much")
    form.get_by_label("Before entering").click()
    page.get_by_role("option", name="Negotiation").click()
    form.get_by_role("button", name="Add a condition").click()
    form.get_by_label("Field").click()
    page.get_by_role("option", name="influence level").click()
    form.get_by_role("combobox", name="Value").fill("high")
    assert findings(page) == []
    form.get_by_role("button", name="Save").click()
    rule = page.get_by_role("listitem").filter(has_text="Two who weigh much")
    expect(rule).to_contain_text("where influence level is high")
    assert findings(page) == []
    page.get_by_role("button", name="Change Two who weigh much").click()
    page.get_by_role("dialog", name="Change the rule").get_by_role("button", name="Delete").click()
    expect(rule).to_be_hidden()
    page.goto("/reviews")
    expect(page.locator("tbody a").first).to_be_visible()
    assert findings(page) == []
