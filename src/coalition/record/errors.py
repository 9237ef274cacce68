"""What can go wrong with the record.

    RecordError
    ├── NotFound       there is no such object, or it is not yours: the two are told apart nowhere
    ├── Forbidden      you see it and may not change it
    ├── Invalid        the request contradicts itself or the record; one list of messages per field
    │   ├── CycleRefused   a reporting line would close a circle
    │   └── StageRefused   a stage asks for something that is missing
    └── Conflict       somebody changed the same fields of it since you read it

Each knows its ``code`` (for programs), ``message`` (for people: what happened, to which object, what to do next) and
``fields`` (field name to messages). The API turns them into answers; nothing else needs to know about HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Fields = Mapping[str, Sequence[str]]


class RecordError(Exception):
    """The root of the tree above."""

    code = "error"

    def __init__(self, message: str, fields: Fields | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields: dict[str, list[str]] = {name: list(messages) for name, messages in (fields or {}).items()}


class NotFound(RecordError):
    """No such object for this viewer. Says the kind of object and nothing that depends on whether it exists."""

    code = "not_found"

    def __init__(self, kind: str) -> None:
        super().__init__(f"There is no such {kind}, or it is not shared with you.")


class Forbidden(RecordError):
    """The viewer sees the object and may not do this to it."""

    code = "forbidden"


class Invalid(RecordError):
    """A value that cannot stand. Reports every problem at once."""

    code = "invalid"

    def __init__(self, fields: Fields, message: str = "") -> None:
        first = next((f"{name}: {said[0]}" for name, said in fields.items() if said), "The request is not valid.")
        super().__init__(message or first, fields)


class CycleRefused(Invalid):
    """A solid line that would make somebody their own manager. ``chain`` runs from the report to itself again."""

    code = "cycle"

    def __init__(self, chain: Sequence[str], field: str = "manager_id") -> None:
        self.chain = list(chain)
        circle = " → ".join(self.chain)
        message = f"{self.chain[0]} cannot report to {self.chain[1]}: it would close a circle ({circle})."
        super().__init__({field: [message]}, f"{message} Change one of these reporting lines first.")


class StageRefused(Invalid):
    """A stage that may not be entered yet. ``unmet`` says what is missing, one plain mapping for each condition."""

    code = "gate_closed"

    def __init__(self, message: str, missing: Sequence[str], unmet: Sequence[Mapping[str, Any]]) -> None:
        super().__init__({"stage": list(missing)}, message)
        self.unmet = [dict(each) for each in unmet]


class Conflict(RecordError):
    """The object is no longer at the version the change was made from. ``current`` is the object as it stands."""

    code = "conflict"

    def __init__(self, current: Any, expected: int, yours: Mapping[str, Any]) -> None:
        kind = current._meta.verbose_name
        super().__init__(
            f"This {kind} was changed meanwhile (you read version {expected}, it is at {current.version}). "
            "Look at the current one and send your change again with its version."
        )
        self.current = current
        self.yours = dict(yours)
