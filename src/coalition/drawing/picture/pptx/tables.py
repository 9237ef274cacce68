"""Everybody on a map as native tables, as many to a slide as can be read."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

from coalition.drawing.picture import palette, text
from coalition.drawing.picture.model import Person, Picture
from coalition.drawing.picture.pptx.shapes import EMU, TYPEFACE

PER_SLIDE = 17
_BLANK = 6
_ROW = 33.0  # pixels
_COLUMNS = (
    ("Name", 190.0),
    ("Title", 226.0),
    ("Department", 134.0),
    ("Role", 164.0),
    ("Sentiment", 132.0),
    ("Influence", 130.0),
    ("Engagement", 128.0),
    ("Last contact", 120.0),
)


def add_tables(deck: Any, picture: Picture, grown: float) -> None:
    """Slides with everybody, the most influential first."""
    people = sorted(
        picture.people, key=lambda each: (-(each.influence if each.influence is not None else -1), each.name)
    )
    pages = [people[n : n + PER_SLIDE] for n in range(0, len(people), PER_SLIDE)]
    for number, page in enumerate(pages, 1):
        heading = f"{picture.title}: people" + (f" ({number} of {len(pages)})" if len(pages) > 1 else "")
        _slide(deck, heading, picture.moment, page, grown)


def _slide(deck: Any, heading: str, moment: str, people: list[Person], grown: float) -> None:
    def length(pixels: float) -> Emu:
        return Emu(round(pixels * grown * EMU))

    slide = deck.slides.add_slide(deck.slide_layouts[_BLANK])
    for words, left, wide, size, bold in ((heading, 28.0, 1000.0, 18, True), (moment, 1052.0, 200.0, 10, False)):
        box = slide.shapes.add_textbox(length(left), length(20), length(wide), length(36))
        _say(box.text_frame, words, size * grown, palette.INK if bold else palette.INK_2, bold=bold)
    rows = len(people) + 1
    wide = sum(width for _, width in _COLUMNS)
    frame = slide.shapes.add_table(rows, len(_COLUMNS), length(28), length(66), length(wide), length(_ROW * rows))
    table = frame.table
    table.horz_banding = False
    for n, (_, width) in enumerate(_COLUMNS):
        table.columns[n].width = length(width)
    for row in table.rows:
        row.height = length(_ROW)
    cells = [[name for name, _ in _COLUMNS], *(_row(person) for person in people)]
    for r, said in enumerate(cells):
        for c, words in enumerate(said):
            _cell(table.cell(r, c), words, r, c, people[r - 1] if r else None, grown)


def _row(person: Person) -> list[str]:
    influence = "not assessed" if person.influence is None else f"{person.influence:.0f}"
    if person.influence is not None and person.assumed:
        influence += " (assumed)"
    sentiment = f"{palette.GLYPH[person.stance]}  {person.stance.capitalize()}"
    return [
        person.name,
        person.title,
        person.department,
        ", ".join(each for each in (person.tag, *person.marks) if each),
        sentiment,
        influence,
        person.engagement,
        person.last_contact,
    ]


def _cell(cell: Any, words: str, row: int, column: int, person: Person | None, grown: float) -> None:
    cell.margin_left = cell.margin_right = Emu(round(8 * grown * EMU))
    cell.margin_top = cell.margin_bottom = Emu(round(2 * grown * EMU))
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    shade = palette.INK_2 if row == 0 else palette.CANVAS if row % 2 == 0 else palette.CARD
    cell.fill.fore_color.rgb = _rgb(shade)
    ink = palette.CARD if row == 0 else palette.INK
    if person is not None and column == 4:
        ink = palette.RING_INK[person.stance]
    room = _COLUMNS[column][1] - 18
    said = text.fitted(words, room, 14.0, bold=column == 0)
    _say(cell.text_frame, said, 10.5 * grown, ink, bold=row == 0 or column in (0, 4))


def _say(frame: Any, words: str, points: float, colour: str, *, bold: bool) -> None:
    frame.word_wrap = True
    run = frame.paragraphs[0].add_run()
    run.text = text.printable(words)
    run.font.size, run.font.bold, run.font.name = Pt(max(points, 1)), bold, TYPEFACE
    run.font.color.rgb = _rgb(colour)


def _rgb(colour: str) -> RGBColor:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]
