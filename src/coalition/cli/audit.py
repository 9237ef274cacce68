"""`coalition audit`: the largest open deals against the five visibility gaps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition.cli import database, framework
from coalition.cli.changes import team_named
from coalition.cli.problem import Problem

if TYPE_CHECKING:
    from coalition.portfolio.page.audit import Audit


def audit(
    top: Annotated[int, typer.Option(min=1, max=100, help="How many deals, the largest by amount.")] = 20,
    team: Annotated[str, typer.Option(help="Name of a team: the deals its people own, and those of teams below.")] = "",
    segment: Annotated[str, typer.Option(help="Only accounts of this segment.")] = "",
    xlsx: Annotated[Path | None, typer.Option(help="Write a workbook to this file.")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write pages to print to this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print the largest open deals with their five gaps; with every record behind each as JSON, XLSX or PDF."""
    framework.load()
    database.bring_up_to_date()
    from django.utils import timezone
    from pydantic_core import to_json

    from coalition.api.portfolio.audit import audit_out
    from coalition.api.portfolio.audit_files import KINDS
    from coalition.portfolio.page.audit import audit as audited
    from coalition.portfolio.page.rows import Wanted, narrowed
    from coalition.record.models import Opportunity

    wanted = Wanted(team_id=team_named(team).uuid if team else None, segment=segment)
    found = audited(narrowed(Opportunity.objects.all(), wanted), top, timezone.now())
    for kind, path in (("xlsx", xlsx), ("pdf", pdf)):
        if path is not None:
            write(path, KINDS[kind].make(found))
    if as_json:
        typer.echo(to_json(audit_out(found), indent=2))
    elif xlsx is None and pdf is None:
        print_audit(found)


def write(path: Path, content: bytes) -> None:
    """Keep a file, or say why not."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Problem(f"{path} could not be written: {error.strerror or error}") from error
    typer.echo(f"wrote {path} ({len(content):,} bytes)", err=True)


def print_audit(found: Audit) -> None:
    for each in found.deals:
        widths = " ".join(f"{gap.value:3.0f}" for gap in each.gaps)
        typer.echo(f"{each.row['name'][:44]:44} {(each.row['owner__name'] or '')[:20]:20} {widths}")
    for total in found.totals:
        typer.echo(f"{total.name}: mean {total.mean:.0f}, wide open on {total.wide} of {len(found.deals)}", err=True)
