"""Two people on one deal: each sees that the other is there, whom they look at, and that they left."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e import maps
from tests.e2e.conftest import ADMIN, Client, SignIn
from tests.e2e.maps import card, loaded


def test_one_sees_the_other_arrive_select_and_leave(sign_in: SignIn, api: Client) -> None:
    deal = maps.new_deal(api)
    ours, theirs = sign_in.context(), sign_in.context(ADMIN)
    page = ours.new_page()
    page.goto(deal.path)
    loaded(page)
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    others = page.get_by_role("list", name="Also looking at this deal")
    expect(others).to_have_count(0)

    other = theirs.new_page()
    other.goto(deal.path)
    loaded(other)
    expect(others.get_by_role("button", name="Olav Tangen is here")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Olav Tangen is here now.")).to_have_count(1)
    expect(other.get_by_role("button", name="Rosa Martín is here")).to_be_visible()

    card(other, "Clara Moreau").click()
    expect(others.get_by_role("button", name="Olav Tangen looks at Clara Moreau")).to_be_visible()
    expect(card(page, "Clara Moreau").locator("[data-watched]")).to_be_visible()
    expect(page.locator("[data-watched]")).to_have_count(1)
    # Nobody is told of themselves.
    expect(other.locator("[data-watched]")).to_have_count(0)
    others.get_by_role("button", name="Olav Tangen looks at Clara Moreau").click()
    expect(maps.panel(page, "Clara Moreau")).to_be_visible()
    # The outline tells the same, and so does the picture from afar.
    maps.choose(page, "Outline")
    expect(page.get_by_role("rowheader", name="Clara Moreau")).to_contain_text("Olav Tangen looks at this")
    maps.choose(page, "Map")
    page.keyboard.press("Escape")
    page.mouse.move(500, 450)
    for _ in range(12):
        page.mouse.wheel(0, 400)
    expect(page.get_by_role("img", name="Olav Tangen looks at Clara Moreau.")).to_be_visible()
    page.get_by_role("button", name="Fit the whole map").click()
    loaded(page)

    other.close()
    expect(others).to_have_count(0)
    expect(page.locator("[data-watched]")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="Olav Tangen has left.")).to_have_count(1)
    ours.close()
    theirs.close()
