"""What the record holds already, brought to the workbench to be compared with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
from django.db import connection, models

from coalition.record.bulk.columns import Field
from coalition.sources.files.workbench import Workbench

PAGE = 20_000


def bring(
    bench: Workbench, model: type[models.Model], columns: Sequence[str], *, where: str = "", values: Sequence[Any] = ()
) -> str:
    """Copy ``id`` and ``columns`` (attribute names) of the model's rows into ``now_<model>``; its name is returned."""
    fields = [model._meta.get_field("id"), *(_field(model, name) for name in columns)]
    name = f"now_{model._meta.model_name}"
    bench.run(f"DROP TABLE IF EXISTS {name}")
    schema = pa.schema([(field.attname, _arrow_type(field)) for field in fields])
    bench.add(name, schema.empty_table())
    listed = ", ".join(_selected(field) for field in fields)
    for rows in _pages(f'SELECT {listed} FROM "{model._meta.db_table}" {where}', values):
        turned = list(zip(*rows, strict=True))
        bench.add(name, pa.table([_column(turned[i], schema.field(i).type) for i in range(len(fields))], schema=schema))
    return name


def _field(model: type[models.Model], attname: str) -> Any:
    return next(f for f in model._meta.concrete_fields if f.attname == attname)


def _arrow_type(field: Any) -> pa.DataType:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    kind = field.get_internal_type()
    if "Integer" in kind or "Auto" in kind:
        return pa.int64()
    return {
        "BooleanField": pa.bool_(),
        "DecimalField": pa.decimal128(28, 6),
        "DateField": pa.date32(),
        "DateTimeField": pa.timestamp("us"),
    }.get(kind, pa.string())


def _selected(field: Field) -> str:
    """JSON and UUIDs as text, whatever the database makes of them."""
    column = f'"{field.column}"'
    if field.get_internal_type() in ("JSONField", "UUIDField") and connection.vendor != "sqlite":
        return f"{column}::text"
    return column


def _column(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_decimal(kind):
        return pa.array([None if v is None else str(v) for v in values], pa.string()).cast(kind)
    if pa.types.is_timestamp(kind):
        return pa.array([v.replace(tzinfo=None) if v is not None else None for v in values], kind)
    if pa.types.is_boolean(kind):
        return pa.array([None if v is None else bool(v) for v in values], kind)
    return pa.array(values, kind)


def _pages(sql: str, values: Sequence[Any]) -> Iterator[list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        while rows := cursor.fetchmany(PAGE):
            yield rows


def among(column: str, ids: Sequence[Any]) -> tuple[str, Any]:
    """SQL for membership in one bound list of any length, and the list."""
    if connection.vendor == "sqlite":
        return f"{column} IN (SELECT value FROM json_each(%s))", json.dumps(list(ids))
    return f"{column} = ANY(%s)", list(ids)
