"""The five visibility gaps of a deal, 0 (none) .. 100 (wide), each with the records that made it (B6, SCORING 5).

A gap is the sum of the points of its items, and every item can be closed: see ``closing``. Two laws hold over all five:
closing one item never widens any gap, and closing all of them brings all five to 0. That is why the shares below are
built only from things that closing an item can lower.
"""

from __future__ import annotations

from coalition.judgement.coverage import Coverage
from coalition.judgement.frame import Frame
from coalition.judgement.gaps.blind_spots import sentiment_blind_spots
from coalition.judgement.gaps.coaching import no_coaching_loop
from coalition.judgement.gaps.coverage import single_threaded_coverage
from coalition.judgement.gaps.influence import persona_without_influence
from coalition.judgement.gaps.model import Gap
from coalition.judgement.gaps.static import static_records
from coalition.judgement.threads import Threads

__all__ = ["Gap", "five_gaps"]


def five_gaps(frame: Frame, covered: Coverage, woven: Threads) -> tuple[Gap, ...]:
    """The five, always in the same order."""
    return (
        static_records(frame),
        persona_without_influence(frame, covered),
        sentiment_blind_spots(frame),
        single_threaded_coverage(frame, covered, woven),
        no_coaching_loop(frame),
    )
