"""What a file is, by its first bytes and not by its name: a workbook, text in some encoding, or something else."""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass
from pathlib import Path

from coalition.sources.files.errors import BadOption, Unreadable

HEAD = 65_536
DELIMITERS = ",;\t|"

_FOREIGN = (
    (b"%PDF", "a PDF document. Export the table as CSV or XLSX instead."),
    (b"\x1f\x8b", "a gzip archive. Unpack it first."),
    (b"Rar!", "a RAR archive. Unpack it first."),
    (b"7z\xbc\xaf", "a 7-Zip archive. Unpack it first."),
    (b"PAR1", "a Parquet file. Export the table as CSV or XLSX instead."),
    (b"SQLite format 3", "a SQLite database. Export the table as CSV instead."),
)


@dataclass(frozen=True)
class Seen:
    """What the file is. ``skip`` lines stand before the table (Excel's ``sep=;``)."""

    workbook: bool = False
    encoding: str = "utf-8"
    delimiter: str = ","
    skip: int = 0


def look_at(path: Path, encoding: str | None = None) -> Seen:
    """Tell what ``path`` is. Raises Unreadable when it is no table."""
    head = _head(path)
    if not head.strip():
        raise Unreadable(f"{path.name} is empty. Export it again, or leave it out.")
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Seen(workbook=True)
    for start, what in _FOREIGN:
        if head.startswith(start):
            raise Unreadable(f"{path.name} is {what}")
    found = _encoding(path, head, encoding)
    try:
        text = head.decode(found, errors="ignore")
    except LookupError as error:
        raise BadOption(f"There is no encoding {encoding!r}. Try utf-8, cp1252 or utf-16.") from error
    _refuse_markup(path, text)
    if sum(1 for c in text if c < " " and c not in "\t\r\n\0") > len(text) // 20:
        raise Unreadable(f"{path.name} is not text. Export the table as CSV or XLSX.")
    skip = 0
    if said := re.match(r"\s*\"?sep=(.)\"?\s*[\r\n]+", text):
        return Seen(encoding=found, delimiter=said.group(1), skip=said.group(0).count("\n") or 1)
    return Seen(encoding=found, delimiter=_delimiter(text), skip=skip)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except FileNotFoundError as error:
        raise Unreadable(f"There is no file {path}. Check the name and the folder.") from error
    except IsADirectoryError as error:
        raise Unreadable(f"{path} is a folder. Name the files in it, such as {path}/*.csv.") from error
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}. Check its permissions.") from error


def _encoding(path: Path, head: bytes, told: str | None) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if told:
        return told
    # Western text in UTF-16 has a zero in every other byte.
    if len(head) > 3 and head[1:200:2].count(0) > len(head[1:200:2]) * 0.7:
        return "utf-16-le"
    if len(head) > 3 and head[0:200:2].count(0) > len(head[0:200:2]) * 0.7:
        return "utf-16-be"
    if head.count(0) > len(head) // 20:
        raise Unreadable(f"{path.name} is not text. Export the table as CSV or XLSX.")
    return "utf-8" if _is_utf8(path) else "cp1252"


def _is_utf8(path: Path) -> bool:
    """UTF-8, or Excel's old Western encoding? A file that is UTF-8 up to a few broken bytes is still UTF-8."""
    broken = fine = 0
    decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            text = decoder.decode(block)
            broken += len(re.findall(r"[\udc80-\udcff]", text)) if not text.isascii() else 0
            fine += len(block) - len(text)  # bytes of whole characters of several bytes; broken ones count one each
            if broken > 1000:
                break
    # Western text that reads as whole UTF-8 characters by chance is rarer than one letter pasted from elsewhere.
    return broken == 0 or fine >= broken


def _refuse_markup(path: Path, text: str) -> None:
    start = text.lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype html", "<html", "<head", "<body", "<table", "<div", "<script")):
        raise Unreadable(
            f"{path.name} is a web page (HTML), not CSV: the download probably met a sign-in page or an error. "
            "Sign in, export again, and look at the file in a text editor."
        )
    if start.startswith("<?xml"):
        raise Unreadable(f"{path.name} is XML, not CSV. Save it as CSV or XLSX.")
    if start.startswith(("{", '[{"', "[\n", "[{")):
        raise Unreadable(f"{path.name} is JSON, not CSV. Export the table as CSV or XLSX.")


def _delimiter(text: str) -> str:
    """The separator that cuts the first lines into the most columns, alike in each; quotes are respected."""
    best, most = ",", 0.0
    lines = text.splitlines(keepends=True)
    sample = lines[:-1][:30] if len(lines) > 1 else lines
    for delimiter in DELIMITERS:
        widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if any(row)]
        if not widths:
            continue
        usual = max(set(widths), key=widths.count)
        points = (usual - 1) * widths.count(usual) / len(widths)
        if points > most:
            best, most = delimiter, points
    return best
