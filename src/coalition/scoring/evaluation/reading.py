"""Reads a labelled CSV file row by row, however it was saved; what cannot be used names file, row and column."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

_DELIMITERS = ",;\t|"


class FileProblem(ValueError):
    """A file that cannot be used, in one sentence."""


def rows_of(path: Path, *needed: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their line in the file, the header being row 1; empty lines are passed over.

    Columns may stand in any order and case, further ones too; those ``needed`` come under the name asked for. Commas,
    semicolons, tabs and bars divide fields, whichever the header has most of.
    """
    for number, values, header in _lines(path, needed):
        yield number, dict(zip(header, values, strict=False))


def columns_of(path: Path, *needed: str, optional: str = "") -> Iterator[tuple[int, list[str]]]:
    """Only the columns needed, in the order asked for, and an optional one ("" where there is none)."""
    places: list[int] | None = None
    for number, values, header in _lines(path, needed):
        if places is None:
            places = [header.index(name) for name in needed]
            extra = next((place for place, name in enumerate(header) if optional and plain(name) == optional), None)
        found = [values[place] for place in places]
        if optional:
            found.append(values[extra] if extra is not None and extra < len(values) else "")
        yield number, found


def plain(name: str) -> str:
    """A column's name without case, spaces and dashes."""
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def person(text: str) -> str:
    """A person's name or address as it is compared: without case, and of ``Ann <ann@x.example>`` the address."""
    if "<" in text and text.endswith(">"):
        text = text[text.rindex("<") + 1 : -1]
    return sys.intern(text.strip().casefold())


def _lines(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, list[str], list[str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _read(path, file, needed)
    except OSError as error:
        raise FileProblem(f"{path} cannot be read ({error.strerror}); give the path of a CSV file.") from error
    except UnicodeDecodeError:
        raise FileProblem(f"{path.name} is not UTF-8 text; save it as CSV in UTF-8.") from None


def _read(path: Path, file: Iterator[str], needed: tuple[str, ...]) -> Iterator[tuple[int, list[str], list[str]]]:
    first = next((line for line in file if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(chain([first], file), delimiter=delimiter)
    header = _header(path, next(reader, []), needed)
    least = max((header.index(name) for name in needed), default=0) + 1
    try:
        for values in reader:
            if not any(values):
                continue
            if len(values) < least:
                raise FileProblem(
                    f"{path.name} row {reader.line_num} is cut short; it has fewer fields than the header and none for"
                    f" {header[len(values)]}."
                )
            yield reader.line_num, [value.strip() for value in values], header
    except csv.Error as error:
        raise FileProblem(
            f"{path.name} row {reader.line_num} is no CSV ({error}); save the file again as CSV."
        ) from None


def _header(path: Path, names: list[str], needed: tuple[str, ...]) -> list[str]:
    header = [name.strip() for name in names]
    places = {plain(name): place for place, name in reversed(list(enumerate(header)))}
    missing = [name for name in needed if name not in header and plain(name) not in places]
    if missing:
        raise FileProblem(
            f"{path.name} has no column {', '.join(missing)}; its header is {', '.join(header) or 'empty'}."
        )
    for name in needed:
        if name not in header:
            header[places[plain(name)]] = name
    return header
