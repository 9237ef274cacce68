"""`coalition migrate`, and the same at the start of a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from coalition.cli import framework
from coalition.cli.problem import Problem

#: Two servers that start at once on one PostgreSQL must not both migrate it.
MIGRATION_LOCK = 0x0C0A_1171
CONNECT_SECONDS = 5


def migrate() -> None:
    """Bring the database to this version. A server does it by itself when it starts."""
    framework.load()
    done = bring_up_to_date()
    typer.echo(f"{done} migrations run" if done else "The database is up to date", err=True)


def bring_up_to_date() -> int:
    """Run the migrations that are pending; how many there were."""
    from django.core.management import call_command
    from django.db import Error

    try:
        reach()
        with one_at_a_time():
            if pending := len(pending_migrations()):
                call_command("migrate", verbosity=0, interactive=False)
            return pending
    except Error as error:
        raise unreachable(error) from error


def reach() -> None:
    """Connect once without the pool: it would wait for ten seconds and then not say why."""
    from django.db import connection

    if connection.vendor == "postgresql":
        import psycopg

        config = connection.settings_dict
        named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
        arguments = {key: config[name] for key, name in named.items() if config[name]}
        options = {key: value for key, value in config["OPTIONS"].items() if key != "pool"}
        try:
            psycopg.connect(**{"connect_timeout": CONNECT_SECONDS, **options, **arguments}).close()
        except psycopg.Error as error:
            raise unreachable(error) from error


def pending_migrations() -> list[str]:
    """Names of migrations this version has and the database has not."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unreachable(error: Exception) -> Problem:
    from django.db import connection

    config = connection.settings_dict
    where = f"{config['HOST'] or 'localhost'}/{config['NAME']}" if config["HOST"] else str(config["NAME"])
    said = " ".join(str(error).split()) or type(error).__name__
    todo = "Make room on its disk." if "is full" in said else "Check COALITION_DATABASE_URL and COALITION_HOME."
    return Problem(f"the database {where} cannot be used ({said}). {todo}")


@contextmanager
def one_at_a_time() -> Iterator[None]:
    from django.db import connection

    if connection.vendor != "postgresql":  # SQLite locks the file
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])
