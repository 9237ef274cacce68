"""How one file writes dates and numbers: seen in its own cells, or told by an option."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coalition.sources.files.kinds import Field, Type
from coalition.sources.files.values import DAY_FIRST, MONTH_FIRST, quoted
from coalition.sources.files.workbench import Workbench


@dataclass(frozen=True)
class Habits:
    """``guessed`` is said to the person when nothing in the file decided it."""

    day_first: bool
    comma: bool
    zone: str
    guessed: str = ""

    @property
    def formats(self) -> str:
        return "[" + ", ".join(quoted(each) for each in (DAY_FIRST if self.day_first else MONTH_FIRST)) + "]"


def observe(
    bench: Workbench,
    raw: str,
    fields: Sequence[Field],
    *,
    european: bool,
    date_order: str | None,
    decimal: str | None,
    zone: str,
) -> Habits:
    """Look at all date and number cells of one file."""
    comma = decimal == "," if decimal else _uses_comma(bench, raw, fields, european)
    if date_order:
        return Habits(date_order == "dmy", comma, zone)
    day, month, either, dotted = _dates(bench, raw, fields)
    if day or month:
        return Habits(day >= month, comma, zone)
    if not either:
        return Habits(european, comma, zone)
    if dotted or european or comma:
        return Habits(True, comma, zone)
    return Habits(
        False, comma, zone, "dates such as 03/04/2025 were read month first; if the day comes first: --date-order dmy"
    )


def _dates(bench: Workbench, raw: str, fields: Sequence[Field]) -> tuple[int, int, int, int]:
    """Cells where only the day can come first, where only the month can, where either can, and with points."""
    total = [0, 0, 0, 0]
    for field in fields:
        if field.type not in (Type.DAY, Type.MOMENT):
            continue
        found = bench.rows(
            rf"""SELECT count(*) FILTER (a > 12 AND b <= 12), count(*) FILTER (b > 12 AND a <= 12),
                count(*) FILTER (a <= 12 AND b <= 12), count(*) FILTER (dotted)
            FROM (SELECT regexp_extract(v, '^(\d{{1,2}})[-./]', 1)::INT AS a,
                         regexp_extract(v, '^\d{{1,2}}[-./](\d{{1,2}})[-./]', 1)::INT AS b,
                         regexp_matches(v, '^\d{{1,2}}\.') AS dotted
                  FROM (SELECT cell("{field.name}") AS v FROM {raw})
                  WHERE regexp_matches(v, '^\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{2,4}}'))"""
        )[0]
        total = [a + b for a, b in zip(total, found, strict=True)]
    return total[0], total[1], total[2], total[3]


def _uses_comma(bench: Workbench, raw: str, fields: Sequence[Field], european: bool) -> bool:
    """A comma before one or two last figures, or points that part thousands, show a decimal comma."""
    comma = point = 0
    for field in fields:
        if field.type not in (Type.NUMBER, Type.WHOLE):
            continue
        found = bench.rows(
            rf"""SELECT count(*) FILTER (regexp_matches(b, ',\d{{1,2}}$|\.\d{{3}},|\.\d{{3}}\.')),
                        count(*) FILTER (regexp_matches(b, '\.\d{{1,2}}$|,\d{{3}}\.|,\d{{3}},'))
            FROM (SELECT bare_number(cell("{field.name}")) AS b FROM {raw})"""
        )[0]
        comma, point = comma + found[0], point + found[1]
    return comma > point if comma or point else european
