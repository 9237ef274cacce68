"""The life of a signal: what becomes of one that is kept when its cause is found again, and when it is not (C5).

States: open, snoozed (until a moment), acted on, resolved, dismissed. Three rules carry the rest. A signal closes when
its cause is gone. A dismissed one comes back only if its cause went away and came again, or grew worse. One whose
cause went and came again within days *wavers*: it closes only when the cause stayed away for as long.
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
#: A cause that comes back sooner was never really gone.
WAVERS = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Life:
    """Where a signal stands. ``closed_severity`` is how bad it was when it was put aside, ``worst`` the worst that was
    told since it opened, ``gone_since`` when the cause of one that wavers went away."""

    state: State
    severity: str
    since: datetime
    snoozed_until: datetime | None = None
    is_present: bool = True
    closed_severity: str = ""
    wavers: bool = False
    gone_since: datetime | None = None
    worst: str = ""

    @property
    def is_worse(self) -> bool:
        """Than anything told of it since it opened: a severity that goes up and down is told once."""
        return RANK[self.severity] > RANK.get(self.worst, 0)


def raised(severity: str, now: datetime) -> Life:
    """A cause nobody knew of."""
    return Life("open", severity, now, worst=severity)


def found_again(life: Life, severity: str, now: datetime, wavers: timedelta = WAVERS) -> Life:
    """The cause is there now."""
    back = life.state == "resolved" and now - life.since < wavers
    seen = replace(life, severity=severity, is_present=True, gone_since=None, wavers=life.wavers or back)
    return _opened(seen, now) if _comes_back(life, severity, now) else seen


def told(life: Life) -> Life:
    """What it says now was said."""
    return replace(life, worst=life.severity) if life.is_worse else life


def gone(life: Life, now: datetime, wavers: timedelta = WAVERS) -> Life:
    """The cause is not there any more."""
    since = life.gone_since or now
    if life.state in LIVE and life.wavers and now - since < wavers:
        return replace(life, gone_since=since)
    still = replace(life, is_present=False, wavers=False, gone_since=None)
    return replace(still, state="resolved", since=now, snoozed_until=None) if life.state in LIVE else still


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
    return replace(life, state="open", since=now, snoozed_until=None, closed_severity="", worst=life.severity)
