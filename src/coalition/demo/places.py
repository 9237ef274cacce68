"""Where people work: the city, its time zone, its currency and the days nobody works there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class Place:
    """A city as far as work is concerned. ``cultures`` weighs where the names of its people come from."""

    key: str
    city: str
    country: str
    zone: str
    currency: str
    cultures: dict[str, float]
    fixed: tuple[tuple[int, int], ...] = ()
    easter: tuple[int, ...] = ()
    moving: tuple[Callable[[int], date], ...] = field(default=(), repr=False)

    def holidays(self, year: int) -> set[date]:
        """Public holidays and the days around them on which offices are empty."""
        days = {date(year, month, day) for month, day in self.fixed}
        days |= {easter_sunday(year) + timedelta(days=offset) for offset in self.easter}
        return days | {rule(year) for rule in self.moving}


def easter_sunday(year: int) -> date:
    """The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    l_ = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l_) // 451
    month, day = divmod(h + l_ - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _nth(month: int, weekday: int, nth: int) -> Callable[[int], date]:
    """The nth such weekday of a month; -1 is the last."""

    def rule(year: int) -> date:
        if nth > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)

    return rule


_XMAS = ((1, 1), (12, 24), (12, 25), (12, 26), (12, 31))
_EASTER = (-2, 1)
_NORDIC = {"nordic": 0.66, "english": 0.06, "german": 0.05, "polish": 0.05, "indian": 0.05, "chinese": 0.03}
_MIX = {
    "english": 0.06,
    "german": 0.05,
    "french": 0.04,
    "spanish": 0.04,
    "indian": 0.06,
    "chinese": 0.04,
    "turkish": 0.03,
}
_US = {"english": 0.5, "spanish": 0.12, "indian": 0.1, "chinese": 0.08, "german": 0.05, "irish": 0.05, "korean": 0.05}
_US_DAYS = ((1, 1), (7, 4), (12, 24), (12, 25), (12, 31))
_US_MOVING = (
    _nth(1, 0, 3),
    _nth(5, 0, -1),
    _nth(9, 0, 1),
    _nth(11, 3, 4),
    lambda year: _nth(11, 3, 4)(year) + timedelta(1),
)
_UK_MOVING = (_nth(5, 0, 1), _nth(5, 0, -1), _nth(8, 0, -1))


def _local(culture: str, share: float) -> dict[str, float]:
    return {**_MIX, culture: share}


