"""An import from its first file to its report."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from coalition.record.bulk import release_attached
from coalition.sources.files.afterwards import follow_up
from coalition.sources.files.errors import BadOption, NothingRead, Unreadable
from coalition.sources.files.habits import observe
from coalition.sources.files.kinds import KINDS, plain
from coalition.sources.files.mapping import MappingBook
from coalition.sources.files.reading import Grid, open_grids
from coalition.sources.files.recognise import LOOK_AT_ROWS, Recognised, recognise
from coalition.sources.files.report import Rejection, Report, count_records, problems, write_errors
from coalition.sources.files.steps.accounts import find_accounts, plan_accounts
from coalition.sources.files.steps.activity import plan_activities, plan_participants
from coalition.sources.files.steps.contacts import find_contacts, plan_contacts
from coalition.sources.files.steps.deals import find_opportunities, plan_opportunities, plan_stakeholders
from coalition.sources.files.steps.insights import plan_insights
from coalition.sources.files.steps.lines import plan_lines
from coalition.sources.files.steps.plan import Plan
from coalition.sources.files.steps.users import find_users, plan_users
from coalition.sources.files.typed import make_tables, read_values
from coalition.sources.files.workbench import Workbench, lay_out
from coalition.sources.files.write import write_plan

SHOWN = 20
_IMPORTS = 0x0C0A_0002  # PostgreSQL's advisory lock that keeps two imports apart


@dataclass(frozen=True)
class Options:
    """What the user chose. ``date_order`` dmy or mdy, ``decimal`` a comma or a point; None: seen in the file."""

    source: str = "file"
    mapping: MappingBook = field(default_factory=MappingBook)
    errors: Path | None = None
    dry_run: bool = False
    create_stages: bool = False
    map_participants: bool = False
    hold_stages: bool = False
    date_order: str | None = None
    decimal: str | None = None
    time_zone: str = "UTC"
    encoding: str | None = None
    folder: Path | None = None  # where to work; the system's own for temporary files if None


@dataclass(frozen=True)
class Progress:
    """Who is told how far it is: ``stage`` what is being done, ``share`` how much of it."""

    stage: Callable[[str], None] = lambda what: None
    share: Callable[[float], None] = lambda share: None


def import_files(paths: Sequence[Path], options: Options, progress: Progress | None = None) -> Report:
    """Read the files, write what can be written, report the rest.

    All of it becomes visible at once, at the end; a run that dies leaves nothing behind, and the next completes it.
    """
    told = progress or Progress()
    options.mapping.check_files([path.name for path in paths])
    with Workbench(options.folder) as bench:
        report = Report(dry_run=options.dry_run)
        if options.errors:  # a place that cannot be written is found out before the record is changed
            write_errors(options.errors, [], iter(()))
        make_tables(bench, list(KINDS.values()))
        for path in paths:
            _read_file(bench, path, options, report, told)
        options.mapping.check_columns(report.headings)
        if not bench.files:
            if options.errors:
                write_errors(options.errors, report.unreadable, iter(()))
            raise NothingRead([each.reason for each in report.unreadable])
        try:
            plan = Plan(
                bench, options.source, _now(), options.create_stages, options.map_participants, options.hold_stages
            )
            with _unmapped_database(), transaction.atomic():
                _write(plan, options, told)
            report.notes += plan.notes
        finally:
            release_attached()
        report.records = count_records(bench)
        report.problems = bench.count("problems")
        report.left_out = bench.count("problems", "NOT fatal")
        report.rejections = list(problems(bench, SHOWN))
        if options.errors:
            write_errors(options.errors, report.unreadable, problems(bench))
        return report


def _read_file(bench: Workbench, path: Path, options: Options, report: Report, told: Progress) -> None:
    """All tables of one file onto the workbench. What cannot be read is reported, and the other files go on."""
    try:
        grids = open_grids(path, options.encoding)
    except Unreadable as error:
        report.unreadable.append(Rejection(path.name, 0, "", "", str(error)))
        return
    strange: list[str] = []
    read = 0
    for grid in grids:
        mapping = options.mapping.for_file(path.name, grid.sheet)
        try:
            first = grid.first_rows(LOOK_AT_ROWS)
            report.headings.setdefault(path.name, set()).update(plain(cell) for row in first for cell in row)
            found = recognise(first, grid.called, mapping)
        except Unreadable as error:
            strange.append(str(error).replace(grid.called, grid.name, 1))
            continue
        told.stage(f"Reading {grid.name}")
        _read_grid(bench, grid, found, options, report, told)
        read += 1
    if not read:
        report.unreadable += [Rejection(path.name, 0, "", "", reason) for reason in strange]
    else:
        report.notes += strange  # a sheet of notes beside sheets of records is no mistake


def _read_grid(
    bench: Workbench, grid: Grid, found: Recognised, options: Options, report: Report, told: Progress
) -> None:
    number, raw = lay_out(bench, grid, found, told.share)
    habits = observe(
        bench,
        raw,
        [column.field for column in found.columns],
        european=grid.european,
        date_order=options.date_order,
        decimal=options.decimal,
        zone=options.time_zone,
    )
    report.notes += found.notes
    if bench.count(raw) == 0 and not bench.count("problems", f"file = {number}"):
        report.notes.append(f"{grid.name}: has a heading and no rows under it. Export it again with its rows.")
    if habits.guessed:
        report.notes.append(f"{grid.name}: {habits.guessed}.")
    read_values(bench, number, raw, found, options.mapping.for_file(grid.path.name, grid.sheet), habits)


def _write(plan: Plan, options: Options, told: Progress) -> None:
    """Plan every kind, then write all of it; a dry run plans only."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_IMPORTS])
    told.stage("Comparing with what is here")
    steps = {
        "users": (plan_users, find_users),
        "accounts": (plan_accounts, find_accounts),
        "contacts": (plan_contacts, find_contacts),
        "opportunities": (plan_opportunities, find_opportunities),
    }
    for kind, (plan_kind, find) in steps.items():
        if plan.has(kind):
            plan_kind(plan)
        find(plan)
    if plan.has("lines") or plan.has("contacts"):
        plan_lines(plan)
    if plan.has("insights"):
        plan_insights(plan)
    if plan.has("activities"):
        plan_activities(plan)
    if plan.bench.count("duckdb_tables()", "table_name = 'new_activities'") or plan.has("participants"):
        plan_participants(plan)
    if plan.has("stakeholders") or plan.has("opportunities"):  # last: an empty map is filled from who took part
        plan_stakeholders(plan)
    if options.dry_run:
        transaction.set_rollback(True)
        return
    write_plan(plan, told.stage)
    follow_up(plan, told.stage)


@contextlib.contextmanager
def _unmapped_database() -> Iterator[None]:
    """SQLite's window onto the database file is for readers; a writer would fill it and count it as our memory."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA mmap_size")
        before = (cursor.fetchone() or (0,))[0]
        cursor.execute("PRAGMA mmap_size = 0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA mmap_size = {int(before)}")


def _now() -> dt.datetime:
    return timezone.now().astimezone(dt.UTC).replace(tzinfo=None)


__all__ = ["BadOption", "Options", "Progress", "import_files"]
