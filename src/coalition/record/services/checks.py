"""What several services check before they write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from coalition.record.errors import Invalid

# Written by the product alone, whoever asks.
_KEPT = frozenset({"id", "uuid", "version", "updated_at", "recorded_at"})


def cleaned(model: type[Model], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The same fields, after checking that the model has them and that their choices exist.

    An unknown field is a mistake in the calling code and a TypeError; a wrong value is the user's and Invalid.
    """
    wrong: dict[str, list[str]] = {}
    for name, value in fields.items():
        if name in _KEPT:
            raise TypeError(f"{model.__name__}.{name} is kept by the record and set by nobody")
        field = model._meta.get_field(name)
        choices = [key for key, _ in getattr(field, "choices", None) or ()]
        if choices and value not in ("", None) and value not in choices:
            wrong[name] = [f"“{value}” is not one of: {', '.join(map(str, choices))}."]
    if wrong:
        raise Invalid(wrong)
    return dict(fields)


def require(**texts: str) -> None:
    """Refuse empty texts, all at once."""
    empty = {name: ["Say something here; it may not be empty."] for name, text in texts.items() if not text.strip()}
    if empty:
        raise Invalid(empty)


def refuse_in_use(what: str, advice: str, **counts: int) -> None:
    """Refuse to delete something others hang on, naming how many of each."""
    held = [f"{count} {name if count != 1 else _one(name)}" for name, count in counts.items() if count]
    if held:
        raise Invalid({}, f"The {what} cannot be deleted: it still has {_and(held)}. {advice}")


def _one(plural: str) -> str:
    return f"{plural.removesuffix('ies')}y" if plural.endswith("ies") else plural.removesuffix("s")


def _and(words: Iterable[str]) -> str:
    *first, last = list(words)
    return f"{', '.join(first)} and {last}" if first else last