PLACES: dict[str, Place] = {
    place.key: place
    for place in (
        Place("oslo", "Oslo", "Norway", "Europe/Oslo", "NOK", _NORDIC, (*_XMAS, (5, 1), (5, 17)), (-3, -2, 1, 39, 50)),
        Place(
            "goteborg",
            "Göteborg",
            "Sweden",
            "Europe/Stockholm",
            "SEK",
            _NORDIC,
            (*_XMAS, (1, 6), (5, 1), (6, 6)),
            (-2, 1, 39),
        ),
        Place(
            "aarhus", "Aarhus", "Denmark", "Europe/Copenhagen", "DKK", _NORDIC, (*_XMAS, (6, 5)), (-3, -2, 1, 39, 50)
        ),
        Place(
            "leeds",
            "Leeds",
            "United Kingdom",
            "Europe/London",
            "GBP",
            {**_MIX, "english": 0.6, "irish": 0.06, "west_african": 0.05},
            _XMAS,
            _EASTER,
            _UK_MOVING,
        ),
        Place(
            "london",
            "London",
            "United Kingdom",
            "Europe/London",
            "GBP",
            {**_MIX, "english": 0.5, "west_african": 0.06},
            _XMAS,
            _EASTER,
            _UK_MOVING,
        ),
        Place(
            "cork",
            "Cork",
            "Ireland",
            "Europe/Dublin",
            "EUR",
            {**_MIX, "irish": 0.62},
            (*_XMAS, (3, 17)),
            _EASTER,
            (_nth(6, 0, 1), _nth(8, 0, 1), _nth(10, 0, -1)),
        ),
        Place(
            "rotterdam",
            "Rotterdam",
            "Netherlands",
            "Europe/Amsterdam",
            "EUR",
            _local("dutch", 0.62),
            (*_XMAS, (4, 27)),
            (-2, 1, 39, 50),
        ),
        Place(
            "antwerp",
            "Antwerp",
            "Belgium",
            "Europe/Brussels",
            "EUR",
            {**_MIX, "dutch": 0.4, "french": 0.25},
            (*_XMAS, (5, 1), (7, 21), (11, 11)),
            (1, 39, 50),
        ),
        Place(
            "hamburg",
            "Hamburg",
            "Germany",
            "Europe/Berlin",
            "EUR",
            _local("german", 0.62),
            (*_XMAS, (5, 1), (10, 3), (10, 31)),
            (-2, 1, 39, 50),
        ),
        Place(
            "stuttgart",
            "Stuttgart",
            "Germany",
            "Europe/Berlin",
            "EUR",
            _local("german", 0.6),
            (*_XMAS, (1, 6), (5, 1), (10, 3), (11, 1)),
            (-2, 1, 39, 50),
        ),
        Place(
            "zurich",
            "Zürich",
            "Switzerland",
            "Europe/Zurich",
            "CHF",
            {**_MIX, "german": 0.45, "italian": 0.1, "french": 0.1},
            (*_XMAS, (5, 1), (8, 1)),
            (-2, 1, 39, 50),
        ),
        Place(
            "vienna",
            "Vienna",
            "Austria",
            "Europe/Vienna",
            "EUR",
            {**_MIX, "german": 0.55, "czech": 0.1},
            (*_XMAS, (1, 6), (5, 1), (10, 26), (12, 8)),
            (1, 39, 50),
        ),
        Place(
            "lyon",
            "Lyon",
            "France",
            "Europe/Paris",
            "EUR",
            _local("french", 0.66),
            (*_XMAS, (5, 1), (5, 8), (7, 14), (8, 15), (11, 11)),
            (1, 39, 50),
        ),
        Place(
            "valencia",
            "Valencia",
            "Spain",
            "Europe/Madrid",
            "EUR",
            _local("spanish", 0.68),
            (*_XMAS, (1, 6), (5, 1), (8, 15), (10, 12), (12, 8)),
            (-2, 1),
        ),
        Place(
            "porto",
            "Porto",
            "Portugal",
            "Europe/Lisbon",
            "EUR",
            _local("portuguese", 0.66),
            (*_XMAS, (4, 25), (5, 1), (6, 10), (8, 15)),
            (-2,),
        ),
        Place(
            "turin",
            "Turin",
            "Italy",
            "Europe/Rome",
            "EUR",
            _local("italian", 0.7),
            (*_XMAS, (1, 6), (4, 25), (5, 1), (6, 2), (8, 14), (8, 15)),
            (1,),
        ),
        Place(
            "gdansk",
            "Gdańsk",
            "Poland",
            "Europe/Warsaw",
            "PLN",
            _local("polish", 0.72),
            (*_XMAS, (1, 6), (5, 1), (5, 3), (8, 15), (11, 11)),
            (1, 60),
        ),
        Place(
            "brno",
            "Brno",
            "Czechia",
            "Europe/Prague",
            "CZK",
            _local("czech", 0.7),
            (*_XMAS, (5, 1), (5, 8), (7, 5), (10, 28)),
            _EASTER,
        ),
        Place("boston", "Boston", "United States", "America/New_York", "USD", _US, _US_DAYS, (), _US_MOVING),
        Place("columbus", "Columbus", "United States", "America/New_York", "USD", _US, _US_DAYS, (), _US_MOVING),
        Place(
            "chicago",
            "Chicago",
            "United States",
            "America/Chicago",
            "USD",
            {**_US, "polish": 0.08},
            _US_DAYS,
            (),
            _US_MOVING,
        ),
        Place("denver", "Denver", "United States", "America/Denver", "USD", _US, _US_DAYS, (), _US_MOVING),
        Place("portland", "Portland", "United States", "America/Los_Angeles", "USD", _US, _US_DAYS, (), _US_MOVING),
        Place(
            "toronto",
            "Toronto",
            "Canada",
            "America/Toronto",
            "CAD",
            {**_US, "french": 0.1, "english": 0.4},
            ((1, 1), (7, 1), (12, 25), (12, 26)),
            (-2,),
            (_nth(9, 0, 1), _nth(10, 0, 2)),
        ),
        Place(
            "osaka",
            "Osaka",
            "Japan",
            "Asia/Tokyo",
            "JPY",
            {"japanese": 0.92, "english": 0.04, "korean": 0.04},
            ((1, 1), (1, 2), (1, 3), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11), (11, 3), (11, 23), (12, 31)),
            (),
        ),
        Place(
            "singapore",
            "Singapore",
            "Singapore",
            "Asia/Singapore",
            "SGD",
            {"chinese": 0.55, "indian": 0.2, "english": 0.12, "korean": 0.05},
            ((1, 1), (5, 1), (8, 9), (12, 25)),
            (-2,),
        ),
        Place(
            "melbourne",
            "Melbourne",
            "Australia",
            "Australia/Melbourne",
            "AUD",
            {**_MIX, "english": 0.55, "italian": 0.08},
            ((1, 1), (1, 26), (4, 25), (12, 25), (12, 26)),
            (-2, 1),
            (_nth(11, 1, 1),),
        ),
        Place(
            "pune",
            "Pune",
            "India",
            "Asia/Kolkata",
            "INR",
            {"indian": 0.96, "english": 0.04},
            ((1, 1), (1, 26), (8, 15), (10, 2), (12, 25)),
            (),
        ),
    )
}
