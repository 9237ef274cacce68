"""Which fields may foretell an outcome: what is only final at the close is refused and named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

#: Words in a field's name that say it is filled in when a deal ends.
_AT_THE_CLOSE = re.compile(
    r"(^|[_\W])(close|closed|closing|actual|final|won|lost|loss|win|outcome|result|signed|reason|invoiced?"
    r"|probability|forecast|stage|status)([_\W]|$)",
    re.IGNORECASE,
)
_EXPECTED = re.compile(r"expected|planned|estimated|target|first|initial", re.IGNORECASE)
#: Who of ours sells. It may carry weight, and it is never given as a reason: no seller is marked by a forecast.
_OURS = re.compile(
    r"seller|sales_?(agent|rep|person|man|owner)|^owner$|^rep$|^agent$|account_?(executive|manager)", re.I
)
#: A field that ranks the outcomes this well by itself was written by the outcome.
GIVES_AWAY = 0.98
_LEAST_ROWS = 20


@dataclass(frozen=True)
class Fields:
    """The fields in use, and why the others are not."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    refused: dict[str, str]
    left_out: dict[str, str]

    @property
    def used(self) -> tuple[str, ...]:
        return (*self.words, *self.numbers)


def sort_out(rows: Sequence[Mapping[str, str]], won: Any) -> Fields:
    """Look at each field of past deals. ``won`` is one truth value a row."""
    words, numbers, refused, left_out = [], [], {}, {}
    for name in rows[0] if rows else ():
        values = [row[name] for row in rows]
        if _AT_THE_CLOSE.search(name) and not _EXPECTED.search(name):
            refused[name] = "its name says that it is final only at the close"
        elif (telling := gives_away(values, won)) >= GIVES_AWAY:
            refused[name] = f"it tells the outcome by itself (AUC {telling:.2f}), so it is written at the close"
        elif _all(values, _is_date):
            left_out[name] = "a date; give it as the time to split by"
        elif _all(values, _is_number) and len(set(values)) > 10:
            numbers.append(name)
        elif len(set(values)) > max(len(values) / 2, 10):
            left_out[name] = "nearly every deal has a value of its own"
        elif len(set(values)) < 2:
            left_out[name] = "every deal has the same value"
        else:
            words.append(name)
    return Fields(tuple(words), tuple(numbers), refused, left_out)


def names_ours(field: str) -> bool:
    return bool(_OURS.search(field))


def gives_away(values: Sequence[str], won: Any) -> float:
    """How well the best plain reading of one field ranks the outcomes: empty or not, zero or not, or its size."""
    filled = np.array([value != "" for value in values], dtype=float)
    readings = [filled]
    if _all(values, _is_number):
        size = np.array([float(value) if value else 0.0 for value in values])
        readings += [size, (size != 0).astype(float)]
    else:
        readings += [np.array([value == each for value in values], dtype=float) for each in _frequent(values)]
    ranked = [_auc(reading, won) for reading in readings]
    return max(max(value, 1 - value) for value in ranked)


def _frequent(values: Sequence[str]) -> list[str]:
    distinct = sorted(set(values))
    return [each for each in distinct if values.count(each) >= _LEAST_ROWS] if len(distinct) <= 50 else []


def _auc(scores: Any, won: Any) -> float:
    _, place = np.unique(scores, return_inverse=True)
    lost = np.bincount(place, weights=~won)
    gained = np.bincount(place, weights=won)
    below = np.cumsum(lost) - lost
    pairs = lost.sum() * gained.sum()
    return float((gained * (below + 0.5 * lost)).sum() / pairs) if pairs else 0.5


def _all(values: Sequence[str], check: Any) -> bool:
    filled = [value for value in values if value]
    return bool(filled) and all(check(value) for value in filled)


def _is_number(text: str) -> bool:
    try:
        return bool(np.isfinite(float(text)))
    except ValueError:
        return False


def _is_date(text: str) -> bool:
    if len(text) < 8:
        return False
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True
