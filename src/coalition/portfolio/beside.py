"""What else runs where a worker runs. Apart from the worker, because registering must not load the engine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Companion = Callable[[threading.Event], None]
_companions: list[Companion] = []


def beside_the_worker(run: Companion) -> None:
    """Let something run in the worker's process, on a thread of its own, until the event is set."""
    _companions.append(run)


@contextmanager
def companions(stop: threading.Event) -> Iterator[None]:
    """All of them, for as long as the block lasts; ``stop`` has to be set by its end."""
    threads = [threading.Thread(target=run, args=(stop,), name=run.__name__) for run in _companions]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
