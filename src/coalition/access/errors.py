"""What can go wrong with our own people.

    AccessError
    ├── NotAllowed   it takes another role
    └── NotValid     a value that cannot stand; one list of messages per field

Each knows its ``code``, ``message`` and ``fields``, as the errors of the record do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class AccessError(Exception):
    """The root of the tree above."""

    code = "error"

    def __init__(self, message: str, fields: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = {name: list(said) for name, said in (fields or {}).items()}


class NotAllowed(AccessError):
    code = "forbidden"


class NotValid(AccessError):
    code = "invalid"

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        first = next((f"{name}: {said[0]}" for name, said in fields.items()), "The request is not valid.")
        super().__init__(first, fields)
