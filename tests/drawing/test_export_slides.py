"""Promises of the slides: native shapes, connectors glued where they end, and a deck that other programs open."""

from __future__ import annotations

import io
from collections.abc import Sequence
from math import hypot
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from coalition.drawing.model import Point
from coalition.drawing.picture.pptx import pptx
from coalition.drawing.picture.pptx.connectors import Bend, bend
from tests.drawing.pictures import picture

EMU = 9525
SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}


def deck_of(count: int) -> Any:
    return Presentation(io.BytesIO(pptx(picture(count))))


def walked(shape: Bend) -> list[Point]:
    """The points a program draws for a preset, by the formulas of the standard (presetShapeDefinitions.xml)."""
    adjust = [value / 100_000 for value in shape.adjust]
    w, h = shape.w, shape.h
    if shape.preset == "straightConnector1":
        local = [(0.0, 0.0), (w, h)]
    else:
        pieces = int(shape.preset[-1])
        local = [(0.0, 0.0)]
        for n in range(pieces - 1):
            x, y = local[-1]
            # Each piece ends where its adjustment says, the last two where the frame ends.
            if n % 2 == 0:
                local.append((adjust[n] * w if n < len(adjust) else w, y))
            else:
                local.append((x, adjust[n] * h if n < len(adjust) else h))
        local.append((w, h))
    moved = []
    for x, y in local:
        x, y = (w - x if shape.flip_h else x), (h - y if shape.flip_v else y)
        dx, dy = x - w / 2, y - h / 2
        if shape.turn == 90:
            dx, dy = -dy, dx
        moved.append((shape.x + w / 2 + dx, shape.y + h / 2 + dy))
    return moved


@st.composite
def routes(draw: st.DrawFn) -> list[Point]:
    """Right-angled routes of one to five pieces, ends anywhere, also one above the other."""
    across = draw(st.booleans())
    points = [(float(draw(st.integers(0, 900))), float(draw(st.integers(0, 900))))]
    for _ in range(draw(st.integers(1, 5))):
        x, y = points[-1]
        step = draw(st.integers(-400, 400).filter(lambda length: abs(length) > 5))
        points.append((x + step, y) if across else (x, y + step))
        across = not across
    return points


# Ends straight below its start.
@example(route=[(295.0, 889.0), (295.0, 880.0), (284.0, 880.0), (284.0, 930.0), (295.0, 930.0)])
@given(route=routes())
@settings(max_examples=300, deadline=None)
def test_a_connector_runs_where_the_line_runs(route: Sequence[Point]) -> None:
    drawn = walked(bend(route))
    assert len(drawn) == len(route)
    for (x, y), (wanted_x, wanted_y) in zip(drawn, route, strict=True):
        assert hypot(x - wanted_x, y - wanted_y) < 1.0


def test_a_route_of_more_pieces_keeps_its_ends_and_ways_out() -> None:
    route = [(0.0, 0.0), (50.0, 0.0), (50.0, 90.0), (10.0, 90.0), (10.0, 200.0), (80.0, 200.0), (80.0, 260.0)]
    drawn = walked(bend([*route, (200.0, 260.0)]))
    assert drawn[0] == pytest.approx(route[0], abs=1)
    assert drawn[-1] == pytest.approx((200.0, 260.0), abs=1)
    assert len(drawn) == 6


