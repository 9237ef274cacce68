"""`coalition portfolio`: open deals with who decides, what they believe, what is missing and what changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coalition.cli import database, framework
from coalition.cli.changes import named, team_named
from coalition.cli.problem import Problem

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from coalition.record.models import Opportunity

MOST = 2000


def portfolio(
    team: Annotated[str, typer.Option(help="Name of a team: the deals its people own, and those of teams below.")] = "",
    segment: Annotated[str, typer.Option(help="Only accounts of this segment.")] = "",
    stage: Annotated[list[str] | None, typer.Option(help="Key of a stage; may be repeated.")] = None,
    search: Annotated[str, typer.Option(help="Words that must all occur in deal, account, owner or next step.")] = "",
    since: Annotated[str, typer.Option(help="Changes since a date, a time, or a word such as friday.")] = "friday",
    sort: Annotated[str, typer.Option(help="amount, close_on, widest_gap, map_score, …; with - the largest first.")] = (
        "-amount"
    ),
    limit: Annotated[int, typer.Option(min=1, max=MOST, help="How many deals.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print open deals: who decides, what the buyer and finance believe, the five gaps, gates and what changed."""
    framework.load()
    database.bring_up_to_date()
    from django.utils import timezone

    from coalition.portfolio.page.rows import SORTS, Wanted, narrowed
    from coalition.record.models import Opportunity

    if sort.removeprefix("-") not in SORTS:
        raise Problem(f"--sort {sort}: there is no such column; there are: {', '.join(SORTS)}", 2)
    now = timezone.now()
    start = min(named(since, "--since", now), now)
    wanted = Wanted(team_id=team_named(team).uuid if team else None, segment=segment, stages=stage or (), search=search)
    found = read(narrowed(Opportunity.objects.all(), wanted), sort, limit, start, now)
    if as_json:
        typer.echo(json.dumps(found, indent=2, default=str))
        return
    for deal in found["items"]:
        typer.echo(line_of(deal))
    typer.echo(f"{len(found['items'])} of {found['total']} open deals; changes since {start:%Y-%m-%d %H:%M}", err=True)


def read(deals: QuerySet[Opportunity], sort: str, limit: int, since: datetime, now: datetime) -> dict[str, Any]:
    """The page as the API has it, each deal with what changed on it."""
    from coalition.api.portfolio.shown import row_out
    from coalition.portfolio.changes.telling import sentence
    from coalition.portfolio.page.moved import moved_on
    from coalition.portfolio.page.rows import rows_of, totals_of
    from coalition.record.models import Opportunity

    rows = [row_out(row) for row in rows_of(deals, sort, limit, 0)]
    shown = Opportunity.objects.filter(uuid__in=[row["id"] for row in rows])
    movement = moved_on(shown, since, now)
    moved = {each.opportunity_id: each for each in movement.deals}
    for row in rows:
        each = moved[row["id"]]
        told = [{"text": sentence(change), "at": change.at.isoformat()} for change in each.items]
        row["changes"] = {"count": each.count, "items": told}
    totals = totals_of(deals)
    return {
        "since": since.isoformat(),
        "until": now.isoformat(),
        "complete": movement.complete,
        "total": totals["deals"],
        "totals": totals,
        "items": rows,
    }


def line_of(deal: dict[str, Any]) -> str:
    """One deal as one line."""
    gaps = deal["gaps"]
    widths = " ".join(f"{gap['value']:3.0f}" for gap in gaps.values()) if gaps else "not scored yet"
    unmet = sum(not gate["met"] for gate in deal["gates"])
    return (
        f"{deal['name'][:40]:40} {deal['stage_name'][:14]:14} {belief_of(deal, 'economic_buyer'):28} "
        f"{belief_of(deal, 'finance_lead'):28} gaps {widths}  gates open {unmet}  changes {deal['changes']['count']}"
    )


def belief_of(deal: dict[str, Any], seat: str) -> str:
    belief = deal[seat]
    if belief is None:
        return "nobody" if deal["as_of"] else ""
    return f"{belief['name'][:16]}: {belief['word'] or 'not assessed'}"
