"""The worker's share: once a night the readings that are missing, one at a time, and then the learning.

A first reading of a whole book takes minutes. It is done a deal at a time while nothing newer waits, and goes on where
it stopped; a deal at fault is told of and passed over.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError

from coalition.portfolio.models import Run
from coalition.portfolio.nightly import last_due
from coalition.portfolio.outlook.learning import learn_outlook
from coalition.portfolio.outlook.readings import Entry, keep, missing, read

log = logging.getLogger(__name__)

OUTLOOK = "outlook"


def work_out_outlook(now: datetime) -> bool:
    """One step, where this night's outlook is not done. Whether there was something to do."""
    due = last_due(now)
    if Run.objects.filter(name=OUTLOOK, last_at__gte=due).exists():
        return False
    waiting = missing()
    if waiting:
        _read(waiting[0])
        return True
    try:
        learn_outlook(now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("No outlook could be learnt; what was learnt before stays in force until the next night")
    Run.objects.update_or_create(name=OUTLOOK, defaults={"last_at": now})
    return True


def _read(entry: Entry) -> None:
    try:
        read(entry)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("Opportunity %s could not be read as it entered a stage", entry.opportunity_id)
        keep(entry, None)
