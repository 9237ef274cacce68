"""Promises of the exported pictures: everybody is on them, nothing leaves the page, the colours are the screen's."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from coalition.drawing.model import Grouping
from coalition.drawing.picture import palette, text
from coalition.drawing.picture.compose import PageName, compose, room_for_map, sheet, unreadable
from coalition.drawing.picture.pdf import pdf
from coalition.drawing.picture.png import png
from coalition.drawing.picture.scene import Disc, Group, Item, Placed, Rect, Scene, Wire, Words
from coalition.drawing.picture.scene import Path as Drawn
from coalition.drawing.picture.svg import svg
from coalition.drawing.picture.wires import OVERLAY_LIMIT
from tests.drawing.pictures import picture

PAGES: list[tuple[PageName, str]] = [
    (name, turn)  # type: ignore[misc]
    for name in ("a4", "a3", "wide")
    for turn in ("landscape", "portrait")
]
THEME = Path(__file__).resolve().parents[2] / "ui" / "src" / "theme"


def scene_of(count: int, page: PageName = "wide", turn: str = "landscape", group: Grouping = "reporting") -> Scene:
    paper = sheet(page, turn)  # type: ignore[arg-type]
    return compose(picture(count, room_for_map(paper), group), paper)


def flat(
    items: tuple[Item, ...], x: float = 0, y: float = 0, scale: float = 1
) -> Iterator[tuple[Item, tuple[float, ...]]]:
    """Every shape with its box on the page."""
    for item in items:
        match item:
            case Placed():
                yield from flat(item.items, x + scale * item.x, y + scale * item.y, scale * item.scale)
            case Group() | Wire():
                yield from flat(item.items, x, y, scale)
            case Rect():
                yield item, (x + scale * item.x, y + scale * item.y, scale * item.w, scale * item.h)
            case Disc():
                side = 2 * item.r * scale
                yield item, (x + scale * (item.x - item.r), y + scale * (item.y - item.r), side, side)
            case Words():
                wide = text.width(item.text, item.size, item.bold)
                left = item.x - {"start": 0, "middle": wide / 2, "end": wide}[item.anchor]
                yield item, (x + scale * left, y + scale * (item.y - item.size), scale * wide, scale * item.size)
            case Drawn():
                xs = [n for _, numbers in item.commands for n in numbers[::2]]
                ys = [n for _, numbers in item.commands for n in numbers[1::2]]
                left, top = x + scale * min(xs), y + scale * min(ys)
                yield item, (left, top, scale * (max(xs) - min(xs)), scale * (max(ys) - min(ys)))


@pytest.mark.parametrize(("page", "turn"), PAGES)
@pytest.mark.parametrize("group", ["reporting", "persona", "department"])
def test_nothing_leaves_the_page(page: PageName, turn: str, group: Grouping) -> None:
    scene = scene_of(17, page, turn, group)
    for item, (left, top, wide, high) in flat(scene.items):
        assert left >= -0.5 and top >= -0.5, item
        assert left + wide <= scene.width + 0.5 and top + high <= scene.height + 0.5, item


@given(count=st.integers(0, 40), page=st.sampled_from(PAGES), group=st.sampled_from(["reporting", "persona"]))
@settings(max_examples=30, deadline=None)
def test_everybody_is_on_the_page_once_and_no_text_runs_out_of_its_room(
    count: int, page: tuple[PageName, str], group: Grouping
) -> None:
    scene = scene_of(count, *page, group)
    (cards,) = [item.items for item in scene.items if isinstance(item, Placed)] or [()]
    keys = [item.key for item in cards if isinstance(item, Group) and item.key]
    assert sorted(keys) == sorted(f"p{n}" for n in range(count))
    for item, _ in flat(scene.items):
        if isinstance(item, Words):
            assert text.width(item.text, item.size, item.bold) <= item.room + 0.5, item


def test_a_large_map_is_written_large_and_says_what_it_left_out() -> None:
    scene = scene_of(300, "a3")
    words = [item for item, _ in flat(scene.items) if isinstance(item, Words)]
    assert max(item.size for item in words) > 25
    (placed,) = [item for item in scene.items if isinstance(item, Placed)]
    drawn = [item for item in placed.items if isinstance(item, Wire) and item.kind != "reports_to"]
    assert len(drawn) == OVERLAY_LIMIT
    assert any(re.match(r"\d+ further lines are not drawn", item.text) for item in words)


def test_the_svg_is_well_formed_and_says_every_name_title_and_line() -> None:
    root = ElementTree.fromstring(svg(scene_of(17)))  # noqa: S314 - our own text
    said = {"".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")}
    for person in picture(17).people:
        assert any(words.startswith(person.name[:12]) for words in said), person.name
    assert {"Fleet Intelligence Platform", "22 Nov 2026", "Reports to", "Conflict", "Advocate", "Unknown"} <= said
    titles = {each.text for each in root.iter("{http://www.w3.org/2000/svg}title")}
    assert "Person 3" in titles and "3 reports" in titles


@given(name=st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_name_makes_a_file_of_every_kind(name: str) -> None:
    paper = sheet("a4")
    scene = compose(picture(2, title=name, subtitle=name), paper)
    ElementTree.fromstring(svg(scene))  # noqa: S314 - our own text
    assert pdf(scene).startswith(b"%PDF-")


def test_markup_in_a_name_is_text() -> None:
    drawn = svg(compose(picture(2, title='<script>alert(1)</script>"&'), sheet("wide")))
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_the_pdf_embeds_its_font_and_keeps_names_as_text() -> None:
    content = pdf(scene_of(9, "a4"))
    assert content.count(b"/FontFile2") == 2
    assert b"Helvetica" not in content
    for script in ("Aasland", "Παπαδόπουλος", "Щербакова", "Wójcik"):
        assert not text.missing(script)


def test_a_script_the_font_lacks_is_seen_and_left_to_the_reader_of_the_pdf() -> None:
    drawn = picture(2, title="北京 Rollout")
    assert unreadable(drawn)
    assert not unreadable(picture(17))
    content = pdf(compose(drawn, sheet("wide")))
    assert b"STSong-Light" in content
    assert b"/FontFile2" in content


def test_the_png_shows_the_colours_of_the_stances() -> None:
    image = Image.open(io.BytesIO(png(scene_of(17)))).convert("RGB")
    assert image.size == (2560, 1440)
    colours = {colour for _, colour in image.getcolors(maxcolors=1 << 24) or []}
    for stance in ("advocate", "supportive", "neutral", "sceptical", "opposed"):
        red, green, blue = (int(palette.RING[stance][n : n + 2], 16) for n in (1, 3, 5))
        assert (red, green, blue) in colours, stance


def test_the_same_map_is_the_same_file() -> None:
    once, again = svg(scene_of(30)), svg(scene_of(30))
    assert zlib.crc32(once.encode()) == zlib.crc32(again.encode())
    assert png(scene_of(5)) == png(scene_of(5))


def test_colours_are_those_of_the_screen() -> None:
    """The screen's are measured for colour-blind readers; the exports take them and invent none."""
    theme = (THEME / "tokens.css").read_text(encoding="utf-8").lower()
    light = theme.split('"dark"')[0]
    for name, colours in (("sentiment", palette.RING), ("persona", palette.PERSONA), ("relation", palette.RELATION)):
        for key, colour in colours.items():
            assert re.search(rf"--{name}-{key}: {colour.lower()};", theme), (name, key)
    for name, colour in (("canvas", palette.CANVAS), ("card", palette.CARD), ("text-1", palette.INK)):
        assert f"--{name}: {colour.lower()};" in light
    typescript = (THEME / "palette.ts").read_text(encoding="utf-8")
    for stance, colour in palette.RING.items():
        assert re.search(rf'{stance}: \{{ ring: "{colour}", text: "{palette.RING_INK[stance]}"', typescript), stance


@pytest.mark.parametrize(
    ("words", "room", "expected"),
    [
        ("Ann", 100.0, "Ann"),
        ("Commercial Contracts Counsel, EMEA", 80.0, "Commercial…"),
        ("two\nlines", 100.0, "two lines"),
        ("", 10.0, ""),
    ],
)
def test_a_text_is_cut_where_its_room_ends(words: str, room: float, expected: str) -> None:
    cut = text.fitted(words, room, 11.5)
    assert cut == expected
    assert text.width(cut, 11.5) <= room
