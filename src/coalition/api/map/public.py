"""The map as people outside may see it: what stands on the cards, and nothing that was written for colleagues."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import Any

from coalition.api.map.rows import MapRows, Scored
from coalition.record.models import LineKind

_FACTS = (LineKind.REPORTS_TO, LineKind.DOTTED)
#: What somebody here thinks of a person, and what stands in its place.
_OPINIONS: dict[str, Any] = {"personas": [], "sentiment": "", "influence": "", "vote": "", "vote_kind": ""}


def without_opinions(rows: MapRows) -> MapRows:
    """The same people with who reports to whom, and nothing of what we think of them: no personas, stances, influence,
    alliances or conflicts, no empty seats. Taken away before the map is made, so that the size of a card tells nothing.
    """
    return replace(
        rows,
        stakeholders=[_unjudged(each) for each in rows.stakeholders],
        lines=[line for line in rows.lines if line.kind in _FACTS],
        scored=Scored({}, {}, {}, None, None),
        seats=[],
        seat_lines=[],
    )


def _unjudged(stakeholder: Any) -> Any:
    """Rows are light tuples for a map of today, and models for one of the past."""
    if hasattr(stakeholder, "_replace"):
        return stakeholder._replace(**_OPINIONS)
    plain = copy(stakeholder)
    for name, value in _OPINIONS.items():
        setattr(plain, name, value)
    return plain


def without_private(body: dict[str, Any]) -> dict[str, Any]:
    """The same map without notes, evidence, addresses, buyer indicators and the deal's value."""
    return {
        **body,
        "opportunity": {**body["opportunity"], "amount": None, "owner": None, "can_edit": False},
        # A risk is a note to ourselves.
        "summary": {**body["summary"], "risks": []},
        "people": [_person(each) for each in body["people"]],
        "lines": [{**each, "note": "", "told_by": "", "open_comments": 0} for each in body["lines"]],
        "seats": [{**each, "notes": ""} for each in body["seats"]],
        "seat_lines": [{**each, "note": "", "told_by": ""} for each in body["seat_lines"]],
    }


def _person(person: dict[str, Any]) -> dict[str, Any]:
    sentiment, influence = person["sentiment"], person["influence"]
    seller, override = sentiment["seller"], influence["override"]
    return {
        **person,
        "email": "",
        "notes": "",
        "coverage_owner": None,
        "indicators": {name: _unsaid(value) for name, value in person["indicators"].items()},
        "sentiment": {**sentiment, "seller": seller and {**seller, "evidence": "", "by": None}},
        "influence": {**influence, "override": override and {**override, "reason": "", "by": None}},
    }


def _unsaid(value: object) -> str | None:
    """Not assessed, in the type the indicator has."""
    return "" if isinstance(value, str) else None
