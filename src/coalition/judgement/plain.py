"""Judgements and settings as plain JSON values, and settings back again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from coalition.judgement.settings import NAMES, RETIRED, JudgementSettings, SettingsError

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


def plain(value: object) -> Plain:
    """Dataclasses become objects, moments ISO text, sequences lists. Raises TypeError for what JSON cannot hold."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(inner) for inner in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(type(value))}
    raise TypeError(f"{type(value).__name__} has no plain form; give judgement only dataclasses, text and numbers.")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def settings_from(given: Mapping[str, Any]) -> JudgementSettings:
    """Settings from their plain form; what is not given keeps its default. Raises SettingsError with every problem."""
    kept = {name: value for name, value in given.items() if name not in RETIRED}
    unknown = [f"{name} is not a setting" for name in kept if name not in NAMES]
    if unknown:
        raise SettingsError(unknown)
    try:
        return _reader().validate_python(kept)
    except ValidationError as error:
        raise SettingsError([problem for found in error.errors() for problem in _problems(found)]) from error


@cache
def _reader() -> TypeAdapter[JudgementSettings]:
    return TypeAdapter(JudgementSettings)


def _problems(found: Any) -> list[str]:
    cause = found.get("ctx", {}).get("error")
    if isinstance(cause, SettingsError):
        return list(cause.problems)
    return [f"{'.'.join(str(part) for part in found['loc'])}: {found['msg']}"]
