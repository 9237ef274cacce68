"""A map that somebody looks at says so, one before an empty chair does not, and the review tells what it took."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e import maps
from tests.e2e.conftest import Client

Open = Callable[..., Page]


def test_a_page_says_that_it_is_looked_at_while_somebody_is_there(open_page: Open, api: Client) -> None:
    deal = maps.new_deal(api)
    page = open_page("/opportunities")
    page.clock.install()
    page.goto(deal.path)
    expect(page.get_by_role("button", name="Review", exact=True)).to_be_visible()
    said: list[str] = []
    page.on("request", lambda request: said.append(request.url) if request.url.endswith("/attention") else None)
    with page.expect_response(lambda answer: answer.url.endswith(f"{deal.id}/attention")) as answered:
        page.clock.fast_forward("00:31")
    assert answered.value.status == 204
    page.clock.fast_forward("05:00")  # one beat falls due, and nobody has moved since the page was opened
    page.get_by_role("button", name="Review", exact=True).click()
    expect(page.get_by_role("dialog", name="Review of").get_by_text("this map")).to_be_visible()
    assert len(said) == 1
