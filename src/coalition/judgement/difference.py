"""What is different between two moments, from the versions a thing went through, with what caused each difference.

The net difference: what came and went again in between is not told. The cause of a difference is the version that
brought the value which holds at the end, so the last word counts and not who once said something else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

What = Literal["joined", "left", "changed"]


@dataclass(frozen=True, slots=True)
class Version:
    """How a thing stood from ``at`` on. ``values`` None: it was gone. ``by`` and ``reason``: who or what did it."""

    at: datetime
    values: Mapping[str, object] | None
    by: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One difference. ``field`` is empty where the thing as a whole came or went."""

    what: What
    field: str
    before: object
    after: object
    cause: Version


def difference(versions: Sequence[Version], since: datetime, until: datetime, fields: Sequence[str]) -> list[Step]:
    """The differences between how the thing stood at ``since`` and at ``until``.

    ``versions`` are in the order they were made; of two at one moment the later in the list holds.
    """
    known = [version for version in versions if version.at <= until]
    earlier = [version for version in known if version.at <= since]
    before = earlier[-1].values if earlier else None
    after = known[-1].values if known else None
    if before is None and after is None:
        return []
    if after is None:
        return [Step("left", "", None, None, _turn(known, lambda version: version.values is None))]
    if before is None:
        return [Step("joined", "", None, None, _turn(known, lambda version: version.values is not None))]
    return [
        Step("changed", name, before.get(name), after.get(name), _turn(known, _holds(name, after.get(name))))
        for name in fields
        if before.get(name) != after.get(name)
    ]


def steps_between(versions: Sequence[Version], since: datetime, until: datetime, fields: Sequence[str]) -> list[Step]:
    """Every difference on the way from ``since`` to ``until``, oldest first; also what came and went again."""
    found: list[Step] = []
    for place, version in enumerate(versions):
        if since < version.at <= until:
            before = versions[place - 1].values if place else None
            found += _turned(before, version, fields)
    return found


def _turned(before: Mapping[str, object] | None, version: Version, fields: Sequence[str]) -> list[Step]:
    after = version.values
    if before is None or after is None:
        if before is after:
            return []
        return [Step("left" if after is None else "joined", "", None, None, version)]
    return [
        Step("changed", name, before.get(name), after.get(name), version)
        for name in fields
        if before.get(name) != after.get(name)
    ]


def _holds(name: str, value: object) -> Callable[[Version], bool]:
    return lambda version: version.values is not None and version.values.get(name) == value


def _turn(versions: Sequence[Version], holds: Callable[[Version], bool]) -> Version:
    """The first version of the run, at the end, in which something holds without a break."""
    first = len(versions) - 1
    while first > 0 and holds(versions[first - 1]):
        first -= 1
    return versions[first]
