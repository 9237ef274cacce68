"""`coalition demo`: the sample company in the browser."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from typing import Annotated

import typer

from coalition.cli import database, framework, serve
from coalition.cli.problem import Problem


def demo(
    host: serve.Host = "127.0.0.1",
    port: serve.Port = 8000,
    browser: serve.Browser = True,
    only_load: Annotated[
        bool, typer.Option("--only-load", help="Load and score the sample company, and start no server.")
    ] = False,
) -> None:
    """Run the server on a sample company and open the map of one of its deals.

    The company is loaded once, into an empty database; it is never mixed with accounts of your own. Its users share one
    published password: do not put this database where others reach it.
    """
    if only_load:
        framework.load()
        load()
        return
    serve.look_before(host, port)
    framework.load()
    database.bring_up_to_date()
    if flagship() is None:
        load_beside()
    serve.run(host, port, browser=browser, page=f"/opportunities/{flagship()}", sign_in=sample_users())


def load() -> None:
    """Load the sample company if it is not there, and score it."""
    database.bring_up_to_date()
    from coalition.demo.load import DemoRefused, load_demo
    from coalition.portfolio.worker import run_dirty_batch

    typer.echo("Loading the sample company", err=True)
    try:
        summary = load_demo(datetime.now(UTC).date())
    except DemoRefused as error:
        raise Problem(str(error)) from error
    if summary.loaded:
        keep_last_friday()
    while run_dirty_batch():
        pass
    counts = summary.counts
    typer.echo(
        f"{counts['account']} accounts, {counts['contact']} contacts, {counts['opportunity']} opportunities and "
        f"{counts['activity']} activities are there",
        err=True,
    )


def keep_last_friday() -> None:
    """Scores of the open deals as last Friday began, so that the first look at the portfolio tells what moved since."""
    from coalition.judgement.moments import moment_named
    from coalition.portfolio.trend.earlier import keep_earlier_scores
    from coalition.record.models import Opportunity, Outcome

    # Where on earth the day begins first: whoever asks, their Friday begins no earlier.
    friday = moment_named("friday", datetime.now(UTC), timezone(timedelta(hours=14)))
    open_deals = Opportunity.objects.filter(stage__outcome=Outcome.OPEN, recorded_at__lte=friday)
    keep_earlier_scores(list(open_deals.values_list("pk", flat=True)), friday)


def load_beside() -> None:
    """Load in a process of its own: what it needs for that would stay in the memory of every part of the server."""
    done = subprocess.run([sys.executable, "-m", "coalition.cli.main", "demo", "--only-load"], check=False)
    if done.returncode:
        raise typer.Exit(done.returncode)


def flagship() -> str | None:
    """Public id of the deal the demo opens with, if it is there."""
    from coalition.demo import SOURCE, flagship_external_id
    from coalition.record.models import Opportunity

    found = Opportunity.objects.filter(source=SOURCE, external_id=flagship_external_id)
    uuid = found.values_list("uuid", flat=True).first()
    return str(uuid) if uuid else None


def sample_users() -> str:
    """Who can sign in: the owner of the deal, their manager, and who sees everything."""
    from coalition.access.models import Role, User
    from coalition.demo import SOURCE, flagship_external_id
    from coalition.record.models import Opportunity

    deal = Opportunity.objects.select_related("owner").get(source=SOURCE, external_id=flagship_external_id)
    known = User.objects.filter(source=SOURCE).order_by("id")
    manager = known.filter(role=Role.MANAGER, team=deal.owner.team).first() if deal.owner else None
    people = (deal.owner, manager, known.filter(role=Role.ADMIN).first())
    named = (f"  {person.email:36} {person.title}" for person in people if person is not None)
    return "\n".join(("Sign in with the password coalition-demo as", *named))
