"""Formulas over the columns of one row per stakeholder: plain arithmetic, written once for every engine.

The engines reduce activities to counts; what a count means is worked out here. As SQL the formulas were one text of a
thousand lines, whose planning took longer than the data of a deal, and of which three engines had three opinions.
In here null is not-a-number, and it stays so through every operation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

#: One number a row.
Vector: TypeAlias = Any
Columns: TypeAlias = Mapping[str, Vector]


def numbers(table: pa.Table, names: Sequence[str] | None = None) -> dict[str, Vector]:
    """The columns named, or all of them, as doubles; null as not-a-number."""
    return {name: _doubles(table[name]) for name in names or table.column_names}


def found(values: Vector) -> pa.Array:
    """Back to a column: not-a-number is null."""
    return pa.array(values, mask=np.isnan(values))


def words(codes: Vector, named: Sequence[str]) -> pa.Array:
    """The word at each place of ``named``; below 0 null."""
    return pa.array(named, pa.string()).take(pa.array(codes, mask=codes < 0))


def places(column: pa.ChunkedArray | pa.Array, keys: Sequence[Any] | pa.Array | pa.ChunkedArray) -> Vector:
    """Where each value stands among the keys; -1 where it does not."""
    among = keys if isinstance(keys, (pa.Array, pa.ChunkedArray)) else pa.array(keys, column.type)
    return pc.fill_null(pc.index_in(column, value_set=among), -1).to_numpy()


def looked_up(place: Vector, values: Vector, otherwise: float) -> Vector:
    """The value at each place, and one for all that have no place or no value there."""
    if not len(values):
        return np.full(len(place), otherwise)
    taken = np.where(place < 0, np.nan, np.asarray(values, dtype=float)[place])
    return np.where(np.isnan(taken), otherwise, taken)


def added(columns: Sequence[Vector]) -> Vector:
    """The sum in the order given: a score is made this way from its parts, so that they add up to it exactly."""
    total = columns[0]
    for column in columns[1:]:
        total = total + column
    return total


def either(*values: Vector) -> Vector:
    """Grows with each of the values and never beyond 1: evidence that adds up without counting twice."""
    against: Vector = 1.0
    for value in values:
        against = against * (1.0 - value)
    return 1.0 - against


def ratio(above: Vector, below: Vector) -> Vector:
    """0 where there is nothing below."""
    return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)


def _doubles(column: pa.ChunkedArray) -> Vector:
    return column.cast(pa.float64()).to_numpy()
