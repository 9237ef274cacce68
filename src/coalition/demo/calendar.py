"""Working time, in whole seconds: local hours, weekends, holidays and people's own days away."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coalition.demo.places import PLACES, Place

DAY = 86_400
MORNING, EVENING = 8 * 60 + 15, 18 * 60  # the working day, in minutes after local midnight
LONGEST_WAIT = 30 * (EVENING - MORNING)  # nobody answers after six weeks
_EPOCH = date(1970, 1, 1).toordinal()


def day_of(when: date) -> int:
    """Days since 1970, the coin all of the simulation counts in."""
    return when.toordinal() - _EPOCH


def date_of(day: int) -> date:
    return date.fromordinal(day + _EPOCH)


class WorkCalendar:
    """The working time of one place over the days of the simulation.

    Offsets from UTC are looked up once a day, at noon: clocks change on a Sunday night, when nobody here is at work.
    """

    def __init__(self, place: Place, first: int, last: int) -> None:
        self.place = place
        self._first = first
        zone = ZoneInfo(place.zone)
        free = set().union(*(place.holidays(year) for year in range(date_of(first).year, date_of(last).year + 1)))
        self._offsets: list[int] = []
        self._works: list[bool] = []
        for day in range(first, last + 1):
            when = date_of(day)
            shift = datetime.combine(when, time(12), zone).utcoffset() or timedelta(0)
            self._offsets.append(int(shift.total_seconds()))
            self._works.append(when.weekday() < 5 and when not in free)

    def works(self, day: int) -> bool:
        return self._works[day - self._first]

    def local(self, second: int) -> tuple[int, int]:
        """The local day and the minute of that day."""
        day, rest = divmod(second + self._offsets[second // DAY - self._first], DAY)
        return day, rest // 60

    def second(self, day: int, minute: int) -> int:
        """Seconds since 1970 (UTC) of a local wall-clock minute."""
        return day * DAY + minute * 60 - self._offsets[day - self._first]


def calendars(first: int, last: int) -> dict[str, WorkCalendar]:
    """One calendar a place; the margin lets a search for the next working day run over the edge."""
    return {key: WorkCalendar(place, first - 40, last + 150) for key, place in PLACES.items()}


class Presence:
    """When one person works: their place's calendar without their own days away."""

    __slots__ = ("away", "calendar")

    def __init__(self, calendar: WorkCalendar, away: tuple[tuple[int, int], ...] = ()) -> None:
        self.calendar = calendar
        self.away = away

    def away_on(self, day: int) -> bool:
        return any(start <= day <= end for start, end in self.away)

    def works(self, day: int) -> bool:
        return self.calendar.works(day) and not self.away_on(day)

    def next_day(self, day: int) -> int:
        """This day, or the next on which the person works."""
        while not self.works(day):
            day += 1
        return day

    def after(self, second: int, minutes: float) -> int:
        """The moment that many working minutes later."""
        day, minute = self.calendar.local(second)
        worked = self.next_day(day)
        start = min(max(minute, MORNING), EVENING) if worked == day else MORNING
        left = min(minutes, LONGEST_WAIT)
        while start + left >= EVENING:
            left -= EVENING - start
            worked, start = self.next_day(worked + 1), MORNING
        return self.calendar.second(worked, int(start + left)) + int(left * 60) % 60


def midnight(when: date) -> int:
    return int(datetime.combine(when, time(0), UTC).timestamp())


def moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)
