"""`coalition import-map`: a map file into the record."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition.cli import database, framework
from coalition.cli.problem import NOTHING_TO_DO, Problem

if TYPE_CHECKING:
    from coalition.access.models import User

SHOWN = 20


def import_map(
    file: Annotated[Path, typer.Argument(help="A map file, as the export “Map file” writes it.", show_default=False)],
    by: Annotated[str, typer.Option("--as", help="E-mail address of the user who reads it in.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Read one deal's map from a file in the open map format.

    Records are found by their id, then by source and external id, and made where there is none; nothing is removed.
    All of it goes in or nothing, with the rights of the user it is read in as. Exit status: 0 read in, 2 not.
    """
    framework.load()
    from coalition.record.errors import RecordError
    from coalition.sources.map_format.files import UnreadableFile, load
    from coalition.sources.map_format.read import read_map

    database.bring_up_to_date()
    user = _user(by)
    try:
        done = read_map(load(file), by=user)
    except UnreadableFile as error:
        more = f"\n  … and {len(error.problems) - SHOWN} more" if len(error.problems) > SHOWN else ""
        listed = "\n".join(f"  {each}" for each in error.problems[:SHOWN])
        raise Problem(f"{file} is not a map file; nothing was read in.\n{listed}{more}", NOTHING_TO_DO) from error
    except RecordError as error:
        raise Problem(f"{file}: {error.message}", NOTHING_TO_DO) from error
    except OSError as error:
        raise Problem(f"{file} cannot be opened ({error.strerror}); nothing was read in", NOTHING_TO_DO) from error
    for address in done.unknown_users:
        typer.echo(f"{address} is no user here; left out", err=True)
    if as_json:
        counts = {kind: asdict(each) for kind, each in done.counts.items()}
        typer.echo(json.dumps({"opportunity": str(done.opportunity.uuid), "counts": counts}, indent=2))
        return
    typer.echo(f"{done.opportunity.name} ({done.opportunity.uuid})")
    for kind, each in done.counts.items():
        typer.echo(f"{kind:14}{each.created:>8} created{each.updated:>8} updated{each.unchanged:>8} unchanged")


def _user(address: str) -> User:
    from coalition.access.models import User

    user = User.objects.filter(email__iexact=address, is_active=True).first()
    if user is None:
        raise Problem(f"there is no active user {address}; name one with --as", NOTHING_TO_DO)
    return user
