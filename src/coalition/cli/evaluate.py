"""`coalition evaluate`: the product's own functions on labelled files, as JSON. See docs/explanation/evidence.md."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from coalition.cli.problem import NOTHING_TO_DO, Problem

app = typer.Typer(help="Measure the scores on labelled files of yours.", no_args_is_help=True)

Messages = Annotated[Path, typer.Option(help="CSV with message_id, sent_at, from, to; one row a recipient.")]
At = Annotated[
    str | None, typer.Option(help="The moment to stand at, ISO. Default: after four fifths of the messages.")
]
Observers = Annotated[Path | None, typer.Option(help="CSV with person: these are ours.")]


@app.command()
def influence(
    messages: Annotated[Path | None, typer.Option(help="CSV with message_id, sent_at, from, to.")] = None,
    lines: Annotated[Path | None, typer.Option(help="CSV with from, to, kind.")] = None,
    levels: Annotated[Path | None, typer.Option(help="Truth: CSV with person, level; higher is more senior.")] = None,
    pairs: Annotated[Path | None, typer.Option(help="Truth: CSV with superior, subordinate.")] = None,
    observers: Observers = None,
) -> None:
    """Does influence put the senior above the junior? Against degree and PageRank."""
    from coalition.scoring.evaluation import files
    from coalition.scoring.evaluation import influence as figures

    if (messages is None) == (lines is None):
        raise Problem("Give either --messages or --lines.", NOTHING_TO_DO)
    if levels is None and pairs is None:
        raise Problem("Give the truth: --levels, --pairs, or both.", NOTHING_TO_DO)

    def run() -> dict[str, Any]:
        ranks = files.read_levels(levels) if levels else {}
        above = files.read_pairs(pairs) if pairs else []
        if messages is not None:
            ours = files.read_column(observers, "person") if observers else []
            return figures.evaluate_messages(files.read_messages(messages), ranks, above, ours)
        return figures.evaluate_lines(files.read_lines(lines), ranks, above)  # type: ignore[arg-type]

    _print(run)


@app.command()
def engagement(
    messages: Messages,
    at: At = None,
    horizon_days: Annotated[int, typer.Option(min=1, help="How far ahead to look.")] = 28,
    observers: Observers = None,
) -> None:
    """Does the score rank who will act towards us? Against count and recency."""
    from coalition.scoring.evaluation import engagement as figures
    from coalition.scoring.evaluation import files

    def run() -> dict[str, Any]:
        log = files.read_messages(messages)
        ours = files.read_column(observers, "person") if observers else []
        return figures.evaluate(log, _moment(at, log), horizon_days, ours)

    _print(run)


@app.command()
def trend(messages: Messages, at: At = None) -> None:
    """Does sentiment see a person drawing back? And how often does it cry wolf?"""
    from coalition.scoring.evaluation import files
    from coalition.scoring.evaluation import trend as figures

    def run() -> dict[str, Any]:
        log = files.read_messages(messages)
        return figures.evaluate(log, _moment(at, log))

    _print(run)


@app.command()
def managers(
    messages: Messages, pairs: Annotated[Path, typer.Option(help="Truth: CSV with superior, subordinate.")]
) -> None:
    """Is the guessed manager the real one? Against the one most mail is exchanged with."""
    from coalition.scoring.evaluation import files
    from coalition.scoring.evaluation import managers as figures

    _print(lambda: figures.evaluate(files.read_messages(messages), files.read_pairs(pairs)))


@app.command()
def outlook(
    deals: Annotated[Path, typer.Option(help="CSV of past deals, one row each.")],
    outcome: Annotated[str, typer.Option(help="The column that says how a deal ended.")],
    won: Annotated[str, typer.Option(help="Its value for a deal that was won.")],
    time: Annotated[str | None, typer.Option(help="A column with a date, to train on the past only.")] = None,
    group: Annotated[str | None, typer.Option(help="A column whose equal values stay together.")] = None,
    test: Annotated[Path | None, typer.Option(help="Further deals to test on instead of cross-validation.")] = None,
) -> None:
    """Can the outcome be foretold from what was known before? Says so only when it can."""
    from coalition.judgement.outlook import evaluation as figures

    _print(lambda: figures.evaluate(deals, outcome, won, time_column=time, group_column=group, test=test))


@app.command()
def identity(
    aliases: Annotated[Path, typer.Option(help="CSV with alias, name.")],
    truth: Annotated[Path, typer.Option(help="Truth: CSV with alias, person.")],
) -> None:
    """Are the aliases merged that belong to one person, and no others?"""
    from coalition.scoring.evaluation import identity as figures

    _print(lambda: figures.evaluate(figures.read_aliases(aliases), figures.read_truth(truth)))


def _print(run: Callable[[], dict[str, Any]]) -> None:
    """The figures as JSON on standard output; a file that cannot be used as one sentence on standard error."""
    from coalition.scoring.evaluation.files import FileProblem

    try:
        report = run()
    except FileProblem as problem:
        raise Problem(str(problem), NOTHING_TO_DO) from problem
    typer.echo(json.dumps(report, indent=2, allow_nan=False))


def _moment(text: str | None, log: list[Any]) -> int:
    if text is None:
        return int(log[len(log) * 4 // 5].sent_s)
    from coalition.scoring.evaluation.moments import epoch

    at_s = epoch(text.strip())
    if at_s is None:
        raise Problem(f"--at {text!r} is not an ISO date such as 2025-12-01.", NOTHING_TO_DO)
    return at_s
