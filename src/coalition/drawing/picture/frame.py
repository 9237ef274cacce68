"""What stands round the map on a page: the head with title, moment and figures, and the legend with its notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coalition.drawing.picture import palette, text, wires
from coalition.drawing.picture.model import STANCES, Picture
from coalition.drawing.picture.scene import Disc, Group, Item, Look, Path, Rect, Words

MARGIN = 28.0
HEAD = 66.0
NOTE_SIZE = 9.5
_STEP = 14.0


def head(picture: Picture, width: float) -> Group:
    """Title and subtitle at the left, the day and the figures at the right."""
    right = [(picture.moment, 12.0, True), ("  ·  ".join(picture.figures), 11.0, False)]
    taken = max(text.width(words, size, bold) for words, size, bold in right)
    taken = min(taken, (width - 2 * MARGIN) * 0.5)
    room = width - 2 * MARGIN - taken - 24
    items: list[Item] = [
        Words(MARGIN, 37, text.fitted(picture.title, room, 20, bold=True), 20, palette.INK, bold=True, room=room),
        Words(MARGIN, 56, text.fitted(picture.subtitle, room, 12), 12, palette.INK_2, room=room),
    ]
    for n, (words, size, bold) in enumerate(right):
        y, ink = 37 + 19 * n, palette.INK if n == 0 else palette.INK_2
        said = text.fitted(words, taken + 1, size, bold=bold)
        items.append(Words(width - MARGIN, y, said, size, ink, bold=bold, anchor="end", room=taken + 1))
    return Group(tuple(items), name="Title")


def foot_height(width: float, notes: Sequence[str], kinds: Sequence[str]) -> float:
    """How much of the page the legend takes."""
    rows = 1 if _legend_width(kinds) <= width - 2 * MARGIN else 2
    return 20 + 22 * rows + _STEP * len(notes)


def foot(width: float, top: float, notes: Sequence[str], kinds: Sequence[str], *, native: bool) -> Group:
    """The legend: stances in the order of the scale, then the kinds of lines that occur; notes below.

    ``native``: for programs whose connectors cannot zigzag; there a conflict is dashed and carries its bolt.
    """
    items: list[Item] = [Rect(MARGIN, top, width - 2 * MARGIN, 1, Look(fill=palette.LINE))]
    y = top + 21
    x = MARGIN + 8
    for stance in STANCES:
        items += _ring(stance, x, y)
        words = stance.capitalize()
        wide = text.width(words, 11)
        items.append(Words(x + 13, y + 4, words, 11, palette.INK_2, room=wide + 2))
        x += 13 + wide + 22
    if _legend_width(kinds) > width - 2 * MARGIN:
        x, y = MARGIN, y + 22
    for kind in kinds:
        items += _sample(kind, x, y, native)
        words = palette.RELATION_NAME[kind]
        wide = text.width(words, 11)
        items.append(Words(x + 36, y + 4, words, 11, palette.INK_2, room=wide + 2))
        x += 36 + wide + 20
    for n, note in enumerate(notes):
        room = width - 2 * MARGIN
        said = text.fitted(note, room, NOTE_SIZE)
        items.append(Words(MARGIN, y + 22 + n * _STEP, said, NOTE_SIZE, palette.INK_3, room=room))
    return Group(tuple(items), name="Legend")


def _legend_width(kinds: Sequence[str]) -> float:
    stances = sum(35 + text.width(stance.capitalize(), 11) for stance in STANCES)
    return 8 + stances + sum(56 + text.width(palette.RELATION_NAME[kind], 11) for kind in kinds)


def _ring(stance: str, x: float, y: float) -> list[Item]:
    ring, glyph = palette.RING[stance], palette.GLYPH[stance]
    look = Look(fill=palette.tint(ring, 0.12), stroke=ring, width=1.8, dashes=(2.6, 2.0) if stance == "unknown" else ())
    ink = palette.RING_INK[stance]
    return [Disc(x, y, 8.0, look), Words(x, y + 3.8, glyph, 10.5, ink, bold=True, anchor="middle", room=16)]


def _sample(kind: str, x: float, y: float, native: bool) -> list[Item]:
    look = wires.look_of(kind, 2)
    if kind == "conflict" and native:
        dashed = replace(look, dashes=(6, 3))
        return [Path((("M", (x, y)), ("L", (x + 28, y))), dashed), *wires.badge(kind, (x + 14, y), 8.0)]
    if kind == "conflict":
        teeth = tuple(("M" if n == 0 else "L", (x + n * 3.5, y + (4 if n % 2 else -4) * (0 < n < 8))) for n in range(9))
        return [Path(teeth, look)]
    if kind == "influences":
        arrow = (("M", (x + 28, y)), ("L", (x + 18, y - 4.5)), ("L", (x + 18, y + 4.5)), ("Z", ()))
        return [Path((("M", (x, y)), ("L", (x + 19, y))), look), Path(arrow, Look(fill=look.stroke))]
    return [Path((("M", (x, y)), ("L", (x + 28, y))), look)]
