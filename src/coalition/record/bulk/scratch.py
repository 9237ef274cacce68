"""Folders for the length of one job, and the removal of those that a killed process left behind."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path


def scratch_folder(purpose: str, parent: Path | None) -> Path:
    """A new folder in ``parent`` (the system's own for temporary files if None), named for this process.

    A process that is killed cannot tidy up, so the next one removes what belongs to nobody alive.
    """
    where = parent or Path(tempfile.gettempdir())
    where.mkdir(parents=True, exist_ok=True)
    for left in where.glob(f"{purpose}-*-*"):
        owner = re.fullmatch(rf"{purpose}-(\d+)-\w+", left.name)
        if owner and not _alive(int(owner.group(1))):
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{purpose}-{os.getpid()}-", dir=where))


def _alive(pid: int) -> bool:
    if pid == os.getpid():
        return True
    try:
        os.kill(pid, 0)  # asks, does not end
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True
