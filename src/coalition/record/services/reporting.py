"""Solid lines: who reports to whom, everywhere this person stands."""

from __future__ import annotations

from django.db import connection, transaction

from coalition.access.models import User
from coalition.record import history, pulse
from coalition.record.errors import CycleRefused, Invalid
from coalition.record.locks import hold_reporting_lines
from coalition.record.models import Contact, Line, LineKind
from coalition.record.services.reach import deals_of

# Deeper than any company; ends the walk should a circle ever have slipped in.
_DEEPEST = 200
_MANAGERS = """
WITH RECURSIVE above(contact_id, depth) AS (
    SELECT CAST(%s AS BIGINT), 0
    UNION ALL
    SELECT line.to_contact_id, above.depth + 1
    FROM record_line line JOIN above ON line.from_contact_id = above.contact_id
    WHERE line.kind = 'reports_to' AND line.opportunity_id IS NULL AND above.depth < %s
)
SELECT contact_id FROM above ORDER BY depth
"""


@transaction.atomic
def set_manager(
    contact: Contact,
    *,
    manager: Contact | None,
    by: User | None,
    expect_version: int | None = None,
    reason: str = "",
) -> Line | None:
    """Draw, move or (manager None) erase the solid line from a person to their manager.

    The line keeps its id when the manager changes, so its history reads as one story. ``expect_version`` is the
    version of that line. Raises CycleRefused with the chain that would close.
    """
    hold_reporting_lines()
    line = Line.objects.filter(kind=LineKind.REPORTS_TO, from_contact=contact, opportunity=None).first()
    if line is not None:
        history.held(line, expect_version=expect_version, yours={"to_contact": manager})
    if manager is None:
        if line is not None:
            history.remove(line, by=by, reason=reason)
            _tell(contact, line)
        return None
    if manager.pk == contact.pk:
        raise Invalid({"manager_id": [f"{contact.name} cannot be their own manager."]})
    refuse_cycle(contact, manager)
    if line is None:
        drawn = Line(kind=LineKind.REPORTS_TO, from_contact=contact, to_contact=manager, drawn_by=by)
        line = history.add(drawn, by=by, reason=reason)
    else:
        # The column that holds the id: two instances of one contact are the same manager.
        changes = {"to_contact_id": manager.pk}
        line, changed = history.change(line, changes, by=by, reason=reason)
        if not changed:
            return line
    _tell(contact, line)
    return line


def refuse_cycle(contact: Contact, manager: Contact, *, field: str = "manager_id") -> None:
    """Raise CycleRefused when the manager reports, through however many, to the contact."""
    chain = managers_above(manager.pk)
    if contact.pk not in chain:
        return
    circle = [contact.pk, *chain[: chain.index(contact.pk) + 1]]
    names = dict(Contact.objects.filter(pk__in=circle).values_list("id", "name"))
    raise CycleRefused([names[each] for each in circle], field=field)


def managers_above(contact_id: int) -> list[int]:
    """The contact and everybody above, nearest first."""
    with connection.cursor() as cursor:
        cursor.execute(_MANAGERS, [contact_id, _DEEPEST])
        return [row[0] for row in cursor.fetchall()]


def _tell(contact: Contact, line: Line) -> None:
    pulse.map_changed(deals_of([contact.pk]), what="line", ids=[line.uuid])
