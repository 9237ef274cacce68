"""Many records at once, as a person would bring them: through files, into the database the server runs on."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.e2e.conftest import command, environment


def bring(home: Path, folder: Path, tables: Mapping[str, Iterable[tuple[str, ...]]]) -> None:
    """Import tables by the name of what they hold, each with its head first; files are written to ``folder``."""
    files = []
    for name, rows in tables.items():
        files.append(folder / f"{name}.csv")
        with files[-1].open("w", newline="") as out:
            csv.writer(out).writerows(rows)
    done = subprocess.run(
        command("import", *map(str, files)), env=environment(home), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
