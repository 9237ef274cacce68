"""Empty seats as the map shows them, and as people where a picture draws everything that stands on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coalition.api.map import scores
from coalition.api.map.rows import MapRows
from coalition.api.stakeholders import INDICATORS
from coalition.record.models import Stakeholder

_UNSAID = Stakeholder()


def seats_of(rows: MapRows) -> list[dict[str, Any]]:
    """The seats that are empty."""
    return [
        {
            "id": seat.uuid,
            "version": seat.version,
            "title": seat.title,
            "personas": seat.personas,
            "notes": seat.notes,
            "pin": None if seat.pin_x is None else {"x": seat.pin_x, "y": seat.pin_y},
        }
        for seat in rows.seats
    ]


def seat_lines_of(rows: MapRows) -> list[dict[str, Any]]:
    """Their lines, in the shape of the map's others."""
    seats = {seat.id: seat.uuid for seat in rows.seats}
    return [
        {
            "id": line.uuid,
            "version": line.version,
            "kind": line.kind,
            "from": _end(rows, seats, line.from_contact_id, line.from_seat_id),
            "to": _end(rows, seats, line.to_contact_id, line.to_seat_id),
            "strength": line.strength,
            "note": line.note,
            "since": line.since,
            "told_by": line.told_by,
            "opportunity_id": rows.deal.uuid,
            "open_comments": 0,
        }
        for line in rows.seat_lines
    ]


def with_seats(body: dict[str, Any]) -> dict[str, Any]:
    """A map in which the seats stand among the people, for those who draw it."""
    names = {each["key"]: each["name"] for each in body["personas"]}
    seats = [as_person(seat, names) for seat in body["seats"]]
    return {**body, "people": [*body["people"], *seats], "lines": [*body["lines"], *body["seat_lines"]]}


def as_person(seat: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """A card of which nothing is known but what is hoped for."""
    main = names.get(seat["personas"][0], "") if seat["personas"] else ""
    return {
        "id": seat["id"],
        "contact_id": seat["id"],
        "version": seat["version"],
        "contact_version": 0,
        "is_seat": True,
        "name": seat["title"] or main or "Empty seat",
        "title": "Nobody named yet",
        "department": "",
        "business_unit": "",
        "seniority": "",
        "email": "",
        "account": None,
        "is_outsider": False,
        "status": "active",
        "personas": seat["personas"],
        "coverage_owner": None,
        "sentiment": scores.sentiment({}, _UNSAID, {}),
        "influence": {
            "score": None,
            "level": None,
            "confidence": None,
            "assumed": True,
            "override": None,
            "parts": [],
        },
        "engagement": scores.engagement({}),
        "indicators": {name: getattr(_UNSAID, name) for name in INDICATORS},
        "notes": seat["notes"],
        "pin": seat["pin"],
    }


def _end(rows: MapRows, seats: dict[int, UUID], contact: int | None, seat: int | None) -> UUID:
    return seats[seat or 0] if contact is None else rows.contacts[contact].uuid
