"""One raw table of text into the typed table of its kind; every cell that cannot be read is reported."""

from __future__ import annotations

from coalition.sources.files.habits import Habits
from coalition.sources.files.kinds import Field, Kind, Type, plain
from coalition.sources.files.mapping import Mapping
from coalition.sources.files.recognise import Recognised
from coalition.sources.files.values import quoted
from coalition.sources.files.workbench import Workbench

STORED = {
    Type.TEXT: "VARCHAR",
    Type.EMAIL: "VARCHAR",
    Type.NUMBER: "DECIMAL(28, 6)",
    Type.WHOLE: "BIGINT",
    Type.MOMENT: "TIMESTAMP",
    Type.DAY: "DATE",
    Type.FLAG: "BOOLEAN",
    Type.WORD: "VARCHAR",
    Type.REF: "VARCHAR",
    Type.LIST: "VARCHAR[]",
}

_LARGEST_WHOLE = 2_147_483_647  # what PostgreSQL's integer columns take


def make_tables(bench: Workbench, kinds: list[Kind]) -> None:
    """An empty typed table per kind: file, row, and a column per field."""
    for kind in kinds:
        listed = ", ".join(f'"{field.name}" {STORED[field.type]}' for field in kind.fields)
        bench.run(f"CREATE TABLE read_{kind.key} (file INTEGER, row BIGINT, {listed})")


def read_values(bench: Workbench, number: int, raw: str, found: Recognised, mapping: Mapping, habits: Habits) -> None:
    """Fill ``read_<kind>`` from the raw table of file ``number``, and drop the raw table."""
    kind = found.kind
    lost = bench.one("SELECT count(DISTINCT row) FROM problems WHERE file = ?", [number])  # rows that were no rows
    present = {column.field.name: column.field for column in found.columns}
    for name in mapping.constants:
        present.setdefault(name, kind.field(name))
    names = list(present)
    for name in names:
        _settle_words(bench, raw, present[name], mapping, has_column=any(c.field.name == name for c in found.columns))
    table = f"typed_{number}"
    values = ", ".join(_columns(field, habits, mapping) for field in present.values())
    bench.run(
        f"CREATE TABLE {table} AS SELECT row, {values} FROM (SELECT row, {_cells(raw, present, mapping, found)} FROM"
        f" {raw})"
    )
    bench.run(f"DROP TABLE {raw}")
    for field in present.values():
        _complain(bench, kind, number, table, field, habits)
    listed = ", ".join(f'"{name}"' for name in present)
    bench.run(f"INSERT INTO read_{kind.key} BY NAME SELECT {number} AS file, row, {listed} FROM {table}")
    bench.run("INSERT INTO counts VALUES (?, 'read', ?)", [kind.key, bench.count(table) + lost])
    bench.run(f"DROP TABLE {table}")
    bench.drop_bad(kind.key, f"read_{kind.key}")


_PARSED = (Type.NUMBER, Type.WHOLE, Type.MOMENT, Type.DAY, Type.FLAG, Type.WORD, Type.EMAIL)


def _columns(field: Field, habits: Habits, mapping: Mapping) -> str:
    """The value, and beside it what the cell said where that may be unreadable or too long."""
    said = f', "{field.name}" AS "{_said(field)}"' if field.type in _PARSED else ""
    return f'{_value(field, habits, mapping)} AS "{field.name}"{said}'


def _said(field: Field) -> str:
    return f"{field.name} said" if field.type in _PARSED else field.name


def _cells(raw: str, present: dict[str, Field], mapping: Mapping, found: Recognised) -> str:
    """Each field's cell without what stands around it, translated where the mapping or a word list says so."""
    columns = {column.field.name for column in found.columns}
    parts = []
    for name, field in present.items():
        constant = quoted(mapping.constants[name]) if name in mapping.constants else "NULL"
        cell = f'coalesce(cell("{name}"), {constant})' if name in columns else constant
        if name in columns and _has_words(field, mapping):
            cell = f'coalesce((SELECT word FROM "words_{raw}_{name}" w WHERE w.cell = {cell}), {cell})'
        parts.append(f'{cell} AS "{name}"')
    return ", ".join(parts)


def _has_words(field: Field, mapping: Mapping) -> bool:
    return field.type is not Type.LIST and (field.type is Type.WORD or field.name in mapping.values)


