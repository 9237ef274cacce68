"""Guesses who reports to whom from who writes to whom: a proposal for a line on the map, never a line by itself.

A manager is somebody a person exchanges much mail with, who stands higher in the network than they do, and who is seen
with the same people.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coalition.scoring.codes import Kind, Role

#: Guesses kept for each person.
KEPT = 10
#: How much a step in standing counts against a doubling of the mail exchanged.
RISE = 4.0
#: How sharply the shares of the candidates' weights turn into confidence.
SHARPNESS = 2.0


def guesses(touches: pa.Table, standing: pa.Table) -> dict[int, list[tuple[int, float]]]:
    """For each contact the likeliest managers, best first, each with a confidence; ``standing`` is influence."""
    height = dict(zip(standing["contact_id"].to_pylist(), standing["influence_score"].to_pylist(), strict=True))
    exchanged = _exchanged(touches)
    top, bottom = max(height.values(), default=1.0), min(height.values(), default=0.0)
    spread = max(top - bottom, 1e-9)
    found = {}
    for person, others in exchanged.items():
        if person not in height:
            continue
        mine = set(others)
        weights = {}
        for other, mail in others.items():
            if other not in height:
                continue
            rise = (height[other] - height[person]) / spread
            shared = len(mine & set(exchanged[other])) / max(len(mine), 1)
            weights[other] = np.log1p(mail) * np.exp(np.clip(RISE * rise, -RISE, RISE)) * (0.5 + shared)
        ranked = sorted(weights, key=lambda other: (-weights[other], other))[:KEPT]
        total = sum(weight**SHARPNESS for weight in weights.values())
        found[person] = [(other, float(weights[other] ** SHARPNESS / total)) for other in ranked]
    return found


def _exchanged(touches: pa.Table) -> dict[int, dict[int, float]]:
    """Mail between each two of theirs, either way, each mail shared by its recipients."""
    mails = touches.filter(pc.equal(touches["kind"], Kind.EMAIL))
    sender: dict[int, int] = {}
    to: list[tuple[int, int, int]] = []
    columns = (mails[name].to_pylist() for name in ("activity_id", "contact_id", "role", "recipients"))
    for activity, contact, role, recipients in zip(*columns, strict=True):
        if role == Role.FROM:
            sender[activity] = contact
        else:
            to.append((activity, contact, recipients))
    found: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for activity, contact, recipients in to:
        author = sender.get(activity)
        if author is not None and author != contact:
            found[author][contact] += 1.0 / recipients
            found[contact][author] += 1.0 / recipients
    return {person: dict(others) for person, others in found.items()}
