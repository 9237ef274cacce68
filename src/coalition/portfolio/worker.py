"""The worker: every second it takes all dirty deals and scores them; once a night it marks every open deal dirty.

Several may run, on several machines: they share the work and never a deal. What one leaves when it is killed, another
takes up when its lease has run out.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from datetime import datetime
from types import FrameType

from django.db import Error, InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from coalition.portfolio import claims, scores
from coalition.portfolio.beside import companions
from coalition.portfolio.nightly import nightly_if_due
from coalition.portfolio.outlook.work import work_out_outlook
from coalition.portfolio.pasts.weeks import work_out_week
from coalition.portfolio.raters.work import work_out_raters

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0
#: Between two points of a past: nobody shall wait for an answer because of it.
BREATH_SECONDS = 0.3
#: Between two steps of past weeks, of the outlook, or of the calibration of raters. One after the other, those of the
#: first night would take a laptop's processor for a quarter of an hour; nobody waits for them.
OUTLOOK_SECONDS = 5.0
#: After a failure of the database, wait before asking again.
PAUSE_SECONDS = 5.0
FAILURES_SEARCHED = 10


def run_worker() -> None:
    """Work until told to stop; a batch that has begun is finished first."""
    stop = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    with companions(stop):
        work(stop)


def work(stop: threading.Event) -> None:
    """One tick after another until ``stop`` is set."""
    outlook_at, is_warm = 0.0, False
    while not stop.is_set():
        pause = TICK_SECONDS
        try:
            if not is_warm:
                scores.warm_up()
                is_warm = True
            nightly_if_due(timezone.now())
            if run_dirty_batch():
                continue
            if run_wanted_past():
                pause = BREATH_SECONDS
            elif time.monotonic() >= outlook_at:
                work_out_something(timezone.now())
                outlook_at = time.monotonic() + OUTLOOK_SECONDS
        except Error:
            log.exception("The scoring worker could not reach the database; trying again in %s s", PAUSE_SECONDS)
            pause = PAUSE_SECONDS
        finally:
            close_old_connections()
        stop.wait(pause)


def work_out_something(now: datetime) -> bool:
    """One step of what nobody waits for, the shortest work first. Whether there was something to do."""
    return work_out_week(now) or work_out_outlook(now) or work_out_raters(now)


def run_wanted_past() -> bool:
    """Work out one point of a past somebody waits for; a deal at fault is let go and told of."""
    from coalition.portfolio.trend import past

    try:
        return past.work_out_wanted()
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("The past of a deal could not be worked out")
        past.give_up()
        return True


def run_dirty_batch(limit: int = scores.BATCH) -> int:
    """Score what is dirty, at most ``limit`` deals. Returns how many were taken.

    When a set cannot be scored it is halved until the deal at fault stands alone: the others are not held up.
    """
    taken = claims.claim(limit)
    waiting = [taken] if taken else []
    failed: list[int] = []
    while waiting:
        part = waiting.pop()
        try:
            scores.score_claimed(part)
        except (OperationalError, InterfaceError):
            raise  # the database, not the deal: what we claimed comes back when the lease has run out
        except Exception:
            # Many failures have a cause that is not theirs: then looking for the deal at fault leads nowhere.
            smaller = claims.halves(part) if len(failed) < FAILURES_SEARCHED else []
            waiting += smaller
            if not smaller:
                # One traceback a batch: when the fault is not the deal's, all of them fail alike.
                if not failed:
                    log.exception("Scoring opportunity %s failed", *part.marks)
                failed += part.marks
                claims.put_off(part)
    if failed:
        log.error("%s opportunities could not be scored and are tried again later: %s", len(failed), failed[:20])
    return len(taken.marks)
