"""Each kind of file: what it is called and how it is made from a map."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from coalition.access.models import User
from coalition.api.map.build import map_out
from coalition.api.map.rows import MapRows
from coalition.api.map.seats import with_seats
from coalition.drawing.model import Grouping
from coalition.sources.map_format.gather import map_document
from coalition.sources.map_format.write import text_of

FormatName = Literal["pptx", "pdf", "svg", "png", "xlsx", "json"]
PageName = Literal["a4", "a3", "wide"]
Orientation = Literal["landscape", "portrait"]
_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Wish:
    """How the file is wanted."""

    page: PageName
    orientation: Orientation
    group: Grouping


def _drawn(paint: Callable[[Any, Any], bytes]) -> Callable[[MapRows, Wish, User], bytes]:
    def make(rows: MapRows, wish: Wish, viewer: User) -> bytes:
        # Loaded here: fonts and writers take half a second that the start of a server should not wait for.
        from coalition.api.exports.picture import picture_of
        from coalition.drawing.picture.compose import room_for_map, sheet

        paper = sheet(wish.page, wish.orientation)
        body = with_seats(map_out(rows, wish.group))
        return paint(picture_of(body, group=wish.group, page=room_for_map(paper), moment=rows.moment), paper)

    return make


def _svg(picture: Any, paper: Any) -> bytes:
    from coalition.drawing.picture.compose import compose
    from coalition.drawing.picture.svg import svg

    return svg(compose(picture, paper)).encode()


def _png(picture: Any, paper: Any) -> bytes:
    from coalition.api.exports.picture import with_font_note
    from coalition.drawing.picture.compose import compose, unreadable
    from coalition.drawing.picture.png import png

    return png(compose(with_font_note(picture), paper), foreign=unreadable(picture))


def _pdf(picture: Any, paper: Any) -> bytes:
    from coalition.api.exports.picture import with_font_note
    from coalition.drawing.picture.compose import compose
    from coalition.drawing.picture.pdf import pdf

    return pdf(compose(with_font_note(picture), paper))


def _pptx(picture: Any, paper: Any) -> bytes:
    from coalition.drawing.picture.pptx import pptx

    return pptx(picture)


def _xlsx(rows: MapRows, wish: Wish, viewer: User) -> bytes:
    from coalition.api.exports.sheets import sheets_of
    from coalition.api.exports.workbook import workbook

    return workbook(sheets_of(map_out(rows, "reporting"), rows, viewer), rows.deal.name)


def _json(rows: MapRows, wish: Wish, viewer: User) -> bytes:
    contacts = list(rows.contacts.values())
    moment = rows.moment if rows.past else None
    document = map_document(
        rows.deal,
        rows.stakeholders,
        contacts,
        rows.lines,
        viewer=viewer,
        moment=moment,
        seats=rows.seats,
        seat_lines=rows.seat_lines,
    )
    return text_of(document).encode()


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file. ``make`` gets the rows of a map, the wishes and who asks."""

    content_type: str
    make: Callable[[MapRows, Wish, User], bytes]


KINDS: Mapping[FormatName, FileKind] = {
    "pptx": FileKind(f"{_OFFICE}.presentationml.presentation", _drawn(_pptx)),
    "pdf": FileKind("application/pdf", _drawn(_pdf)),
    "svg": FileKind("image/svg+xml", _drawn(_svg)),
    "png": FileKind("image/png", _drawn(_png)),
    "xlsx": FileKind(f"{_OFFICE}.spreadsheetml.sheet", _xlsx),
    "json": FileKind("application/json", _json),
}


def file_name(deal: str, moment: datetime, extension: str) -> str:
    """The deal and the day, without what a file system or a shell takes for something else."""
    words = " ".join(re.sub(r"[^\w\s.,()&+'-]", " ", deal).split()).strip(". ")[:80].rstrip(". ")
    return f"{words or 'Map'} {moment:%Y-%m-%d}.{extension}"