def _settle_words(bench: Workbench, raw: str, field: Field, mapping: Mapping, *, has_column: bool) -> None:
    """Translate the distinct cells once, in Python: there are few of them however many rows."""
    if not has_column or not _has_words(field, mapping):
        return
    told = mapping.values.get(field.name, {})
    bench.run(f'CREATE TABLE "words_{raw}_{field.name}" (cell VARCHAR, word VARCHAR)')
    for (cell,) in bench.rows(f'SELECT DISTINCT cell("{field.name}") AS c FROM {raw} WHERE c IS NOT NULL LIMIT 100000'):
        word = told.get(plain(cell))
        word = field.words.get(plain(word or cell), word) if field.type is Type.WORD else word
        if word is not None and word != cell:
            bench.run(f'INSERT INTO "words_{raw}_{field.name}" VALUES (?, ?)', [cell, word])


def _value(field: Field, habits: Habits, mapping: Mapping) -> str:
    """The SQL expression that reads the cell; null where it cannot."""
    cell = f'"{field.name}"'
    times = mapping.multiply.get(field.name)
    scaled = f" * {times!r}" if times else ""
    comma = "true" if habits.comma else "false"
    match field.type:
        case Type.TEXT | Type.REF:
            return f"left({cell}, {field.longest})" if field.cut else cell
        case Type.EMAIL:
            return f"as_address({cell})"
        case Type.NUMBER:
            return f"(as_number({cell}, {comma}){scaled})::DECIMAL(28, 6)"
        case Type.WHOLE:
            return f"as_whole({cell}, {comma})" if not times else f"(as_number({cell}, {comma}){scaled})::BIGINT"
        case Type.MOMENT:
            return f"as_moment({cell}, {habits.formats}, {quoted(habits.zone)})"
        case Type.DAY:
            return f"as_day({cell}, {habits.formats})"
        case Type.FLAG:
            return f"as_flag({cell})"
        case Type.WORD:
            words = ", ".join(quoted(word) for word in sorted(set(field.words.values())))
            return f"CASE WHEN {cell} IN ({words}) THEN {cell} END"
        case Type.LIST:
            told = mapping.values.get(field.name)
            if not told:
                return f"as_list({cell})"
            pairs = f"MAP([{', '.join(map(quoted, told))}], [{', '.join(map(quoted, told.values()))}])"
            return f"list_transform(as_list({cell}), x -> coalesce({pairs}[plain(x)], x))"


def _complain(bench: Workbench, kind: Kind, number: int, table: str, field: Field, habits: Habits) -> None:
    """Report the cells of one field that cannot be read, or do not fit."""
    value, said = f'"{field.name}"', f'"{_said(field)}"'

    def report(where: str, reason: str, *, fatal: bool = not field.lenient) -> None:
        bench.complain(
            kind.key,
            field.name,
            f"SELECT {number} AS file, row, {said} AS value, {reason} AS reason FROM {table} WHERE {where}",
            fatal=fatal,
        )

    if field.type in _PARSED:
        reason = _expected(field, habits) + ("; left out" if field.lenient else "")
        report(f"{said} IS NOT NULL AND {value} IS NULL", quoted(reason))
    if field.required:
        report(f"{said} IS NULL", quoted(f"is empty, and {_a(kind.one)} needs it"), fatal=True)
    most = _LARGEST_WHOLE if field.most is None and field.type is Type.WHOLE else field.most
    for sign, limit, word in (("<", field.least, "more"), (">", most, "less")):
        if limit is None:
            continue
        beyond = f"{value} {sign} {limit}"
        report(beyond, quoted(f"must be {limit} or {word}: correct it" + ("; left out" if field.lenient else "")))
        if field.lenient:  # one such value would stop the database from taking any row of the file
            bench.run(f"UPDATE {table} SET {value} = NULL WHERE {beyond}")
    if field.type is Type.NUMBER:
        report(f"abs({value}) >= 1e15", quoted("is too large a number to keep"))
    if field.longest and not field.cut and field.type in (Type.TEXT, Type.EMAIL):
        report(
            f"length({value}) > {field.longest}",
            f"'is ' || length({value}) || ' characters long; at most {field.longest} can be kept: shorten it'",
        )


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"


def _expected(field: Field, habits: Habits) -> str:
    match field.type:
        case Type.MOMENT | Type.DAY:
            order = "day/month/year" if habits.day_first else "month/day/year"
            return (
                f"is not a date that exists between 1900 and 2199: write 2025-12-31, or {order} (--date-order changes"
                " the order)"
            )
        case Type.NUMBER:
            sign = "comma" if habits.comma else "point"
            return f"is not a number with a decimal {sign}: correct it, or set --decimal"
        case Type.WHOLE:
            return "is not a whole number: correct it"
        case Type.FLAG:
            return "is neither yes nor no: write true or false"
        case Type.EMAIL:
            return "is not an e-mail address: correct it or leave it empty"
        case _:
            known = ", ".join(sorted(set(field.words.values())))
            return f"is not known here: use one of {known}; or translate it: --mapping '{field.name}:VALUE=word'"
