"""A map of a thousand people stays light: drawn from afar as one picture, near with only the cards in view."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import maps
from tests.e2e.conftest import REP, Client, Site
from tests.e2e.importing import bring

Open = Callable[..., Page]
PEOPLE = 1_000
SPAN = 7  # direct reports of everybody who has any


@pytest.fixture
def thousand(demo_home: Path, site: Site, api: Client, tmp_path: Path) -> str:
    """The address of a deal with a thousand people on its map."""
    mark = uuid.uuid4().hex[:8]
    account, deal = f"Larch Works {mark}", f"Thousand seats {mark}"
    people = [f"p{index}@larch-{mark}.example" for index in range(PEOPLE)]
    tables = {
        "accounts": [("Account Name", "Owner"), (account, REP)],
        "opportunities": [("Opportunity Name", "Account", "Stage", "Owner"), (deal, account, "validation", REP)],
        "contacts": [
            ("Email", "Name", "Account", "Title", "Department", "Manager"),
            *(
                (email, f"Person {index:04d}", account, "Engineer", "IT", people[(index - 1) // SPAN] if index else "")
                for index, email in enumerate(people)
            ),
        ],
        "stakeholders": [("Opportunity", "Contact", "Personas"), *((deal, email, "user_buyer") for email in people)],
    }
    bring(demo_home, tmp_path, tables)
    [found] = api.get(f"/opportunities?search={deal}")["items"]
    return f"/opportunities/{found['id']}"


# Frames a second while the map is dragged about for two seconds, and while nothing happens.
FRAMES = """async drags => {
    const pane = document.querySelector(".react-flow__pane");
    const box = pane.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const mouse = (kind, dx, dy, buttons) =>
        new MouseEvent(kind, { bubbles: true, clientX: x + dx, clientY: y + dy, buttons, button: 0, view: window });
    if (drags) pane.dispatchEvent(mouse("mousedown", 0, 0, 1));
    let frames = 0;
    const begun = performance.now();
    await new Promise(done => {
        const step = () => {
            frames += 1;
            const seconds = (performance.now() - begun) / 1000;
            const [dx, dy] = [Math.sin(seconds * 3) * 200, Math.cos(seconds * 2) * 90];
            if (drags) window.dispatchEvent(mouse("mousemove", dx, dy, 1));
            seconds < 2 ? requestAnimationFrame(step) : done();
        };
        requestAnimationFrame(step);
    });
    if (drags) window.dispatchEvent(mouse("mouseup", 0, 0, 0));
    return frames / ((performance.now() - begun) / 1000);
}"""

# From the moment the map's last byte arrived to the picture.
DRAWN = """() => new Promise(done => {
    const look = () => {
        const read = performance.getEntriesByType("resource").find(each => each.name.includes("/map?"));
        const far = document.querySelector("[data-far]");
        far && read ? done(performance.now() - read.responseEnd) : requestAnimationFrame(look);
    };
    look();
})"""


def test_a_thousand_people_are_drawn_and_moved_within_budget(open_page: Open, thousand: str) -> None:
    page = open_page(thousand, viewport={"width": 1600, "height": 1000}, reduced_motion="reduce")
    assert page.evaluate(DRAWN) < 3_000
    assert page.evaluate("document.querySelectorAll('*').length") <= 2_000
    # The best of three: what else the machine does meanwhile is not what is tested. On one that gives an idle page few
    # frames, half of those must remain.
    free = page.evaluate(FRAMES, False)
    assert max(page.evaluate(FRAMES, True) for _ in range(3)) >= min(30, free / 2)


def test_coming_near_mounts_only_the_cards_in_view(open_page: Open, thousand: str) -> None:
    page = open_page(thousand, viewport={"width": 1600, "height": 1000}, reduced_motion="reduce")
    expect(page.locator("[data-far]")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("Person 0500")
    page.get_by_role("option", name="Person 0500").click()
    expect(maps.card(page, "Person 0500")).to_be_in_viewport()
    expect(page.locator("[data-far]")).to_have_count(0)
    assert page.locator("[data-card]").count() < 80
    page.get_by_role("button", name="Fit the whole map").click()
    expect(page.locator("[data-card]")).to_have_count(0)


def test_a_click_from_afar_finds_the_person_and_comes_near(open_page: Open, thousand: str) -> None:
    page = open_page(thousand, viewport={"width": 1600, "height": 1000}, reduced_motion="reduce")
    expect(page.locator("[data-far]")).to_be_visible()
    layout = page.evaluate("fetch(`/api/v1${location.pathname}/map`).then(answer => answer.json())")["layout"]
    root = min(layout["boxes"].values(), key=lambda box: (box["y"], box["x"]))
    transform = page.locator(".react-flow__viewport").evaluate(
        "element => { const m = new DOMMatrix(element.style.transform); return [m.e, m.f, m.a]; }"
    )
    canvas = page.locator(".react-flow").bounding_box()
    assert canvas is not None
    left, top, zoom = transform
    page.mouse.click(
        canvas["x"] + left + (root["x"] + root["w"] / 2) * zoom, canvas["y"] + top + (root["y"] + root["h"] / 2) * zoom
    )
    expect(maps.panel(page, "Person 0000")).to_be_visible()
    expect(maps.card(page, "Person 0000")).to_be_in_viewport()
