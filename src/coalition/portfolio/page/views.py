"""Saved views: one's own, and those that colleagues of one's team share."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from coalition.access.models import User
from coalition.portfolio.models import SavedView
from coalition.record.errors import Invalid, NotFound


def visible_views(viewer: User) -> QuerySet[SavedView]:
    """The viewer's own, and those shared with their team."""
    shared = Q(is_shared=True, owner__team=viewer.team_id) if viewer.team_id is not None else Q(pk__in=[])
    return SavedView.objects.filter(Q(owner=viewer) | shared).select_related("owner")


def view_for(viewer: User, uuid: UUID) -> SavedView:
    """One of the viewer's own: a shared one is read and never changed by others."""
    found = SavedView.objects.select_related("owner").filter(uuid=uuid, owner=viewer).first()
    if found is None:
        raise NotFound("saved view")
    return found


def save_view(*, by: User, name: str, query: dict[str, Any], is_shared: bool) -> SavedView:
    """Keep a view under a name; the same name again replaces it."""
    _may_share(by, is_shared)
    fields = {"query": query, "is_shared": is_shared}
    return SavedView.objects.update_or_create(owner=by, name=name, defaults=fields)[0]


def update_view(view: SavedView, *, by: User, **changes: Any) -> SavedView:
    """Rename it, share it, or keep other filters."""
    _may_share(by, bool(changes.get("is_shared")))
    for name, value in changes.items():
        setattr(view, name, value)
    try:
        with transaction.atomic():
            view.save(update_fields=list(changes))
    except IntegrityError as error:
        raise Invalid(
            {"name": [f"You already have a view called “{view.name}”; give this one another name."]}
        ) from error
    return view


def delete_view(view: SavedView) -> None:
    """Forget it."""
    view.delete()


def _may_share(by: User, wanted: bool) -> None:
    if wanted and by.team_id is None:
        raise Invalid({"is_shared": ["You are on no team yet, so there is nobody to share it with."]})
