"""Which kind of record a table holds, which of its rows is the heading, and which column is which field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coalition.sources.files.errors import BadOption, NotRecognised
from coalition.sources.files.kinds import KINDS, Field, Kind, plain
from coalition.sources.files.mapping import IGNORE, Mapping

LOOK_AT_ROWS = 20  # a title and a logo may stand above the heading; more than this is no table


@dataclass(frozen=True)
class Column:
    """One column that is read: where it stands, how it is headed, what it is."""

    index: int
    heading: str
    field: Field


@dataclass(frozen=True)
class Recognised:
    """What a table turned out to be. ``heading_row`` counts from 0; ``notes`` are for the person."""

    kind: Kind
    heading_row: int
    width: int
    columns: tuple[Column, ...]
    notes: tuple[str, ...]


def recognise(rows: Sequence[Sequence[str]], called: str, mapping: Mapping) -> Recognised:
    """Find the heading among the first ``rows`` and the kind that fits it best; ``called`` names the table."""
    kinds = [KINDS[mapping.kind]] if mapping.kind else list(KINDS.values())
    best: list[tuple[int, int, Kind, tuple[Column, ...]]] = []
    for number, row in enumerate(rows[:LOOK_AT_ROWS]):
        for kind in kinds:
            columns = _columns(row, kind, mapping)
            points = _points(kind, columns, called, mapping)
            if points:
                best.append((points, -number, kind, columns))
    if not best:
        raise NotRecognised(_cannot_tell(rows, called, mapping))
    best.sort(key=lambda each: each[:2], reverse=True)
    points, minus_number, kind, columns = best[0]
    rival = next((each for each in best[1:] if each[0] == points and each[2] is not kind), None)
    if rival:
        raise NotRecognised(
            f"{called} may hold {kind.key} or {rival[2].key}. Say which: --kind {kind.key} or --kind {rival[2].key}."
        )
    row = rows[-minus_number]
    _check_mapped(row, columns, kind, called, mapping)
    return Recognised(kind, -minus_number, len(row), columns, _notes(row, columns, called, mapping))


def _columns(row: Sequence[str], kind: Kind, mapping: Mapping) -> tuple[Column, ...]:
    """Each field takes the column that was mapped to it, else the one with its most usual spelling."""
    headings = [cell.strip() for cell in row]
    spelled = [plain(heading) for heading in headings]
    told = {plain(column): name for column, name in mapping.columns.items()}
    taken: dict[int, Field] = {}
    for index, spelling in enumerate(spelled):
        name = told.get(spelling)
        if name and name in kind.names and kind.field(name) not in taken.values():
            taken[index] = kind.field(name)
    # The most usual spellings first over all fields, so that "Account ID" goes to the id and not to the name.
    for rank in range(max((len(f.spelled) for f in kind.fields), default=0) + 1):
        for field in kind.fields:
            if field in taken.values():
                continue
            wanted = plain(field.name) if rank == 0 else (field.spelled[rank - 1] if rank <= len(field.spelled) else "")
            if wanted and wanted in spelled:
                index = spelled.index(wanted)
                if index not in taken and spelled[index] not in told:
                    taken[index] = field
    return tuple(Column(index, headings[index], taken[index]) for index in sorted(taken))


def _points(kind: Kind, columns: Sequence[Column], called: str, mapping: Mapping) -> int:
    """How well the kind fits; 0: not at all. A column few kinds have, and the name of the file, count more."""
    found = {column.field.name for column in columns} | set(mapping.constants)
    if not columns:
        return 0
    if not mapping.kind and not all(found & set(group) for group in kind.needs):
        return 0
    name = plain(called.rsplit(".", 1)[0])
    hint = any(name == plain(word) or name.endswith(plain(word)) for word in kind.called)
    return sum(3 if column.field.marks else 1 for column in columns) + (4 if hint else 0)


def _check_mapped(row: Sequence[str], columns: Sequence[Column], kind: Kind, called: str, mapping: Mapping) -> None:
    mapping.check(kind, called)
    missing = [
        f.name
        for f in kind.fields
        if f.required and f.name not in mapping.constants and f.name not in {c.field.name for c in columns}
    ]
    if missing:
        raise BadOption(
            f"{called}: no column for {', '.join(missing)} of a {kind.one}. Its columns are {_listed(row)}. "
            f"Say which it is: --mapping 'Column={missing[0]}'."
        )


def _notes(row: Sequence[str], columns: Sequence[Column], called: str, mapping: Mapping) -> tuple[str, ...]:
    read = {column.index for column in columns}
    told = {plain(column) for column, name in mapping.columns.items() if name in IGNORE}
    headings = [cell.strip() for cell in row]
    left = [h for i, h in enumerate(headings) if i not in read and h and plain(h) not in told]
    double = sorted({h for h in left if plain(h) in {plain(headings[i]) for i in read}})
    left = [h for h in left if h not in double]
    notes = [f"{called}: column {h!r} stands there twice; the first is read." for h in double]
    if left:
        notes.append(
            f"{called}: {'column' if len(left) == 1 else 'columns'} {_listed(left)} not known and left out. "
            f"To read one: --mapping '{left[0]}=FIELD' (fields are in docs/reference/import.md)."
        )
    return tuple(notes)


def _cannot_tell(rows: Sequence[Sequence[str]], called: str, mapping: Mapping) -> str:
    heading = next((row for row in rows if any(cell.strip() for cell in row)), [])
    if mapping.kind:
        kind = KINDS[mapping.kind]
        return (
            f"{called}: none of its columns ({_listed(heading)}) is known for {kind.key}. Say which is which: "
            f"--mapping 'Column=FIELD', with fields {', '.join(kind.names)}."
        )
    return (
        f"{called}: cannot tell from its columns ({_listed(heading)}) what it holds. "
        f"Say it with --kind ({', '.join(KINDS)}) and, where needed, --mapping 'Column=FIELD'."
    )


def _listed(names: Sequence[str]) -> str:
    shown = [repr(name[:40]) for name in names if name.strip()]
    return ", ".join(shown[:12]) + (f" and {len(shown) - 12} more" if len(shown) > 12 else "") if shown else "none"
