"""A whole map as it was known at a past moment, read from the history.

Only what was recorded by then: a stakeholder added later is not there, a manager changed later is still the old one,
a line erased later is drawn. Each kind of row takes one query, however many people stand on the map.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db.models import Q

from coalition.record.models import Account, Contact, EmptySeat, Line, Opportunity, SeatLine, SeatState, Stakeholder
from coalition.record.models.base import Recorded
from coalition.record.selectors.versions import versions_until

R = TypeVar("R", bound=Recorded)
L = TypeVar("L", bound=SeatLine)


@dataclass(frozen=True, slots=True)
class PastMap:
    """The rows of one deal's map at a moment. The deal itself is None when it was not recorded yet."""

    opportunity: Opportunity | None
    stakeholders: list[Stakeholder]
    contacts: dict[int, Contact]
    lines: list[Line]
    seats: list[EmptySeat] = field(default_factory=list)
    seat_lines: list[SeatLine] = field(default_factory=list)


def map_as_of(opportunity_id: int, moment: datetime) -> PastMap:
    """The map at ``moment``. Six queries."""
    deals = versions_at(Opportunity, moment, Q(id=opportunity_id))
    if not deals:
        return PastMap(None, [], {}, [])
    stakeholders = versions_at(Stakeholder, moment, Q(opportunity_id=opportunity_id))
    contact_ids = {stakeholder.contact_id for stakeholder in stakeholders}
    contacts = {contact.pk: contact for contact in versions_at(Contact, moment, Q(id__in=contact_ids))}
    # Both ends of a line may have changed since, so the candidates are the lines that ever started at these people;
    # where they ran is looked at only in the version that held.
    started = Line.history.filter(from_contact_id__in=contact_ids, history_date__lte=moment).values("id")
    drawn = versions_at(Line, moment, Q(id__in=started))
    lines = [
        line
        for line in drawn
        if {line.from_contact_id, line.to_contact_id} <= contact_ids and line.opportunity_id in (None, opportunity_id)
    ]
    known = [stakeholder for stakeholder in stakeholders if stakeholder.contact_id in contacts]
    seats, seat_lines = _seats(opportunity_id, moment, {each.contact_id for each in known})
    return PastMap(deals[0], sorted(known, key=_key), contacts, sorted(lines, key=_key), seats, seat_lines)


def _seats(opportunity_id: int, moment: datetime, people: set[int]) -> tuple[list[EmptySeat], list[SeatLine]]:
    here = Q(opportunity_id=opportunity_id)
    seats = [each for each in versions_at(EmptySeat, moment, here) if each.state == SeatState.OPEN]
    lines = between(versions_at(SeatLine, moment, here), {each.pk for each in seats}, people)
    return sorted(seats, key=_key), sorted(lines, key=_key)


def between(lines: Iterable[L], seats: Container[int], people: Container[int]) -> list[L]:
    """The lines of seats of which both ends stand on the map; by internal id."""

    def stands(contact: int | None, seat: int | None) -> bool:
        return contact in people if contact is not None else seat in seats

    return [
        line
        for line in lines
        if stands(line.from_contact_id, line.from_seat_id) and stands(line.to_contact_id, line.to_seat_id)
    ]


def accounts_as_of(account_ids: set[int], moment: datetime) -> dict[int, Account]:
    """Accounts by internal id, as they were."""
    return {account.pk: account for account in versions_at(Account, moment, Q(id__in=account_ids))}


def versions_at(model: type[R], moment: datetime, which: Q) -> list[R]:
    """The version of each row that held at ``moment``, without those deleted by then. One query.

    ``which`` filters history rows, so it must name what never changes about a row (its id, the deal it belongs to).
    """
    latest = {version.row_id: version for version in versions_until(model, moment, which)}
    return [version.row() for version in latest.values() if not version.deleted]


def _key(row: Recorded) -> int:
    return int(row.pk)
