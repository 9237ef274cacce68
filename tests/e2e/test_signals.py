"""From a signal to a talk, an open gate, a stage that moves and a digest that says so; the inbox; rules tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.e2e.axe import findings
from tests.e2e.conftest import ADMIN, Client, SignIn
from tests.e2e.maps import Deal, new_deal

Open = Callable[..., Page]
CALEB = "caleb.ortega@meridian.example"


def meet(deal: Deal, *names: str) -> None:
    """We invited them, they accepted, it took place yesterday."""
    me = deal.api.get("/me")["id"]
    theirs = [{"contact_id": deal.contacts[name], "role": "attendee", "response": "accepted"} for name in names]
    meeting = {
        "kind": "meeting",
        "direction": "outbound",
        "occurred_at": (datetime.now(UTC) - timedelta(days=1)).isoformat(),
        "opportunity_id": deal.id,
        "participants": [{"user_id": me, "role": "organizer"}, *theirs],
    }
    deal.api.send("POST", "/activities", meeting)


def test_from_a_signal_to_a_stage_that_moves_and_a_digest_that_says_so(
    open_page: Open, api: Client, sign_in: SignIn
) -> None:
    deal = new_deal(api)
    name = api.get(f"/opportunities/{deal.id}")["name"]
    api.send("POST", f"/opportunities/{deal.id}/stage", {"stage": "discovery"})

    page = open_page(f"/inbox?kind=never_met&search={name.split()[-1]}")
    row = page.get_by_role("listitem").filter(has_text="Astrid Berg decides on the money")
    expect(row).to_be_visible()
    row.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Astrid Berg")).to_be_visible()

    page.goto(f"{deal.path}?side=talk")
    panel = page.get_by_role("complementary", name="Talk to")
    first = panel.get_by_role("listitem").filter(has_text="Astrid Berg")
    expect(first).to_contain_text("Economic buyer named and engaged")

    meet(deal, "Astrid Berg", "Bruno Keller")
    # The page hears of it by itself: she is engaged, so there is nothing left that only a talk with her would open.
    expect(first.filter(has_text="Economic buyer named and engaged")).to_have_count(0)
    panel.get_by_text("Signals").click()
    expect(page.get_by_role("complementary", name="Signals")).to_be_visible()
    expect(page.get_by_text("decides on the money")).to_have_count(0)

    page.get_by_role("button", name="Stage: Discovery").click()
    page.get_by_role("dialog", name="Move the deal").get_by_role("button", name="Move to Technical validation").click()
    expect(page.get_by_role("button", name="Stage: Technical validation")).to_be_visible()
    # Told to who answers for it now: Rosa's digest is full of the deals of other tests.
    caleb = next(each for each in api.get("/users?limit=200")["items"] if each["email"] == CALEB)
    api.send("PATCH", f"/opportunities/{deal.id}", {"owner_id": caleb["id"]})
    context = sign_in.context(CALEB)
    assert name in Client(context).get("/digest/preview")["text"]
    context.close()


def test_the_inbox_is_answered_by_key_and_a_dismissal_asks_why(open_page: Open, api: Client) -> None:
    deal = new_deal(api)
    mark = api.get(f"/opportunities/{deal.id}")["name"].split()[-1]
    page = open_page(f"/inbox?search={mark}")
    row = page.get_by_role("listitem").filter(has_text="Astrid Berg decides on the money")
    expect(row).to_be_visible()
    assert findings(page) == []
    row.focus()
    page.keyboard.press("d")
    dialog = page.get_by_role("dialog", name="Dismiss this signal")
    expect(dialog.get_by_role("button", name="Dismiss")).to_be_disabled()
    dialog.get_by_label("Why is it none?").fill("She signs only what Bruno brings her.")
    assert findings(page) == []
    dialog.get_by_role("button", name="Dismiss").click()
    expect(row).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="Dismissed: ")).to_be_visible()
    page.goto(f"/inbox?search={mark}&state=dismissed")
    expect(page.get_by_text("She signs only what Bruno brings her.")).to_be_visible()


def test_what_if_shows_both_sides_and_the_panel_has_no_findings(open_page: Open, api: Client) -> None:
    deal = new_deal(api)
    meet(deal, "Astrid Berg", "Dilan Aydin")
    page = open_page(f"{deal.path}?side=whatif&about={deal.contacts['Astrid Berg']}")
    panel = page.get_by_role("complementary", name="What if")
    expect(panel.get_by_role("row", name="Threads 2.0 1.0")).to_be_visible()
    assert findings(page) == []
    panel.get_by_text("Turns against us").click()
    expect(panel.get_by_role("row", name="Consensus")).to_be_visible()


def test_a_rule_is_tried_on_the_last_quarter_before_it_is_saved(open_page: Open) -> None:
    page = open_page("/settings/signal-rules", ADMIN)
    page.get_by_role("button", name="New rule").click()
    dialog = page.get_by_role("dialog", name="New rule")
    dialog.get_by_label("Label").fill("Cold people")
    dialog.get_by_role("button", name="Add a condition").click()
    dialog.get_by_label("Field").click()
    page.get_by_role("option", name="sentiment score").click()
    dialog.get_by_label("Test").click()
    page.get_by_role("option", name="is at most").click()
    dialog.get_by_role("combobox", name="Value").fill("-20")
    dialog.get_by_role("button", name="Add a condition").click()
    dialog.get_by_label("Field").nth(1).click()
    page.get_by_role("option", name="stage", exact=True).click()
    dialog.get_by_role("combobox", name="Value").nth(1).click()
    page.get_by_role("option", name="Proposal").click()
    dialog.get_by_label("What the signal says").fill("$names run cold on $deal.")
    dialog.get_by_role("button", name="Try on last quarter").click()
    expect(dialog.get_by_role("status")).to_contain_text("times last quarter", timeout=30_000)
    assert findings(page) == []
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Cold people")).to_be_visible()
    assert findings(page) == []
