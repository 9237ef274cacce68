"""Reporting lines: right-angled, from each report up to the manager, and free of crossings by construction."""

from __future__ import annotations

from coalition.drawing.model import Box, Point
from coalition.drawing.shapes import INDENT, Joint

TRUNK_X = INDENT / 2  # a trunk beside a column stands in the middle of the indent
BUS = 30.0  # a bus runs this far above the cards of its row: overlay lines find room above and below it


def trunk(manager: Box, report: Box, joint: Joint) -> tuple[Point, ...]:
    """The path from a report's card to its manager's, by the way the report is put."""
    if joint == "side":
        x = manager.x + TRUNK_X
        return ((report.x, report.middle_y), (x, report.middle_y), (x, manager.bottom))
    bus = report.y - BUS
    x = manager.x + TRUNK_X if joint == "wrapped" else manager.middle_x
    if abs(report.middle_x - x) < 1:
        return ((x, report.y), (x, manager.bottom))
    return ((report.middle_x, report.y), (report.middle_x, bus), (x, bus), (x, manager.bottom))
