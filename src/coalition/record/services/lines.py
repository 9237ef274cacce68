"""Draw, change and erase lines between two contacts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from coalition.access.models import User
from coalition.record import history, pulse
from coalition.record.errors import Invalid
from coalition.record.locks import hold_reporting_lines
from coalition.record.models import DIRECTED, Contact, Line, LineKind, Opportunity, Stakeholder
from coalition.record.services.checks import cleaned
from coalition.record.services.reporting import refuse_cycle, set_manager


@transaction.atomic
def draw_line(
    *,
    kind: str,
    from_contact: Contact,
    to_contact: Contact,
    by: User | None,
    opportunity: Opportunity | None = None,
    strength: int | None = None,
    note: str = "",
    since: date | None = None,
    told_by: str = "",
    reason: str = "",
) -> Line:
    """Draw a line. A solid one replaces the person's manager; any other must not be there yet."""
    details = {"strength": strength, "note": note, "since": since, "told_by": told_by}
    _check(kind, from_contact, to_contact, opportunity, strength)
    if kind == LineKind.REPORTS_TO:
        line = set_manager(from_contact, manager=to_contact, by=by, reason=reason)
        assert line is not None  # noqa: S101  # only erasing returns None
        given = {name: value for name, value in details.items() if value}
        return history.change(line, given, by=by, reason=reason)[0]
    first, second = (from_contact, to_contact) if kind in DIRECTED else in_order(from_contact, to_contact)
    same = Line.objects.filter(kind=kind, from_contact=first, to_contact=second, opportunity=opportunity).first()
    if same is not None:
        raise Invalid({"kind": [f"This line is already drawn ({same.uuid}). Change that one."]})
    line = history.add(
        Line(
            kind=kind,
            from_contact=first,
            to_contact=second,
            opportunity=opportunity,
            drawn_by=by,
            **cleaned(Line, details),
        ),
        by=by,
        reason=reason,
    )
    _tell(line)
    return line


@transaction.atomic
def update_line(
    line: Line, *, by: User | None, expect_version: int | None = None, reason: str = "", **changes: Any
) -> Line:
    """Change a line: strength, note, since, told_by; also its kind and ends (``from_contact``, ``to_contact``).

    It stays the same line, with its past. A solid one is held to one manager and to no circle, as a new one is.
    """
    extra = changes.keys() - {"kind", "from_contact", "to_contact", "strength", "note", "since", "told_by"}
    if extra:
        raise TypeError(f"a line's {', '.join(sorted(extra))} cannot change; erase it and draw another")
    _check_strength(changes.get("strength"))
    if not changes.keys() & {"kind", "from_contact", "to_contact"}:
        row, changed = history.change(line, changes, by=by, expect_version=expect_version, reason=reason)
        if changed:
            _tell(row)
        return row
    hold_reporting_lines()
    before = history.held(line)
    placed = _placed(before, changes)
    row, changed = history.change(line, placed, by=by, expect_version=expect_version, reason=reason)
    if row.kind == LineKind.REPORTS_TO:
        refuse_cycle(row.from_contact, row.to_contact, field="to_id")
    if changed:
        _tell(before)
        _tell(row)
    return row


@transaction.atomic
def erase_line(line: Line, *, by: User | None, expect_version: int | None = None, reason: str = "") -> None:
    """Take a line off the map. It stays in the history."""
    history.remove(line, by=by, expect_version=expect_version, reason=reason)
    _tell(line)


@transaction.atomic
def restore_line(removed: Line, *, by: User | None, reason: str = "") -> Line:
    """Draw an erased line again as it was, under its old id."""
    one, other = removed.from_contact, removed.to_contact
    if removed.kind == LineKind.REPORTS_TO:
        hold_reporting_lines()
        present = Line.objects.filter(kind=removed.kind, from_contact=one, opportunity=None).first()
        refuse_cycle(one, other, field="to")
    else:
        same = Line.objects.filter(kind=removed.kind, from_contact=one, to_contact=other)
        present = same.filter(opportunity=removed.opportunity_id).first()
    if present is not None:
        raise Invalid({"kind": [f"{one.name} has another such line by now ({present.uuid}). Change that one."]})
    line = history.restore(removed, by=by, reason=reason)
    _tell(line)
    return line


def _placed(line: Line, changes: dict[str, Any]) -> dict[str, Any]:
    """The changes with both ends in the order they are stored in, after a look at what stands there already."""
    kind = changes.pop("kind", line.kind)
    one, other = changes.pop("from_contact", line.from_contact), changes.pop("to_contact", line.to_contact)
    _check(kind, one, other, line.opportunity, changes.get("strength"))
    first, second = (one, other) if kind in DIRECTED else in_order(one, other)
    same = Line.objects.filter(kind=kind, from_contact=first, opportunity=line.opportunity_id).exclude(pk=line.pk)
    if kind != LineKind.REPORTS_TO:
        same = same.filter(to_contact=second)
    if (present := same.select_related("to_contact").first()) is not None:
        what = (
            f"reports to {present.to_contact.name} already" if kind == LineKind.REPORTS_TO else "has this line already"
        )
        raise Invalid({"kind": [f"{first.name} {what} ({present.uuid}). Change that one."]})
    return {**changes, "kind": kind, "from_contact_id": first.pk, "to_contact_id": second.pk}


def in_order(one: Contact, other: Contact) -> tuple[Contact, Contact]:
    """An undirected line is stored once, the contact with the smaller key first."""
    return (one, other) if one.pk < other.pk else (other, one)


def _check(
    kind: str, from_contact: Contact, to_contact: Contact, opportunity: Opportunity | None, strength: int | None
) -> None:
    wrong: dict[str, list[str]] = {}
    if kind not in LineKind.values:
        wrong["kind"] = [f"“{kind}” is not one of: {', '.join(LineKind.values)}."]
    if from_contact.pk == to_contact.pk:
        wrong["to"] = ["A line needs two different people."]
    if kind == LineKind.REPORTS_TO and opportunity is not None:
        wrong["opportunity_id"] = [
            "A reporting line holds everywhere; leave the opportunity out, or draw a dotted one."
        ]
    if wrong:
        raise Invalid(wrong)
    _check_strength(strength)


def _check_strength(strength: int | None) -> None:
    if strength not in (None, 1, 2, 3):
        raise Invalid({"strength": ["Give 1 (low), 2 (medium), 3 (high), or nothing for not assessed."]})


def _tell(line: Line) -> None:
    """The maps that show it: its own deal, or every deal both ends stand on; the score of either end may move."""
    if line.opportunity_id is not None:
        deals = [line.opportunity_id]
    else:
        ends = Stakeholder.objects.filter(contact__in=[line.from_contact_id, line.to_contact_id])
        deals = list(ends.values_list("opportunity_id", flat=True).distinct())
    pulse.map_changed(deals, what="line", ids=[line.uuid])
