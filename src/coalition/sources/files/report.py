"""What an import says when it is done."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coalition.sources.files.errors import BadOption
from coalition.sources.files.kinds import KINDS
from coalition.sources.files.workbench import Workbench

NAMES = ("read", "created", "updated", "unchanged", "rejected")
COLUMNS = ("file", "row", "column", "value", "reason")


@dataclass(frozen=True)
class Rejection:
    """A row that did not go in, or (``left_out``) one value of it. ``row`` 0 means the whole file."""

    file: str
    row: int
    column: str
    value: str
    reason: str
    left_out: bool = False


@dataclass
class Report:
    """Counts per kind, and the first problems; all of them are in the file of ``--errors``."""

    records: dict[str, dict[str, int]] = field(default_factory=dict)
    rejections: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unreadable: list[Rejection] = field(default_factory=list)
    headings: dict[str, set[str]] = field(default_factory=dict)  # the first cells of each file, to check mappings with
    problems: int = 0
    left_out: int = 0
    dry_run: bool = False

    @property
    def rejected(self) -> int:
        return sum(counts["rejected"] for counts in self.records.values()) + len(self.unreadable)

    def as_json(self) -> dict[str, Any]:
        return {
            "records": self.records,
            "dry_run": self.dry_run,
            "values_left_out": self.left_out,
            "unreadable_files": [{"file": each.file, "reason": each.reason} for each in self.unreadable],
            "notes": self.notes,
        }


def count_records(bench: Workbench) -> dict[str, dict[str, int]]:
    """Read, created, updated, unchanged and rejected of each kind; the last four add up to the first."""
    found: dict[str, dict[str, int]] = {}
    tables = {row[0] for row in bench.rows("SELECT table_name FROM duckdb_tables()")}
    for kind in KINDS:
        counts = dict.fromkeys(NAMES, 0)
        for name, n in bench.rows("SELECT name, sum(n)::BIGINT FROM counts WHERE kind = ? GROUP BY name", [kind]):
            counts[name] += n
        if f"plan_{kind}" in tables and kind not in ("activities", "participants"):
            for state, n in bench.rows(f"SELECT state, count(*) FROM plan_{kind} GROUP BY state"):
                counts[state] += n
        counts["rejected"] = counts["read"] - counts["created"] - counts["updated"] - counts["unchanged"]
        found[kind] = counts
    return found


def problems(bench: Workbench, limit: int | None = None) -> Iterator[Rejection]:
    """All problems, by file and row. Columns are named as they are headed in the file."""
    sql = """SELECT f.name, p.row, coalesce(h.heading, p.field), p.value, p.reason, NOT p.fatal FROM problems p
        JOIN files f ON f.file = p.file LEFT JOIN headings h ON h.file = p.file AND h.field = p.field
        ORDER BY p.file, p.row, p.field, p.reason"""
    answer = bench.db.execute(sql + (f" LIMIT {limit}" if limit else ""))
    while rows := answer.fetchmany(10_000):
        for name, row, column, value, reason, left_out in rows:
            yield Rejection(name, row, column, value or "", reason, left_out)


def write_errors(path: Path, unreadable: list[Rejection], rows: Iterator[Rejection]) -> int:
    """The problems as CSV. A value that a spreadsheet would run as a formula gets an apostrophe before it."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            count = 0
            for each in (*unreadable, *rows):
                writer.writerow([each.file, each.row or "", each.column, harmless(each.value), each.reason])
                count += 1
    except OSError as error:
        raise BadOption(f"The errors cannot be written to {path}: {error.strerror}. Choose another file.") from error
    return count


def harmless(value: str) -> str:
    """Spreadsheets run cells that begin with these signs; a signed number is no formula."""
    if value[:1] in ("=", "@", "\t", "\r") or (value[:1] in "+-" and value[1:2] and not value[1:2].isdigit()):
        return "'" + value
    return value
