"""A person's card as shapes: the same card as on the screen, and a plainer one where it is printed very small."""

from __future__ import annotations

from coalition.drawing.model import Box
from coalition.drawing.picture import palette, strokes, text
from coalition.drawing.picture.model import Person
from coalition.drawing.picture.scene import Disc, Group, Item, Look, Path, Rect, Words

PAD = 12.0
_BARS = 5
_CHIP_SIZE = 10.5


def card(person: Person, box: Box, *, plain: bool = False) -> Group:
    """The card in its box. ``plain`` leaves figures out and writes the name as large as the card allows."""
    strong = (person.influence or 0) >= 85
    unknown = person.stance == "unknown"
    frame = Rect(
        box.x,
        box.y,
        box.w,
        box.h,
        Look(
            fill=palette.CARD,
            stroke=palette.RING["unknown"] if unknown else palette.LINE_STRONG,
            width=1.6 if strong else 1.1,
            dashes=(4, 3) if unknown else (),
        ),
        radius=13.0,
    )
    inside = _plain(person, box) if plain else [*_identity(person, box), *_tags(person, box), *_figures(person, box)]
    return Group((frame, *inside), name=person.name, key=person.id, sentence=person.sentence)


def sign(stance: str, x: float, y: float, r: float) -> list[Item]:
    """The glyph of a stance in a disc of its colour; unknown stays hollow."""
    if stance == "unknown":
        look = Look(fill=palette.CARD, stroke=palette.RING[stance], width=1.2)
        ink = palette.RING_INK[stance]
    else:
        look, ink = Look(fill=palette.RING_INK[stance], stroke=palette.CARD, width=1.4), palette.CARD
    glyph = palette.GLYPH[stance]
    size = r * (1.5 if len(glyph) == 1 else 1.15)
    return [Disc(x, y, r, look), Words(x, y + size * 0.36, glyph, size, ink, bold=True, anchor="middle", room=2 * r)]


def _identity(person: Person, box: Box) -> list[Item]:
    r = 23.0 if box.h >= 120 else 21.0 if box.h >= 115 else 20.0
    x, y = box.x + PAD + r, box.y + PAD + r
    ring, ink = palette.RING[person.stance], palette.RING_INK[person.stance]
    dashes = (4.0, 3.0) if person.stance == "unknown" else ()
    letters = text.initials(person.name)
    shapes: list[Item] = [
        Disc(x, y, r - 1.5, Look(fill=palette.tint(ring, 0.12), stroke=ring, width=3.0, dashes=dashes)),
        Words(x, y + 5, letters, 14, ink, bold=True, anchor="middle", room=2 * r),
        *sign(person.stance, x + r * 0.72, y + r * 0.72, 8.0),
    ]
    left = x + r + 10
    room = box.right - PAD - left - (20 if person.alert else 0)
    # A long name is set a little smaller before it is cut.
    size = 14.0 if text.width(text.printable(person.name), 14.0, True) <= room else 12.5
    name = text.fitted(person.name, room, size, bold=True)
    title = text.fitted(person.title or "No title known", box.right - PAD - left, 11.5)
    shapes.append(Words(left, y - 4, name, size, palette.INK, bold=True, room=room))
    shapes.append(Words(left, y + 13, title, 11.5, palette.INK_2, room=box.right - PAD - left))
    if person.alert:
        at_x, at_y = box.right - PAD - 6, box.y + PAD + 6
        shapes.append(Disc(at_x, at_y, 8.0, Look(fill=palette.AMBER)))
        shapes.append(Words(at_x, at_y + 4, "!", 12, palette.AMBER_INK, bold=True, anchor="middle", room=16))
    return shapes


