"""`coalition score`: the scores of one deal or of all open ones, now or as of a moment."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from coalition.cli import database, framework
from coalition.cli.problem import Problem

if TYPE_CHECKING:
    from coalition.scoring.tables import Scores


class Engine(enum.StrEnum):
    """The engines that can run the scoring expressions."""

    duckdb = "duckdb"
    postgres = "postgres"
    spark = "spark"


def score(
    opportunity: Annotated[
        list[str] | None, typer.Option(help="Id of an opportunity; may be repeated. Default: every open one.")
    ] = None,
    as_of: Annotated[
        str, typer.Option(help="A moment such as 2026-03-01 or 2026-03-01T14:00+01:00; only what was recorded by then.")
    ] = "",
    engine: Annotated[
        Engine, typer.Option(help="Where to work them out; the same expressions everywhere.")
    ] = Engine.duckdb,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Work out scores and print them. Nothing is stored: the running server keeps the stored ones current."""
    moment = parsed(as_of)
    framework.load()
    database.bring_up_to_date()
    deals = chosen(opportunity or [])
    found = list(described(deals, moment, engine.value))
    if as_json:
        typer.echo(json.dumps({"opportunities": found}, indent=2, default=str))
        return
    for deal in found:
        print_deal(deal)


def parsed(text: str) -> datetime | None:
    """The moment named, in UTC where no zone is given."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Problem(f"--as-of {text} is not a moment; write it like 2026-03-01 or 2026-03-01T14:00", 2) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def chosen(ids: Sequence[str]) -> dict[int, dict[str, Any]]:
    """Internal key, public id and name of the deals asked for."""
    from coalition.record.models import Opportunity, Outcome

    if not ids:
        deals = Opportunity.objects.filter(stage__outcome=Outcome.OPEN)
    else:
        deals = Opportunity.objects.filter(uuid__in=[uuid_of(each) for each in ids])
    found = {key: {"id": str(uuid), "name": name} for key, uuid, name in deals.values_list("id", "uuid", "name")}
    missing = {str(uuid_of(each)) for each in ids} - {deal["id"] for deal in found.values()}
    if missing:
        raise Problem(f"there is no opportunity {', '.join(sorted(missing))}; see the list in the application", 2)
    return found


def uuid_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Problem(f"{text} is not an id; an opportunity's id stands in the address of its map", 2) from error


def described(deals: dict[int, dict[str, Any]], moment: datetime | None, engine: str) -> Iterator[dict[str, Any]]:
    """Each deal with its own scores and those of its people, under public ids."""
    from django.utils import timezone

    from coalition.portfolio import engines, scores
    from coalition.portfolio.past import tables_as_of
    from coalition.portfolio.settings import current_settings

    settings = current_settings()
    if moment is not None:
        for key, deal in deals.items():
            tables = tables_as_of(key, moment)
            found = told(partial(engines.score_on, engine, tables, scores.seconds(moment), settings))
            yield from rendered({key: deal}, found)
        return
    ids, now = sorted(deals), timezone.now()
    for start in range(0, len(ids), scores.BATCH):
        batch = ids[start : start + scores.BATCH]
        found = told(partial(engines.work_out_on, engine, batch, now, settings))
        yield from rendered({key: deals[key] for key in batch}, found)


def told(work: Callable[[], Scores]) -> Scores:
    """Do the work; an engine that is missing is a sentence, not a traceback."""
    from coalition.portfolio.engines import EngineMissing

    try:
        return work()
    except EngineMissing as error:
        raise Problem(str(error)) from error


def rendered(deals: dict[int, dict[str, Any]], scores: Scores) -> Iterator[dict[str, Any]]:
    from coalition.record.models import Contact

    people: dict[int, list[dict[str, Any]]] = {}
    rows = scores.stakeholders.to_pylist()
    contacts = {
        key: {"contact_id": str(uuid), "name": name}
        for key, uuid, name in Contact.objects.filter(id__in=[row["contact_id"] for row in rows]).values_list(
            "id", "uuid", "name"
        )
    }
    for row in rows:
        contact = contacts[row.pop("contact_id")]
        people.setdefault(row.pop("opportunity_id"), []).append({**contact, **readable(row)})
    of_deals = {row.pop("opportunity_id"): readable(row) for row in scores.deals.to_pylist()}
    for key, deal in deals.items():
        yield {
            **deal,
            "as_of": datetime.fromtimestamp(scores.as_of_s, UTC).isoformat(),
            "settings_version": scores.settings_version,
            **of_deals.get(key, {}),
            "stakeholders": sorted(people.get(key, []), key=lambda person: (person["name"], person["contact_id"])),
        }


def readable(row: dict[str, Any]) -> dict[str, Any]:
    """Seconds since 1970 as moments; keys of ours stay out."""
    return {
        f"{name[:-2]}_at" if name.endswith("_s") else name: (
            datetime.fromtimestamp(value, UTC).isoformat() if name.endswith("_s") and value is not None else value
        )
        for name, value in row.items()
    }


def print_deal(deal: dict[str, Any]) -> None:
    typer.echo(f"{deal['name']}  ({deal['id']}, as of {deal['as_of']}, settings {deal['settings_version']})")
    for person in deal["stakeholders"]:
        typer.echo(f"  {person['name']:32} {person['engagement_level']:8} {person['engagement_score']:5.1f}")
    if not deal["stakeholders"]:
        typer.echo("  nobody on the map")
