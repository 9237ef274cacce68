"""A shape that stays while a map grows: it is chosen for those who came first, and newcomers are fitted into it.

Choosing anew for every newcomer turns the whole picture over, because the best shape of eighteen people is often quite
another one than that of seventeen. So the shape of a few is kept as long as it serves: a chart is looked at as it was
when it had so many people, a number that grows in steps, and at each step the shape is kept unless the best one for the
people of that step would be seen clearly larger on a page that holds neither at full size. Whoever came since stands at
the end of their team, which keeps its rows. Nothing has to be remembered: the order in which people came is part of
what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from coalition.drawing import fit, shapes
from coalition.drawing.fit import Fitted
from coalition.drawing.model import Card, Page, Tie, card_size
from coalition.drawing.shapes import Outline
from coalition.drawing.tree import Forest, forest_of

#: The first look is at this many people; each further one when the map has grown by this part.
FEWEST, STEP = 4.0, 1.1
#: A shape serves as long as it is seen at least this large, measured by the best one.
SERVES = 0.9
#: Above this many people every look costs too much: only the last one is taken.
MOST_LOOKED_BACK = 120
#: A team that nobody chose a shape for stands in one column up to this many, then in two.
COLUMN = 4
#: Everybody counts as large as this when a shape is chosen: a score that moves shall not turn the map over.
USUAL = card_size(50)

Sizes = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Rows:
    """How the reports of somebody stand: how many in a row, beside a trunk or under a bus."""

    per_row: int
    hanging: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """How teams stand (under None: the trees side by side), where the tray is, and for whom that was chosen."""

    rows: Mapping[str | None, Rows]
    tray: tuple[int, bool] | None
    founders: frozenset[str]


def drawn(cards: Sequence[Card], ties: Sequence[Tie], forest: Forest, page: Page) -> Fitted:
    """The outline of everybody with their own sizes, in the shape that was chosen for those who came first."""
    arrivals = {card.id: (card.arrival, card.id) for card in cards}
    usual = dict.fromkeys(arrivals, USUAL)
    shape: Shape | None = None
    for then in chain(_looks(cards, forest), [cards]):
        if then is cards and shape is not None:
            break  # everybody is looked at only when nobody reported to anybody before
        past = forest if len(then) == len(cards) else forest_of(then, ties)
        if not past.roots:
            continue
        outlines = shapes.forest(past.roots, shapes.outlines(past.order, past.reports, usual))
        best = fit.best_of(outlines, len(past.alone), page)
        if shape is None or not _serves(_in_shape(shape, past, usual, arrivals, page), best, page):
            tray = (best.columns, best.beside) if past.alone else None
            rows = _rows_of(past.roots[0] if len(past.roots) == 1 else None, best.outline)
            shape = Shape(rows, tray, frozenset(card.id for card in then))
    if shape is None:
        raise ValueError("a chart needs somebody who reports to somebody")
    return _in_shape(shape, forest, {card.id: card_size(card.influence) for card in cards}, arrivals, page)


def _serves(kept: Fitted, best: Fitted, page: Page) -> bool:
    return kept.height <= max(page.height, best.height / SERVES)


def _looks(cards: Sequence[Card], forest: Forest) -> Iterator[Sequence[Card]]:
    """The people of each step, with everybody above them. Who came together is not taken apart."""
    ordered = sorted(cards, key=lambda card: card.arrival)
    counts, count = [], FEWEST
    while int(count) <= len(cards):
        counts.append(int(count))
        count *= STEP
    counts = counts or [len(cards)]
    looked_at = 0
    for count in counts if len(cards) <= MOST_LOOKED_BACK else counts[-1:]:
        last = ordered[count - 1].arrival
        there = {card.id for card in ordered if card.arrival <= last}
        for person in list(there):
            while (person := forest.manager.get(person, "")) and person not in there:
                there.add(person)
        if len(there) > looked_at:
            looked_at = len(there)
            yield [card for card in cards if card.id in there]


def _rows_of(head: str | None, outline: Outline) -> dict[str | None, Rows]:
    found: dict[str | None, Rows] = {}
    waiting: list[tuple[str | None, Outline]] = [(head, outline)]
    while waiting:
        person, shape = waiting.pop()
        if shape.rows:
            found[person] = Rows(len(shape.rows[0]), shape.hanging)
            waiting.extend(member for row in shape.rows for member in row)
    return found


def _in_shape(shape: Shape, forest: Forest, size: Sizes, arrivals: Mapping[str, tuple[int, str]], page: Page) -> Fitted:
    """Everybody in this shape, newcomers at the end of their team. The tray stays where it was, if there was one."""
    outline = _outline(shape, forest, size, arrivals)
    if forest.alone and shape.tray:
        return fit.fitted(outline, len(forest.alone), *shape.tray, page)
    return fit.best_of([outline], len(forest.alone), page)


def _outline(shape: Shape, forest: Forest, size: Sizes, arrivals: Mapping[str, tuple[int, str]]) -> Outline:
    known: dict[str, Outline] = {}

    def members(team: Sequence[str]) -> list[tuple[str, Outline]]:
        late = sorted((m for m in team if m not in shape.founders), key=arrivals.__getitem__)
        return [(m, known[m]) for m in (*(m for m in team if m in shape.founders), *late)]

    for person in forest.order:
        team = members(forest.reports.get(person, ()))
        w, h = size[person]
        if not team:
            known[person] = Outline(w, h, 0.0, w)
            continue
        rows = shape.rows.get(person) or Rows(1 if len(team) <= COLUMN else 2, hanging=len(team) > 1)
        if rows.hanging:
            known[person] = shapes.hang(w, h, shapes.in_rows(team, rows.per_row))
        else:
            known[person] = shapes.fan(w, h, (tuple(team),), over=sum(m in shape.founders for m, _ in team))
    roots = members(forest.roots)
    if len(roots) == 1:
        return roots[0][1]
    per_row = shape.rows[None].per_row if None in shape.rows else len(roots)
    return shapes.side_by_side(shapes.in_rows(roots, per_row))
