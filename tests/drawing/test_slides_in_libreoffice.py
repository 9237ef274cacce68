"""Rendered by another program, the slide is the picture of the map: cards, rings, names and lines where the scene says.

Compared small or by colour near a place: fonts differ, and LibreOffice lays bent connectors its own way between the
cards they are glued to.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops, ImageStat

from coalition.drawing.model import Box
from coalition.drawing.picture import palette
from coalition.drawing.picture.compose import compose, sheet
from coalition.drawing.picture.model import Picture
from coalition.drawing.picture.png import png
from coalition.drawing.picture.pptx import pptx
from coalition.drawing.picture.scene import Disc, Group, Placed, Rect, Scene, Wire, Words
from tests.drawing.pictures import picture

pytestmark = pytest.mark.slow
PEOPLE = 17
SMALL = (320, 180)
Colour = tuple[int, int, int]


@pytest.fixture(scope="module")
def drawn() -> Picture:
    return picture(PEOPLE)


@pytest.fixture(scope="module")
def scene(drawn: Picture) -> Scene:
    return compose(drawn, sheet("wide"), native=True)


@pytest.fixture(scope="module")
def slide(soffice: str, drawn: Picture, tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """The first slide as LibreOffice shows it."""
    folder = tmp_path_factory.mktemp("slides")
    (folder / "map.pptx").write_bytes(pptx(drawn))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "png", "--outdir", str(folder)]
    done = subprocess.run([*command, str(folder / "map.pptx")], capture_output=True, timeout=180, check=False)
    assert (folder / "map.png").exists(), done.stderr.decode()
    return Image.open(folder / "map.png").convert("RGB")


class Seen:
    """Places of the scene's map on the rendered slide."""

    def __init__(self, scene: Scene, slide: Image.Image) -> None:
        [self.map] = [item for item in scene.items if isinstance(item, Placed)]
        self._slide, self._grown = slide, slide.width / scene.width

    def colours(self, area: Box) -> set[Colour]:
        """Every colour in an area of the map."""
        scale = self.map.scale * self._grown
        left, top = (self.map.x * self._grown + area.x * scale, self.map.y * self._grown + area.y * scale)
        edges = (left, top, left + area.w * scale, top + area.h * scale)
        part = self._slide.crop((int(edges[0]), int(edges[1]), int(edges[2]) + 1, int(edges[3]) + 1))
        return {colour for _, colour in part.getcolors(maxcolors=part.width * part.height) or []}

    def cards(self) -> Iterator[Group]:
        return (item for item in self.map.items if isinstance(item, Group) and item.key)


@pytest.fixture(scope="module")
def seen(scene: Scene, slide: Image.Image) -> Seen:
    return Seen(scene, slide)


def near(colours: set[Colour], wanted: str, within: int) -> bool:
    red, green, blue = (int(wanted[n : n + 2], 16) for n in (1, 3, 5))
    return any(max(abs(r - red), abs(g - green), abs(b - blue)) <= within for r, g, b in colours)


def test_the_slide_looks_like_the_map(drawn: Picture, scene: Scene, slide: Image.Image) -> None:
    assert slide.width / slide.height == pytest.approx(scene.width / scene.height, abs=0.01)
    theirs = slide.resize(SMALL, Image.Resampling.BOX)
    ours = Image.open(io.BytesIO(png(scene))).convert("RGB").resize(SMALL, Image.Resampling.BOX)
    difference = ImageStat.Stat(ImageChops.difference(ours, theirs).convert("L")).mean[0]
    empty = ImageStat.Stat(ImageChops.difference(ours, Image.new("RGB", SMALL, palette.CANVAS)).convert("L")).mean[0]
    assert difference < 5, "the slide does not look like the map"
    assert difference < empty / 2, "an empty slide would look as much like the map"


def test_every_card_stands_in_its_place(seen: Seen) -> None:
    cards = list(seen.cards())
    assert len(cards) == PEOPLE
    for card in cards:
        frame = card.items[0]
        assert isinstance(frame, Rect)
        corner = 4.0
        for x, y in ((0, 0), (frame.w, 0), (0, frame.h), (frame.w, frame.h)):
            # Just outside a rounded corner is the canvas, just inside an edge the card.
            outside = Box(frame.x + x - corner / 2, frame.y + y - corner / 2, corner, corner)
            assert near(seen.colours(outside), palette.CANVAS, 8), card.name
        for y in (6.0, frame.h - 6.0):
            inside = Box(frame.x + frame.w / 2 - 2, frame.y + y - 2, 4, 4)
            assert near(seen.colours(inside), palette.CARD, 3), card.name


def test_every_ring_has_the_colour_of_the_sentiment(seen: Seen, drawn: Picture) -> None:
    stances = {person.id: person.stance for person in drawn.people}
    assert len(set(stances.values())) == 6
    for card in seen.cards():
        ring = next(item for item in card.items if isinstance(item, Disc))
        colours = seen.colours(Box(ring.x - ring.r - 2, ring.y - ring.r - 2, ring.r, ring.r))
        assert near(colours, palette.RING[stances[card.key]], 45), card.name


def test_every_name_is_written(seen: Seen) -> None:
    for card in seen.cards():
        name = next(item for item in card.items if isinstance(item, Words) and item.anchor == "start")
        assert name.text.startswith(card.name[:8])
        written = seen.colours(Box(name.x, name.y - name.size, name.room / 2, name.size))
        assert min(max(colour) for colour in written) < 110, card.name


def test_every_line_leaves_the_cards_it_joins(seen: Seen) -> None:
    frames = {card.key: card.items[0] for card in seen.cards()}
    wires = [item for item in seen.map.items if isinstance(item, Wire)]
    assert len(wires) > PEOPLE
    for wire in wires:
        for end in (wire.from_id, wire.to_id):
            frame = frames[end]
            assert isinstance(frame, Rect)
            assert wire.look.stroke is not None
            assert near(seen.colours(around(frame)), wire.look.stroke, 90), (wire.kind, end)


def around(frame: Rect) -> Box:
    """A card and a little of what is beside it."""
    return Box(frame.x - 10, frame.y - 10, frame.w + 20, frame.h + 20)
