"""How wide a text is in the font that comes with Coalition, and which characters that font holds."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(__file__).resolve().parents[1] / "fonts"
REGULAR, SEMIBOLD = FONTS / "Inter-Regular.ttf", FONTS / "Inter-SemiBold.ttf"
FAMILY = "Inter"
_CJK = 0x2E80  # from here on characters are about as wide as high
_CUT = "…"


@lru_cache(maxsize=2)
def font(bold: bool) -> TTFont:
    """The font as the PDF writer knows it; loaded once."""
    loaded = TTFont("Coalition-SemiBold" if bold else "Coalition-Regular", str(SEMIBOLD if bold else REGULAR))
    pdfmetrics.registerFont(loaded)
    return loaded


def holds(character: str, bold: bool = False) -> bool:
    """Whether the font has a picture of this character."""
    return ord(character) in font(bold).face.charToGlyph


def missing(text: str) -> set[str]:
    """The characters of a text that the font cannot show."""
    return {each for each in text if not each.isspace() and not holds(each)}


@lru_cache(maxsize=8192)
def width(text: str, size: float, bold: bool = False) -> float:
    """Width in pixels; a guess of one size, or six tenths of it, for a character the font does not hold."""
    face = font(bold).face
    total = 0.0
    for each in text:
        code = ord(each)
        if code in face.charToGlyph:
            total += face.charWidths.get(code, face.defaultWidth) / 1000
        else:
            total += 1.0 if code >= _CJK else 0.6
    return total * size


def fitted(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it is wider than its room; line breaks and control characters are spaces."""
    flat = printable(text)
    if width(flat, size, bold) <= room:
        return flat
    low, high = 0, len(flat)
    while low < high:
        middle = (low + high + 1) // 2
        if width(flat[:middle].rstrip() + _CUT, size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    return flat[:low].rstrip() + _CUT


def two_lines(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """The text in at most two lines, broken between words where that is possible."""
    words = printable(text).split(" ")
    for count in range(len(words), 0, -1):
        first = " ".join(words[:count])
        if width(first, size, bold) <= room:
            rest = " ".join(words[count:])
            return [first, fitted(rest, room, size, bold)] if rest else [first]
    return [fitted(words[0], room, size, bold), *([fitted(" ".join(words[1:]), room, size, bold)] if words[1:] else [])]


def printable(text: str) -> str:
    """One line without the characters that no file format can carry: controls and lone halves of a pair."""
    kept = (each if each.isprintable() or each == " " else " " for each in text if not "\ud800" <= each <= "\udfff")
    return " ".join("".join(kept).split())


def initials(name: str) -> str:
    """The first letters of the first and the last word."""
    words = printable(name).split()
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
