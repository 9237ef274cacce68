"""Which personas may be given to somebody, or to an empty seat."""

from __future__ import annotations

from collections.abc import Sequence

from coalition.record.errors import Invalid
from coalition.record.models import Persona


def wrong_personas(keys: Sequence[str]) -> dict[str, list[str]]:
    """What is wrong with them, by field: unknown, or named twice."""
    if not keys:
        return {}
    known = list(Persona.objects.filter(is_active=True).values_list("key", flat=True))
    unknown = [key for key in keys if key not in known]
    if unknown:
        return {"personas": [f"“{key}” is not one of: {', '.join(known)}." for key in unknown]}
    if len(set(keys)) != len(keys):
        return {"personas": ["Name each persona once, the main one first."]}
    return {}


def check_personas(keys: Sequence[str]) -> None:
    """Refuse unknown personas, and one named twice."""
    if wrong := wrong_personas(keys):
        raise Invalid(wrong)
