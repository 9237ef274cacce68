"""The command line: `coalition COMMAND`. One file a command; each imports what is heavy only when it runs.

Standard output carries data, standard error everything said to a person. Exit status: 0 done, 1 failed, 2 wrong usage
or nothing that could be read, 3 some of the input was refused.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from coalition import __version__
from coalition.cli import (
    audit,
    changes,
    database,
    demo,
    digest,
    doctor,
    evaluate,
    import_,
    import_map,
    portfolio,
    score,
    serve,
    signals,
    users,
    worker,
)
from coalition.cli.problem import Problem

app = typer.Typer(
    name="coalition",
    help="Relationship mapping for enterprise sales: who decides, what they believe, and what is missing.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"coalition {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=show_version, is_eager=True)
    ] = False,
) -> None:
    """Relationship mapping for enterprise sales: who decides, what they believe, and what is missing."""


app.command("demo")(demo.demo)
app.command("serve")(serve.serve)
app.command("worker")(worker.worker)
app.command("import")(import_.import_)
app.command("import-map")(import_map.import_map)
app.command("score")(score.score)
app.command("changes")(changes.changes)
app.command("portfolio")(portfolio.portfolio)
app.command("audit")(audit.audit)
app.command("digest")(digest.digest)
app.command("signals")(signals.signals)
app.command("migrate")(database.migrate)
app.command("user")(users.user)
app.command("doctor")(doctor.doctor)
app.add_typer(evaluate.app, name="evaluate")


def main() -> None:
    """The entry of the `coalition` script."""
    try:
        app()
    except Problem as problem:
        print(f"coalition: {problem}", file=sys.stderr)
        sys.exit(problem.status)


if __name__ == "__main__":
    main()
