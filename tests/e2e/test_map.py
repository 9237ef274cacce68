"""The map: looking at it, opening a person down to the records, and changing it with the pointer."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import maps
from tests.e2e.conftest import Client
from tests.e2e.maps import Deal, card, loaded, panel

Open = Callable[..., Page]
# The address itself, and not a script or style sheet of the page that is named after it.
EVENT_STREAM = re.compile(r"/events(\?|$)")


@pytest.fixture
def deal(api: Client) -> Deal:
    return maps.new_deal(api)


def test_a_person_opens_down_to_the_records_of_each_score(open_page: Open, api: Client) -> None:
    page = loaded(open_page(maps.flagship(api)))
    card(page, "Samuel Onyekachi").click()
    shown = panel(page, "Samuel Onyekachi")
    expect(shown.get_by_role("heading", name="Samuel Onyekachi")).to_be_focused()
    expect(shown.get_by_text("Seller’s view")).to_be_visible()
    expect(shown.get_by_text("Behaviour", exact=True)).to_be_visible()
    for score in ("Sentiment", "Influence", "Engagement"):
        section = shown.get_by_role("region", name=score)
        section.get_by_role("button", name="How it adds up").click()
        expect(section.get_by_role("row", name="Together")).to_be_visible()
        expect(section.get_by_role("listitem").first).to_be_visible()


def test_the_parts_shown_add_up_to_the_score_shown(open_page: Open, api: Client) -> None:
    path = maps.flagship(api)
    page = loaded(open_page(path))
    card(page, "Samuel Onyekachi").click()
    section = panel(page, "Samuel Onyekachi").get_by_role("region", name="Influence")
    section.get_by_role("button", name="How it adds up").click()
    numbers = section.locator("tr td:last-child").all_inner_texts()
    *parts, together = [float(text.replace("−", "-").replace("+", "")) for text in numbers]
    # Each shown number is rounded to a tenth.
    assert sum(parts) == pytest.approx(together, abs=0.05 * (len(parts) + 1))


def test_what_is_shown_is_in_the_address(open_page: Open, api: Client) -> None:
    page = loaded(open_page(maps.flagship(api)))
    card(page, "Lennart Voss").click()
    maps.choose(page, "Persona")
    page.get_by_role("button", name="Conflicts").click()
    expect(page.get_by_text("Champion", exact=True).first).to_be_visible()
    page.reload()
    loaded(page)
    expect(panel(page, "Lennart Voss")).to_be_visible()
    expect(page.get_by_role("radio", name="Persona")).to_be_checked()
    expect(page.get_by_role("button", name="Conflicts")).to_have_attribute("aria-pressed", "false")


def test_searching_brings_a_person_to_the_middle(open_page: Open, api: Client) -> None:
    page = loaded(open_page(maps.flagship(api)))
    page.keyboard.press("/")
    page.keyboard.type("ahlgren")
    page.get_by_role("option", name="Valter Ahlgren").click()
    expect(panel(page, "Valter Ahlgren")).to_be_visible()
    expect(card(page, "Valter Ahlgren")).to_be_in_viewport()


def test_a_filter_flattens_the_others_and_hides_nobody(open_page: Open, api: Client) -> None:
    page = loaded(open_page(maps.flagship(api)))
    everybody = page.locator("[data-card]").count()
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_role("dialog", name="Filter").get_by_role("combobox", name="Sentiment").click()
    page.get_by_role("option", name="Opposed").click()
    flat = page.locator("[data-card][data-flat]")
    expect(flat).not_to_have_count(0)
    vivid = page.locator("[data-card]:not([data-flat])").all()
    assert all("sentiment opposed" in maps.sentence(each) for each in vivid)
    assert page.locator("[data-card]").count() == everybody


def test_dragging_a_card_onto_another_changes_the_manager(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    maps.drag(page, maps.grip(card(page, "Elif Sahin")), maps.grip(card(page, "Bruno Keller")))
    expect(page.get_by_text("Elif Sahin will report to Bruno Keller")).to_be_visible()
    page.mouse.up()
    expect(page.get_by_role("status")).to_contain_text("Elif Sahin reports to Bruno Keller: saved.")
    assert deal.manager("Elif Sahin") == "Bruno Keller"


def test_a_drop_that_would_close_a_circle_is_refused_with_the_chain(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    maps.drag(page, maps.grip(card(page, "Clara Moreau")), maps.grip(card(page, "Elif Sahin")))
    expect(page.get_by_text("Clara Moreau → Elif Sahin → Dilan Aydin → Clara Moreau")).to_be_visible()
    page.mouse.up()
    assert deal.manager("Clara Moreau") == "Astrid Berg"


def test_a_circle_only_the_server_sees_is_refused_and_taken_back(open_page: Open, deal: Deal) -> None:
    # Somebody between the two is not on this map, so the page cannot know.
    outside = deal.api.send("POST", "/contacts", {"name": "Fabian Roth", "account_id": deal.account})["id"]
    deal.api.send("PUT", f"/contacts/{outside}/manager", {"manager_id": deal.contacts["Bruno Keller"]})
    deal.api.send("PUT", f"/contacts/{deal.contacts['Clara Moreau']}/manager", {"manager_id": outside})
    page = loaded(open_page(deal.path))
    maps.drag(page, maps.grip(card(page, "Bruno Keller")), maps.grip(card(page, "Clara Moreau")))
    page.mouse.up()
    expect(page.get_by_role("alert")).to_contain_text("Fabian Roth")
    assert deal.manager("Bruno Keller") == "Astrid Berg"


def test_a_line_is_drawn_from_card_to_card_and_removed(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    start = card(page, "Bruno Keller")
    start.hover()
    box = start.bounding_box()
    assert box is not None
    handle = (box["x"] + box["width"] / 2, box["y"] + box["height"])
    maps.drag(page, handle, maps.grip(card(page, "Dilan Aydin")))
    page.mouse.up()
    dialog = page.get_by_role("dialog", name="Draw a line")
    dialog.get_by_role("radio", name="Conflict").check(force=True)
    dialog.get_by_role("radio", name="High").check(force=True)
    dialog.get_by_role("button", name="Draw line").click()
    expect(page.locator('[data-kind="conflict"]')).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("conflict with")
    [drawn] = [line for line in deal.map()["lines"] if line["kind"] == "conflict"]
    assert drawn["strength"] == 3

    card(page, "Dilan Aydin").click()
    panel(page, "Dilan Aydin").get_by_role("button", name="Edit the line: conflict with Bruno Keller").click()
    page.get_by_role("dialog", name="Line").get_by_role("button", name="Remove line").click()
    expect(page.locator('[data-kind="conflict"]')).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("Remove line: saved.")
    assert [line for line in deal.map()["lines"] if line["kind"] == "conflict"] == []


def test_somebody_is_found_added_and_removed(open_page: Open, deal: Deal) -> None:
    deal.api.send("POST", "/contacts", {"name": "Fabian Roth", "title": "Procurement", "account_id": deal.account})
    page = loaded(open_page(deal.path))
    page.get_by_role("button", name="Add people").click()
    dialog = page.get_by_role("dialog", name="Add people to the map")
    dialog.get_by_label("Find a contact").fill("fabian")
    dialog.get_by_role("button", name="Add Fabian Roth").click()
    expect(dialog.get_by_role("listitem").filter(has_text="Fabian Roth")).to_contain_text("On the map")
    dialog.get_by_role("button", name="Done").click()
    expect(card(page, "Fabian Roth")).to_be_visible()

    card(page, "Fabian Roth").click(button="right")
    page.get_by_role("menuitem", name="Remove from map…").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove from map").click()
    expect(card(page, "Fabian Roth")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("Remove Fabian Roth: saved.")
    assert "Fabian Roth" not in [person["name"] for person in deal.map()["people"]]


def test_somebody_new_is_written_down_in_place(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    page.get_by_role("button", name="Add people").click()
    page.get_by_label("Find a contact").fill("Greta Lind")
    page.get_by_role("button", name="New contact “Greta Lind”").click()
    form = page.get_by_role("dialog", name="New contact")
    form.get_by_label("Title").fill("Works Council")
    form.get_by_role("button", name="Create contact").click()
    page.get_by_role("button", name="Done").click()
    expect(card(page, "Greta Lind, Works Council")).to_be_visible()


def test_a_sellers_view_needs_what_it_rests_on(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    card(page, "Dilan Aydin").click()
    shown = panel(page, "Dilan Aydin")
    shown.get_by_role("button", name="Assess", exact=True).click()
    form = shown.get_by_role("form", name="Seller's view")
    form.get_by_role("radio", name="Advocate").check(force=True)
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("Say what they did or said that shows it.")).to_be_visible()
    form.get_by_label("What shows it").fill("Presented our plan to the board herself.")
    form.get_by_role("button", name="Save").click()
    expect(card(page, "Dilan Aydin, Head of Data. Champion, sentiment advocate")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Assess Dilan Aydin: saved.")
    assert deal.person("Dilan Aydin")["sentiment"]["seller"]["word"] == "advocate"


def test_fields_of_the_panel_are_saved_as_chosen(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    card(page, "Bruno Keller").click()
    shown = panel(page, "Bruno Keller")
    shown.get_by_role("group", name="Approval power").get_by_role("button", name="Yes").click()
    shown.get_by_label("Their vote").click()
    page.get_by_role("option", name="Undecided").click()
    shown.get_by_label("Notes on Bruno Keller").fill("Asks for the payback first.")
    # The three go out one after the other, each on the version the one before it made.
    with page.expect_response(
        lambda answer: answer.request.method == "PATCH" and "notes" in (answer.request.post_data or "")
    ):
        shown.get_by_role("button", name="Save notes").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    person = deal.person("Bruno Keller")
    assert person["indicators"]["approval_power"] is True
    assert person["indicators"]["vote"] == "undecided"
    assert person["notes"] == "Asks for the payback first."


def test_an_edit_somebody_made_first_is_shown_beside_ours(open_page: Open, deal: Deal) -> None:
    page = open_page("/opportunities")
    # Without the stream the page does not learn of the other edit, as with a lost connection.
    page.route(EVENT_STREAM, lambda route: route.abort())
    page.goto(deal.path)
    loaded(page)
    card(page, "Bruno Keller").click()
    theirs = deal.person("Bruno Keller")
    deal.api.send("PATCH", f"/stakeholders/{theirs['id']}", {"notes": "Theirs"}, version=theirs["version"])
    shown = panel(page, "Bruno Keller")
    shown.get_by_label("Notes on Bruno Keller").fill("Ours")
    shown.get_by_role("button", name="Save notes").click()
    dialog = page.get_by_role("dialog", name="Somebody saved first")
    expect(dialog.get_by_role("row", name="Notes")).to_contain_text("Theirs")
    expect(dialog.get_by_role("row", name="Notes")).to_contain_text("Ours")
    dialog.get_by_role("button", name="Save mine over it").click()
    expect(page.get_by_role("status")).to_contain_text("Edit Bruno Keller: saved.")
    assert deal.person("Bruno Keller")["notes"] == "Ours"


def test_what_a_colleague_changes_appears_and_the_view_stays(open_page: Open, deal: Deal) -> None:
    page = loaded(open_page(deal.path))
    expect(page.locator('[data-live="live"]')).to_be_visible()
    page.get_by_role("button", name="Zoom in").click()
    viewport = page.locator(".react-flow__viewport")
    maps_still(page)
    before = viewport.get_attribute("style")
    stakeholder = deal.person("Bruno Keller")
    body = {"sentiment": "opposed", "evidence": "Said so in the meeting."}
    deal.api.send("PUT", f"/stakeholders/{stakeholder['id']}/sentiment", body)
    expect(card(page, "Bruno Keller, Chief Financial Officer. Ratifier, sentiment opposed")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Bruno Keller changed")
    assert viewport.get_attribute("style") == before


def maps_still(page: Page) -> None:
    """Until the zoom that a button began has ended: two frames alike."""
    page.wait_for_function(
        """() => new Promise(done => {
            const viewport = document.querySelector(".react-flow__viewport");
            let last = viewport.style.transform;
            let same = 0;
            const look = () => {
                same = viewport.style.transform === last ? same + 1 : 0;
                last = viewport.style.transform;
                same > 20 ? done(true) : requestAnimationFrame(look);
            };
            look();
        })"""
    )


def test_an_earlier_moment_is_shown_and_cannot_be_changed(open_page: Open, api: Client) -> None:
    page = loaded(open_page(f"{maps.flagship(api)}?at=2026-09-01"))
    expect(page.get_by_text("The map as of 1 Sep")).to_be_visible()
    expect(page.get_by_role("button", name="Add people")).to_have_count(0)
    page.locator("[data-card]").first.click()
    expect(page.get_by_role("button", name="Close the panel")).to_be_visible()
    expect(page.get_by_role("button", name="Draw a line")).to_have_count(0)
    page.get_by_role("button", name="Back to now").click()
    expect(page.get_by_role("button", name="Add people")).to_be_visible()


def test_a_map_one_may_not_see_says_what_to_do(open_page: Open) -> None:
    page = open_page("/opportunities/00000000-0000-4000-8000-000000000000")
    expect(page.get_by_role("heading", name="No such map")).to_be_visible()


def test_an_empty_map_invites_to_add_people(open_page: Open, deal: Deal) -> None:
    empty = deal.api.send("POST", "/opportunities", {"name": "Second mill", "account_id": deal.account})["id"]
    page = open_page(f"/opportunities/{empty}")
    expect(page.get_by_role("heading", name="Nobody is on this map yet")).to_be_visible()
    page.get_by_role("region", name="Map").get_by_role("button", name="Add people").click()
    expect(page.get_by_role("dialog", name="Add people to the map")).to_be_visible()
