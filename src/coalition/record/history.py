"""Write changes with their past: who, why, and the version they were made from.

Every service goes through these verbs; nothing else in the product calls ``save`` or ``delete`` on the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import ForeignKey
from django.utils import timezone

from coalition.access.history import sign
from coalition.access.models import User
from coalition.record.errors import Conflict, NotFound
from coalition.record.models.base import Recorded

R = TypeVar("R", bound=Recorded)


def add(obj: R, *, by: User | None, reason: str = "") -> R:
    """Insert a new record; its first history row names ``by``."""
    sign(obj, by, reason)
    obj.save(force_insert=True)
    return obj


def held(obj: R, *, expect_version: int | None = None, yours: Mapping[str, Any] | None = None) -> R:
    """The row as it stands now, locked until the transaction ends, and at the version the caller read.

    PostgreSQL locks the row; on SQLite the transaction took the only write lock when it began. Either way nobody can
    come between this look and the write that follows.
    """
    model = type(obj)
    found = model._default_manager.select_for_update().filter(pk=obj.pk).first()
    if found is None:
        raise NotFound(str(model._meta.verbose_name))
    if expect_version is not None and found.version != expect_version:
        raise Conflict(found, expect_version, yours or {})
    return found


def change(
    obj: R,
    changes: Mapping[str, Any],
    *,
    by: User | None,
    expect_version: int | None = None,
    reason: str = "",
) -> tuple[R, set[str]]:
    """Set what differs and keep the old version. Returns the fresh row and the names of the fields that changed.

    Only changed columns are written: an import and a person often edit the same row at once. A change that changes
    nothing writes nothing, not even a version. With ``expect_version`` older than the row, both edits hold where they
    touch different fields; Conflict where somebody else set one of the same fields to another value since.
    """
    with transaction.atomic():
        row = held(obj)
        changed = {name for name, value in changes.items() if getattr(row, name) != value}
        if expect_version not in (None, row.version) and not _apart(row, expect_version, changed):
            raise Conflict(row, expect_version, changes)
        if not changed:
            return row, changed
        for name in changed:
            setattr(row, name, changes[name])
        row.version += 1
        row.updated_at = timezone.now()
        sign(row, by, reason)
        row.save(update_fields=[*sorted(changed), "version", "updated_at"])
        return row, changed


def remove(obj: Recorded, *, by: User | None, expect_version: int | None = None, reason: str = "") -> None:
    """Delete a record; its history stays, with who deleted it as the last row."""
    with transaction.atomic():
        row = held(obj, expect_version=expect_version)
        sign(row, by, reason)
        row.delete()


def removed(model: type[R], uuid: UUID | str) -> R | None:
    """A removed record as it last stood, not saved; None when it is there, or never was."""
    if model._default_manager.filter(uuid=uuid).exists():
        return None
    last = model.history.filter(uuid=uuid).order_by("history_date", "history_id").last()
    return last.instance if last is not None and last.history_type == "-" else None


def restore(obj: R, *, by: User | None, reason: str = "") -> R:
    """Put a removed record back under its old keys, so that its past is one story and what names it finds it again.

    What it pointed at and is gone meanwhile (a colleague who was deleted) is left out, where it may be left out.
    """
    for field in obj._meta.concrete_fields:
        if not isinstance(field, ForeignKey) or (key := getattr(obj, field.attname)) is None:
            continue
        if not field.related_model._base_manager.filter(pk=key).exists():
            if not field.null:
                raise NotFound(str(field.related_model._meta.verbose_name))
            setattr(obj, field.attname, None)
    obj.version += 1
    obj.updated_at = timezone.now()
    return add(obj, by=by, reason=reason)


def _apart(row: Recorded, version: int, names: set[str]) -> bool:
    """Whether these fields stand as they stood at an older version. What the history cannot tell counts as touched."""
    history: Any = type(row).history
    then = history.filter(id=row.pk, version=version).order_by("-history_id").first()
    return then is not None and version < row.version and all(getattr(then, n) == getattr(row, n) for n in names)
