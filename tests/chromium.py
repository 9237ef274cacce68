"""Find a Chromium for the browser tests, or get one. Prints its path; exits with one sentence when there is none.

In order: the one named by COALITION_CHROMIUM, one on the path, Playwright's own, the system's package (as root, where
apt has it), Playwright's download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PACKAGE_MINUTES = 5


def find() -> str | None:
    """The path of a Chromium that starts, or None."""
    named = os.environ.get("COALITION_CHROMIUM")
    if named:
        return named if starts(named) else None
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in (*on_path, of_playwright()) if path and starts(path)), None)


def get() -> str | None:
    """Install one: the system's package keeps itself up to date, so it comes first."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        attempt("apt-get", "update", "-qq")
        attempt("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
        if found := find():
            return found
    attempt(sys.executable, "-m", "playwright", "install", "chromium")
    return find()


def starts(path: str) -> bool:
    """Some systems put a script there that only says how to install it."""
    if not Path(path).exists():
        return False
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def of_playwright() -> str | None:
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            return playwright.chromium.executable_path
    except Error:
        return None


def attempt(*command: str) -> None:
    """Run an installer; what it says goes to standard error, since our output is the path."""
    try:
        subprocess.run(command, stdout=sys.stderr, timeout=PACKAGE_MINUTES * 60, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        print(problem, file=sys.stderr)


if __name__ == "__main__":
    chromium = find() or get()
    if chromium is None:
        sys.exit(
            "The browser tests need a Chromium and none could be found or installed: install the package chromium, "
            "or name one in COALITION_CHROMIUM."
        )
    print(chromium)
