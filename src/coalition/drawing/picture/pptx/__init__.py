"""A map as slides that people can edit: every card a group of native shapes, every line a connector glued to two."""

from coalition.drawing.picture.pptx.deck import pptx

__all__ = ["pptx"]
