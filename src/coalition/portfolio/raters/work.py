"""The worker's share: views whose weeks after are over, a few at a time, and once a night the calibration.

A book that is new here has years of views, each of which takes a fraction of a second. They are looked at while nothing
newer waits, and it goes on where it stopped.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError

from coalition.portfolio.models import HeldView, Run
from coalition.portfolio.nightly import last_due
from coalition.portfolio.raters.learning import learn_raters
from coalition.portfolio.raters.views import View, look_at, missing, without_later

log = logging.getLogger(__name__)

RATERS = "raters"
#: Views looked at in one step: short, so that a deal that becomes dirty does not wait.
TOGETHER = 10


def work_out_raters(now: datetime) -> bool:
    """One step, where this night's calibration is not done. Whether there was something to do."""
    if Run.objects.filter(name=RATERS, last_at__gte=last_due(now)).exists():
        return False
    waiting = missing(now, TOGETHER)
    if waiting:
        made = [held for view in waiting for held in _looked_at(view)]
        HeldView.objects.bulk_create(made, ignore_conflicts=True)
        return True
    learn_raters(now)
    Run.objects.update_or_create(name=RATERS, defaults={"last_at": now})
    return True


def _looked_at(view: View) -> list[HeldView]:
    try:
        return look_at([view])
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("What came after a view on opportunity %s could not be worked out", view["opportunity_id"])
        return [without_later(view)]
