"""The record as it grew: every row is what its edits, in order of time, have made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

KINDS = ("account", "contact", "opportunity", "stakeholder", "line", "insight")


@dataclass(frozen=True, slots=True)
class Edit:
    """Somebody changed something at a moment, for a reason. ``sign`` is the history's: + made, ~ changed, - removed."""

    at: int
    by: int | None
    reason: str
    sign: str
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """The whole row as one edit left it."""

    key: str
    number: int
    edit: Edit
    first_at: int
    state: dict[str, Any]


class Ledger:
    """Edits by kind and key. They may be written in any order; time sorts them."""

    def __init__(self) -> None:
        self._edits: dict[str, dict[str, list[Edit]]] = {kind: {} for kind in KINDS}

    def make(self, kind: str, key: str, at: int, by: int | None, reason: str = "", /, **state: Any) -> None:
        if key in self._edits[kind]:
            raise ValueError(f"{kind} {key} is made twice")
        self._edits[kind][key] = [Edit(at, by, reason, "+", state)]

    def change(self, kind: str, key: str, at: int, by: int | None, reason: str = "", /, **changes: Any) -> None:
        self._edits[kind][key].append(Edit(at, by, reason, "~", changes))

    def remove(self, kind: str, key: str, at: int, by: int | None, reason: str = "") -> None:
        self._edits[kind][key].append(Edit(at, by, reason, "-", {}))

    def keys(self, kind: str) -> list[str]:
        return list(self._edits[kind])

    def versions(self, kind: str) -> Iterator[Version]:
        """Every version of every row, row by row and in order of time."""
        for key, edits in self._edits[kind].items():
            made, *later = edits
            state: dict[str, Any] = {}
            for number, edit in enumerate([made, *sorted(later, key=lambda edit: edit.at)], start=1):
                if edit.at < made.at:
                    raise ValueError(f"{kind} {key} is changed before it is made")
                state = {**state, **edit.changes}
                yield Version(key, number, edit, made.at, state)

    def current(self, kind: str) -> Iterator[Version]:
        """The last version of every row that was not removed."""
        last: Version | None = None
        for version in self.versions(kind):
            if last is not None and last.key != version.key and last.edit.sign != "-":
                yield last
            last = version
        if last is not None and last.edit.sign != "-":
            yield last
