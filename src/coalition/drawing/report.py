"""A report on paper: a heat table on the first page, and behind it what each row rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coalition.drawing.picture import text
from coalition.drawing.picture.palette import tint
from coalition.drawing.picture.scene import Anchor, Item, Look, Rect, Scene, Words

WIDTH, HEIGHT = 1123.0, 794.0  # A4, landscape, at 96 pixels an inch
MARGIN = 44.0
INK, QUIET, RULE, HOT = "#121926", "#5F6B7D", "#E2E7EE", "#AD0F1F"
_ROW, _CELL = 27.0, 62.0
_LINE = 17.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A number 0..100 that is coloured by its size, with what it rests on."""

    name: str
    head: str
    """The name in one word, above its column."""
    value: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    title: str
    below: str
    words: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    subtitle: str
    heads: tuple[str, ...]
    """Over ``words``."""
    lines: tuple[Line, ...]
    foot: str


def pages(report: Report) -> list[Scene]:
    """All pages; at least one."""
    return [*_tables(report), *_evidence(report)]


def _tables(report: Report) -> Iterator[Scene]:
    room = int((HEIGHT - 2 * MARGIN - 130) // _ROW)
    parts = [report.lines[start : start + room] for start in range(0, len(report.lines), room)] or [()]
    for part in parts:
        items = _head(report)
        y = MARGIN + 104
        names = [cell.head for cell in part[0].cells] if part else []
        left = _columns(len(report.heads), len(names))
        items += [_words(left[n + 1], y, head, QUIET, 11, bold=True) for n, head in enumerate(report.heads)]
        first = WIDTH - MARGIN - _CELL * len(names)
        items += [
            _words(first + n * _CELL + _CELL / 2, y, name, QUIET, 11, bold=True, anchor="middle", room=_CELL)
            for n, name in enumerate(names)
        ]
        for n, line in enumerate(part):
            items += _row(line, y + 10 + n * _ROW, left, first)
        yield _page(report, items)


def _columns(words: int, cells: int) -> list[float]:
    room = WIDTH - 2 * MARGIN - cells * _CELL
    first = room * 0.34
    each = (room - first) / max(1, words)
    return [MARGIN, *(MARGIN + first + n * each for n in range(words)), MARGIN + room]


def _row(line: Line, top: float, left: Sequence[float], first: float) -> list[Item]:
    base = top + 17
    items: list[Item] = [Rect(MARGIN, top + _ROW - 1, WIDTH - 2 * MARGIN, 1, Look(fill=RULE))]
    items.append(_words(left[0], base, f"{line.title} · {line.below}", INK, 12, bold=True, room=left[1] - left[0] - 10))
    for n, word in enumerate(line.words):
        items.append(_words(left[n + 1], base, word, INK, 11.5, room=left[n + 2] - left[n + 1] - 8))
    for n, cell in enumerate(line.cells):
        x = first + n * _CELL + 4
        items.append(Rect(x, top + 3, _CELL - 8, _ROW - 7, Look(fill=tint(HOT, cell.value / 220)), radius=4))
        items.append(_words(x + _CELL / 2 - 4, base, f"{cell.value:.0f}", INK, 12, bold=True, anchor="middle"))
    return items


def _evidence(report: Report) -> Iterator[Scene]:
    items, y = _head(report), MARGIN + 96
    for line in report.lines:
        for words in _told(line):
            if y > HEIGHT - MARGIN - 24:
                yield _page(report, items)
                items, y = _head(report), MARGIN + 96
            text_, size, bold, indent = words
            items.append(_words(MARGIN + indent, y, text_, INK if bold else "#4A5567", size, bold=bold))
            y += _LINE if size < 13 else _LINE + 6
        y += 8
    if report.lines:
        yield _page(report, items)


def _told(line: Line) -> Iterator[tuple[str, float, bool, float]]:
    yield f"{line.title} · {line.below}", 14, True, 0
    for cell in line.cells:
        if cell.evidence:
            yield f"{cell.name}: {cell.value:.0f} of 100", 12, True, 12
            yield from ((f"– {each}", 11.5, False, 24) for each in cell.evidence)


def _head(report: Report) -> list[Item]:
    return [
        _words(MARGIN, MARGIN + 26, report.title, INK, 24, bold=True),
        _words(MARGIN, MARGIN + 50, report.subtitle, QUIET, 12.5),
    ]


def _page(report: Report, items: list[Item]) -> Scene:
    foot = _words(MARGIN, HEIGHT - MARGIN + 14, report.foot, QUIET, 10.5)
    return Scene(WIDTH, HEIGHT, report.title, (*items, foot))


def _words(
    x: float,
    y: float,
    words: str,
    colour: str,
    size: float,
    *,
    bold: bool = False,
    anchor: Anchor = "start",
    room: float | None = None,
) -> Words:
    wide = WIDTH - MARGIN - x if room is None else room
    return Words(x, y, text.fitted(words, wide, size, bold), size, colour, bold, anchor, wide)
