"""Programs that tests drive and that are no Python packages: whether one starts, and how the system gets it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

INSTALL_MINUTES = 10


def starts(path: str) -> bool:
    """Some systems put a script there that only says how to install it."""
    if not Path(path).exists():
        return False
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def apt_install(*packages: str) -> bool:
    """Whether the system's packages were asked for: only as root, where there is apt."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    attempt("apt-get", "update", "-qq")
    # Without a terminal of its own dpkg is told to be quiet: else the log is of nothing but packages.
    attempt("apt-get", "install", "-y", "-qq", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends", *packages)
    return True


def attempt(*command: str) -> None:
    """Run an installer; what it says goes to standard error, since our output is the path."""
    try:
        subprocess.run(
            command,
            stdout=sys.stderr,
            timeout=INSTALL_MINUTES * 60,
            check=False,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        print(problem, file=sys.stderr)
