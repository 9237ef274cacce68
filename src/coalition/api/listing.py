"""Lists: search, sort and page, on the server, in two queries."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from functools import reduce
from typing import TypeVar

from django.db.models import F, Model, OrderBy, Q, QuerySet

from coalition.api.schema import ListQuery

M = TypeVar("M", bound=Model)
_WORDS = 6


def searched(rows: QuerySet[M], search: str, columns: Sequence[str]) -> QuerySet[M]:
    """Rows in which every word of the search occurs in one of the columns."""
    for word in search.split()[:_WORDS]:
        rows = rows.filter(reduce(operator.or_, (Q(**{f"{column}__icontains": word}) for column in columns)))
    return rows


def page_of(
    rows: QuerySet[M], query: ListQuery, order: Sequence[str], *, nulls_first: bool = False
) -> tuple[list[M], int]:
    """One page and the number of all rows. What is not known sorts last; ties by age, so pages never overlap."""
    total = rows.order_by().count()
    ordered = rows.order_by(*(_by(column, nulls_first) for column in order), "id")
    return list(ordered[query.offset : query.offset + query.limit]), total


def _by(column: str, nulls_first: bool) -> OrderBy:
    if nulls_first:
        return F(column).asc(nulls_first=True)
    if column.startswith("-"):
        return F(column[1:]).desc(nulls_last=True)
    return F(column).asc(nulls_last=True)


def sorted_by(sort: str, columns: dict[str, str]) -> list[str]:
    """The column behind a public sort key, with its direction."""
    descending = sort.startswith("-")
    column = columns[sort.removeprefix("-")]
    return [f"-{column}" if descending else column]
