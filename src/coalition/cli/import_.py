"""`coalition import`: CSV and XLSX files into the record."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coalition.cli import database, framework
from coalition.cli.problem import NOTHING_TO_DO, SOME_REFUSED, Problem

if TYPE_CHECKING:
    from coalition.sources.files import Options, Progress, Report


def import_(
    files: Annotated[list[Path], typer.Argument(help="CSV or XLSX files, in any order.", show_default=False)],
    kind: Annotated[
        list[str] | None,
        typer.Option(
            help="What the files hold, when their columns do not tell: users, accounts, contacts, opportunities, "
            "stakeholders, lines, activities or participants. For one file: --kind FILE=KIND. May be repeated."
        ),
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            help="COLUMN=FIELD, or FIELD:VALUE=WORD, or a JSON file that says both. May be repeated. "
            "COLUMN= leaves a column out."
        ),
    ] = None,
    source: Annotated[
        str, typer.Option(help="Name of the system the ids come from; the same name again updates instead of doubling.")
    ] = "file",
    errors: Annotated[
        Path | None, typer.Option(help="Write every problem to this CSV: file, row, column, value, reason.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
    create_stages: Annotated[
        bool, typer.Option("--create-stages", help="Make stages that are not known, instead of refusing their rows.")
    ] = False,
    map_participants: Annotated[
        bool,
        typer.Option(
            "--map-participants",
            help="Put on the empty map of an open opportunity everybody of its account who took part in an activity.",
        ),
    ] = False,
    hold_stages: Annotated[
        bool,
        typer.Option(
            "--hold-stages",
            help="Leave out a new stage whose gate is closed, with the reason, instead of taking it and flagging the "
            "opportunity.",
        ),
    ] = False,
    date_order: Annotated[
        str | None, typer.Option(help="dmy or mdy, for dates such as 03/04/2025. Default: seen in the file.")
    ] = None,
    decimal: Annotated[
        str | None, typer.Option(help="The decimal sign: comma or point. Default: seen in the file.")
    ] = None,
    time_zone: Annotated[str, typer.Option(help="Zone of times that come without one, such as Europe/Berlin.")] = "UTC",
    encoding: Annotated[
        str | None, typer.Option(help="Such as utf-8, cp1252, utf-16. Default: seen in the file.")
    ] = None,
) -> None:
    """Import accounts, contacts, opportunities, stakeholders, lines, activities and users from files.

    Every row that cannot go in is reported with its reason, and the rest goes in. Importing the same files again
    doubles nothing. All of it becomes visible at once, at the end. Exit status: 0 nothing was rejected, 3 something
    was, 2 nothing could be read.
    """
    framework.load()
    options = replace(
        chosen(kind, mapping, source, date_order, decimal, time_zone),
        errors=errors,
        dry_run=dry_run,
        create_stages=create_stages,
        map_participants=map_participants,
        hold_stages=hold_stages,
        encoding=encoding,
    )
    database.bring_up_to_date()
    report = run(files, options)
    say(report)
    if as_json:
        typer.echo(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
    else:
        print_counts(report)
    if report.rejected:
        raise typer.Exit(SOME_REFUSED)


def chosen(
    kind: list[str] | None,
    mapping: list[str] | None,
    source: str,
    date_order: str | None,
    decimal: str | None,
    time_zone: str,
) -> Options:
    """The options, checked before anything is read."""
    from zoneinfo import available_timezones

    from django.conf import settings

    from coalition.sources.files import BadOption, Options, read_mappings

    signs = {None: None, "comma": ",", ",": ",", "point": ".", "dot": ".", ".": "."}
    if date_order not in (None, "dmy", "mdy", "ymd"):
        raise Problem(f"--date-order {date_order} is not known; give dmy or mdy", NOTHING_TO_DO)
    if decimal not in signs:
        raise Problem(f"--decimal {decimal} is not known; give comma or point", NOTHING_TO_DO)
    if time_zone not in available_timezones():
        raise Problem(f"--time-zone {time_zone} is not known; write it like Europe/Berlin", NOTHING_TO_DO)
    if not 0 < len(source) <= 40:
        raise Problem("--source needs 1 to 40 characters", NOTHING_TO_DO)
    try:
        book = read_mappings(mapping or [], kind or [])
    except BadOption as error:
        raise Problem(str(error), NOTHING_TO_DO) from error
    return Options(
        source=source,
        mapping=book,
        date_order=None if date_order == "ymd" else date_order,
        decimal=signs[decimal],
        time_zone=time_zone,
        folder=Path(settings.ENVIRONMENT.home),
    )


def run(files: list[Path], options: Options) -> Report:
    """Import with a progress bar on standard error; what stops the whole import becomes one sentence."""
    import duckdb
    from django.db import Error

    from coalition.sources.files import ImportFailed, NothingRead, import_files

    try:
        with progress_bar() as progress:
            return import_files(files, options, progress)
    except NothingRead as error:
        raise Problem(
            "nothing was imported.\n" + "\n".join(f"  {reason}" for reason in error.reasons), NOTHING_TO_DO
        ) from error
    except ImportFailed as error:
        raise Problem(str(error), NOTHING_TO_DO) from error
    except OSError as error:
        raise Problem(
            f"nothing was imported: {error.filename or options.folder} cannot be written ({error.strerror}). "
            "Check the permissions and the space of COALITION_HOME."
        ) from error
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        said = " ".join(str(error).split())[:200]
        raise Problem(
            f"nothing was imported: the room to work in ran out ({said}). Check the space of COALITION_HOME."
        ) from error
    except Error as error:
        raise Problem(
            f"nothing was imported: {database.unreachable(error)} If somebody else was writing, run it again."
        ) from error


@contextlib.contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar while reading, a spinner while the rest goes on; on standard error, and nothing when that is no screen."""
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    from coalition.sources.files import Progress

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Opening", total=None)

        def stage(what: str) -> None:
            bar.update(task, description=what, total=None, completed=0)

        def share(done: float) -> None:
            bar.update(task, total=1.0, completed=done)

        yield Progress(stage, share)


def say(report: Report) -> None:
    """Notes and problems for the person at the terminal."""
    for note in report.notes:
        typer.echo(note, err=True)
    for each in (*report.unreadable, *report.rejections):
        typer.echo(sentence(each), err=True)
    hidden = report.problems - len(report.rejections)
    if hidden > 0:
        typer.echo(f"… and {hidden} more; --errors FILE writes all of them", err=True)
    if report.dry_run:
        typer.echo("Dry run: nothing was written", err=True)


def sentence(each: Any) -> str:
    """One problem in one line."""
    if not each.row:
        return str(each.reason)
    column = f", {each.column}" if each.column else ""
    value = f" {each.value[:60]!r}" if each.value else ""
    return f"{each.file}, row {each.row}{column}:{value} {each.reason}"


def print_counts(report: Report) -> None:
    """A small table on standard output: the kinds of which anything was read."""
    from coalition.sources.files.report import NAMES

    typer.echo("".join([f"{'':14}", *[f"{name:>11}" for name in NAMES]]))
    for kind, counts in report.records.items():
        if counts["read"]:
            typer.echo("".join([f"{kind:14}", *[f"{counts[name]:>11,}" for name in NAMES]]))