def test_every_card_is_a_group_of_native_shapes_with_its_words() -> None:
    deck = deck_of(17)
    slide = deck.slides[0]
    groups = {shape.name: shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP}
    for person in picture(17).people:
        said = {inner.text_frame.text for inner in groups[person.name].shapes if inner.has_text_frame}
        assert any(words.startswith(person.name[:12]) for words in said), person.name
    assert not [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert {"Title", "Legend"} <= groups.keys()


def test_every_connector_is_glued_to_two_cards_and_ends_at_the_place_it_names() -> None:
    slide = deck_of(17).slides[0]
    tree = slide.shapes._spTree
    cards = {
        each.find(".//p:cNvPr", SPACES).get("id"): each
        for each in tree.iter(f"{{{SPACES['p']}}}sp")
        if each.find(".//p:cNvPr", SPACES).get("name") == "Card"
    }
    connectors = list(tree.iter(f"{{{SPACES['p']}}}cxnSp"))
    assert len(connectors) == len(picture(17).relations)
    for connector in connectors:
        ends = _ends(connector)
        for tag, end in zip(("stCxn", "endCxn"), ends, strict=True):
            glue = connector.find(f".//a:{tag}", SPACES)
            place = _site(cards[glue.get("id")], int(glue.get("idx")))
            assert hypot(place[0] - end[0], place[1] - end[1]) < 1.5 * EMU


def _site(card: Any, number: int) -> Point:
    """A card's connection site on the slide."""
    off, ext = card.find(".//a:off", SPACES), card.find(".//a:ext", SPACES)
    path = card.find(".//a:path", SPACES)
    place = card.findall(".//a:cxn/a:pos", SPACES)[number]
    x = int(off.get("x")) + int(place.get("x")) * int(ext.get("cx")) / int(path.get("w"))
    y = int(off.get("y")) + int(place.get("y")) * int(ext.get("cy")) / int(path.get("h"))
    return x, y


def _ends(connector: Any) -> tuple[Point, Point]:
    frame = connector.find(".//a:xfrm", SPACES)
    off, ext = frame.find("a:off", SPACES), frame.find("a:ext", SPACES)
    shape = Bend(
        "straightConnector1",
        *(float(number) for number in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy"))),
        turn=int(frame.get("rot", 0)) // 60_000,
        flip_h=frame.get("flipH") == "1",
        flip_v=frame.get("flipV") == "1",
    )
    start, end = walked(shape)
    return start, end


def test_ids_are_unique_on_a_slide() -> None:
    tree = deck_of(40).slides[0].shapes._spTree
    ids = [each.get("id") for each in tree.iter(f"{{{SPACES['p']}}}cNvPr")]
    assert len(ids) == len(set(ids))


def test_everybody_stands_in_the_tables() -> None:
    deck = deck_of(40)
    names = [
        table.table.cell(row, 0).text
        for slide in list(deck.slides)[1:]
        for table in slide.shapes
        if table.has_table
        for row in range(1, len(table.table.rows))
    ]
    assert sorted(names) == sorted(person.name for person in picture(40).people)


def test_slides_are_wide_and_grow_for_a_large_map() -> None:
    small, large = deck_of(17), deck_of(300)
    assert small.slide_width / 914_400 == pytest.approx(13.333, abs=0.01)
    assert small.slide_height / 914_400 == pytest.approx(7.5, abs=0.01)
    assert large.slide_width / large.slide_height == pytest.approx(small.slide_width / small.slide_height, abs=0.001)
    assert 1.5 < large.slide_width / small.slide_width < 4.2


@given(name=st.text(max_size=40))
@settings(max_examples=25, deadline=None)
def test_any_title_makes_a_deck(name: str) -> None:
    deck = Presentation(io.BytesIO(pptx(picture(1, title=name))))
    assert len(deck.slides) == 2
    etree.tostring(deck.slides[0].shapes._spTree)


@pytest.mark.parametrize("count", [17, 300])
def test_nothing_stands_off_the_slide(count: int) -> None:
    deck = deck_of(count)
    for shape in deck.slides[0].shapes:
        # A turned connector's frame is the one before turning: where it is drawn, its ends tell.
        corners = ((shape.left, shape.top), (shape.left + shape.width, shape.top + shape.height))
        for x, y in _ends(shape._element) if shape.shape_type == MSO_SHAPE_TYPE.LINE else corners:
            assert 0 <= x <= deck.slide_width and 0 <= y <= deck.slide_height, shape.name
