"""From an Arrow table to the columns of a model, as the database in use wants to read them.

Give natural Arrow types: timestamps (UTC), dates, booleans, decimals, integers, strings; UUIDs and JSON as strings.
A column that is missing gets the model's default; a null in a text column that knows no null becomes the empty string.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, models
from django.utils import timezone

Field: TypeAlias = "models.Field[Any, Any]"


def fields_of(model: type[models.Model]) -> list[Field]:
    """The stored fields, in the order of the table."""
    return list(model._meta.concrete_fields)


def column_name(field: Field) -> str:
    """Its column in the database."""
    return field.column or field.attname


def target_schema(fields: list[Field]) -> pa.Schema:
    """What ``to_columns`` makes: one Arrow type per field, the same for every batch."""
    return pa.schema([(column_name(field), _target_type(field)) for field in fields])


def check_names(given: list[str], fields: list[Field]) -> None:
    """Refuse a misspelt or a missing column before anything is written."""
    label = fields[0].model._meta.label
    unknown = set(given) - {f.name for f in fields} - {f.attname for f in fields}
    if unknown:
        raise ValueError(f"{label} has no column {', '.join(sorted(unknown))}.")
    for field in fields:
        missing = field.name not in given and field.attname not in given
        if missing and not (field.has_default() or field.null or field.blank):
            raise ValueError(f"{label}.{field.name} has no default: give the column.")


def to_columns(batch: pa.RecordBatch | pa.Table, fields: list[Field]) -> pa.RecordBatch:
    """The batch with exactly the stored columns of ``fields``. Columns may be named by attribute or by column."""
    arrays = []
    for field in fields:
        name = field.attname if field.attname in batch.schema.names else field.name
        if name in batch.schema.names:
            column = batch.column(name)
            if isinstance(column, pa.ChunkedArray):
                column = column.combine_chunks()
            arrays.append(_convert(column, field))
        else:
            arrays.append(_default(field, batch.num_rows))
    return pa.RecordBatch.from_arrays(arrays, schema=target_schema(fields))


def _kind(field: Field) -> str:
    """Django's own name of the column kind; a foreign key has that of the key it holds."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field.get_internal_type()


def _target_type(field: Field) -> pa.DataType:
    kind = _kind(field)
    if "Integer" in kind or "Auto" in kind:
        return pa.int64()
    if kind == "BooleanField":
        return pa.int8() if connection.vendor == "sqlite" else pa.bool_()
    if kind == "FloatField":
        return pa.float64()
    return pa.string()


def _convert(column: pa.Array, field: Field) -> pa.Array:
    kind, target = _kind(field), _target_type(field)
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if kind == "DateTimeField" and pa.types.is_timestamp(column.type):
        column = _moments(column)
    elif kind == "JSONField" and not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        column = pa.array([None if v is None else json.dumps(v) for v in column.to_pylist()], pa.string())
    elif kind == "UUIDField" and connection.vendor == "sqlite":
        column = pc.replace_substring(column.cast(pa.string()), "-", "")
    if column.type != target:
        column = column.cast(target)
    if not field.null and column.null_count:
        column = column.fill_null(_plain_default(field, target))
    return column


def _plain_default(field: Field, target: pa.DataType) -> Any:
    """What stands in a row whose value is not known: the model's default, else the empty string."""
    value = field.get_default() if field.has_default() and not callable(field.default) else None
    if _kind(field) == "JSONField":
        value = json.dumps(field.get_default() if field.has_default() else {})
    elif value is None and target == pa.string():
        value = ""
    return _scalar(value, target)


def _scalar(value: Any, target: pa.DataType) -> Any:
    """A default as a value of the column; SQLite keeps booleans as numbers."""
    return pa.scalar(int(value) if isinstance(value, bool) and target == pa.int8() else value, target)


def _moments(column: pa.Array) -> pa.Array:
    """Text as Django writes it: fractions only where there are any, or text comparison in SQLite goes wrong."""
    utc = column.cast(pa.timestamp("us", tz=column.type.tz)).cast(pa.int64()).cast(pa.timestamp("us"))
    whole = pc.floor_temporal(utc, unit="second")
    text = pc.strftime(whole.cast(pa.timestamp("s")), format="%Y-%m-%d %H:%M:%S")
    if not pc.all(pc.equal(utc, whole)).as_py() and len(utc) > utc.null_count:
        text = pc.if_else(pc.equal(utc, whole), text, pc.strftime(utc, format="%Y-%m-%d %H:%M:%S"))
    return text if connection.vendor == "sqlite" else pc.binary_join_element_wise(text, "+00", "")


def _default(field: Field, count: int) -> pa.Array:
    kind, target = _kind(field), _target_type(field)
    if kind == "UUIDField":
        return new_uuids(count, time_ordered=getattr(field.default, "__name__", "") == "time_ordered_uuid")
    if field.default is timezone.now:
        moments = pa.repeat(pa.scalar(timezone.now(), pa.timestamp("us", tz="UTC")), count)
        return _convert(moments, field)
    if field.has_default():
        value = field.get_default()
        if kind == "BooleanField":  # SQLite keeps it as a number
            return pa.repeat(pa.scalar(value, pa.bool_()).cast(target), count)
        return pa.repeat(_scalar(json.dumps(value) if kind == "JSONField" else value, target), count)
    if field.null:
        return pa.nulls(count, target)
    return pa.repeat(pa.scalar("", target), count)


def new_uuids(count: int, *, time_ordered: bool = False) -> pa.Array:
    """``count`` fresh UUIDs as 32 hexadecimal digits: version 4, or version 7 where neighbours should stay together."""
    raw = np.frombuffer(os.urandom(16 * count), dtype=np.uint8).reshape(count, 16).copy()
    if time_ordered:
        # 48 bits of milliseconds, then a counter in place of the first random bits, so that one batch stays in order.
        now = time.time_ns() // 1_000_000
        raw[:, :6] = np.frombuffer(now.to_bytes(6, "big"), dtype=np.uint8)
        counter = np.arange(count, dtype=np.uint32)
        raw[:, 6] = (counter >> 22) & 0x0F
        raw[:, 7] = (counter >> 14) & 0xFF
        raw[:, 8] = (counter >> 8) & 0x3F
        raw[:, 9] = counter & 0xFF
    raw[:, 6] = (raw[:, 6] & 0x0F) | (0x70 if time_ordered else 0x40)
    raw[:, 8] = (raw[:, 8] & 0x3F) | 0x80
    digits = pa.py_buffer(raw.tobytes().hex().encode())
    offsets = pa.py_buffer(np.arange(0, 32 * (count + 1), 32, dtype=np.int32).tobytes())
    return pa.StringArray.from_buffers(count, offsets, digits)


def batches_of(data: pa.Table | pa.RecordBatchReader, rows: int = 50_000) -> Iterator[pa.RecordBatch]:
    """The data in pieces that bound the memory."""
    if isinstance(data, pa.Table):
        yield from data.to_batches(max_chunksize=rows)
        return
    for batch in data:
        for start in range(0, batch.num_rows, rows):
            yield batch.slice(start, rows)