def _tags(person: Person, box: Box) -> list[Item]:
    """The row of chips: as many as fit, the persona first."""
    shapes: list[Item] = []
    left, top = box.x + PAD, box.bottom - 53
    colour = palette.PERSONA.get(person.persona, palette.OTHER_PERSONA) if person.persona else None
    marks = [*person.marks, *(["behaviour differs"] if person.diverges else [])]
    for n, words in enumerate([person.tag or "No persona yet", *marks]):
        warned = person.diverges and n == len(marks)
        room = box.right - PAD - left - 14
        if room < 22:
            break
        said = text.fitted(words, room, _CHIP_SIZE, bold=True)
        wide = text.width(said, _CHIP_SIZE, True) + 14
        own = colour if n == 0 else palette.WARNING if warned else None
        fill = palette.tint(own, 0.12) if own else palette.LINE
        shapes.append(Rect(left, top, wide, 18, Look(fill=fill), radius=5))
        ink = own or palette.INK_2
        shapes.append(Words(left + 7, top + 12.8, said, _CHIP_SIZE, ink, bold=True, room=wide - 14))
        left += wide + 5
    return shapes


def _figures(person: Person, box: Box) -> list[Item]:
    base = box.bottom - PAD - 1
    shapes = influence_bars(person.influence, box.x + PAD, base, assumed=person.assumed)
    number = "–" if person.influence is None else f"{person.influence:.0f}"
    shapes.append(Words(box.x + PAD + 29, base - 1, number, 12, palette.INK, bold=True, room=26))
    left = box.x + PAD + 29 + 26 + (box.w - 234) * 0.5
    shapes += _sparkline(person.trend, left, base - 17, 64.0, 20.0)
    ink = palette.WARNING if person.stale else palette.INK_3
    room = box.right - PAD - (left + 66)
    said = text.fitted(person.last_contact, room, 10.5, bold=person.stale)
    shapes.append(
        Words(box.right - PAD, base - 1, said, 10.5, ink, bold=person.stale, anchor="end", room=room),
    )
    return shapes


def influence_bars(score: float | None, x: float, base: float, *, assumed: bool) -> list[Item]:
    """Five rising bars; hollow where the number rests on what a rank usually has."""
    full = 0 if score is None else min(_BARS, max(0, -int(-score // 20)))
    shapes: list[Item] = []
    for n in range(_BARS):
        tall = 4.0 + n * 2
        look = Look(fill=palette.BAR_EMPTY)
        if n < full:
            look = (
                Look(fill=palette.CARD, stroke=palette.BAR_FULL, width=0.8) if assumed else Look(fill=palette.BAR_FULL)
            )
        shapes.append(Rect(x + n * 4.8, base - tall, 3.6, tall, look, radius=1.0))
    return shapes


def _sparkline(values: tuple[float, ...], x: float, y: float, w: float, h: float) -> list[Item]:
    if not values:
        return []
    last = max(len(values) - 1, 1)
    shares = [min(100.0, max(0.0, value)) / 100 for value in values]
    points = [(x + 2 + n / last * (w - 4), y + h - 2 - share * (h - 4)) for n, share in enumerate(shares)]
    line = strokes.smooth(points)
    area = (*line, ("L", (points[-1][0], y + h)), ("L", (points[0][0], y + h)), ("Z", ()))
    return [
        Path(area, Look(fill=palette.tint(palette.ACCENT, 0.1))),
        Path(line, Look(stroke=palette.ACCENT, width=1.4, round_caps=True)),
        Disc(points[-1][0], points[-1][1], 1.9, Look(fill=palette.ACCENT)),
    ]


def _plain(person: Person, box: Box) -> list[Item]:
    """Name and stance alone, large: read at a fifth of the size."""
    ring = palette.RING[person.stance]
    r = 27.0
    x, y = box.right - PAD - r + 4, box.middle_y
    shapes: list[Item] = [
        Rect(box.x + 6, box.y + 10, 7, box.h - 20, Look(fill=ring), radius=3.5),
        *sign(person.stance, x, y, r),
    ]
    left = box.x + 22
    room = x - r - 6 - left
    size = 29.0
    lines = text.two_lines(person.name, room, size, bold=True)
    said = text.fitted(person.title, room, 19.0)
    tall = len(lines) * size * 1.1 + (22 if said else 0)
    top = box.middle_y - tall / 2 + size * 0.86
    for n, words in enumerate(lines):
        shapes.append(Words(left, top + n * size * 1.1, words, size, palette.INK, bold=True, room=room))
    if said:
        shapes.append(Words(left, top + len(lines) * size * 1.1 - 5, said, 19.0, palette.INK_2, room=room))
    return shapes
