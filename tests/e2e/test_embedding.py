"""A map in a frame of a page from elsewhere: shown where that was allowed, and nowhere else."""

from __future__ import annotations

import html
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import maps
from tests.e2e.conftest import Client, SignIn, Site

Open = Callable[..., Page]


class Crm(BaseHTTPRequestHandler):
    """A page of somebody else's, with what it is told to show in a frame."""

    def do_GET(self) -> None:
        [shown] = parse_qs(urlsplit(self.path).query).get("shows", [""])
        page = f"""<!doctype html><html lang="en"><title>CRM</title><main><h1>A customer</h1>
            <iframe title="Buying group" width="1200" height="800" src="{html.escape(shown)}"></iframe></main></html>"""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def crm(site: Site) -> Iterator[int]:
    """The port of the CRM. 127.0.0.1 there may show maps; localhost is another origin and may not."""
    server = ThreadingHTTPServer(("", site.crm_port), Crm)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield site.crm_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def ticket(api: Client, site: Site) -> str:
    """The address of a map for a frame, as a CRM's server asks for it."""
    deal = maps.new_deal(api)
    path = api.send("POST", f"{deal.path}/tickets", {"minutes": 5})["path"]
    return f"{site.address}{path}"


def showing(host: str, port: int, address: str) -> str:
    return f"http://{host}:{port}/?shows={quote(address, safe='')}"


def test_a_map_stands_in_a_frame_of_the_crm_for_somebody_who_is_not_signed_in(
    open_page: Open, crm: int, ticket: str
) -> None:
    page = open_page(showing("127.0.0.1", crm, ticket), email=None)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_be_visible()
    expect(frame.locator("[data-card]").first).to_be_visible()
    frame.get_by_text("List", exact=True).click()
    expect(frame.get_by_role("rowheader", name="Astrid Berg")).to_be_visible()
    # Nothing that would sign anybody in was left behind.
    assert "sessionid" not in {cookie.get("name") for cookie in page.context.cookies()}


def test_a_ticket_that_was_altered_shows_no_map_and_says_what_to_do(open_page: Open, crm: int, ticket: str) -> None:
    page = open_page(showing("127.0.0.1", crm, f"{ticket[:-2]}xx"), email=None)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="This link shows nothing any more")).to_be_visible()
    expect(frame.get_by_text("Reload that page.")).to_be_visible()


def test_no_other_origin_frames_a_map_and_no_frame_holds_another_page(
    sign_in: SignIn, site: Site, crm: int, ticket: str
) -> None:
    context = sign_in.context()  # signed in: what must not be shown would be
    page = context.new_page()
    for address in (showing("localhost", crm, ticket), showing("127.0.0.1", crm, f"{site.address}/opportunities")):
        with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
            page.goto(address)
        expect(page.frame_locator("iframe").locator("#root, [data-card]")).to_have_count(0)
    context.close()
