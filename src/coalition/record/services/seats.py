"""Put empty seats on a map, change them, fill them with a person, and take all of that back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from coalition.access.models import User
from coalition.record import history, pulse
from coalition.record.errors import Invalid
from coalition.record.models import Contact, EmptySeat, Line, LineKind, Opportunity, SeatLine, SeatState, Stakeholder
from coalition.record.services.checks import cleaned
from coalition.record.services.lines import draw_line, erase_line
from coalition.record.services.personas import check_personas
from coalition.record.services.seat_lines import draw_seat_line, erase_seat_line
from coalition.record.services.stakeholders import add_stakeholder, remove_stakeholder, update_stakeholder

#: A map with more of them is a template that nobody fills.
MOST = 100


@transaction.atomic
def add_seat(
    *,
    opportunity: Opportunity,
    by: User | None,
    uuid: UUID | None = None,
    title: str = "",
    personas: Sequence[str] = (),
    reason: str = "",
    **fields: Any,
) -> EmptySeat:
    """Put an empty seat on a deal's map: a persona, the title hoped for, or both."""
    said = cleaned(EmptySeat, {"title": title.strip(), "personas": list(personas), **fields})
    check_personas(said["personas"])
    _says_something(said["title"], said["personas"])
    if uuid is not None and EmptySeat.objects.filter(uuid=uuid).exists():
        raise Invalid({"id": ["There is a seat with this id already. Leave the id out to be given a new one."]})
    if EmptySeat.objects.filter(opportunity=opportunity, state=SeatState.OPEN).count() >= MOST:
        raise Invalid({"title": [f"{opportunity.name} has {MOST} empty seats already. Fill or remove some first."]})
    seat = EmptySeat(opportunity=opportunity, **({"uuid": uuid} if uuid else {}), **said)
    history.add(seat, by=by, reason=reason)
    _tell(seat)
    return seat


@transaction.atomic
def update_seat(
    seat: EmptySeat, *, by: User | None, expect_version: int | None = None, reason: str = "", **changes: Any
) -> EmptySeat:
    """Change the title hoped for, the personas, the notes, or where the card stands."""
    extra = changes.keys() - {"title", "personas", "notes", "pin_x", "pin_y"}
    if extra:
        raise TypeError(f"a seat's {', '.join(sorted(extra))} is changed by its own verb")
    check_personas(changes.get("personas") or [])
    _says_something(changes.get("title", seat.title), changes.get("personas", seat.personas))
    return _change(seat, changes, by, expect_version, reason)


@transaction.atomic
def remove_seat(seat: EmptySeat, *, by: User | None, expect_version: int | None = None, reason: str = "") -> None:
    """Take a seat off the map. Its lines are kept with it, should it come back."""
    history.held(seat, expect_version=expect_version)
    _change(seat, {"state": SeatState.REMOVED}, by, None, reason)


@transaction.atomic
def fill_seat(
    seat: EmptySeat, *, contact: Contact, by: User | None, expect_version: int | None = None, reason: str = ""
) -> Stakeholder:
    """Let a person take the seat: they come onto the map with its personas and its lines.

    Somebody who is on the map already takes the personas over. What the record knows of the person outweighs what was
    hoped of the seat: a manager they have stays, a line that is drawn already is not drawn again.
    """
    row = history.held(seat, expect_version=expect_version)
    if row.state != SeatState.OPEN:
        raise Invalid({"seat": ["This seat is not empty any more. Look at the map as it is now."]})
    deal = row.opportunity
    stakeholder = Stakeholder.objects.filter(opportunity=deal, contact=contact).first()
    added = stakeholder is None
    new = [key for key in row.personas if stakeholder is None or key not in stakeholder.personas]
    if stakeholder is None:
        pin = {"pin_x": row.pin_x, "pin_y": row.pin_y}
        stakeholder = add_stakeholder(opportunity=deal, contact=contact, personas=new, by=by, reason=reason, **pin)
    elif new:
        personas = [*stakeholder.personas, *new]
        stakeholder = update_stakeholder(stakeholder, personas=personas, by=by, reason=reason)
    drawn = [_moved(line, row, contact, by) for line in _lines_of(row)]
    filling = {
        "added": added,
        "personas": new,
        "version": stakeholder.version,
        "lines": [str(each.uuid) for each in drawn if isinstance(each, Line)],
        "seat_lines": [str(each.uuid) for each in drawn if isinstance(each, SeatLine)],
    }
    changes = {"state": SeatState.FILLED, "filled_by": stakeholder, "filling": filling}
    _change(row, changes, by, None, reason)
    return stakeholder


