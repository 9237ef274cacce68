"""A scene as pixels, painted from its SVG with our own font: the same picture on every machine, without a network."""

from __future__ import annotations

import resvg_py

from coalition.drawing.picture.scene import Scene
from coalition.drawing.picture.svg import svg
from coalition.drawing.picture.text import FAMILY, REGULAR, SEMIBOLD

SHARP = 0.6  # a map pixel gets at least this share of a real one
LONGEST = 6000.0  # no side has more pixels


def png(scene: Scene, *, foreign: bool = False) -> bytes:
    """At least twice the size of the page, more for large maps. ``foreign``: let the machine's own fonts help out."""
    zoom = min(max(2.0, SHARP / max(scene.zoom, 0.01)), LONGEST / max(scene.width, scene.height))
    painted = resvg_py.svg_to_bytes(
        svg_string=svg(scene),
        zoom=zoom,
        font_files=[str(REGULAR), str(SEMIBOLD)],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
        skip_system_fonts=not foreign,
    )
    return bytes(painted)
