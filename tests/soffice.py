"""Find a LibreOffice that shows slides, or get one. Prints its path; exits with one sentence when there is none.

In order: the one named by COALITION_SOFFICE, one on the path, where macOS keeps it, the system's package (as root,
where apt has it).
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tests.programs import apt_install, starts

NAMES = ("soffice", "libreoffice")
OF_MACOS = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
MISSING = (
    "LibreOffice was not found and could not be installed, so slides were not compared with the map: "
    "install the package libreoffice-impress, or name soffice in COALITION_SOFFICE."
)


def find() -> str | None:
    """The path of a LibreOffice that starts and knows slides, or None."""
    named = os.environ.get("COALITION_SOFFICE")
    if named:
        return named if starts(named) else None
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in (*on_path, OF_MACOS) if path and knows_slides(path) and starts(path)), None)


def get() -> str | None:
    return find() if apt_install("libreoffice-impress") else None


def knows_slides(path: str) -> bool:
    """Systems that package it in parts may have the writer alone; each part has a registry beside the program."""
    registry = Path(path).resolve().parent.parent / "share" / "registry"
    return not registry.is_dir() or (registry / "impress.xcd").exists()


if __name__ == "__main__":
    soffice = find() or get()
    if soffice is None:
        sys.exit(MISSING)
    print(soffice)
