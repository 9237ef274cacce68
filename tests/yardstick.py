"""How fast this machine is just now, so that a bound on time means the same on every machine.

Processor time alone does not: a slower processor, or one whose other half is busy, takes half as long again for the
same work. So a bound is told in seconds of the machine it was set on, and what is measured is brought to that machine's
speed by a piece of plain Python that is run right before and right after.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

#: Processor seconds the piece takes on the machine the bounds were set on.
_REFERENCE = 0.11


@dataclass(slots=True)
class Measured:
    """Processor ``seconds`` of what ran inside ``measured``, as they would be on the machine of the bounds."""

    seconds: float = 0.0


@contextmanager
def measured() -> Iterator[Measured]:
    """Measure what runs inside. What other tests have left behind is kept out of the collector meanwhile: going through
    all of that once takes a second."""
    result = Measured()
    gc.collect()
    gc.freeze()
    before = _piece()
    started = time.process_time()
    yield result
    taken = time.process_time() - started
    result.seconds = taken * 2 * _REFERENCE / (before + _piece())
    gc.unfreeze()


def _piece() -> float:
    started = time.process_time()
    for _ in range(4):
        rows = [{"key": f"k{n}", "value": n * n % 97, "text": str(n) * 3} for n in range(20_000)]
        grouped: dict[int, list[str]] = {}
        for row in json.loads(json.dumps(rows)):
            grouped.setdefault(row["value"], []).append(row["key"])
        sorted(grouped.items(), key=lambda pair: len(pair[1]))
    return time.process_time() - started
