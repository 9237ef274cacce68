"""What the user says about columns and values, where the usual spellings are not enough.

From the command line, ``column=field`` or ``field:value=word``; or from a JSON file::

    {"columns": {"deal_stage": "stage"}, "values": {"stage": {"Engaging": "discovery"}},
     "multiply": {"annual_revenue": 1000000}, "constants": {"currency": "USD"},
     "files": {"sales_pipeline.csv": {"kind": "opportunities", "columns": {...}}}}

What stands at the top holds for every file; under ``files`` only for that one (its name, or ``book.xlsx/Sheet``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coalition.sources.files.errors import BadOption
from coalition.sources.files.kinds import KINDS, Kind, plain

IGNORE = {"", "-"}


@dataclass(frozen=True)
class Mapping:
    """What was said about one file. A column mapped to nothing is left out."""

    kind: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    multiply: dict[str, float] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)

    def over(self, other: Mapping) -> Mapping:
        """This one, and where it is silent, the other."""
        values = {name: dict(words) for name, words in other.values.items()}
        for name, words in self.values.items():
            values.setdefault(name, {}).update(words)
        return Mapping(
            self.kind or other.kind,
            {**other.columns, **self.columns},
            values,
            {**other.multiply, **self.multiply},
            {**other.constants, **self.constants},
        )

    def check(self, kind: Kind, where: str) -> None:
        """Refuse fields this kind does not have."""
        named = {*self.values, *self.multiply, *self.constants} | {f for f in self.columns.values() if f not in IGNORE}
        unknown = sorted(named - set(kind.names))
        if unknown:
            raise BadOption(
                f"{where}: {kind.one} has no field {', '.join(repr(name) for name in unknown)}. "
                f"Its fields are {', '.join(kind.names)}."
            )


@dataclass(frozen=True)
class MappingBook:
    """All that was said, for every file and for single ones."""

    everywhere: Mapping = field(default_factory=Mapping)
    files: dict[str, Mapping] = field(default_factory=dict)

    def for_file(self, name: str, sheet: str | None) -> Mapping:
        """What holds for this file (and sheet), the more special first."""
        mapping = self.everywhere
        for key in (name, Path(name).stem, f"{name}/{sheet}", sheet):
            if key in self.files:
                mapping = self.files[key].over(mapping)
        return mapping

    def check_files(self, names: Iterable[str]) -> None:
        """Refuse what fits none of the files given: it is a typing mistake that would go unnoticed."""
        given = {key for name in names for key in (name, Path(name).stem)}
        known = [key for key in self.files if key in given or key.split("/")[0] in given]
        sheets = any(name.lower().endswith((".xlsx", ".xlsm", ".xls")) for name in names)
        if self.files and not known and not sheets:
            raise BadOption(f"The mapping speaks of {next(iter(self.files))}, which is not among the files given.")

    def check_columns(self, headings: dict[str, set[str]]) -> None:
        """Refuse a mapped column that no file has. ``headings`` are the plain ones, by file name."""
        everything = set().union(*headings.values())
        for name, mapping in (("", self.everywhere), *self.files.items()):
            there = headings.get(name) or headings.get(name.split("/")[0]) if name else everything
            if there is None:
                continue
            for column in mapping.columns:
                if plain(column) not in there:
                    where = name or "any of the files"
                    raise BadOption(f"The mapping speaks of a column {column!r}, which is not in {where}.")


def read_mappings(given: Iterable[str], kinds: Iterable[str]) -> MappingBook:
    """Understand the ``--mapping`` and ``--kind`` options, in order; later ones win."""
    book = MappingBook()
    for item in given:
        path = Path(item)
        if "=" not in item or path.is_file():
            book = _joined(book, _from_file(path))
        else:
            book = _joined(book, MappingBook(_from_pair(item)))
    for item in kinds:
        name, _, kind = item.rpartition("=")
        _known_kind(kind)
        said = Mapping(kind=kind)
        book = _joined(book, MappingBook(files={name: said}) if name else MappingBook(said))
    return book


def _joined(first: MappingBook, then: MappingBook) -> MappingBook:
    files = dict(first.files)
    for name, mapping in then.files.items():
        files[name] = mapping.over(files.get(name, Mapping()))
    return MappingBook(then.everywhere.over(first.everywhere), files)


def _from_pair(item: str) -> Mapping:
    left, _, right = (part.strip() for part in item.rpartition("="))
    name, colon, value = left.partition(":")
    if colon and any(name in kind.names for kind in KINDS.values()):
        return Mapping(values={name: {plain(value): right}})
    return Mapping(columns={left: right})


def _from_file(path: Path) -> MappingBook:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise BadOption(f"There is no mapping file {path}. Give a JSON file, or column=field.") from error
    except (ValueError, OSError) as error:
        raise BadOption(f"The mapping file {path} cannot be read as JSON: {error}.") from error
    if not isinstance(data, dict):
        raise BadOption(f"The mapping file {path} must hold one object: see docs/reference/import.md.")
    files = data.pop("files", {})
    if not isinstance(files, dict):
        raise BadOption(f"{path}: 'files' must be an object of file names.")
    return MappingBook(
        _from_object(data, str(path)), {name: _from_object(one, f"{path}, {name}") for name, one in files.items()}
    )


def _from_object(data: Any, where: str) -> Mapping:
    known = {"kind", "columns", "values", "multiply", "constants"}
    if not isinstance(data, dict) or set(data) - known:
        raise BadOption(f"{where}: a mapping knows {', '.join(sorted(known))} (and 'files' at the top).")
    if data.get("kind"):
        _known_kind(data["kind"])
    try:
        return Mapping(
            data.get("kind"),
            {str(k).strip(): str(v or "").strip() for k, v in data.get("columns", {}).items()},
            {str(f): {plain(str(k)): str(v) for k, v in w.items()} for f, w in data.get("values", {}).items()},
            {str(k): float(v) for k, v in data.get("multiply", {}).items()},
            {str(k): str(v) for k, v in data.get("constants", {}).items()},
        )
    except (AttributeError, TypeError, ValueError) as error:
        raise BadOption(f"{where}: {error}. See docs/reference/import.md for the form.") from error


def _known_kind(kind: str) -> None:
    if kind not in KINDS:
        raise BadOption(f"There is no kind {kind!r}. Kinds are {', '.join(KINDS)}.")
