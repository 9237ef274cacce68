"""Which days are open for business: weekends and holidays are left out when rates per day are compared.

A calendar is a plain value given to scoring, so that scoring needs no clock and no list of the world's holidays.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from coalition.scoring.expressions import DAY_S


@dataclass(frozen=True)
class Calendar:
    """Open days of the week and days off. ``shift_s`` moves the whole calendar, as the law of shifted times asks."""

    #: Monday first.
    open_weekdays: tuple[bool, ...] = (True, True, True, True, True, False, False)
    #: Local days since 1970-01-01 on which nobody works.
    days_off: frozenset[int] = field(default_factory=frozenset)
    shift_s: int = 0

    def open_days(self, start_s: int, end_s: int, utc_offset_s: int = 0) -> float:
        """Open days between two moments as seen in a zone; part of a day counts as that part."""
        start, end = (moment - self.shift_s + utc_offset_s for moment in (start_s, end_s))
        total = 0
        for day in range(start // DAY_S, -(-end // DAY_S)):
            # 1970-01-01 was a Thursday.
            if self.open_weekdays[(day + 3) % 7] and day not in self.days_off:
                total += min(end, (day + 1) * DAY_S) - max(start, day * DAY_S)
        return total / DAY_S


WEEKDAYS = Calendar()
EVERY_DAY = Calendar(open_weekdays=(True,) * 7)
