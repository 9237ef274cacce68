"""Times as files have them: ISO with or without a zone, or seconds, milliseconds or microseconds since 1970."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from coalition.scoring.evaluation.reading import FileProblem

_NUMBER = re.compile(r"-?\d{9,19}(\.\d+)?")
#: From here on a number is too large for seconds, and for milliseconds.
_MILLISECONDS, _MICROSECONDS = 1e11, 1e14
_FORMATS = ("%Y-%m", "%Y/%m/%d", "%Y", "%d.%m.%Y", "%d %b %Y", "%b %Y")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def epoch(text: str) -> int | None:
    """Whole seconds since 1970, without a zone in UTC; None where it is no time."""
    if _NUMBER.fullmatch(text):
        value = float(text)
        scale = 1e6 if abs(value) >= _MICROSECONDS else 1e3 if abs(value) >= _MILLISECONDS else 1.0
        return int(value // scale)
    for end in (" UTC", " GMT"):
        text = text.removesuffix(end)
    try:
        at = datetime.fromisoformat(text)
        return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() // 1)
    except (ValueError, OverflowError):
        return None


def moment(text: str, path: Path, number: int, column: str = "") -> int:
    """The same, where a value that is no time is refused."""
    found = epoch(text)
    if found is None:
        where = f" (column {column})" if column else ""
        raise FileProblem(
            f"{path.name} row {number}: {text!r} is not an ISO date such as 2025-03-31T09:00:00Z, nor a number of"
            f" seconds or milliseconds since 1970{where}."
        )
    return found


def moments(texts: Sequence[str], path: Path, numbers: Sequence[int], column: str) -> list[int]:
    """A whole column, in which dates may also be written the way systems show them: 31.03.2025, 2025/03, 3/31/2025."""
    slashed = [_SLASHED.fullmatch(text) for text in texts]
    day_first = any(found and int(found[1]) > 12 for found in slashed)
    month_first = any(found and int(found[2]) > 12 for found in slashed)
    if any(slashed) and day_first == month_first:
        raise FileProblem(
            f"{path.name}: column {column} has dates such as {next(filter(None, slashed))[0]!r}, of which nothing tells"
            " day from month; write them as 2025-03-31."
        )
    formats = (*_FORMATS, "%d/%m/%Y" if day_first else "%m/%d/%Y")
    return [_shown(text, formats, path, number, column) for text, number in zip(texts, numbers, strict=True)]


def _shown(text: str, formats: tuple[str, ...], path: Path, number: int, column: str) -> int:
    if (found := epoch(text)) is not None:
        return found
    for form in formats:
        try:
            return int(datetime.strptime(text, form).replace(tzinfo=UTC).timestamp())
        except ValueError:
            continue
    return moment(text, path, number, column)
