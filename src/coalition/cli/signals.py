"""`coalition signals`: what is worth attention now, as the inbox shows it."""

from __future__ import annotations

import enum
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coalition.cli import database, framework
from coalition.cli.changes import asked_for

if TYPE_CHECKING:
    from coalition.signals.models import Signal


class Wanted(enum.StrEnum):
    """Which states are listed."""

    open = "open"
    live = "live"
    any = "any"


def signals(
    opportunity: Annotated[
        list[str] | None, typer.Option(help="Id of an opportunity; may be repeated. Default: every one.")
    ] = None,
    team: Annotated[str, typer.Option(help="Name of a team: the deals its people own, and those of teams below.")] = "",
    state: Annotated[
        Wanted, typer.Option(help="open; live: snoozed and acted on too; any: closed ones as well.")
    ] = Wanted.open,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print signals: what happened, on which deal, and what could be done about it. The gravest first."""
    framework.load()
    database.bring_up_to_date()
    rows = found(opportunity or [], team, state)
    if as_json:
        typer.echo(json.dumps({"signals": [as_data(row) for row in rows]}, indent=2, default=str))
        return
    for row in rows:
        typer.echo(f"{row.severity:6}  {row.opportunity.name}  {row.text}  → {row.action}")
    typer.echo(f"{len(rows)} signals", err=True)


def found(ids: list[str], team: str, state: Wanted) -> list[Signal]:
    from coalition.judgement.signals.life import LIVE
    from coalition.signals.models import Signal

    rows = Signal.objects.filter(opportunity__in=asked_for(ids, team).values("pk"))
    if state is not Wanted.any:
        rows = rows.filter(state__in=sorted(LIVE) if state is Wanted.live else ["open"])
    related = ("opportunity__account", "contact", "owner")
    return list(rows.select_related(*related).order_by("-rank", "-opened_at", "id"))


def as_data(row: Signal) -> dict[str, Any]:
    deal = row.opportunity
    return {
        "id": row.uuid,
        "opportunity": {"id": deal.uuid, "name": deal.name},
        "account": deal.account.name if deal.account else None,
        "kind": row.kind,
        "severity": row.severity,
        "state": row.state,
        "text": row.text,
        "action": row.action,
        "contact": {"id": row.contact.uuid, "name": row.contact.name} if row.contact else None,
        "owner": row.owner.name if row.owner else None,
        "evidence": row.evidence,
        "opened_at": row.opened_at.isoformat(),
        "seen_at": row.seen_at.isoformat(),
    }
