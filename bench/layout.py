"""The layout of a map: seconds at several sizes, and how many cards stay where they are when one person joins.

``python -m bench.layout [--people 17 100 300 1000 5000 10000]``. The charts are random trees with one root, in which
everybody has up to seven reports and came after their manager. A card has stayed when it stands where it stood, within
a pixel, seen from the root; cards have stayed together when they stand to one another as they did.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from random import Random

from coalition.drawing.layout import arrange
from coalition.drawing.model import Card, Layout, Tie

REPORTS_AT_MOST = 7
NEWCOMERS = 25


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, nargs="+", default=[17, 100, 300, 1000, 5000, 10000])
    chosen = parser.parse_args()
    found = {str(count): measured(count) for count in chosen.people}
    json.dump({"layout": found}, sys.stdout, indent=2)
    print()


def measured(count: int) -> dict[str, float]:
    """Seconds of the best of three, and the mean share of cards that stay when one person joins at a random place."""
    cards, ties = chart(count, Random(count))
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        before = arrange(cards, ties)
        seconds.append(time.perf_counter() - started)
    found = {"seconds": round(min(seconds), 3)}
    if count <= 1000:
        dice = Random(7)
        after = [arrange(*joined(cards, ties, dice)) for _ in range(NEWCOMERS)]
        shares = sorted(stayed(before, each) for each in after)
        together = [stayed_together(before, each) for each in after]
        found["stay_together_mean"] = round(sum(together) / len(together), 3)
        found["stay_mean"] = round(sum(shares) / len(shares), 3)
        found["stay_median"] = round(shares[len(shares) // 2], 3)
        found["stay_worst"] = round(shares[0], 3)
    return found


def chart(count: int, dice: Random) -> tuple[list[Card], list[Tie]]:
    """A reporting tree of so many people."""
    cards = [
        Card(id=f"p{n:05}", name=f"Person {n}", influence=float(dice.randint(0, 100)), arrival=n) for n in range(count)
    ]
    reports = dict.fromkeys(range(count), 0)
    ties = []
    for n in range(1, count):
        free = [m for m in range(max(0, n - 60), n) if reports[m] < REPORTS_AT_MOST]
        manager = dice.choice(free)
        reports[manager] += 1
        ties.append(Tie(f"t{n:05}", "reports_to", f"p{n:05}", f"p{manager:05}"))
    return cards, ties


def joined(cards: list[Card], ties: list[Tie], dice: Random) -> tuple[list[Card], list[Tie]]:
    """The same chart with one more person under somebody."""
    manager = dice.choice(cards)
    return [*cards, Card(id="new", name="Nora New", influence=40.0, arrival=len(cards))], [
        *ties,
        Tie("new", "reports_to", "new", manager.id),
    ]


def stayed(before: Layout, after: Layout, root: str = "p00000") -> float:
    """The share of cards that stand where they stood, seen from the root."""
    from_x, from_y = before.boxes[root].x, before.boxes[root].y
    to_x, to_y = after.boxes[root].x, after.boxes[root].y
    still = [
        abs((box.x - from_x) - (after.boxes[key].x - to_x)) <= 1
        and abs((box.y - from_y) - (after.boxes[key].y - to_y)) <= 1
        for key, box in before.boxes.items()
    ]
    return sum(still) / len(still)


def stayed_together(before: Layout, after: Layout) -> float:
    """The largest share of cards that stand to one another as they stood."""
    steps = Counter(
        (round(after.boxes[key].x - box.x), round(after.boxes[key].y - box.y)) for key, box in before.boxes.items()
    )
    return max(steps.values()) / len(before.boxes)


if __name__ == "__main__":
    main()
