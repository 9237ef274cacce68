"""Several processes under one command: started together, stopped together.

The parts are forked from a parent that has everything loaded, so they start at once and share its memory. Each part
watches its parent and ends with it, whatever ended it.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any

GRACE_SECONDS = 10
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
HAS_FORK = "fork" in multiprocessing.get_all_start_methods()


@dataclass(frozen=True)
class Part:
    """One long-running piece of the server. ``run`` returns only when it was told to end."""

    name: str
    run: Callable[..., None]
    arguments: tuple[Any, ...] = ()


class Supervisor:
    """Runs parts as processes until one of them ends or we are told to stop."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._processes: dict[str, BaseProcess] = {}
        self._asked, self._ask = socket.socketpair()

    def start(self) -> None:
        """Start every part. From here on SIGINT and SIGTERM only ask `watch` to return."""
        for number in STOP_SIGNALS:
            signal.signal(number, self._on_stop)
        # What is loaded by now lives for good: kept out of the collector, its pages stay shared with the parts.
        gc.freeze()
        context: Any = multiprocessing.get_context("fork" if HAS_FORK else "spawn")
        for part in self._parts:
            process: BaseProcess = context.Process(
                name=part.name, target=run_part, args=(part.run, part.arguments, os.getpid())
            )
            process.start()
            self._processes[part.name] = process

    def watch(self, seconds: float | None = None) -> str | None:
        """Wait for an end. The name of the part that ended by itself, or None: we were asked, or time was up."""
        sentinels = {process.sentinel: name for name, process in self._processes.items()}
        ready = wait([self._asked, *sentinels], timeout=seconds)
        if self._asked in ready:
            return None
        return next((sentinels[item] for item in ready if item in sentinels), None)

    @property
    def asked_to_stop(self) -> bool:
        return bool(wait([self._asked], timeout=0))

    def stop(self) -> None:
        """End every part: politely, and after the grace period by force, with whatever they started themselves."""
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            process.join(GRACE_SECONDS)
            if process.pid is not None and HAS_FORK:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.join()

    def _on_stop(self, number: int, frame: FrameType | None) -> None:
        with contextlib.suppress(OSError):
            self._ask.send(b".")


def run_part(run: Callable[..., None], arguments: tuple[Any, ...], parent: int) -> None:
    """A part's life: a group of its own, so that Ctrl-C reaches the supervisor alone and it stops us in order."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    if HAS_FORK:
        os.setpgrp()
    end_with(parent)
    run(*arguments)


def end_with(parent: int) -> None:
    """End this process soon after its parent has gone, even by SIGKILL: a port must not stay taken by an orphan."""

    def look() -> None:
        never = threading.Event()
        while os.getppid() == parent:
            never.wait(0.5)
        os.kill(os.getpid(), signal.SIGTERM)

    if sys.platform != "win32":
        threading.Thread(target=look, name="end-with-parent", daemon=True).start()


@contextlib.contextmanager
def running(parts: Sequence[Part]) -> Iterator[Supervisor]:
    """The parts, for as long as the block lasts."""
    supervisor = Supervisor(parts)
    try:
        supervisor.start()
        yield supervisor
    finally:
        supervisor.stop()
