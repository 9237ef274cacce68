"""A scene as a standalone SVG file. It names our font and what to take where that is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from coalition.drawing.picture.scene import Command, Disc, Group, Item, Look, Path, Placed, Rect, Scene, Wire, Words
from coalition.drawing.picture.text import FAMILY, printable

_FAMILIES = f"{FAMILY}, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', 'Noto Sans CJK SC', sans-serif"


def svg(scene: Scene) -> str:
    """The file's text."""
    w, h = _number(scene.width), _number(scene.height)
    title = escape(printable(scene.title))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" '
        f'font-family="{_FAMILIES}" role="img" aria-label={quoteattr(printable(scene.title))}>'
        f"<title>{title}</title>"
        f'<rect width="{w}" height="{h}" fill="{scene.paper}"/>'
        f"{''.join(_painted(scene.items))}</svg>\n"
    )


def _painted(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        match item:
            case Rect():
                corner = f' rx="{_number(item.radius)}"' if item.radius else ""
                size = f'width="{_number(item.w)}" height="{_number(item.h)}"'
                yield f'<rect x="{_number(item.x)}" y="{_number(item.y)}" {size}{corner}{_look(item.look)}/>'
            case Disc():
                yield f'<circle cx="{_number(item.x)}" cy="{_number(item.y)}" r="{_number(item.r)}"{_look(item.look)}/>'
            case Path():
                yield f'<path d="{_path(item.commands)}"{_look(item.look)}/>'
            case Words():
                yield _words(item)
            case Group():
                yield f"<g>{_said(item.sentence or item.name)}{''.join(_painted(item.items))}</g>"
            case Wire():
                yield f"<g>{_said(item.sentence)}{''.join(_painted(item.items))}</g>"
            case Placed():
                move = f"translate({_number(item.x)} {_number(item.y)}) scale({item.scale:.5g})"
                yield f'<g transform="{move}">{"".join(_painted(item.items))}</g>'


def _said(sentence: str) -> str:
    return f"<title>{escape(printable(sentence))}</title>" if sentence else ""


def _words(item: Words) -> str:
    anchor = "" if item.anchor == "start" else f' text-anchor="{item.anchor}"'
    weight = ' font-weight="600"' if item.bold else ""
    at = f'x="{_number(item.x)}" y="{_number(item.y)}" font-size="{_number(item.size)}"'
    return f'<text {at}{weight}{anchor} fill="{item.colour}">{escape(printable(item.text))}</text>'


def _look(look: Look) -> str:
    parts = [f' fill="{look.fill or "none"}"']
    if look.stroke:
        parts.append(f' stroke="{look.stroke}" stroke-width="{_number(look.width)}"')
    if look.dashes:
        parts.append(f' stroke-dasharray="{" ".join(map(_number, look.dashes))}"')
    if look.round_caps:
        parts.append(' stroke-linecap="round"')
    if look.stroke and not look.fill:
        parts.append(' stroke-linejoin="round"')
    if look.opacity < 1:
        parts.append(f' opacity="{_number(look.opacity)}"')
    return "".join(parts)


def _path(commands: tuple[Command, ...]) -> str:
    return "".join(f"{letter}{' '.join(map(_number, numbers))}" for letter, numbers in commands)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
