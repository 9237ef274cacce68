"""Public ids in a request turned into rows the viewer may see.

In an address an unknown id is 404; in a body it is a wrong value of that field, and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, overload
from uuid import UUID

from coalition.access.models import User
from coalition.record import gates
from coalition.record.errors import Forbidden, Invalid, NotFound
from coalition.record.models import Account, Contact, Line, Opportunity, Pipeline, Stage

T = TypeVar("T")


def account_named(viewer: User, uuid: UUID | None, field: str, *, write: bool = False) -> Account | None:
    """The account a field names."""
    return _named(uuid, field, lambda each: gates.account_for(viewer, each, write=write))


@overload
def contact_named(viewer: User, uuid: UUID, field: str) -> Contact: ...
@overload
def contact_named(viewer: User, uuid: UUID | None, field: str) -> Contact | None: ...
def contact_named(viewer: User, uuid: UUID | None, field: str) -> Contact | None:
    """The contact a field names; of one that was merged away, the person they became."""
    found = _named(uuid, field, lambda each: gates.contact_for(viewer, each))
    if found is None or found.merged_into is None:
        return found
    return contact_named(viewer, found.merged_into.uuid, field)


def opportunity_named(viewer: User, uuid: UUID | None, field: str, *, write: bool = False) -> Opportunity | None:
    """The opportunity a field names."""
    return _named(uuid, field, lambda each: gates.opportunity_for(viewer, each, write=write))


def line_named(viewer: User, uuid: UUID | None, field: str) -> Line | None:
    """The line a field names."""
    return _named(uuid, field, lambda each: gates.line_for(viewer, each))


def user_named(uuid: UUID | None, field: str) -> User | None:
    """The user of ours a field names. Colleagues are no secret among colleagues."""
    return _named(uuid, field, user_at)


def user_at(uuid: UUID) -> User:
    """The user of ours at an address."""
    user = User.objects.filter(uuid=uuid, is_active=True).first()
    if user is None:
        raise NotFound("user")
    return user


def stage_named(key: str, *, pipeline_id: int | None = None, field: str = "stage") -> Stage:
    """The stage of a pipeline by its key; without a pipeline, of the first."""
    stages = Stage.objects.select_related("pipeline").order_by("pipeline_id", "position")
    if pipeline_id is None:
        first = stages.first()
        pipeline_id = first.pipeline_id if first else None
    here = {stage.key: stage for stage in stages if stage.pipeline_id == pipeline_id}
    if key not in here:
        raise Invalid({field: [f"“{key}” is not a stage of this pipeline; there are: {', '.join(here)}."]})
    return here[key]


def pipeline_named(key: str) -> Pipeline:
    """The pipeline with this key."""
    pipelines = {each.key: each for each in Pipeline.objects.order_by("id")}
    if key not in pipelines:
        raise Invalid({"pipeline": [f"“{key}” is not a pipeline; there are: {', '.join(pipelines)}."]})
    return pipelines[key]


def _named(uuid: UUID | None, field: str, find: Callable[[UUID], T]) -> T | None:
    if uuid is None:
        return None
    try:
        return find(uuid)
    except (NotFound, Forbidden) as refused:
        raise Invalid({field: [refused.message]}) from refused
