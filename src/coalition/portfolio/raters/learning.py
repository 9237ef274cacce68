"""From the views held to the calibration of each rater, kept as a version."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import cast

from coalition.judgement.rater import PastView, calibrate
from coalition.judgement.words import SentimentWord
from coalition.portfolio.models import HeldView, RatersVersion
from coalition.portfolio.raters.views import LOOKED_BACK
from coalition.portfolio.raters.weights import in_force
from coalition.portfolio.settings import current_judgement_settings
from coalition.record.models import Outcome


def learn_raters(now: datetime) -> RatersVersion | None:
    """Calibrate everybody whose views of the last two years are known; None where nothing is new."""
    views = past_views(now)
    raters = [asdict(each) for each in calibrate(views, current_judgement_settings())]
    held = in_force(now)
    if raters == (held.raters if held else []):
        return None
    return RatersVersion.objects.create(learned_at=now, views=len(views), raters=raters)


def past_views(now: datetime) -> list[PastView]:
    """The views as judgement reads them. A rater is named by their public id."""
    columns = ("rater__uuid", "stakeholder_id", "opportunity_id", "word", "later", "later_confidence", "silent")
    rows = HeldView.objects.filter(held_at__gt=now - LOOKED_BACK, held_at__lte=now).order_by("held_at", "id")
    return [
        PastView(
            rater_id=str(rater),
            contact_id=str(stakeholder),
            deal_id=str(deal),
            word=cast(SentimentWord, word),
            later=later,
            later_confidence=confidence,
            silent=silent,
            won=None if outcome == Outcome.OPEN else outcome == Outcome.WON,
        )
        for rater, stakeholder, deal, word, later, confidence, silent, outcome in rows.values_list(
            *columns, "opportunity__stage__outcome"
        ).iterator(chunk_size=2000)
    ]
