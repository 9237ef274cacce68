"""Guesses who reports to whom from who writes to whom: a proposal for a line on the map, never a line by itself.

A manager is somebody a person exchanges much mail with or is addressed together with, who stands higher in the network
than they do, and who writes with the same people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import permutations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coalition.scoring.codes import Kind, Role

#: Guesses kept for each person.
KEPT = 10
#: How much a step in standing counts against a doubling of the mail exchanged.
RISE = 4.0
#: What being addressed together counts against writing to each other. Found on one firm's mail, quarter by quarter.
TOGETHER = 0.5
#: A mail to more than these is an announcement: it ties nobody.
LARGEST_GROUP = 10
#: Exchanges of a person at which a guess is half as sure as its share: one mail makes nobody a manager.
HALF_SURE = 5.0
#: How sharply the shares of the candidates' weights turn into confidence.
SHARPNESS = 2.0


def guesses(touches: pa.Table, standing: pa.Table) -> dict[int, list[tuple[int, float]]]:
    """For each contact the likeliest managers, best first, each with a confidence; ``standing`` is influence."""
    height = dict(zip(standing["contact_id"].to_pylist(), standing["influence_score"].to_pylist(), strict=True))
    exchanged, together = _exchanged(touches)
    top, bottom = max(height.values(), default=1.0), min(height.values(), default=0.0)
    spread = max(top - bottom, 1e-9)
    found = {}
    for person, others in exchanged.items():
        if person not in height:
            continue
        mine = set(others)
        beside = together.get(person, {})
        weights = {}
        for other in sorted(mine | set(beside)):
            if other not in height:
                continue
            rise = (height[other] - height[person]) / spread
            shared = len(mine & set(exchanged.get(other, ()))) / max(len(mine), 1)
            met = others.get(other, 0.0) + TOGETHER * beside.get(other, 0.0)
            weights[other] = np.log1p(met) * np.exp(np.clip(RISE * rise, -RISE, RISE)) * (0.5 + shared)
        ranked = sorted(weights, key=lambda other: (-weights[other], other))[:KEPT]
        total = sum(weight**SHARPNESS for weight in weights.values())
        seen = sum(others.values())
        sure = seen / (seen + HALF_SURE)
        found[person] = [(other, float(sure * weights[other] ** SHARPNESS / total)) for other in ranked]
    return found


_Ties = dict[int, dict[int, float]]


def _exchanged(touches: pa.Table) -> tuple[_Ties, _Ties]:
    """Mail between each two of theirs, either way, each mail shared by its recipients; and how they are addressed
    together, each mail to n tying each two of them with 1 / (n - 1)."""
    mails = touches.filter(pc.equal(touches["kind"], Kind.EMAIL))
    sender: dict[int, int] = {}
    to: list[tuple[int, int, int]] = []
    columns = (mails[name].to_pylist() for name in ("activity_id", "contact_id", "role", "recipients"))
    for activity, contact, role, recipients in zip(*columns, strict=True):
        if role == Role.FROM:
            sender[activity] = contact
        else:
            to.append((activity, contact, recipients))
    found: _Ties = defaultdict(lambda: defaultdict(float))
    addressed: dict[int, list[int]] = defaultdict(list)
    for activity, contact, recipients in to:
        addressed[activity].append(contact)
        author = sender.get(activity)
        if author is not None and author != contact:
            found[author][contact] += 1.0 / recipients
            found[contact][author] += 1.0 / recipients
    return {person: dict(others) for person, others in found.items()}, _together(addressed.values())


def _together(groups: Iterable[Sequence[int]]) -> _Ties:
    found: _Ties = defaultdict(lambda: defaultdict(float))
    for group in groups:
        if 2 <= len(group) <= LARGEST_GROUP:
            for one, other in permutations(group, 2):
                found[one][other] += 1.0 / (len(group) - 1)
    return {person: dict(others) for person, others in found.items()}
