"""Draw, change and erase lines that lead to or from an empty seat."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from coalition.access.models import User
from coalition.record import history, pulse
from coalition.record.errors import CycleRefused, Invalid
from coalition.record.models import DIRECTED, Contact, EmptySeat, Line, LineKind, Opportunity, SeatLine, SeatState
from coalition.record.services.checks import cleaned

End = Contact | EmptySeat


@transaction.atomic
def draw_seat_line(
    *,
    opportunity: Opportunity,
    kind: str,
    start: End,
    end: End,
    by: User | None,
    strength: int | None = None,
    note: str = "",
    since: date | None = None,
    told_by: str = "",
    reason: str = "",
) -> SeatLine:
    """Draw a line of which at least one end is an empty seat of this deal. A solid one replaces the seat's manager."""
    _check(opportunity, kind, start, end)
    _check_strength(strength)
    details = {"strength": strength, "note": note, "since": since, "told_by": told_by}
    if kind == LineKind.REPORTS_TO:
        _refuse_second_manager(opportunity, start)
        _refuse_cycle(opportunity, start, end)
        for old in SeatLine.objects.filter(opportunity=opportunity, kind=kind, **_at("from", start)):
            history.remove(old, by=by, reason=reason)
    elif _same(opportunity, kind, start, end).exists():
        raise Invalid({"kind": ["This line is already drawn. Change that one."]})
    line = history.add(
        SeatLine(
            opportunity=opportunity,
            kind=kind,
            drawn_by=by,
            **_at("from", start),
            **_at("to", end),
            **cleaned(SeatLine, details),
        ),
        by=by,
        reason=reason,
    )
    _tell(line)
    return line


@transaction.atomic
def update_seat_line(
    line: SeatLine, *, by: User | None, expect_version: int | None = None, reason: str = "", **changes: Any
) -> SeatLine:
    """Change strength, note, since, or who said so."""
    extra = changes.keys() - {"strength", "note", "since", "told_by"}
    if extra:
        raise TypeError(f"a line's {', '.join(sorted(extra))} cannot change; erase it and draw another")
    _check_strength(changes.get("strength"))
    row, changed = history.change(line, changes, by=by, expect_version=expect_version, reason=reason)
    if changed:
        _tell(row)
    return row


@transaction.atomic
def erase_seat_line(line: SeatLine, *, by: User | None, expect_version: int | None = None, reason: str = "") -> None:
    """Take the line off the map. It stays in the history."""
    history.remove(line, by=by, expect_version=expect_version, reason=reason)
    _tell(line)


@transaction.atomic
def restore_seat_line(removed: SeatLine, *, by: User | None, reason: str = "") -> SeatLine:
    """Draw an erased line again as it was, under its old id."""
    start, end = ends_of(removed)
    deal = removed.opportunity
    if removed.kind == LineKind.REPORTS_TO:
        _refuse_second_manager(deal, start)
        _refuse_cycle(deal, start, end)
        taken = SeatLine.objects.filter(opportunity=deal, kind=removed.kind, **_at("from", start)).exists()
    else:
        taken = _same(deal, removed.kind, start, end).exists()
    if taken:
        raise Invalid({"kind": ["There is another such line by now. Change that one."]})
    line = history.restore(removed, by=by, reason=reason)
    _tell(line)
    return line


def ends_of(line: SeatLine) -> tuple[End, End]:
    """Where it starts and where it leads."""
    start, end = line.from_contact or line.from_seat, line.to_contact or line.to_seat
    assert start is not None and end is not None  # noqa: S101  # a constraint holds it
    return start, end


def _at(side: str, end: End) -> dict[str, Any]:
    contact = end if isinstance(end, Contact) else None
    return {f"{side}_contact": contact, f"{side}_seat": None if contact else end}


def _same(opportunity: Opportunity, kind: str, start: End, end: End) -> Any:
    rows = SeatLine.objects.filter(opportunity=opportunity, kind=kind)
    there = Q(**_at("from", start), **_at("to", end))
    back = Q(**_at("from", end), **_at("to", start))
    return rows.filter(there if kind in DIRECTED else there | back)


def _check(opportunity: Opportunity, kind: str, start: End, end: End) -> None:
    wrong: dict[str, list[str]] = {}
    if kind not in LineKind.values:
        wrong["kind"] = [f"“{kind}” is not one of: {', '.join(LineKind.values)}."]
    if type(start) is type(end) and start.pk == end.pk:
        wrong["to"] = ["A line needs two different ends."]
    seats = [each for each in (start, end) if isinstance(each, EmptySeat)]
    if not seats:
        wrong["from"] = ["Neither end is an empty seat. Draw this line between the two people."]
    if any(each.opportunity_id != opportunity.pk or each.state != SeatState.OPEN for each in seats):
        wrong["opportunity_id"] = [f"The seat is not an empty one on the map of {opportunity.name}."]
    if wrong:
        raise Invalid(wrong)


def _check_strength(strength: int | None) -> None:
    if strength not in (None, 1, 2, 3):
        raise Invalid({"strength": ["Give 1 (low), 2 (medium), 3 (high), or nothing for not assessed."]})


def _refuse_second_manager(opportunity: Opportunity, start: End) -> None:
    """Somebody whose manager stands on this map has one; a seat would say otherwise."""
    if not isinstance(start, Contact):
        return
    known = Line.objects.filter(
        kind=LineKind.REPORTS_TO,
        from_contact=start,
        opportunity=None,
        to_contact__stakeholders__opportunity=opportunity,
    ).select_related("to_contact")
    manager = known.first()
    if manager is not None:
        said = f"{start.name} reports to {manager.to_contact.name}. Take that line off first."
        raise Invalid({"kind": [said]})


def _refuse_cycle(opportunity: Opportunity, start: End, end: End) -> None:
    """Solid lines of the record and those of this deal's seats together close no circle."""
    above: dict[tuple[str, int], End] = {}
    people = Contact.objects.filter(stakeholders__opportunity=opportunity).values("id")
    solid = Line.objects.filter(kind=LineKind.REPORTS_TO, opportunity=None, from_contact__in=people)
    for line in solid.select_related("to_contact"):
        above["contact", line.from_contact_id] = line.to_contact
    seat_lines = SeatLine.objects.filter(opportunity=opportunity, kind=LineKind.REPORTS_TO)
    for each in seat_lines.select_related("from_contact", "from_seat", "to_contact", "to_seat"):
        one, other = ends_of(each)
        above[_key(one)] = other
    chain, at = [start, end], above.get(_key(end))
    while at is not None and len(chain) <= len(above) + 2:
        chain.append(at)
        if _key(at) == _key(start):
            raise CycleRefused([_name(each) for each in chain], field="to")
        at = above.get(_key(at))


def _key(end: End) -> tuple[str, int]:
    return ("contact" if isinstance(end, Contact) else "seat", end.pk)


def _name(end: End) -> str:
    return end.name if isinstance(end, Contact) else end.title or "an empty seat"


def _tell(line: SeatLine) -> None:
    pulse.map_changed([line.opportunity_id], what="line", ids=[line.uuid])
