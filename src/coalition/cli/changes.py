"""`coalition changes`: what changed on the maps since a moment, with who or what caused it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coalition.cli import database, framework
from coalition.cli.problem import Problem
from coalition.cli.score import chosen
from coalition.judgement.moments import STAGE_ENTRY, moment_named

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from coalition.access.models import Team
    from coalition.portfolio.changes.model import Change, Changes
    from coalition.record.models import Opportunity

_WHEN = "A date, a time, or a word such as friday, yesterday, last-week, 10-days"


def changes(
    since: Annotated[
        str, typer.Option(help=f"{_WHEN}; with one opportunity also {STAGE_ENTRY}. Without a zone in UTC.")
    ] = "last-week",
    until: Annotated[str, typer.Option(help="The same; a day means its end.")] = "now",
    opportunity: Annotated[
        list[str] | None, typer.Option(help="Id of an opportunity; may be repeated. Default: every one.")
    ] = None,
    team: Annotated[str, typer.Option(help="Name of a team: the deals its people own, and those of teams below.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print who joined and left the maps and what changed on them, newest first, with who or what caused it."""
    framework.load()
    database.bring_up_to_date()
    deals = asked_for(opportunity or [], team)
    found = read(deals, since, until)
    if as_json:
        typer.echo(json.dumps(as_data(found), indent=2, default=str))
        return
    for change in found.items:
        typer.echo(line_of(change))
    said = f"{len(found.items)} changes from {found.since:%Y-%m-%d %H:%M} to {found.until:%Y-%m-%d %H:%M} UTC"
    typer.echo(said if found.complete else f"{said}; there were more before that: give a later --since", err=True)


def asked_for(ids: list[str], team: str) -> QuerySet[Opportunity]:
    from coalition.access.teams import people_under
    from coalition.record.models import Opportunity

    deals = Opportunity.objects.all()
    if ids:
        deals = deals.filter(pk__in=chosen(ids))
    if team:
        deals = deals.filter(owner__in=people_under(team_named(team).pk))
    return deals


def team_named(name: str) -> Team:
    from coalition.access.models import Team

    found = Team.objects.filter(name__iexact=name).first()
    if found is None:
        known = ", ".join(Team.objects.order_by("name").values_list("name", flat=True)) or "none yet"
        raise Problem(f"there is no team {name}; there are: {known}", 2)
    return found


def read(deals: QuerySet[Opportunity], since: str, until: str) -> Changes:
    from django.utils import timezone

    from coalition.portfolio.changes.selector import changes_on, entered_stage_at

    now = timezone.now()
    end = min(named(until, "--until", now, end=True), now)
    if since.strip().lower() == STAGE_ENTRY:
        deal = deals.first()
        if deal is None or deals.count() != 1:
            raise Problem(
                f"--since {STAGE_ENTRY} needs one --opportunity: each deal entered its stage at its own time", 2
            )
        start = entered_stage_at(deal, end) or deal.recorded_at
    else:
        start = named(since, "--since", now)
    if start > end:
        raise Problem(f"--since {since} is later than --until {until}", 2)
    return changes_on(deals, start, end)


def named(text: str, option: str, now: datetime, *, end: bool = False) -> datetime:
    try:
        return moment_named(text, now, UTC, end=end)
    except ValueError as error:
        raise Problem(f"{option}: {error}", 2) from error


def as_data(found: Changes) -> dict[str, Any]:
    from dataclasses import asdict

    items = [
        {name: value for name, value in asdict(change).items() if value is not None} | {"at": change.at.isoformat()}
        for change in found.items
    ]
    window = {"since": found.since.isoformat(), "until": found.until.isoformat(), "complete": found.complete}
    return {**window, "changes": items}


def line_of(change: Change) -> str:
    """One change as one line: when, which deal, what, by whom, why."""
    from coalition.portfolio.changes.telling import sentence

    who = change.by.name if change.by else {"scores": "scores"}.get(change.cause, "not recorded")
    why = f": {change.reason}" if change.reason else ""
    return f"{change.at:%Y-%m-%d %H:%M}  {change.opportunity.name}  {sentence(change)}  ({who}{why})"
