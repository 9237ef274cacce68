"""The life of a signal: what becomes of one that is kept when its cause is found again, and when it is not (C5).

States: open, snoozed (until a moment), acted on, resolved, dismissed. Two rules carry the rest. A signal closes itself
when its cause is gone. A dismissed one comes back only if its cause went away and came again, or grew worse.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from coalition.judgement.signals.model import RANK

State = Literal["open", "snoozed", "acted_on", "resolved", "dismissed"]
STATES: tuple[State, ...] = ("open", "snoozed", "acted_on", "resolved", "dismissed")
#: Those that somebody may still do something about.
LIVE: frozenset[str] = frozenset({"open", "snoozed", "acted_on"})
#: What one did needs time to show. A cause still there after it opens the signal again.
SETTLES = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Life:
    """Where a signal stands. ``closed_severity`` is how bad it was when it was put aside."""

    state: State
    severity: str
    since: datetime
    snoozed_until: datetime | None = None
    is_present: bool = True
    closed_severity: str = ""


def raised(severity: str, now: datetime) -> Life:
    """A cause nobody knew of."""
    return Life("open", severity, now)


def found_again(life: Life, severity: str, now: datetime) -> Life:
    """The cause is there now."""
    seen = replace(life, severity=severity, is_present=True)
    return _opened(seen, now) if _comes_back(life, severity, now) else seen


def gone(life: Life, now: datetime) -> Life:
    """The cause is not there any more."""
    if life.state in LIVE:
        return replace(life, state="resolved", since=now, is_present=False, snoozed_until=None)
    return replace(life, is_present=False)


def _comes_back(life: Life, severity: str, now: datetime) -> bool:
    match life.state:
        case "resolved":
            return True
        case "dismissed":
            return not life.is_present or RANK[severity] > RANK.get(life.closed_severity, 0)
        case "snoozed":
            return life.snoozed_until is None or life.snoozed_until <= now
        case "acted_on":
            return now - life.since >= SETTLES or RANK[severity] > RANK.get(life.closed_severity, 3)
        case "open":
            return False


def _opened(life: Life, now: datetime) -> Life:
    return replace(life, state="open", since=now, snoozed_until=None, closed_severity="")
