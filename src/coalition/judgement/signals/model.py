"""What a signal is before anybody keeps it, and the news that a snapshot does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from coalition.judgement.words import Severity

RANK: Final[dict[str, int]] = {"low": 1, "medium": 2, "high": 3}

#: Each kind and what it is called. The order is the one of filters.
KINDS: Final[dict[str, str]] = {
    "gone_quiet": "Gone quiet",
    "silent": "Not heard from",
    "never_met": "Never heard from",
    "stalled": "Added and never answered",
    "diverges": "Behaves otherwise than marked",
    "turned": "Turning away",
    "opposed": "Against us",
    "role_missing": "Role missing",
    "role_not_engaged": "Role not engaged",
    "single_thread": "Resting on one person",
    "left": "Left",
    "bounced": "Mail bounces",
    "new_name": "New name",
    "changed_job": "Changed job",
    "changed_manager": "New manager",
    "political": "Political sense",
    "own_rule": "Rule of your own",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record the signal rests on. ``kind``: contact, line, activity, deal or address; ``id`` its public id."""

    kind: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause, found now. ``key`` is the cause: the same one tomorrow is the same signal."""

    key: str
    kind: str
    severity: Severity
    text: str
    action: str
    contact_ids: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    owner_id: str = ""
    """Who of ours answers for it; empty: whoever owns the deal."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail server said that an address is gone, and nothing came from the person since."""

    contact_id: str
    at: datetime
    activity_id: str


@dataclass(frozen=True, slots=True)
class NewName:
    """An address in the mails or invitations of the deal that belongs to nobody we know."""

    address: str
    times: int
    first_at: datetime
    last_at: datetime
    activity_id: str
    """The last of them."""
    in_meeting: bool = False


@dataclass(frozen=True, slots=True)
class JobChange:
    """A field of a contact that was given another value: title, department or account."""

    contact_id: str
    field: str
    before: str
    after: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ManagerChange:
    """Somebody reports to somebody else than before."""

    contact_id: str
    manager_id: str
    at: datetime
    line_id: str


@dataclass(frozen=True, slots=True)
class News:
    """What happened lately around a deal, beside the state its snapshot holds."""

    bounces: tuple[Bounce, ...] = ()
    new_names: tuple[NewName, ...] = ()
    jobs: tuple[JobChange, ...] = ()
    managers: tuple[ManagerChange, ...] = ()
    warmest: Mapping[str, float] = field(default_factory=dict)
    """Contact id to the best behavioural sentiment they had in the last weeks, where it is known."""
