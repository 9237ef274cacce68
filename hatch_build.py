"""Build the front end into the package: hatchling calls this for a wheel or an sdist, `make ui` runs it as a script.

The built files carry a stamp, the hash of every source they were made from. While it matches, nothing is done: a
released sdist holds sources and built files alike and needs no Node.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script: hatchling lives only in the build environment
    BuildHookInterface = object

ROOT = Path(__file__).resolve().parent
UI = ROOT / "ui"
BUILT = ROOT / "src" / "coalition" / "_ui"
STAMP = BUILT / "stamp"
NOT_SOURCES = {"node_modules", "dist", "coverage", "test-results"}
NODE = (20, 19)
COMPRESSED = {".js", ".css", ".svg", ".json"}


class FrontEndHook(BuildHookInterface):  # type: ignore[misc]
    """hatchling's entry. COALITION_SKIP_UI=1 leaves the front end out, for jobs that need only the back end."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if not os.environ.get("COALITION_SKIP_UI"):
            build()


def build() -> None:
    """Make the built front end match its sources."""
    wanted = sources_hash()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    install_modules()
    print("Building the front end", flush=True)
    run("run", "--silent", "build")
    # Built beside and then moved: a server that runs meanwhile never finds half a front end.
    fresh = BUILT.with_name("_ui.new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(UI / "dist", fresh)
    compress(fresh)
    (fresh / "stamp").write_text(wanted, encoding="utf-8")
    shutil.rmtree(BUILT, ignore_errors=True)
    fresh.rename(BUILT)


def compress(folder: Path) -> None:
    """Put a compressed copy beside each text file once, here, so that the server never compresses."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in COMPRESSED:
            packed = gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)
            path.with_name(f"{path.name}.gz").write_bytes(packed)


def install_modules() -> None:
    """Install what the lock file names, if that has not been done for this very file."""
    installed = UI / "node_modules" / ".package-lock.json"
    locked = UI / "package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= locked.stat().st_mtime:
        return
    print("Installing the front end's packages", flush=True)
    run("ci", "--no-audit", "--no-fund", "--loglevel=error")
    installed.touch()


def sources_hash() -> str:
    """A hash over every file the build can read, by name and content."""
    digest = hashlib.sha256()
    for path in sorted(sources(UI)):
        digest.update(path.relative_to(UI).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def sources(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in NOT_SOURCES or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from sources(path)
        else:
            yield path


def run(*arguments: str) -> None:
    npm = shutil.which("npm")
    if npm is None or not node_is_recent():
        least = ".".join(map(str, NODE))
        raise RuntimeError(
            f"Building Coalition's front end needs Node {least} or later, with npm. Install it from nodejs.org or your "
            "system's packages and run the command again, or install a released wheel, which needs no Node."
        )
    done = subprocess.run([npm, *arguments], cwd=UI, check=False)
    if done.returncode:
        raise RuntimeError(f"npm {' '.join(arguments)} failed in {UI.name}/ with status {done.returncode}; see above.")


def node_is_recent() -> bool:
    node = shutil.which("node")
    if node is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip().lstrip("v")
    try:
        return tuple(int(part) for part in said.split(".")[:2]) >= NODE
    except ValueError:
        return False


if __name__ == "__main__":
    try:
        install_modules() if "--modules" in sys.argv else build()
    except RuntimeError as problem:
        sys.exit(str(problem))
