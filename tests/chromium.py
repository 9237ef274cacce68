"""Find a Chromium for the browser tests, or get one. Prints its path; exits with one sentence when there is none.

In order: the one named by COALITION_CHROMIUM, one on the path, Playwright's own, the system's package (as root, where
apt has it), Playwright's download.
"""

from __future__ import annotations

import os
import shutil
import sys

from tests.programs import apt_install, attempt, starts

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """The path of a Chromium that starts, or None."""
    named = os.environ.get("COALITION_CHROMIUM")
    if named:
        return named if starts(named) else None
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in (*on_path, of_playwright()) if path and starts(path)), None)


def get() -> str | None:
    """Install one: the system's package keeps itself up to date, so it comes first."""
    if apt_install("chromium") and (found := find()):
        return found
    attempt(sys.executable, "-m", "playwright", "install", "chromium")
    return find()


def of_playwright() -> str | None:
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            return playwright.chromium.executable_path
    except Error:
        return None


if __name__ == "__main__":
    chromium = find() or get()
    if chromium is None:
        sys.exit(
            "The browser tests need a Chromium and none could be found or installed: install the package chromium, "
            "or name one in COALITION_CHROMIUM."
        )
    print(chromium)
