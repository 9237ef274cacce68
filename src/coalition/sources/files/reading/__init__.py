"""Files as tables of text, whatever they were: one heading row and the rows under it, in pieces."""

from coalition.sources.files.reading.grid import Grid, Piece, Trouble
from coalition.sources.files.reading.opening import open_grids

__all__ = ["Grid", "Piece", "Trouble", "open_grids"]
