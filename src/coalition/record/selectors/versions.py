"""Versions of rows as the history keeps them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Q

from coalition.record.models.base import Recorded

R = TypeVar("R", bound=Recorded)


@dataclass(frozen=True, slots=True)
class Version(Generic[R]):
    """What a row held from ``since`` on."""

    model: type[R]
    names: tuple[str, ...]
    row_id: int
    history_id: int
    since: datetime
    deleted: bool
    values: tuple[Any, ...]

    def row(self) -> R:
        return self.model.from_db(None, self.names, self.values)


def versions_until(model: type[R], moment: datetime, which: Q) -> Iterator[Version[R]]:
    """Every version kept by ``moment``, the oldest first; ``which`` filters rows of the history. One query.

    Read as plain values and made into rows when asked: a row has many versions, of which one is looked at.
    """
    names = tuple(field.attname for field in model._meta.concrete_fields)
    # history_id breaks ties: two changes within one clock tick keep the order they were made in.
    rows = model.history.filter(which, history_date__lte=moment).order_by("history_date", "history_id")
    for row_id, history_id, since, kind, *values in rows.values_list(
        "id", "history_id", "history_date", "history_type", *names
    ):
        yield Version(model, names, row_id, history_id, since, kind == "-", tuple(values))


def versions_at_each(model: type[R], moments: Sequence[datetime], which: Q) -> dict[datetime, list[R]]:
    """The version of each row that held at each of these moments, which ascend, by internal id. One query."""
    waiting = deque(versions_until(model, moments[-1], which))
    latest: dict[int, Version[R]] = {}
    made: dict[int, R] = {}  # an object for each version, not for each moment it held at
    found = {}
    for moment in moments:
        while waiting and waiting[0].since <= moment:
            version = waiting.popleft()
            latest[version.row_id] = version
        held = [latest[key] for key in sorted(latest) if not latest[key].deleted]
        for version in held:
            if version.history_id not in made:
                made[version.history_id] = version.row()
        found[moment] = [made[version.history_id] for version in held]
    return found
