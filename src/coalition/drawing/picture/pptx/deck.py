"""The slides: the map, then everybody in tables."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.util import Emu

from coalition.drawing.picture import text
from coalition.drawing.picture.compose import compose, sheet
from coalition.drawing.picture.model import Picture
from coalition.drawing.picture.pptx.shapes import EMU, Writer
from coalition.drawing.picture.pptx.tables import add_tables

READABLE = 0.4  # below this zoom the slide grows instead: text on a slide is to be read and edited
WIDEST = 55 * 96.0  # PowerPoint's own limit is 56 inches
_BLANK = 6  # the layout without placeholders in the default template
_SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def pptx(picture: Picture) -> bytes:
    """The file. Slides are 13.333 x 7.5 inches; for a large map they keep that shape and grow."""
    paper = sheet("wide")
    scene = compose(picture, paper, native=True)
    grown = min(max(1.0, READABLE / max(scene.zoom, 0.01)), WIDEST / paper.width)
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(round(paper.width * grown * EMU)), Emu(round(paper.height * grown * EMU))
    deck.core_properties.title = text.printable(picture.title)
    deck.core_properties.author = "Coalition"
    slide = deck.slides.add_slide(deck.slide_layouts[_BLANK])
    _fill(slide, "".join(Writer(grown).tree(scene.items)))
    add_tables(deck, picture, grown)
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _fill(slide: Any, shapes: str) -> None:
    tree = slide.shapes._spTree
    tree.extend(
        etree.fromstring(f"<all {_SPACES}>{shapes}</all>", etree.XMLParser(huge_tree=True, resolve_entities=False))
    )
