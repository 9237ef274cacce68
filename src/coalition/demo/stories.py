"""The planted stories: what is true in the demo company, for the tests that ask whether the product notices.

The manifest stays in memory. It is never loaded, and nothing that scores may read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Each kind, and what a reader of the map should be told. "none": nothing is wrong, and nothing should be raised.
EXPECTED = {
    "champion_gone_quiet": "engagement",
    "cfo_never_met": "coverage_gap",
    "single_threaded": "single_threaded",
    "blocker_rising": "sentiment_shift",
    "new_name_in_cc": "new_name",
    "contact_left": "left",
    "stalled_for_the_rule": "stalled",
    "rosy_view": "divergence",
    "healthy": "none",
}
# How many open deals carry each; the remaining open deals are ordinary, with whatever chance gave them.
PLAN = {
    "champion_gone_quiet": 5,
    "cfo_never_met": 4,
    "single_threaded": 4,
    "blocker_rising": 4,
    "new_name_in_cc": 3,
    "contact_left": 3,
    "stalled_for_the_rule": 3,
    "rosy_view": 4,
    "healthy": 6,
}


@dataclass(frozen=True, slots=True)
class Story:
    """One planted story. ``people`` are external ids of contacts, ``addresses`` mail addresses nobody has claimed."""

    id: str
    kind: str
    opportunity: str
    people: tuple[str, ...]
    addresses: tuple[str, ...]
    since: date
    what: str

    @property
    def expected(self) -> str:
        return EXPECTED[self.kind]
