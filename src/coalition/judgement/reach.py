"""Reach: the strongest chain of introductions from any of ours to one of theirs."""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass

from coalition.judgement.frame import Frame
from coalition.judgement.snapshot import DealSnapshot

# How likely a line carries an introduction, by its strength; not assessed lies between low and medium.
CARRIES = {1: 0.3, 2: 0.5, 3: 0.8, None: 0.4}


@dataclass(frozen=True, slots=True)
class Chain:
    """``strength`` 0..1 is the product of its ties; ``contact_ids`` ends with the person reached."""

    user_id: str
    contact_ids: tuple[str, ...]
    strength: float

    def link(self, snapshot: DealSnapshot, place: int) -> float:
        """How well the line into the person at this place carries an introduction; of the first, see the ties."""
        pair = {self.contact_ids[place - 1], self.contact_ids[place]}
        lines = [each for each in snapshot.lines if {each.from_id, each.to_id} == pair and each.kind != "conflict"]
        return max((CARRIES.get(each.strength, CARRIES[None]) for each in lines), default=0.0)


def chains(frame: Frame) -> dict[str, Chain]:
    """The strongest chain to every person who can be reached; a conflict of views introduces nobody."""
    neighbours: dict[str, dict[str, float]] = defaultdict(dict)
    for line in frame.snapshot.lines:
        if line.kind == "conflict" or line.from_id not in frame.by_contact or line.to_id not in frame.by_contact:
            continue
        carries = CARRIES.get(line.strength, CARRIES[None])
        for one, other in ((line.from_id, line.to_id), (line.to_id, line.from_id)):
            neighbours[one][other] = max(carries, neighbours[one].get(other, 0.0))
    return _strongest(frame, neighbours)


def _strongest(frame: Frame, neighbours: dict[str, dict[str, float]]) -> dict[str, Chain]:
    """Dijkstra on products: every factor is at most 1, so a longer chain is never stronger than its beginning."""
    waiting: list[tuple[float, tuple[str, ...], str]] = [
        (-min(1.0, tie.strength), (tie.contact_id,), tie.user_id)
        for tie in frame.snapshot.ties
        if tie.strength > 0 and tie.contact_id in frame.by_contact
    ]
    heapq.heapify(waiting)
    found: dict[str, Chain] = {}
    while waiting:
        strength, path, user_id = heapq.heappop(waiting)
        if path[-1] in found:
            continue
        found[path[-1]] = Chain(user_id, path, -strength)
        for key, carries in neighbours[path[-1]].items():
            if key not in found:
                heapq.heappush(waiting, (strength * carries, (*path, key), user_id))
    return found