@transaction.atomic
def open_seat(seat: EmptySeat, *, by: User | None, reason: str = "") -> EmptySeat:
    """Put a removed seat back, or take the filling of a filled one back with all that it made.

    Refused when somebody changed the person since they took the seat: that would be lost.
    """
    row = history.held(seat)
    if row.state == SeatState.FILLED:
        _take_back(row, by, reason)
    return _change(row, {"state": SeatState.OPEN, "filled_by": None, "filling": None}, by, None, reason)


def _take_back(row: EmptySeat, by: User | None, reason: str) -> None:
    filling, person = row.filling or {}, row.filled_by
    if person is not None and filling.get("added") and person.version != filling.get("version"):
        name = person.contact.name
        raise Invalid(
            {"seat": [f"{name} was changed since they took the seat. Remove {name} from the map to empty it."]}
        )
    for line in Line.objects.filter(uuid__in=filling.get("lines", [])):
        erase_line(line, by=by, reason=reason)
    for seat_line in SeatLine.objects.filter(uuid__in=filling.get("seat_lines", [])):
        erase_seat_line(seat_line, by=by, reason=reason)
    if person is None:
        return
    if filling.get("added"):
        remove_stakeholder(person, by=by, reason=reason)
    elif filling.get("personas"):
        kept = [key for key in person.personas if key not in filling["personas"]]
        update_stakeholder(person, personas=kept, by=by, reason=reason)


def _lines_of(seat: EmptySeat) -> list[SeatLine]:
    """Its lines whose other end still stands somewhere."""
    lines = [*seat.lines_out.select_related("to_contact", "to_seat")]
    lines += [*seat.lines_in.select_related("from_contact", "from_seat")]
    others = [(line, line.to_seat if line.from_seat_id == seat.pk else line.from_seat) for line in lines]
    return [line for line, other in others if other is None or other.state == SeatState.OPEN]


def _moved(line: SeatLine, seat: EmptySeat, person: Contact, by: User | None) -> Line | SeatLine | None:
    """The same line with the person at the end where the seat was; None: there is no such line to draw."""
    one: Contact | EmptySeat | None = person if line.from_seat_id == seat.pk else line.from_contact or line.from_seat
    other: Contact | EmptySeat | None = person if line.to_seat_id == seat.pk else line.to_contact or line.to_seat
    assert one is not None and other is not None  # noqa: S101  # a constraint holds it
    details = {name: getattr(line, name) for name in ("strength", "note", "since", "told_by")}
    solid = line.kind == LineKind.REPORTS_TO
    if solid and isinstance(one, Contact) and _has_manager(one):
        return None
    try:
        if isinstance(one, Contact) and isinstance(other, Contact):
            deal = None if solid else line.opportunity
            return draw_line(kind=line.kind, from_contact=one, to_contact=other, opportunity=deal, by=by, **details)
        return draw_seat_line(opportunity=line.opportunity, kind=line.kind, start=one, end=other, by=by, **details)
    except Invalid:
        return None  # to themselves, drawn already, or a circle


def _has_manager(contact: Contact) -> bool:
    return Line.objects.filter(kind=LineKind.REPORTS_TO, from_contact=contact, opportunity=None).exists()


def _change(
    seat: EmptySeat, changes: dict[str, Any], by: User | None, expect_version: int | None, reason: str
) -> EmptySeat:
    row, changed = history.change(seat, changes, by=by, expect_version=expect_version, reason=reason)
    if changed:
        _tell(row)
    return row


def _says_something(title: str, personas: Sequence[str]) -> None:
    if not title.strip() and not personas:
        raise Invalid({"personas": ["Say which persona is missing, or the title you hope to find."]})


def _tell(seat: EmptySeat) -> None:
    pulse.map_changed([seat.opportunity_id], what="seat", ids=[seat.uuid])
