"""The light theme's colours. Those of the screen, ui/src/theme/palette.ts, are measured; a test holds the two equal."""

from __future__ import annotations

CANVAS, CARD = "#F3F5F8", "#FFFFFF"
LINE, LINE_STRONG = "#E2E7EE", "#CBD3DE"
INK, INK_2, INK_3 = "#121926", "#4A5567", "#5F6B7D"
ACCENT, WARNING = "#3B4FC4", "#8A4A00"
AMBER, AMBER_INK = "#F2A93B", "#4A2A00"
BAR_FULL, BAR_EMPTY = "#4A5567", "#D3D9E2"

RING = {
    "advocate": "#006156",
    "supportive": "#2FA876",
    "neutral": "#6E7783",
    "sceptical": "#D87A21",
    "opposed": "#AD0F1F",
    "unknown": "#8C96A4",
}
RING_INK = {
    "advocate": "#00554B",
    "supportive": "#0E6B47",
    "neutral": "#4A5361",
    "sceptical": "#8A4A00",
    "opposed": "#970C1B",
    "unknown": "#5F6B7D",
}
GLYPH = {"advocate": "++", "supportive": "+", "neutral": "=", "sceptical": "−", "opposed": "−−", "unknown": "?"}

PERSONA = {
    "economic_buyer": "#0B62B8",
    "technical_buyer": "#4B5B73",
    "user_buyer": "#A4600A",
    "champion": "#0A7D57",
    "coach": "#4E8A12",
    "blocker": "#B23B2E",
    "ratifier": "#0B7D90",
    "influencer": "#B0368B",
    "evaluator": "#6D3FC0",
}
OTHER_PERSONA = "#4B5B73"

RELATION = {
    "reports_to": "#7A8698",
    "dotted": "#7A8698",
    "influences": "#4A5BD4",
    "ally": "#0B8A62",
    "conflict": "#D92D4A",
    "knows": "#7A8698",
}
RELATION_NAME = {
    "reports_to": "Reports to",
    "dotted": "Dotted line",
    "influences": "Influences",
    "ally": "Ally",
    "conflict": "Conflict",
    "knows": "Knows",
}


def tint(colour: str, share: float) -> str:
    """The colour thinned with white, as an opaque one: every program shows it alike."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)
