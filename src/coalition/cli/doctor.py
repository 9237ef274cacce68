"""`coalition doctor`: looks at everything an installation needs and says what to do about what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Annotated

import typer

from coalition.cli import database, framework

#: A worker takes marked deals every second; a mark this old means that none is running.
WORKER_IS_LATE = timedelta(minutes=2)


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    subject: str
    ok: bool
    text: str


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False) -> None:
    """Check the installation. Exit status 1 when something is wrong."""
    framework.load()
    findings = [look(subject, check) for subject, check in CHECKS.items()]
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            typer.echo(f"{'ok   ' if finding.ok else 'WRONG'}  {finding.subject}: {finding.text}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


def look(subject: str, check: Callable[[], str]) -> Finding:
    """A check returns what it found, and raises what is wrong: anything may be, that is why one calls the doctor."""
    try:
        return Finding(subject, True, check())
    except Exception as error:
        return Finding(subject, False, " ".join(str(error).split()) or type(error).__name__)


def data_folder() -> str:
    from coalition.site.environment import read_environment
    from coalition.site.home import require_writable

    home = read_environment().home
    require_writable(home)
    return f"{home} can be written to"


def reachable_database() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        (version,) = cursor.fetchone()
    return f"{connection.display_name} {version}"


def migrations() -> str:
    pending = database.pending_migrations()
    if pending:
        raise RuntimeError(f"{len(pending)} are pending: run `coalition migrate`, or start the server")
    return "the database is of this version"


def front_end() -> str:
    from django.conf import settings

    if not (settings.FRONT_END / "index.html").exists():
        raise RuntimeError("not built: run `make ui`, or install a released package")
    return "built"


def scoring_engine() -> str:
    import duckdb
    import ibis

    text = str(ibis.to_sql(ibis.memtable({"a": [1, 2]}).a.sum(), dialect="duckdb"))
    if not text:
        raise RuntimeError("Ibis compiled nothing: install the versions of requirements.lock")
    return f"Ibis {ibis.__version__} on DuckDB {duckdb.__version__}"


def scores() -> str:
    from django.utils import timezone

    from coalition.record.models import DirtyOpportunity

    oldest = DirtyOpportunity.objects.order_by("marked_at").first()
    if oldest is None:
        return "current"
    waiting = timezone.now() - oldest.marked_at
    if waiting > WORKER_IS_LATE:
        minutes = int(waiting.total_seconds() // 60)
        raise RuntimeError(f"deals wait for {minutes} minutes: is a server or `coalition worker` running?")
    return "being brought up to date"


def users() -> str:
    from coalition.access.models import Role, User

    if not User.objects.filter(role=Role.ADMIN, is_active=True).exists():
        raise RuntimeError("nobody can administer: run `coalition user EMAIL --role admin`")
    return f"{User.objects.filter(is_active=True).count()} can sign in"


CHECKS: dict[str, Callable[[], str]] = {
    "data folder": data_folder,
    "database": reachable_database,
    "migrations": migrations,
    "front end": front_end,
    "scoring engine": scoring_engine,
    "scores": scores,
    "users": users,
}
