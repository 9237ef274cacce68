"""``python -m tests.e2e.pictures [NAME...]``: the pictures of the pages in docs/images and docs/screens.md.

Loads the sample company into a folder of its own, serves it, and photographs each page when it has come to rest. With
COALITION_E2E_HOME a company that is loaded already is taken.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests import chromium
from tests.e2e.conftest import ADMIN, PATIENCE_MS, QUIET, REP, Client, SignIn, Site, command, environment
from tests.e2e.maps import flagship

DOCS = Path(__file__).parents[2] / "docs"
IMAGES, PAGE = DOCS / "images", DOCS / "screens.md"
SIZE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
SCHEMES = ("light", "dark")


@dataclass(frozen=True)
class Shot:
    """One page. ``{deal}`` and ``{account}`` stand for the sample's main deal; ``ready`` is what has to be
    there before the picture is taken."""

    name: str
    title: str
    address: str
    ready: str = "[data-card]"
    #: Null: a visitor.
    email: str | None = REP
    phone: bool = False


def ago(days: int) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).date().isoformat()


SHOTS = (
    Shot("map", "The map of a deal", "/opportunities/{deal}"),
    Shot("signals", "Signals, with what they rest on", "/opportunities/{deal}?side=signals", "aside button"),
    Shot("map-heat", "The map by sentiment", "/opportunities/{deal}?group=heat"),
    Shot("what-changed", "What changed", f"/opportunities/{{deal}}?since={ago(60)}", "[data-card][data-mark]"),
    Shot("earlier-day", "The map as it was known on an earlier day", f"/opportunities/{{deal}}?at={ago(173)}"),
    Shot("outline", "The same map as an outline", "/opportunities/{deal}?view=outline"),
    Shot("network", "Who moves whom", "/opportunities/{deal}?view=network"),
    Shot("matrix", "Influence by sentiment", "/opportunities/{deal}?view=matrix"),
    Shot(
        "standing", "What each of ours is to each of theirs", "/opportunities/{deal}?view=standing", "main table button"
    ),
    Shot("agreement", "Who agrees with whom", "/opportunities/{deal}?view=agreement", "main table"),
    Shot("next", "Whom to talk to next", "/opportunities/{deal}?side=talk", "aside h3"),
    Shot("lens", "The deal in the words of a sales method", "/opportunities/{deal}?lens=meddpicc", "aside h3"),
    Shot(
        "insights",
        "What the buyers want, and what nobody knows yet",
        "/opportunities/{deal}?view=insights",
        "main select",
    ),
    Shot(
        "activities",
        "What happened with whom",
        "/opportunities/{deal}?view=activities",
        "button[data-side]",
    ),
    Shot("account-map", "The account over all its deals", "/accounts/{account}/map", "main li a"),
    Shot("inbox", "The inbox of a seller", "/inbox", "main li"),
    Shot("portfolio", "The Monday view", "/portfolio", "tbody a", ADMIN),
    Shot("audit", "The largest deals against the five gaps", "/portfolio/audit", "tbody a", ADMIN),
    Shot("figures", "Figures, with how sure they are", "/portfolio/figures", "tbody td", ADMIN),
    Shot("reviews", "The reviews of the week", "/reviews", "main a", "denise.whitaker@meridian.example"),
    Shot("stage-gates", "What a stage asks for", "/settings/gates", "main", ADMIN),
    Shot("scoring", "The settings of the scores", "/settings/scoring", "main h2", ADMIN),
    Shot("opportunities", "Opportunities", "/opportunities", "tbody a"),
    Shot("accounts", "Accounts", "/accounts", "tbody a"),
    Shot("account", "An account", "/accounts/{account}", "tbody a"),
    Shot("contacts", "Contacts", "/contacts", "tbody a"),
    Shot("contact", "A contact", "/contacts/{contact}", "main h2"),
    Shot("sign-in", "Signing in", "/sign-in", "main li button", None),
    Shot("people", "Our people", "/settings/people", "tbody td", ADMIN),
    Shot("signal-rules", "Rules of signals", "/settings/signal-rules", "main h2", ADMIN),
    Shot("map-templates", "Templates of maps", "/settings/map-templates", "main h2", ADMIN),
    Shot("notices", "The weekly digest", "/settings/notices", "text=Since"),
    Shot("webhooks", "Webhooks", "/settings/webhooks", "main button", ADMIN),
    Shot("tokens", "API tokens", "/settings/tokens", "main button"),
    Shot("shared", "A map for somebody without an account", "{shared}", email=None),
    Shot("phone", "On a phone", "/opportunities/{deal}", phone=True),
)
#: Flat colours: so many are enough, and a picture takes a third of the room.
COLOURS = 160


def main(names: list[str]) -> int:
    known = {shot.name for shot in SHOTS}
    if unknown := set(names) - known:
        sys.exit(f"There is no picture {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}.")
    browser_path = chromium.find()
    if not browser_path:
        sys.exit("The pictures need a Chromium: name it in COALITION_CHROMIUM.")
    IMAGES.mkdir(exist_ok=True)
    expect.set_options(timeout=6 * PATIENCE_MS)
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=QUIET)
        sign_in = SignIn(playwright, browser, site)
        places = places_of(sign_in)
        for shot in SHOTS:
            for scheme in SCHEMES if not names or shot.name in names else ():
                take(sign_in, shot, scheme, places)
        browser.close()
    PAGE.write_text(page_of_pictures(), encoding="utf-8")
    return 0


def page_of_pictures() -> str:
    """The page that shows them all."""
    shown = [
        f"## {shot.title}\n\n![{shot.title}, light](images/{shot.name}-light.png)\n\n"
        f"![{shot.title}, dark](images/{shot.name}-dark.png)\n"
        for shot in SHOTS
    ]
    head = "# The screens\n\nThe sample company, light and dark. Made by `make pictures`.\n"
    return "\n".join([head, *shown])


def take(sign_in: SignIn, shot: Shot, scheme: str, places: dict[str, str]) -> None:
    size = PHONE if shot.phone else SIZE
    context = sign_in.context(shot.email, color_scheme=scheme, reduced_motion="reduce", viewport=size)
    page: Page = context.new_page()
    page.goto(shot.address.format(**places))
    expect(page.locator(shot.ready).first).to_be_visible()
    expect(page.locator("[aria-busy='true']")).to_have_count(0)
    page.evaluate("document.fonts.ready")
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
    taken.quantize(COLOURS, dither=Image.Dither.NONE).save(IMAGES / f"{shot.name}-{scheme}.png", optimize=True)
    print(f"{shot.name}-{scheme}.png", flush=True)
    context.close()


def places_of(sign_in: SignIn) -> dict[str, str]:
    """The main deal of the sample, its account, its economic buyer, and a link to its map."""
    context = sign_in.context()
    api = Client(context)
    path = flagship(api)
    deal = api.get(path)
    buyer = next(each for each in api.get(f"{path}/map")["people"] if "economic_buyer" in each["personas"])
    link = api.send("POST", f"{path}/share-links", {"name": "Partner", "days": 7, "with_opinions": True})
    context.close()
    return {
        "deal": deal["id"],
        "account": deal["account"]["id"],
        "contact": buyer["contact_id"],
        "shared": link["path"],
    }


@contextmanager
def served() -> Iterator[Site]:
    """The sample company behind a server, with its scores and its trend worked out."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        if prepared := os.environ.get("COALITION_E2E_HOME"):
            shutil.copytree(prepared, home)
        else:
            subprocess.run(command("demo", "--only-load"), env=environment(home), check=True)
        site = Site(home)
        try:
            site.start()
            yield site
        finally:
            site.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
