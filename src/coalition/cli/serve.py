"""`coalition serve`: the whole server under one command."""

from __future__ import annotations

import os
import time
import urllib.error
import urllib.request
import webbrowser
from typing import TYPE_CHECKING, Annotated

import typer

from coalition.cli import database, framework
from coalition.cli.problem import Problem

if TYPE_CHECKING:
    from coalition.site.supervisor import Supervisor

LOOPBACK = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  # compared with, not listened on
PATIENCE_SECONDS = 60

Host = Annotated[str, typer.Option(help="Address to listen on. 0.0.0.0 is every address of this machine.")]
Port = Annotated[int, typer.Option(min=1, max=65534, help="Port of the web server; the event stream takes the next.")]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")]


def serve(host: Host = "127.0.0.1", port: Port = 8000, browser: Browser = False) -> None:
    """Run the server: web, event stream and scoring worker, started and stopped together.

    The data lies in COALITION_HOME, the database is COALITION_DATABASE_URL (default: SQLite in that folder). Pending
    migrations are run first. Ctrl-C or SIGTERM stops everything.
    """
    look_before(host, port)
    framework.load()
    database.bring_up_to_date()
    run(host, port, browser=browser)


def look_before(host: str, port: int) -> None:
    """See that folder and ports can be used, before anything slow happens."""
    from coalition.site.environment import read_environment
    from coalition.site.home import Unusable, require_free_port, require_writable

    try:
        require_writable(read_environment().home)
        require_free_port(host, port)
        require_free_port(host, port + 1)
    except Unusable as error:
        raise Problem(str(error)) from error


def run(host: str, port: int, *, browser: bool, page: str = "/", sign_in: str = "") -> None:
    """Start every part, say where it is, and wait for the end."""
    from coalition.site.parts import run_events, run_web, run_worker
    from coalition.site.supervisor import Part, running

    address = f"http://{shown_host(host)}:{port}"
    os.environ["COALITION_WEB_PORT"] = str(port)
    load_before_forking()
    parts = [
        Part("web server", run_web, (host, port)),
        Part("event stream", run_events, (host, port + 1)),
        Part("scoring worker", run_worker),
    ]
    with running(parts) as supervisor:
        if not wait_until_answering(supervisor, address):
            return
        typer.echo(f"Coalition is at {address}{page}")
        if sign_in:
            typer.echo(sign_in)
        if host not in LOOPBACK:
            typer.echo("Other machines reach it by the names in COALITION_ALLOWED_HOSTS.", err=True)
        typer.echo("Stop it with Ctrl-C.", err=True)
        if browser:
            webbrowser.open(f"{address}{page}")
        ended = supervisor.watch()
    if ended:
        raise Problem(f"the {ended} ended by itself, so the rest was stopped too; what it said stands above")


def load_before_forking() -> None:
    """Load all code once, in the parent: its parts then start at once and share the memory."""
    from importlib import import_module

    from django.conf import settings
    from django.db import connections

    for module in ("coalition.site.wsgi", "coalition.site.asgi_events", settings.ROOT_URLCONF):
        import_module(module)
    for connection in connections.all():
        connection.close()
        # A pool has threads, which do not survive a fork; each part opens its own.
        if (close_pool := getattr(connection, "close_pool", None)) is not None:
            close_pool()


def wait_until_answering(supervisor: Supervisor, address: str) -> bool:
    """Until the first answer. False: told to stop before it came."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):  # noqa: S310  # our own address
                return True
        except urllib.error.HTTPError as error:
            raise Problem(f"the server started but is not well (status {error.code}); see above") from error
        except OSError:
            pass
        ended = supervisor.watch(0.02)
        if ended:
            raise Problem(f"the {ended} did not start; what it said stands above")
        if supervisor.asked_to_stop:
            return False
    raise Problem(f"no answer from {address} within {PATIENCE_SECONDS} seconds; run `coalition doctor`")


def shown_host(host: str) -> str:
    if host in EVERYWHERE:
        return "localhost"
    return f"[{host}]" if ":" in host else host
