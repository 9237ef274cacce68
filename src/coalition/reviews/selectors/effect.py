"""What coaching actions were followed by, from the scores as they were kept at the time (E3)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from coalition.access.models import User
from coalition.judgement.action_effect import ActionCase, ActionEffect, action_effect
from coalition.judgement.words import ENGAGED_RANK, LEVEL_RANK
from coalition.portfolio.models import ScoreSnapshot
from coalition.portfolio.settings import current_judgement_settings
from coalition.record.models import StageChange
from coalition.reviews.models import ActionStatus, CoachingAction
from coalition.reviews.selectors.visible import visible_actions

SPAN = timedelta(days=28)
MOST = 500
#: By stakeholder: moments of their snapshots, and whether they were engaged from each on.
Trend = list[tuple[datetime, bool]]


def effect_of_actions(viewer: User, now: datetime) -> ActionEffect:
    """Of the latest actions on deals the viewer sees whose four weeks are over. Dropped ones were not tried."""
    tried = visible_actions(viewer).filter(recorded_at__lte=now - SPAN).exclude(status=ActionStatus.DROPPED)
    actions = list(tried.order_by("-recorded_at", "-id")[:MOST])
    if not actions:
        return action_effect((), current_judgement_settings().least_closed_to_say)
    stages, trends = _stages(now), _trends(now)
    with_action: dict[int, list[datetime]] = defaultdict(list)
    for deal, at in CoachingAction.objects.values_list("opportunity_id", "recorded_at"):
        with_action[deal].append(at)
    cases = [
        ActionCase(
            _change(trends.get(action.opportunity_id, {}).values(), action.recorded_at),
            tuple(
                _change(trends[deal].values(), action.recorded_at)
                for deal in _similar(action, stages)
                if deal in trends and not _in_span(with_action[deal], action.recorded_at)
            ),
        )
        for action in actions
    ]
    return action_effect(cases, current_judgement_settings().least_closed_to_say)


def _stages(now: datetime) -> dict[int, tuple[str, list[tuple[datetime, str]]]]:
    """By deal: its segment, and the stages it entered, oldest first."""
    found: dict[int, tuple[str, list[tuple[datetime, str]]]] = {}
    rows = StageChange.objects.filter(occurred_at__lte=now).order_by("occurred_at", "id")
    for deal, segment, at, stage in rows.values_list(
        "opportunity_id", "opportunity__account__segment", "occurred_at", "to_stage__key"
    ):
        found.setdefault(deal, (segment or "", []))[1].append((at, stage))
    return found


def _stage_at(entered: list[tuple[datetime, str]], moment: datetime) -> str:
    at = bisect_right(entered, moment, key=lambda each: each[0])
    return entered[at - 1][1] if at else ""


def _similar(action: CoachingAction, stages: dict[int, tuple[str, list[tuple[datetime, str]]]]) -> list[int]:
    """Deals of the same segment that stood in the same stage when the action was agreed."""
    own = stages.get(action.opportunity_id)
    if own is None:
        return []
    stage = _stage_at(own[1], action.recorded_at)
    return [
        deal
        for deal, (segment, entered) in stages.items()
        if deal != action.opportunity_id
        and segment == own[0]
        and stage
        and _stage_at(entered, action.recorded_at) == stage
    ]


def _trends(now: datetime) -> dict[int, dict[int, Trend]]:
    found: dict[int, dict[int, Trend]] = defaultdict(lambda: defaultdict(list))
    rows = ScoreSnapshot.objects.filter(as_of__lte=now).order_by("as_of", "id")
    for deal, person, at, level in rows.values_list(
        "stakeholder__opportunity_id", "stakeholder_id", "as_of", "engagement_level"
    ):
        found[deal][person].append((at, LEVEL_RANK.get(level, 0) >= ENGAGED_RANK))
    return found


def _change(trends: Iterable[Trend], start: datetime) -> float:
    """How many more were engaged four weeks after ``start``."""
    return float(sum(_engaged_at(trend, start + SPAN) - _engaged_at(trend, start) for trend in trends))


def _engaged_at(trend: Trend, moment: datetime) -> bool:
    at = bisect_right(trend, moment, key=lambda each: each[0])
    return trend[at - 1][1] if at else False


def _in_span(moments: list[datetime], start: datetime) -> bool:
    return any(start - SPAN <= at <= start + SPAN for at in moments)
