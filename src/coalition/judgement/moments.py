"""Moments as people name them: "friday", "last-week", "10-days", a date, an ISO time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: When the deal entered its present stage: only a deal can say it, so whoever asks of a deal looks for this word first.
STAGE_ENTRY = "stage-entry"
NAMED = ("now", "today", "yesterday", *WEEKDAYS, "this-week", "last-week", "this-month", "last-month", "10-days")
_AGO = re.compile(r"^([0-9]{1,4})-(hours?|days?|weeks?|months?)$")
_EARLIEST, _LATEST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)


def moment_named(text: str, now: datetime, zone: tzinfo, *, end: bool = False) -> datetime:
    """The moment a text names, in UTC. A day is its start in ``zone``, or with ``end`` its end.

    A weekday is the last one before today: on a Friday, "friday" is a week ago. Raises ValueError with a sentence.
    """
    word = text.strip().lower()
    if word == "now":
        return now.astimezone(UTC)
    today = now.astimezone(zone).date()
    day = _day(word, today)
    if day is not None:
        found = datetime.combine(day + timedelta(days=1) if end else day, time(), zone)
        return _within(found, text)
    if ago := _AGO.match(word):
        return _within(now - _span(int(ago[1]), ago[2].removesuffix("s")), text)
    try:
        exact = datetime.fromisoformat(text.strip())
    except ValueError as error:
        known = ", ".join(NAMED)
        raise ValueError(
            f"“{text}” is no moment. Give a date (2026-06-05), a time (2026-06-05T14:00+02:00), or one of: {known}."
        ) from error
    return _within(exact if exact.tzinfo else exact.replace(tzinfo=zone), text)


def _day(word: str, today: date) -> date | None:
    """The day a word or a plain date names."""
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    days = {
        "today": today,
        "yesterday": today - timedelta(days=1),
        "this-week": monday,
        "last-week": monday - timedelta(days=7),
        "this-month": first,
        "last-month": (first - timedelta(days=1)).replace(day=1),
    }
    if word in days:
        return days[word]
    if word in WEEKDAYS:
        return today - timedelta(days=(today.weekday() - WEEKDAYS.index(word) - 1) % 7 + 1)
    try:
        return date.fromisoformat(word) if len(word) == 10 else None
    except ValueError:
        return None


def _span(count: int, unit: str) -> timedelta:
    return {
        "hour": timedelta(hours=count),
        "day": timedelta(days=count),
        "week": timedelta(weeks=count),
        "month": timedelta(days=30 * count),
    }[unit]


def _within(moment: datetime, text: str) -> datetime:
    if not _EARLIEST <= moment < _LATEST:
        raise ValueError(f"“{text}” lies too far away; give a time between 1970 and 2199.")
    return moment.astimezone(UTC)
