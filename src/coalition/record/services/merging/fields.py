"""What a surviving record takes over from the one that goes: its own values win, gaps are filled.

Pure: rows in, changes out. A preview shows these very changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from coalition.record.models import Contact, Line, Stakeholder, Standing
from coalition.record.models.base import Recorded

# Values that mean something only together are taken over together.
_STAKEHOLDER_UNITS = (
    ("sentiment", "sentiment_evidence", "sentiment_at", "sentiment_by_id"),
    ("influence", "influence_reason", "influence_until", "influence_by_id"),
    ("vote_kind",), ("vote",), ("pin_x", "pin_y"), ("coverage_owner_id",), ("purchasing_authority",),
    ("approval_power",), ("committee_member",), ("senior_for_decision",), ("personal_connections",),
    ("relationship",), ("process_role",), ("access",), ("change_stance",), ("fit_view",), ("preference",),
    ("buying_stage",), ("is_key",), ("owns_problem",), ("aligned_with",),
)  # fmt: skip
_CONTACT_UNITS = (
    ("account_id",), ("title",), ("department",), ("business_unit",), ("seniority",), ("preferred_channel",),
    ("location",), ("time_zone",), ("decision_orientation",), ("adaptability",), ("competitor_stance",),
)  # fmt: skip
_LINE_UNITS = (("strength",), ("since",), ("told_by",))
_STANDING_UNITS = (("current",), ("desired",))


def contact_gaps(keep: Contact, absorb: Contact) -> dict[str, Any]:
    """What the surviving person takes over. Addresses, phones and notes of both stay."""
    changes = _gaps(keep, absorb, _CONTACT_UNITS)
    if "@" in keep.name and "@" not in absorb.name:  # so far known by an address alone
        changes |= {name: getattr(absorb, name) for name in ("name", "first_name", "last_name")}
    elif not (keep.first_name or keep.last_name) and keep.name == absorb.name:
        changes |= {name: getattr(absorb, name) for name in ("first_name", "last_name")}
    changes["email"] = keep.email or absorb.email
    addresses = [keep.email, *keep.other_emails, absorb.email, *absorb.other_emails]
    changes["other_emails"] = [each for each in _once(addresses) if each != changes["email"]]
    changes["phones"] = _once([*keep.phones, *absorb.phones])
    for name in ("priorities", "motivations", "notes"):
        changes[name] = _both(getattr(keep, name), getattr(absorb, name))
    changes["custom"] = absorb.custom | {key: value for key, value in keep.custom.items() if _said(value)}
    return _different(keep, changes)


def stakeholder_gaps(keep: Stakeholder, absorb: Stakeholder) -> dict[str, Any]:
    """What one seat takes over from the other of the same deal; the personas of both, its own first."""
    changes = _gaps(keep, absorb, _STAKEHOLDER_UNITS)
    changes["personas"] = _once([*keep.personas, *absorb.personas])
    changes["notes"] = _both(keep.notes, absorb.notes)
    return _different(keep, changes)


def line_gaps(keep: Line, absorb: Line) -> dict[str, Any]:
    """What one line takes over from its double."""
    return _different(keep, _gaps(keep, absorb, _LINE_UNITS) | {"note": _both(keep.note, absorb.note)})


def standing_gaps(keep: Standing, absorb: Standing) -> dict[str, Any]:
    """What one standing takes over from the other of the same user."""
    return _different(keep, _gaps(keep, absorb, _STANDING_UNITS) | {"note": _both(keep.note, absorb.note)})


def _gaps(keep: Recorded, absorb: Recorded, units: Iterable[Sequence[str]]) -> dict[str, Any]:
    """Each unit whose first value the survivor does not say."""
    return {
        name: getattr(absorb, name)
        for unit in units
        if not _said(getattr(keep, unit[0])) and _said(getattr(absorb, unit[0]))
        for name in unit
    }


def _said(value: Any) -> bool:
    """False and zero are said; empty and null are not."""
    return value is not None and value not in ("", [], {})


def _both(one: str, other: str) -> str:
    """Both texts, each once."""
    if not other.strip() or other.strip() in one:
        return one
    return f"{one.rstrip()}\n\n{other}" if one.strip() else other


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _different(row: Recorded, changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if getattr(row, name) != value}
