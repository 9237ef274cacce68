"""What runs under `coalition serve`: the web server, the event stream and the scoring worker."""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server as Granian

from coalition.site.supervisor import HAS_FORK, end_with

log = logging.getLogger(__name__)

WORKERS = 2
# Each thread holds a database connection. Requests take milliseconds and Python runs one thread at a time.
THREADS = 4
MAX_STREAMS = 4096
#: The first answers come first.
WARM_AFTER_SECONDS = 3.0


def run_web(host: str, port: int) -> None:
    """Answer requests until told to end."""
    fork_workers()
    Granian(
        "coalition.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.error,
    ).serve(target_loader=partial(load_web, parent=os.getpid()))


def run_events(host: str, port: int) -> None:
    """Keep event streams open until told to end. One process: it only passes on what the database says."""
    fork_workers()
    Granian(
        "coalition.site.asgi_events:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=1,
        backpressure=MAX_STREAMS,
        workers_kill_timeout=2,
        log_level=LogLevels.error,
    ).serve(target_loader=partial(load_events, parent=os.getpid()))


def run_worker() -> None:
    """Keep scores current until told to end. The engine is loaded here: the web server does not wait for it."""
    from coalition.portfolio.worker import run_worker

    run_worker()


def fork_workers() -> None:
    """granian starts its workers by the default method, which macOS and Python 3.14 changed to one that loads anew."""
    if HAS_FORK:
        multiprocessing.set_start_method("fork", force=True)


def load_web(target: str, *, parent: int) -> Callable[..., Any]:
    """Called in each worker. Who its parent is was said before it began: by now that one may be dead already."""
    end_with(parent)
    from coalition.site.wsgi import application

    later = threading.Timer(WARM_AFTER_SECONDS, warm)
    later.daemon = True
    later.start()
    return application


def warm() -> None:
    """What the first map of a past day needs, loaded beside the first answers and not before them."""
    from django.db import Error, connections

    from coalition.portfolio.scores import warm_up

    try:
        warm_up()
    except Error:
        log.warning("The scoring engine was not warmed up, because the database did not answer")
    finally:
        connections.close_all()


def load_events(target: str, *, parent: int) -> Callable[..., Any]:
    """The same for the event stream."""
    end_with(parent)
    from coalition.site.asgi_events import application

    loaded: Callable[..., Any] = application
    return loaded
