"""The merges a contact survived, and their undoing."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.record import gates
from coalition.record.errors import NotFound
from coalition.record.models import Merge
from coalition.record.services.merging import undo_merge

router = Router(tags=["contacts"])


class MergeOut(s.Out):
    """One contact who became this one."""

    id: UUID
    other: s.Ref
    merged_at: datetime
    merged_by: s.Ref | None
    undone_at: datetime | None
    undone_by: s.Ref | None


class UndoneOut(s.Out):
    """Two contacts again."""

    other: s.Ref
    kept: list[str] = Field(description="What could not go back, a sentence each: what was changed since stays.")


@router.get(
    "/contacts/{uuid:contact_id}/merges", response={200: list[MergeOut], **s.ERRORS}, operation_id="list_contact_merges"
)
def list_contact_merges(request: HttpRequest, contact_id: UUID) -> Any:
    """Who was merged into this contact, the latest first, those undone among them. At most 50."""
    keep = gates.contact_for(viewer(request), contact_id)
    rows = Merge.objects.filter(keep=keep).select_related("absorb", "merged_by", "undone_by").order_by("-pk")
    return [
        MergeOut(
            id=row.uuid,
            other=s.Ref(id=row.absorb.uuid, name=row.absorb.name),
            merged_by=s.user_ref(row.merged_by),
            undone_by=s.user_ref(row.undone_by),
            **s.columns(row, "merged_at", "undone_at"),
        )
        for row in rows.defer("steps")[:50]
    ]


@router.post(
    "/contacts/{uuid:contact_id}/merges/{uuid:merge_id}/undo",
    response={200: UndoneOut, **s.WRITE_ERRORS},
    operation_id="undo_merge",
)
def undo(request: HttpRequest, contact_id: UUID, merge_id: UUID) -> Any:
    """Make them two again. Takes the right to change both; a later merge into the same contact is undone first."""
    by = viewer(request)
    keep = gates.contact_for(by, contact_id, write=True)
    merge = Merge.objects.filter(keep=keep, uuid=merge_id).select_related("absorb").first()
    if merge is None:
        raise NotFound("merge")
    other = gates.contact_for(by, merge.absorb.uuid, write=True)
    return UndoneOut(other=s.Ref(id=other.uuid, name=other.name), kept=undo_merge(merge, by=by))
