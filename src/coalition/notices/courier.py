"""Runs beside the scoring worker: hands events on, delivers what is due, and sends the digests of the day.

In a thread of its own: another system that takes ten seconds to answer must not hold up scores.
"""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from django.db import Error, close_old_connections
from django.utils import timezone

from coalition.notices.digest.sending import send_due_digests
from coalition.notices.webhooks import delivering, fan_out

TICK_SECONDS = 1.0
PAUSE_SECONDS = 10.0
_SWEEP_EVERY = timedelta(hours=1)
_DIGESTS_EVERY = timedelta(minutes=1)
log = logging.getLogger(__name__)


def run_courier(stop: threading.Event) -> None:
    """One round after another until ``stop`` is set."""
    swept = mailed = None
    while not stop.is_set():
        pause = TICK_SECONDS
        try:
            now = timezone.now()
            busy = fan_out.hand_on() + delivering.deliver_due()
            if mailed is None or now - mailed >= _DIGESTS_EVERY:
                mailed = now
                send_due_digests(now)
            if swept is None or now - swept >= _SWEEP_EVERY:
                swept = now
                fan_out.sweep()
                delivering.sweep(now)
            if busy:
                continue
        except Error:
            log.exception("The courier could not reach the database; trying again in %s s", PAUSE_SECONDS)
            pause = PAUSE_SECONDS
        except Exception:
            # Nothing that another system or a mail server does may end the thread.
            log.exception("The courier failed; trying again in %s s", PAUSE_SECONDS)
            pause = PAUSE_SECONDS
        finally:
            close_old_connections()
        stop.wait(pause)
