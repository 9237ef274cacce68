"""When somebody's digest is due, in their own time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: In the morning of the reader's day.
HOUR = 7
WEEK = timedelta(days=7)
#: Two days late is still news, after a weekend without a server; later, the next one tells it.
LATE = timedelta(hours=48)


def zone_of(name: str) -> ZoneInfo:
    """A reader's zone; UTC where what is written down is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def due_moment(now: datetime, zone: ZoneInfo, weekday: int) -> datetime:
    """The last time the hour of this weekday came round, in UTC."""
    local = now.astimezone(zone)
    day = local.date() - timedelta(days=(local.weekday() - weekday) % 7)
    moment = _at(day, zone)
    return moment if moment <= now else _at(day - WEEK, zone)


def since_of(due: datetime, zone: ZoneInfo) -> datetime:
    """Where the week began that a digest tells of: the same hour by the reader's clock, whatever clocks did."""
    return _at(due.astimezone(zone).date() - WEEK, zone)


def _at(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(HOUR), zone).astimezone(UTC)
