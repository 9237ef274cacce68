"""The folder and the ports a server needs, looked at before anything starts."""

from __future__ import annotations

import contextlib
import socket
import tempfile
import time
from pathlib import Path


class Unusable(Exception):
    """The home folder or a port cannot be used; the message says what to do."""


def require_writable(home: Path) -> None:
    """Make the home folder if need be, and see that files can be made there."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as error:
        raise Unusable(
            f"the data folder {home} cannot be written to ({error.strerror}). "
            "Make it writable for this user, or name another one in COALITION_HOME."
        ) from error


def require_free_port(host: str, port: int, patience_seconds: float = 1.5) -> None:
    """See that nobody listens there. A server that was killed a moment ago lets go within the patience."""
    until = time.monotonic() + patience_seconds
    while (problem := _bind_problem(host, port)) is not None:
        if problem.errno is None or time.monotonic() > until:
            raise Unusable(
                f"port {port} on {host} cannot be used ({problem.strerror or problem}). "
                f"Stop the other program, or choose another port with --port (the one after it is used too)."
            ) from problem
        time.sleep(0.1)


def _bind_problem(host: str, port: int) -> OSError | None:
    # granian listens with SO_REUSEPORT, by which two servers would share a port without a word. A plain bind refuses.
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with contextlib.closing(socket.socket(family, kind, protocol)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return error
    return None
