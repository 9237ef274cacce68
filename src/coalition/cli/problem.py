"""What a command says when it cannot go on."""

from __future__ import annotations

FAILED = 1
NOTHING_TO_DO = 2
SOME_REFUSED = 3


class Problem(Exception):
    """One sentence for the person at the terminal: what happened, to what, and what to do next. No traceback."""

    def __init__(self, message: str, status: int = FAILED) -> None:
        super().__init__(message)
        self.status = status
