"""Changes to rows that exist, from Arrow."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from django.db import connection, models
from django.utils import timezone

from coalition.record.bulk.columns import batches_of, column_name, to_columns
from coalition.record.bulk.insert import insert_columns
from coalition.record.models.base import Recorded

TEMPORARY = "bulk_changes"


def update_arrow(model: type[models.Model], data: pa.Table) -> int:
    """Set the given columns on the rows named by ``id``; a recorded row's ``version`` rises and ``updated_at`` is now.

    Every column is set on every row: bring the old value where it stays. Returns the number of rows found.
    """
    if data.num_rows == 0:
        return 0
    fields = [f for f in model._meta.concrete_fields if f.attname in data.column_names or f.name in data.column_names]
    names = [column_name(field) for field in fields]
    table = model._meta.db_table
    columns = ", ".join(f'"{name}"' for name in names)
    changes = [f'"{name}" = new."{name}"' for name in names if name != "id"]
    values: list[Any] = []
    if issubclass(model, Recorded):
        changes += [f'"version" = "{table}"."version" + 1']
        changes += ['"updated_at" = %s']
        values.append(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE TEMPORARY TABLE {TEMPORARY} AS SELECT {columns} FROM "{table}" WHERE 1 = 0')
        insert_columns(TEMPORARY, fields, (to_columns(b, fields) for b in batches_of(data)), few=True)
        cursor.execute(
            f'UPDATE "{table}" SET {", ".join(changes)} FROM {TEMPORARY} AS new WHERE "{table}".id = new.id',
            values,
        )
        found = int(cursor.rowcount)
        cursor.execute(f"DROP TABLE {TEMPORARY}")
    return found
