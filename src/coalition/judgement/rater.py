"""Calibration of the rater: how a seller's past views compare with what people did next, and how it ended (B12).

Pure: past views in, one calibration per rater out. A rater is marked only where the interval, widened for the number
of raters looked at, leaves room for no other reading: among many sellers who all judge alike, nobody is singled out.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coalition.judgement.figures import wilson, z_for
from coalition.judgement.settings import DEFAULT, JudgementSettings
from coalition.judgement.words import WORD_SCORE, SentimentWord


@dataclass(frozen=True, slots=True)
class PastView:
    """A view a seller once held, and what came after. ``later`` is behavioural sentiment some weeks on, -100..100."""

    rater_id: str
    contact_id: str
    deal_id: str
    word: SentimentWord
    later: float | None = None
    later_confidence: float = 0.0
    silent: bool | None = None
    """The person did not act towards us in the weeks before the view; None: not known."""
    won: bool | None = None
    """How the deal ended; None: still open."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its count and 95 % interval."""

    count: int
    total: int
    share: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """One rater. ``verdict``: too_few, fair, over_friendly or over_critical. None anywhere: too few to say."""

    rater_id: str
    views: int
    """Views that later behaviour can be held against."""
    deals: int
    bias: float | None
    """Mean of view minus later behaviour, in points, shrunk towards the team's; above 0: friendlier than they act."""
    low: float | None
    high: float | None
    verdict: str
    silent_rated_for: Share
    overlooks_silent: bool | None
    won_of_supportive: Share
    """Of the closed deals in which they called somebody supportive or better: how many were won."""
    weight: float
    """0..1, how much the rater's view would count. Scoring takes note of it as far as ``rater_share`` says: not at all,
    unless an admin says so."""
    text: str


def calibrate(views: Iterable[PastView], settings: JudgementSettings = DEFAULT) -> tuple[Calibration, ...]:
    """One calibration per rater, by rater id."""
    by_rater: dict[str, list[PastView]] = defaultdict(list)
    for view in views:
        if view.word:
            by_rater[view.rater_id].append(view)
    errors = {rater: _errors(found, settings) for rater, found in by_rater.items()}
    team = _Team(errors, by_rater, settings)
    return tuple(_calibration(rater, by_rater[rater], errors[rater], team, settings) for rater in sorted(by_rater))


def _errors(views: Sequence[PastView], settings: JudgementSettings) -> list[float]:
    """View minus later behaviour, one value per deal: views of one deal share its luck, so they count as one."""
    by_deal: dict[str, list[float]] = defaultdict(list)
    for view in views:
        if view.later is not None and view.later_confidence >= settings.least_sentiment_confidence:
            by_deal[view.deal_id].append(WORD_SCORE[view.word] - view.later)
    return [math.fsum(by_deal[deal]) / len(by_deal[deal]) for deal in sorted(by_deal)]


class _Team:
    """What is usual here: the yardstick that keeps a few odd deals from marking a person."""

    def __init__(
        self, errors: dict[str, list[float]], views: dict[str, list[PastView]], settings: JudgementSettings
    ) -> None:
        everything = [error for found in errors.values() for error in found]
        self.raters = sum(len(found) >= settings.least_views for found in errors.values())
        self.mean = math.fsum(everything) / len(everything) if everything else 0.0
        within = [e - math.fsum(found) / len(found) for found in errors.values() for e in found]
        freedom = len(within) - len(errors)
        self.spread = math.sqrt(math.fsum(e * e for e in within) / freedom) if freedom > 0 else math.inf
        self.z = z_for(0.95, self.raters)
        silent = [view for found in views.values() for view in found if view.silent]
        self.silent_for = sum(_is_for(view) for view in silent) / len(silent) if silent else None


def _is_for(view: PastView) -> bool:
    return WORD_SCORE[view.word] > 0


def _calibration(
    rater: str, views: Sequence[PastView], errors: Sequence[float], team: _Team, settings: JudgementSettings
) -> Calibration:
    # One answer per person and deal, and one per deal: the same view repeated weekly is not more evidence.
    silent = _share([*{(v.contact_id, v.deal_id): _is_for(v) for v in views if v.silent}.values()], team.z)
    won = _share([*{v.deal_id: v.won for v in views if _is_for(v) and v.won is not None}.values()], z_for())
    counted = sum(
        view.later is not None and view.later_confidence >= settings.least_sentiment_confidence for view in views
    )
    enough = len(errors) >= settings.least_views and math.isfinite(team.spread)
    bias, low, high = _shrunk(errors, team, settings) if enough else (None, None, None)
    verdict = _verdict(low, high, settings)
    overlooks = None if silent.total < settings.least_views else silent.low > max(0.5, team.silent_for or 0.0)
    return Calibration(
        rater_id=rater,
        views=counted,
        deals=len(errors),
        bias=bias,
        low=low,
        high=high,
        verdict=verdict,
        silent_rated_for=silent,
        overlooks_silent=overlooks,
        won_of_supportive=won,
        weight=_weight(bias, verdict),
        text=_text(verdict, bias, low, high, len(errors), settings),
    )


def _shrunk(errors: Sequence[float], team: _Team, settings: JudgementSettings) -> tuple[float, float, float]:
    """The rater's mean, pulled towards the team's by as many views as the prior is worth."""
    weight = len(errors) + settings.prior_views
    bias = (math.fsum(errors) + settings.prior_views * team.mean) / weight
    half = team.z * team.spread / math.sqrt(weight)
    return bias, bias - half, bias + half


def _verdict(low: float | None, high: float | None, settings: JudgementSettings) -> str:
    if low is None or high is None:
        return "too_few"
    if low > settings.friendly_points:
        return "over_friendly"
    return "over_critical" if high < -settings.friendly_points else "fair"


def _weight(bias: float | None, verdict: str) -> float:
    """1 where chance may have made the bias; a half at a bias of two words (80 points)."""
    if bias is None or verdict not in ("over_friendly", "over_critical"):
        return 1.0
    return 1.0 / (1.0 + (bias / 80.0) ** 2)


def _share(answers: Sequence[bool], z: float) -> Share:
    count, total = sum(answers), len(answers)
    low, high = wilson(count, total, z)
    return Share(count, total, count / total if total else None, low, high)


def _text(
    verdict: str, bias: float | None, low: float | None, high: float | None, deals: int, settings: JudgementSettings
) -> str:
    if bias is None or low is None or high is None:
        return f"Too few to say: {deals} deals to compare, {settings.least_views} are needed."
    words = {
        "over_friendly": "Marks people friendlier than they then act",
        "over_critical": "Marks people more critical than they then act",
        "fair": "Marks people as they then act",
    }
    return f"{words[verdict]}: {bias:+.0f} points ({low:+.0f} to {high:+.0f}) over {deals} deals."
