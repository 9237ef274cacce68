"""Change what one of ours is to one of theirs."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from coalition.access.models import User
from coalition.record import history, pulse
from coalition.record.errors import Invalid, NotFound
from coalition.record.models import Contact, Standing, StandingLevel
from coalition.record.services.reach import deals_of


@transaction.atomic
def set_standing(
    *,
    user: User,
    contact: Contact,
    current: str,
    desired: str,
    by: User | None,
    note: str = "",
    expect_version: int | None = None,
    reason: str = "",
) -> Standing:
    """Say how the contact sees the user now, and how they should. Empty: not assessed; not both."""
    _check(current, desired)
    said: dict[str, Any] = {"current": current, "desired": desired, "note": note}
    # The contact is held first: two people who say it for the first time at once then make one row, not two.
    history.held(contact)
    row = Standing.objects.filter(user=user, contact=contact).first()
    if row is None:
        if expect_version is not None:
            raise NotFound("standing")
        row = history.add(Standing(user=user, contact=contact, **said), by=by, reason=reason)
    else:
        row, changed = history.change(row, said, by=by, expect_version=expect_version, reason=reason)
        if not changed:
            return row
    _tell(row)
    return row


@transaction.atomic
def clear_standing(standing: Standing, *, by: User | None, expect_version: int | None = None, reason: str = "") -> None:
    """Take it back to not assessed. It stays in the history."""
    history.remove(standing, by=by, expect_version=expect_version, reason=reason)
    _tell(standing)


def _check(current: str, desired: str) -> None:
    known = ("", *StandingLevel.values)
    wrong = {
        name: [f"“{value}” is not one of: {', '.join(StandingLevel.values)}."]
        for name, value in (("current", current), ("desired", desired))
        if value not in known
    }
    if not wrong and not current and not desired:
        wrong["current"] = ["Say what they are now, or what they should become; to take both back, clear it."]
    if wrong:
        raise Invalid(wrong)


def _tell(standing: Standing) -> None:
    """Open maps of the contact show it. No score rests on it, so no deal is marked for scoring."""
    for deal in deals_of([standing.contact_id]):
        payload = {"what": "standing", "ids": [str(standing.uuid)]}
        pulse.publish(pulse.MAP_CHANGED, opportunity_id=deal, payload=payload)
