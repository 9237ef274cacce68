"""The history of rows that were written in bulk: one version each, as the services would have written it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from coalition.access.models import Team, User
from coalition.record.models.base import Recorded

CHUNK = 20_000


def insert_history(
    model: type[Recorded] | type[User] | type[Team],
    ids: Sequence[int],
    *,
    reason: str,
    kind: str = "+",
    at: dt.datetime | None = None,
    user_id: int | None = None,
) -> int:
    """Copy the rows as they now stand into the history, within the database. ``kind`` is + for new and ~ for changed.

    Call it after the rows were written, in the same transaction. ``at`` is when the change was made (default: now).
    """
    history: Any = model.history.model
    kept = {field.column for field in history._meta.concrete_fields}
    copied = [field.column for field in model._meta.concrete_fields if field.column in kept]
    columns = ", ".join(f'"{name}"' for name in copied)
    statement = (
        f'INSERT INTO "{history._meta.db_table}" '
        f"({columns}, history_date, history_change_reason, history_type, history_user_id) "
        f'SELECT {columns}, %s, %s, %s, CAST(%s AS bigint) FROM "{model._meta.db_table}" WHERE '
    )
    given: list[Any] = [at or timezone.now(), reason, kind, user_id]
    written = 0
    with connection.cursor() as cursor:
        if isinstance(ids, range) and ids.step == 1:
            cursor.execute(f"{statement} id >= %s AND id < %s ORDER BY id", [*given, ids.start, ids.stop])
            return int(cursor.rowcount)
        for start in range(0, len(ids), CHUNK):
            chunk = [int(key) for key in ids[start : start + CHUNK]]
            if connection.vendor == "sqlite":
                where, value = "id IN (SELECT value FROM json_each(%s))", json.dumps(chunk)
            else:
                where, value = "id = ANY(%s)", chunk  # type: ignore[assignment]
            cursor.execute(f"{statement} {where} ORDER BY id", [*given, value])
            written += cursor.rowcount
    return written
