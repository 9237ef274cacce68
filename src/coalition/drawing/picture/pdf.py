"""A scene as a PDF page: vectors and real text in an embedded font, at any zoom as sharp as printed."""

from __future__ import annotations

from io import BytesIO
from itertools import groupby

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from coalition.drawing.picture import text
from coalition.drawing.picture.scene import Command, Disc, Group, Item, Look, Path, Placed, Rect, Scene, Wire, Words

POINTS = 0.75  # a pixel is 1/96 inch, a point 1/72
# Chinese, Japanese and Korean characters are left to the reader's own font of these standard names: PDF readers bring
# one or fetch it. A font of our own for them would be ten times the size of everything else together.
_EAST_ASIAN = (("HYGothic-Medium", "\uac00", "\ud7a3"), ("HeiseiKakuGo-W5", "\u3040", "\u30ff"))
_HAN = "STSong-Light"
_INSTEAD = "?"


def pdf(*scenes: Scene) -> bytes:
    """The file: one page for each scene, of its size."""
    out = BytesIO()
    page = Canvas(out, pageCompression=1, initialFontName=text.font(False).fontName)
    page.setTitle(text.printable(scenes[0].title))
    page.setCreator("Coalition")
    for scene in scenes:
        width, height = scene.width * POINTS, scene.height * POINTS
        page.setPageSize((width, height))
        page.setLineJoin(1)
        # Scenes measure downwards from the upper left corner.
        page.translate(0, height)
        page.scale(POINTS, -POINTS)
        _paint(page, scene.items)
        page.showPage()
    page.save()
    return out.getvalue()


def _paint(page: Canvas, items: tuple[Item, ...]) -> None:
    for item in items:
        match item:
            case Rect():
                _dress(page, item.look)
                page.roundRect(item.x, item.y, item.w, item.h, item.radius, **_which(item.look))
            case Disc():
                _dress(page, item.look)
                page.circle(item.x, item.y, item.r, **_which(item.look))
            case Path():
                _dress(page, item.look)
                _trace(page, item.commands, item.look)
            case Words():
                _write(page, item)
            case Group() | Wire():
                _paint(page, item.items)
            case Placed():
                page.saveState()
                page.translate(item.x, item.y)
                page.scale(item.scale, item.scale)
                _paint(page, item.items)
                page.restoreState()


def _dress(page: Canvas, look: Look) -> None:
    if look.fill:
        page.setFillColor(HexColor(look.fill))
        page.setFillAlpha(look.opacity)
    if look.stroke:
        page.setStrokeColor(HexColor(look.stroke))
        page.setStrokeAlpha(look.opacity)
        page.setLineWidth(look.width)
        page.setDash(list(look.dashes) if look.dashes else [])
        page.setLineCap(1 if look.round_caps else 0)


def _which(look: Look) -> dict[str, int]:
    return {"fill": int(look.fill is not None), "stroke": int(look.stroke is not None)}


def _trace(page: Canvas, commands: tuple[Command, ...], look: Look) -> None:
    path = page.beginPath()
    for letter, numbers in commands:
        {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}[letter](*numbers)
    page.drawPath(path, **_which(look))


def _write(page: Canvas, item: Words) -> None:
    runs = _runs(text.printable(item.text), item.bold)
    wide = sum(pdfmetrics.stringWidth(words, name, item.size) for name, words in runs)
    x = item.x - {"start": 0.0, "middle": wide / 2, "end": wide}[item.anchor]
    line = page.beginText()
    line.setTextTransform(1, 0, 0, -1, x, item.y)
    line.setFillColor(HexColor(item.colour))
    page.setFillAlpha(1)
    for name, words in runs:
        line.setFont(name, item.size)
        line.textOut(words)
    page.drawText(line)


def _runs(words: str, bold: bool) -> list[tuple[str, str]]:
    """The text in pieces of one font each; what no font has becomes a question mark."""
    own = text.font(bold).fontName
    pieces = [(name, "".join(run)) for name, run in groupby(words, key=lambda each: _font_of(each, bold, own))]
    return [(name or own, run if name else _INSTEAD * len(run)) for name, run in pieces]


def _font_of(character: str, bold: bool, own: str) -> str:
    if text.holds(character, bold):
        return own
    for name, first, last in _EAST_ASIAN:
        if first <= character <= last:
            return _registered(name)
    return _registered(_HAN) if "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef" else ""


def _registered(name: str) -> str:
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    return name
