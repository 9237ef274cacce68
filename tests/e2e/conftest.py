"""A real server with the sample company, a real browser, and people who are signed in.

The company is loaded once for a whole run, also when several workers share it; each worker serves a copy of its own.
Tests that change something make records of their own, so that any order and any selection of tests works.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests import chromium
from tests.ports import free_ports

HERE = Path(__file__).parent
FRONT_END = HERE.parents[1] / "src/coalition/_ui/index.html"
PASSWORD = "coalition-demo"
# A wait ends as soon as what is waited for is there; this is for machines that are busy with other tests.
PATIENCE_MS = 15_000
REP = "rosa.martin@meridian.example"
ADMIN = "olav.tangen@meridian.example"
# What a browser does on its own at the start has no place in a test.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "coalition.cli.main", *arguments]


def environment(home: Path) -> dict[str, str]:
    """A server of our own: nothing of the person's who runs the tests."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("COALITION_", "DJANGO_"))}
    return {**kept, "COALITION_HOME": str(home)}


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample company, loaded and scored; for this worker alone.

    COALITION_E2E_HOME names a folder in which it is loaded already, for those who work on one test.
    """
    own = tmp_path_factory.mktemp("e2e")
    if prepared := os.environ.get("COALITION_E2E_HOME"):
        return Path(shutil.copytree(prepared, own / "home"))
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample-company"
    with Path(f"{shared}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "loaded").exists():
            shutil.rmtree(shared, ignore_errors=True)
            shared.mkdir()
            done = subprocess.run(
                command("demo", "--only-load"), env=environment(shared), capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr
            (shared / "loaded").touch()
    return Path(shutil.copytree(shared, own / "home"))


class Site:
    """The server as `coalition serve` runs it: web, event stream and worker; always at the same address."""

    def __init__(self, home: Path) -> None:
        self._home, self._port = home, free_ports()
        self.address = f"http://127.0.0.1:{self._port}"
        # Where a page of somebody else's may show maps in a frame; a test puts one there.
        self.crm_port = free_ports()
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        # What it says is kept in a file: a pipe nobody reads would block it once it is full.
        said = self._home / "server.log"
        with said.open("a") as log:
            self._process = subprocess.Popen(
                command("serve", "--port", str(self._port), "--no-browser"),
                env={**environment(self._home), "COALITION_EMBED_ORIGINS": f"http://127.0.0.1:{self.crm_port}"},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self._process.stdout is not None
        assert "Coalition is at" in self._process.stdout.readline(), said.read_text()

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        if self._process is not None:
            with self._process as process:
                process.send_signal(signal.SIGTERM)
            self._process = None


@pytest.fixture(scope="session")
def site(demo_home: Path) -> Iterator[Site]:
    """A running server."""
    assert FRONT_END.exists(), "The front end is not built: run `make ui` first."
    site = Site(demo_home)
    try:
        site.start()
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    found = chromium.find()
    assert found, (
        "The browser tests need a Chromium: `make test` finds or installs one, or name it in COALITION_CHROMIUM."
    )
    return found


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE_MS)
    # For a module and not for the whole run: while it is open, Django takes its thread for an asynchronous one and
    # refuses the database to every other test of this worker.
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
    yield browser
    browser.close()


class SignIn:
    """Signs people in through the API, once each, and hands out browser contexts that carry their session."""

    def __init__(self, playwright: Playwright, browser: Browser, site: Site) -> None:
        self._playwright, self._browser, self._site = playwright, browser, site
        self._states: dict[str, Any] = {}

    def state(self, email: str) -> Any:
        if email not in self._states:
            client = self._playwright.request.new_context(base_url=self._site.address)
            client.get("/_allauth/browser/v1/auth/session")
            token = next(each["value"] for each in client.storage_state()["cookies"] if each["name"] == "csrftoken")
            answer = client.post(
                "/_allauth/browser/v1/auth/login",
                data={"email": email, "password": PASSWORD},
                headers={"X-CSRFToken": token},
            )
            assert answer.ok, answer.text()
            self._states[email] = client.storage_state()
            client.dispose()
        return self._states[email]

    def context(self, email: str | None = REP, **options: Any) -> BrowserContext:
        """A browser context; ``email=None`` for a visitor."""
        if email is not None:
            options["storage_state"] = self.state(email)
        options.setdefault("viewport", {"width": 1440, "height": 900})
        context = self._browser.new_context(base_url=self._site.address, **options)
        context.set_default_timeout(PATIENCE_MS)
        return context


@pytest.fixture(scope="module")
def sign_in(playwright: Playwright, browser: Browser, site: Site) -> SignIn:
    return SignIn(playwright, browser, site)


@pytest.fixture
def open_page(sign_in: SignIn) -> Iterator[Callable[..., Page]]:
    """Open a page as somebody, with any options of a browser context. Fails on errors in the page's console."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def go(path: str, email: str | None = REP, **options: Any) -> Page:
        context = sign_in.context(email, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if is_problem(message) else None)
        page.goto(path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert problems == []


def is_problem(message: Any) -> bool:
    # Browsers log each answer of 400 and above as an error; what the page makes of it is what the tests look at.
    return message.type in ("error", "warning") and "Failed to load resource" not in message.text


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """The opportunities as the rep sees them, loaded."""
    page = open_page("/opportunities")
    expect(page.locator("tbody a").first).to_be_visible()
    return page


@dataclass(frozen=True)
class Client:
    """The API as a signed-in person's browser would use it."""

    context: BrowserContext

    def get(self, path: str) -> Any:
        answer = self.context.request.get(f"/api/v1{path}")
        assert answer.ok, answer.text()
        return answer.json()

    def send(self, method: str, path: str, body: Any, version: int | None = None) -> Any:
        token = next(each["value"] for each in self.context.cookies() if each["name"] == "csrftoken")
        headers = {"X-CSRFToken": token, **({"If-Match": f'"{version}"'} if version is not None else {})}
        answer = self.context.request.fetch(f"/api/v1{path}", method=method, data=body, headers=headers)
        assert answer.ok, answer.text()
        return answer.json() if answer.body() else None


@pytest.fixture
def api(sign_in: SignIn) -> Iterator[Client]:
    context = sign_in.context()
    yield Client(context)
    context.close()
