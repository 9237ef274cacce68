"""`coalition worker`: a scoring worker of its own, beside those of the servers."""

from __future__ import annotations

from typing import Annotated

import typer

from coalition.cli import database, framework


def worker(
    once: Annotated[bool, typer.Option("--once", help="Work off what is dirty now, then end.")] = False,
) -> None:
    """Keep scores current. `coalition serve` runs one; more of them share the work on a PostgreSQL database."""
    framework.load()
    database.bring_up_to_date()
    from coalition.portfolio.worker import run_dirty_batch, run_worker

    if not once:
        run_worker()
        return
    scored = 0
    while taken := run_dirty_batch():
        scored += taken
    typer.echo(f"{scored} deals scored", err=True)
