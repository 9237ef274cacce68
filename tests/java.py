"""Find a Java runtime that Spark accepts. Prints its path; exits with one sentence when there is none.

The one in JAVA_HOME, which Spark would take, or one on the path. None is installed: it is large, and few need it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = 17
MISSING = (
    f"Spark needs a Java runtime, version {OLDEST} or later, and none was found, so scores were not compared "
    "with those of Spark: install one and put java on the path, or name its folder in JAVA_HOME."
)


def find() -> str | None:
    home = os.environ.get("JAVA_HOME")
    path = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    return path if path and version(path) >= OLDEST else None


def version(path: str) -> int:
    """The first number of the version; 0 when it does not start, 1 for the old way of counting (1.8)."""
    try:
        said = subprocess.run([path, "-version"], capture_output=True, text=True, timeout=60, check=True).stderr
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    java = find()
    if java is None:
        sys.exit(MISSING)
    print(java)
