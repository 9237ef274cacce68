"""The lines of a merged contact: re-ended at the survivor, doubles and lines to oneself dropped, circles refused."""

from __future__ import annotations

from django.db.models import Q

from coalition.record.errors import CycleRefused
from coalition.record.models import DIRECTED, Contact, Line, LineKind
from coalition.record.services.merging.fields import line_gaps
from coalition.record.services.merging.ledger import Ledger
from coalition.record.services.reporting import managers_above


def refuse_circle(keep: Contact, absorb: Contact) -> None:
    """Raise CycleRefused when the two, made one, would report to themselves through somebody between them.

    One reporting to the other directly is no circle: that line goes with the merge.
    """
    manager = _manager_after(keep, absorb)
    ends = {keep.pk, absorb.pk}
    starts = [manager] if manager is not None else []
    # A circle runs through the merged person, so it runs through the one manager they have afterwards.
    for start in starts:
        chain = managers_above(start)
        closing = next((place for place, each in enumerate(chain) if each in ends), None)
        if closing is not None:
            circle = [keep.pk, *chain[:closing], keep.pk]
            names = dict(Contact.objects.filter(pk__in=circle).values_list("id", "name"))
            raise CycleRefused([names[each] for each in circle], field="absorb_id")


def move_lines(keep: Contact, absorb: Contact, ledger: Ledger) -> int:
    """Give the survivor the lines of the other. Returns how many came over; the rest were doubles."""
    pair = {keep.pk, absorb.pk}
    moved = 0
    rows = Line.objects.filter(Q(from_contact=absorb) | Q(to_contact=absorb)).order_by("id")
    # One between the two, first: the manager of a pair is then only looked for outside of it.
    for line in sorted(rows, key=lambda each: not {each.from_contact_id, each.to_contact_id} <= pair):
        if {line.from_contact_id, line.to_contact_id} <= pair:
            ledger.remove(line)
            continue
        ends = _ends_after(line, keep, absorb)
        double = _double(line, *ends)
        if double is not None:
            ledger.remove(line)
            if double.to_contact_id == ends[1]:  # another manager's line has nothing to give to this one
                ledger.change(double, line_gaps(double, line))
            continue
        ledger.change(line, {"from_contact_id": ends[0], "to_contact_id": ends[1]})
        moved += 1
    return moved


def _ends_after(line: Line, keep: Contact, absorb: Contact) -> tuple[int, int]:
    one, other = (keep.pk if each == absorb.pk else each for each in (line.from_contact_id, line.to_contact_id))
    return (one, other) if line.kind in DIRECTED or one < other else (other, one)


def _double(line: Line, from_id: int, to_id: int) -> Line | None:
    """The line that says it already: the same one, or for a solid line any manager the survivor has."""
    same = Line.objects.filter(kind=line.kind, from_contact=from_id, opportunity=line.opportunity_id)
    if line.kind != LineKind.REPORTS_TO:
        same = same.filter(to_contact=to_id)
    return same.exclude(pk=line.pk).first()


def _manager_after(keep: Contact, absorb: Contact) -> int | None:
    """Whom the merged person reports to: the survivor's manager, else the other's."""
    solid = Line.objects.filter(kind=LineKind.REPORTS_TO, opportunity=None, from_contact__in=[keep, absorb])
    managers = dict(solid.values_list("from_contact_id", "to_contact_id"))
    outside = (managers.get(each.pk) for each in (keep, absorb))
    return next((each for each in outside if each is not None and each not in (keep.pk, absorb.pk)), None)
