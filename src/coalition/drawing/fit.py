"""What fits a page best: the outline of the trees, and the tray of people without a line below or beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coalition.drawing.lanes import tray_size
from coalition.drawing.model import Page
from coalition.drawing.shapes import Outline

GAP_TRAY = 56.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """An outline with its tray. ``height`` is that of the smallest page of the wished shape that holds both."""

    outline: Outline
    columns: int
    beside: bool
    height: float


def best_of(outlines: Sequence[Outline], alone: int, page: Page) -> Fitted:
    """What is seen largest on the page."""
    choices = [fitted(o, alone, c, b, page) for o in outlines for c in _columns(alone) for b in (False, True)]
    return min(choices, key=lambda choice: (choice.height, choice.outline.w))


def fitted(outline: Outline, alone: int, columns: int, beside: bool, page: Page) -> Fitted:
    """This outline with so many people in a tray."""
    w, h = tray_size(alone, columns) if alone else (0.0, 0.0)
    if not alone:
        height = max(outline.w / page.aspect, outline.h)
    elif beside:
        height = max((outline.w + GAP_TRAY + w) / page.aspect, outline.h, h)
    else:
        height = max(outline.w / page.aspect, w / page.aspect, outline.h + GAP_TRAY + h)
    return Fitted(outline, columns, beside, height)


def _columns(alone: int) -> list[int]:
    return sorted({min(max(alone, 1), n) for n in (1, 2, 3, 4, 5, 6, 8, 10, 14, 20, 30)})
