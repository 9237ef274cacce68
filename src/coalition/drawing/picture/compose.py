"""A picture on a page: the head, the map as large as it fits, the legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coalition.drawing.model import Lane, Page
from coalition.drawing.picture import frame, palette, text, wires
from coalition.drawing.picture.card import card
from coalition.drawing.picture.model import Picture
from coalition.drawing.picture.scene import Group, Item, Look, Placed, Rect, Scene, Words

PageName = Literal["a4", "a3", "wide"]
Orientation = Literal["landscape", "portrait"]
# Millimetres, long side first. "wide" is a 16:9 slide of 13.333 x 7.5 inches.
_PAPER = {"a4": (297.0, 210.0), "a3": (420.0, 297.0), "wide": (338.667, 190.5)}
PX_PER_MM = 96 / 25.4
PLAIN_BELOW = 0.42  # smaller than this, a card's small print cannot be read on paper: names are written large
LARGEST = 1.25  # a map of three people does not fill a page with three cards
GAP = 14.0
UNREAD = "Some names are in a script this file's font does not hold; PowerPoint, SVG and Excel files show them as text."


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper, in pixels of 1/96 inch."""

    width: float
    height: float


def sheet(name: PageName, orientation: Orientation = "landscape") -> Sheet:
    """The named paper, turned."""
    long, short = (side * PX_PER_MM for side in _PAPER[name])
    return Sheet(long, short) if orientation == "landscape" else Sheet(short, long)


def room_for_map(paper: Sheet) -> Page:
    """The shape a layout should fill on this paper: what is left between the head and an ordinary legend."""
    return Page(paper.width - 2 * frame.MARGIN, paper.height - frame.HEAD - 64 - 2 * GAP)


def compose(picture: Picture, paper: Sheet, *, native: bool = False) -> Scene:
    """The whole page. ``native`` explains lines as they look where they are another program's own connectors."""
    drawn, left_out = wires.chosen(picture)
    kinds = [kind for kind in palette.RELATION if any(relation.kind == kind for relation in drawn)]
    notes = [*picture.notes, *_notes(left_out)]
    foot_top = paper.height - frame.foot_height(paper.width, notes, kinds) - 8
    top = frame.HEAD + GAP
    extent = picture.layout.extent
    zoom = LARGEST
    if extent.w and extent.h:
        zoom = min((paper.width - 2 * frame.MARGIN) / extent.w, (foot_top - GAP - top) / extent.h, LARGEST)
    x = (paper.width - extent.w * zoom) / 2 - extent.x * zoom
    y = top + (foot_top - GAP - top - extent.h * zoom) / 2 - extent.y * zoom
    lanes = picture.layout.algorithm.startswith("lanes:")
    people = {person.id: person for person in picture.people}
    names = dict(picture.lane_names)
    shapes: tuple[Item, ...] = (
        *(_lane(lane) for lane in picture.layout.lanes),
        *(wires.wire(each, picture.layout.routes[each.id], faint=lanes) for each in drawn),
        # After the lines: one that runs along the top of a lane must not strike its name out.
        *(_lane_head(lane, names.get(lane.key, lane.key)) for lane in picture.layout.lanes),
        *(
            card(people[key], box, plain=zoom < PLAIN_BELOW)
            for key, box in picture.layout.boxes.items()
            if key in people
        ),
    )
    items: tuple[Item, ...] = (
        Rect(0, frame.HEAD, paper.width, foot_top - frame.HEAD, Look(fill=palette.CANVAS)),
        frame.head(picture, paper.width),
        Placed(x, y, zoom, shapes) if picture.people else _empty(paper),
        frame.foot(paper.width, foot_top, notes, kinds, native=native),
    )
    return Scene(paper.width, paper.height, picture.title, items, zoom)


def unreadable(picture: Picture) -> bool:
    """Whether a name, title or heading has characters that our font cannot show."""
    said = [picture.title, picture.subtitle, *(p.name + p.title + p.tag for p in picture.people)]
    return any(text.missing(text.printable(words)) for words in said)


def _notes(left_out: int) -> list[str]:
    if not left_out:
        return []
    lines = "line is" if left_out == 1 else "lines are"
    return [f"{left_out} further {lines} not drawn: conflicts and the strongest come first. The Excel file lists all."]


def _lane(lane: Lane) -> Rect:
    box = lane.box
    return Rect(box.x, box.y, box.w, box.h, Look(fill="#F8FAFC", stroke=palette.LINE, width=1.2), radius=14)


def _lane_head(lane: Lane, name: str) -> Group:
    left, right, y = lane.box.x + 16, lane.box.right - 16, lane.box.y + 29
    room = right - left - 34
    said = text.fitted(name, room, 13.5, bold=True)
    return Group(
        (
            Words(left, y, said, 13.5, palette.INK, bold=True, room=room),
            Words(right, y, str(lane.count), 12, palette.INK_2, bold=True, anchor="end", room=30),
        ),
        name=name,
    )


def _empty(paper: Sheet) -> Words:
    said = "Nobody is on this map yet."
    return Words(paper.width / 2, paper.height / 2, said, 16, palette.INK_2, anchor="middle", room=400)
