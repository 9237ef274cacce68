"""Bytes and seconds of each export, for the people of one buying group and of a whole account.

``python -m bench.exports [--people 17 300]`` measures the painting of a map whose rows are known, layout included; the
queries are those of the map. Best of three, and the first run of a process separately: it loads fonts and writers.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from typing import Any

from coalition.drawing.picture.compose import compose, room_for_map, sheet
from tests.drawing.pictures import picture

RUNS = 3


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, nargs="+", default=[17, 300])
    chosen = parser.parse_args()
    started = time.perf_counter()
    painters(picture(1))["pdf, A4"]()
    first = time.perf_counter() - started
    counts = {str(count): measured(count) for count in chosen.people}
    json.dump({"exports": counts, "first_export_of_a_process_s": round(first, 2)}, sys.stdout, indent=2)
    print()


def measured(count: int) -> dict[str, dict[str, float]]:
    """Each kind of file for a map of that many people."""
    found: dict[str, dict[str, float]] = {}
    paper = sheet("wide")
    seconds, drawn = best(lambda: picture(count, room_for_map(paper)))
    found["layout"] = {"seconds": seconds}
    for name, paint in painters(drawn).items():
        seconds, content = best(paint)
        found[name] = {"seconds": seconds, "bytes": len(content)}
    return found


def painters(drawn: Any) -> dict[str, Callable[[], bytes]]:
    """How each kind is made from a picture that is laid out."""
    from coalition.drawing.picture.pdf import pdf
    from coalition.drawing.picture.png import png
    from coalition.drawing.picture.pptx import pptx
    from coalition.drawing.picture.svg import svg

    wide, a4, a3 = sheet("wide"), sheet("a4"), sheet("a3")
    return {
        "pptx": lambda: pptx(drawn),
        "pdf, A4": lambda: pdf(compose(drawn, a4)),
        "pdf, A3": lambda: pdf(compose(drawn, a3)),
        "svg": lambda: svg(compose(drawn, wide)).encode(),
        "png": lambda: png(compose(drawn, wide)),
    }


def best(job: Callable[[], Any]) -> tuple[float, Any]:
    """The shortest of some runs, and what came out."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        made = job()
        times.append(time.perf_counter() - started)
    return round(min(times), 3), made


if __name__ == "__main__":
    main()
