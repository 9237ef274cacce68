"""Which signals somebody sees, and which are theirs to answer for."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from coalition.access.models import User
from coalition.access.teams import people_seen_by
from coalition.record.errors import Forbidden, NotFound
from coalition.record.gates import READ_ONLY, Rights, rights_on, visible_opportunities
from coalition.signals.models import Signal

_RELATED = ("opportunity__account", "opportunity__stage", "opportunity__owner", "contact", "owner", "changed_by")


def visible_signals(viewer: User) -> QuerySet[Signal]:
    """Those of deals the viewer sees."""
    rows = Signal.objects.select_related(*_RELATED)
    if viewer.sees_everything:
        return rows
    return rows.filter(opportunity__in=visible_opportunities(viewer).values("id"))


def signals_of_people_of(viewer: User) -> QuerySet[Signal]:
    """Those of the people the viewer answers for: of a manager their teams, of an admin everybody."""
    rows = visible_signals(viewer)
    return rows if viewer.sees_everything else rows.filter(owner__in=people_seen_by(viewer))


def signal_for(viewer: User, uuid: UUID | str, *, write: bool = False) -> Signal:
    """The signal, if the viewer sees its deal; to do something about it takes the right to change the deal."""
    found = Signal.objects.select_related(*_RELATED).filter(uuid=uuid).first()
    rights = rights_on(viewer, found.opportunity) if found is not None else Rights.NONE
    if found is None or rights is Rights.NONE:
        raise NotFound("signal")
    if write and rights is not Rights.WRITE:
        raise Forbidden(READ_ONLY)
    return found
