"""Rows from Arrow into a table, new or not, in the caller's transaction."""

from __future__ import annotations

import pyarrow as pa
from django.db import connection, models

from coalition.record.bulk.columns import batches_of, column_name, fields_of, to_columns
from coalition.record.bulk.insert import insert_columns

_TEMPORARY = "portfolio_rows"


def upsert_arrow(model: type[models.Model], data: pa.Table) -> None:
    """Insert each row, or set the given columns of the one with the same primary key and leave its others alone."""
    if data.num_rows == 0:
        return
    fields = fields_of(model)
    names = [column_name(field) for field in fields]
    table, key = model._meta.db_table, column_name(model._meta.pk)
    columns = ", ".join(f'"{name}"' for name in names)
    given = [name for name in names if name in data.column_names and name != key]
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in given)
    with connection.cursor() as cursor:
        # S608: names of our own models.
        cursor.execute(f'CREATE TEMPORARY TABLE {_TEMPORARY} AS SELECT {columns} FROM "{table}" WHERE 1 = 0')  # noqa: S608
        insert_columns(_TEMPORARY, fields, (to_columns(batch, fields) for batch in batches_of(data)), few=True)
        cursor.execute(
            f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM {_TEMPORARY} WHERE 1 = 1 '  # noqa: S608
            f'ON CONFLICT ("{key}") DO UPDATE SET {changes}'
        )
        cursor.execute(f"DROP TABLE {_TEMPORARY}")
