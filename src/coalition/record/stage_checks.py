"""Who has a say before a deal enters a stage.

The record moves deals and knows nothing of stage gates, which are kept above it and read its scores. They register a
check here when the application starts, and ``move_stage`` asks it: whichever door a move comes through, nobody gets
around. Why it is this way round: docs/decisions/0012-stage-gates.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coalition.access.models import User
from coalition.record.models import Opportunity, Stage


@dataclass(frozen=True, slots=True)
class StageMove:
    """A deal about to enter a stage, its row locked. ``before`` None: it is being recorded."""

    opportunity: Opportunity
    before: Stage | None
    to: Stage
    by: User | None
    is_reported: bool = False
    """It happened elsewhere already, in a CRM: what does not hold is flagged instead of refused."""


StageCheck = Callable[[StageMove], None]
"""Raises StageRefused. It runs in the transaction of the move, so that what it writes stands or falls with it."""

_CHECKS: list[StageCheck] = []


def register(check: StageCheck) -> None:
    """Have every move checked. Called once for each check, at start."""
    if check not in _CHECKS:
        _CHECKS.append(check)


def run_checks(move: StageMove) -> None:
    """Let all of them look; the first to refuse is heard."""
    for check in _CHECKS:
        check(move)
