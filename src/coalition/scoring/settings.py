"""All thresholds and weights of the scores in one frozen, validated object.

Its version is a hash of its values: two installations with the same values have the same version, and a score that
records its version can always be explained by the values that made it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from itertools import pairwise
from typing import Any


class SettingsError(ValueError):
    """Values that no score can be made with. ``problems`` maps each field's path to what is wrong with it."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__("Scoring settings refused: " + "; ".join(f"{path}: {text}" for path, text in problems.items()))


@dataclass(frozen=True)
class EngagementSettings:
    """Levels are for people and rules, the score is for ranking."""

    absent_after_days: int = 365
    present_days: int = 90
    engaged_days: int = 21
    deep_days: int = 42
    deep_distinct_days: int = 3
    half_life_days: float = 30.0
    saturation: float = 12.0  # the decayed sum at which the score reaches 63
    meeting_weight: float = 3.0
    call_weight: float = 3.0
    email_weight: float = 2.0
    forward_weight: float = 3.0
    comment_weight: float = 2.0
    view_weight: float = 0.5
    support_weight: float = 2.0
    # A mail to n people weighs 1 / n ** this. Shared in full (1) it ranked worse on real mail than hardly shared.
    sharing: float = 0.25
    trend_weeks: int = 26


@dataclass(frozen=True)
class SentimentSettings:
    """Windows, what is usual where the book has no norms, weights of the parts, and how the seller's view is met."""

    recent_days: int = 30
    baseline_days: int = 180
    prior: float = 2.0  # observations' worth of "as usual" in every part
    answers_prior: float = 2.0
    longest_wait_days: int = 14  # waiting longer tells no more
    deep_view_s: int = 120
    brought_weight: float = 0.5  # a colleague copied in, against a forward
    reply_rate: float = 0.5
    answers_per_log_hour: float = 0.2
    acceptance: float = 0.7
    two_way_per_day: float = 0.1
    initiative: float = 0.25
    norms_least_people: int = 20  # of a persona, before the book says what is usual for it
    norms_prior: float = 20.0  # observations' worth of the values above in what the book says
    reply_latency_weight: float = 2.0
    reply_rate_weight: float = 2.0
    acceptance_weight: float = 1.5
    volume_weight: float = 2.5
    content_weight: float = 1.0
    forwarding_weight: float = 2.0
    initiative_weight: float = 1.0
    baseline_evidence: float = 0.5  # an older observation against a recent one
    confidence_prior: float = 6.0  # effective observations at which confidence is one half
    least_confidence: float = 0.25
    divergence_confidence: float = 0.5
    divergence_points: float = 40.0
    rater_share: float = 0.0  # how far a seller's calibration weighs their view; 0: all views count alike
    advocate_from: float = 60.0
    supportive_from: float = 20.0
    advocate_points: float = 80.0  # what the seller's words are worth
    supportive_points: float = 40.0

    def seller_points(self) -> tuple[tuple[str, float], ...]:
        """The seller's five words as points."""
        return (
            ("advocate", self.advocate_points),
            ("supportive", self.supportive_points),
            ("neutral", 0.0),
            ("sceptical", -self.supportive_points),
            ("opposed", -self.advocate_points),
        )

    def word(self, score: float | None) -> str:
        """The word for a score, as the scoring run gives it; empty: unknown."""
        if score is None:
            return ""
        if abs(score) < self.supportive_from:
            return "neutral"
        if score > 0:
            return "advocate" if score >= self.advocate_from else "supportive"
        return "opposed" if score <= -self.advocate_from else "sceptical"


@dataclass(frozen=True)
class SilenceSettings:
    """When somebody who used to answer counts as fallen quiet."""

    horizon_days: int = 42  # how far back a silence may reach
    rate_left: float = 0.25  # of the old pace, when somebody falls quiet
    wait_spread: float = 0.6  # of the logarithm of hours an answer takes
    quiet_from: float = 6.5  # log odds


@dataclass(frozen=True)
class InfluenceSettings:
    """Weights of the three inputs, what lines carry, and where a person starts about whom little is known."""

    proximity_weight: float = 0.4
    position_weight: float = 0.3
    track_record_weight: float = 0.3
    medium_from: float = 40.0
    high_from: float = 60.0
    # Holders of budget and sponsorship on this decision.
    economic_buyer_seat: float = 1.0
    ratifier_seat: float = 0.8
    champion_seat: float = 0.5
    # How much of a seat is left one line further away.
    influences_carry: float = 0.8
    manages_carry: float = 0.8
    reports_to_carry: float = 0.6
    dotted_carry: float = 0.5
    purchasing_authority_raise: float = 0.6
    approval_power_raise: float = 0.4
    committee_member_raise: float = 0.25
    senior_for_decision_raise: float = 0.2
    # What flows along the lines to who is listened to.
    passed_on: float = 0.6
    dotted_weight: float = 0.5
    together_weight: float = 2.0
    written_to_weight: float = 1.0
    largest_group: int = 10
    # Where somebody starts: by seniority and by persona, the higher of the two.
    executive_prior: float = 0.6
    vp_prior: float = 0.5
    director_prior: float = 0.4
    manager_prior: float = 0.3
    staff_prior: float = 0.15
    unknown_prior: float = 0.25
    economic_buyer_prior: float = 0.7
    ratifier_prior: float = 0.6
    technical_buyer_prior: float = 0.5
    champion_prior: float = 0.45
    blocker_prior: float = 0.45
    influencer_prior: float = 0.4
    user_buyer_prior: float = 0.3
    evaluator_prior: float = 0.3
    coach_prior: float = 0.25
    track_record_prior: float = 3.0  # past deals' worth of the starting point
    # What one of ours sees of their network, by our seniority: 1 junior .. 5 executive.
    seen_by_1: float = 0.05
    seen_by_2: float = 0.12
    seen_by_3: float = 0.2
    seen_by_4: float = 0.3
    seen_by_5: float = 0.4
    seen_by_unknown: float = 0.1
    seen_in_full: float = 0.7  # a complete record of theirs
    lines_confidence: float = 0.5
    authority_confidence: float = 0.35
    track_record_confidence: float = 0.3
    assumed_below: float = 0.3

    def priors_by_persona(self) -> dict[str, float]:
        names = [f.name for f in fields(self) if f.name.endswith("_prior") and f.name != "track_record_prior"]
        ranks = {"executive", "vp", "director", "manager", "staff", "unknown"}
        keys = [name.removesuffix("_prior") for name in names]
        return {key: getattr(self, f"{key}_prior") for key in keys if key not in ranks}

    def priors_by_seniority(self) -> dict[str, float]:
        return {key: getattr(self, f"{key}_prior") for key in ("executive", "vp", "director", "manager", "staff")}

    def seats(self) -> dict[str, float]:
        return {key: getattr(self, f"{key}_seat") for key in ("economic_buyer", "ratifier", "champion")}


@dataclass(frozen=True)
class TieSettings:
    """Between one of ours and one of theirs: recent two-way interaction, decayed."""

    half_life_days: float = 60.0
    saturation: float = 6.0


@dataclass(frozen=True)
class ScoringSettings:
    """Everything that can be turned. ``version`` names the values."""

    engagement: EngagementSettings = field(default_factory=EngagementSettings)
    sentiment: SentimentSettings = field(default_factory=SentimentSettings)
    influence: InfluenceSettings = field(default_factory=InfluenceSettings)
    ties: TieSettings = field(default_factory=TieSettings)
    silence: SilenceSettings = field(default_factory=SilenceSettings)
    threads_days: int = 90  # effective threads look this far back

    def __post_init__(self) -> None:
        problems = _problems(self)
        if problems:
            raise SettingsError(problems)

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits that change exactly when a value changes."""
        text = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> ScoringSettings:
        """Settings from nested values; what is left out keeps its default, what is unknown is refused."""
        problems: dict[str, str] = {}
        groups: dict[str, Any] = {}
        known = {f.name: f.default_factory for f in fields(cls)}
        for group, given in values.items():
            if group == "threads_days":
                groups[group] = given
                continue
            if group not in known or not isinstance(given, dict):
                problems[group] = f"no such group; known are {', '.join(sorted(known))}"
                continue
            start = known[group]()  # type: ignore[operator]
            names = {f.name for f in fields(start)}
            for unknown in sorted(set(given) - names):
                problems[f"{group}.{unknown}"] = f"no such setting; known are {', '.join(sorted(names))}"
            groups[group] = replace(start, **{name: value for name, value in given.items() if name in names})
        if problems:
            raise SettingsError(problems)
        return cls(**groups)


def _problems(settings: ScoringSettings) -> dict[str, str]:
    """Every refused value at once, so that an admin corrects a page in one go."""
    found: dict[str, str] = {}
    for path, value, default in _values(settings):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            found[path] = f"must be a number, not {value!r}"
        elif isinstance(default, int) and value != int(value):
            found[path] = f"must be a whole number, not {value}"
        elif not 0 <= value < 1e9:  # also refuses not-a-number
            found[path] = f"must be between 0 and a thousand million, not {value}"
        elif path.startswith("influence.") and value > 1 and not path.endswith(_UNBOUNDED):
            found[path] = f"must be between 0 and 1, not {value}"
    if found:
        return found
    e = settings.engagement
    _ascending(found, "engagement", e, "engaged_days", "present_days", "absent_after_days")
    _ascending(found, "engagement", e, "engaged_days", "deep_days", "absent_after_days")
    _positive(found, "engagement", e, "engaged_days", "half_life_days", "saturation")
    if e.deep_days > 60:
        found["engagement.deep_days"] = f"must be 60 at most, not {e.deep_days}"
    if not 1 <= e.trend_weeks <= 104:
        found["engagement.trend_weeks"] = f"must be 1 to 104, not {e.trend_weeks}"
    if not 0 < settings.silence.rate_left < 1:
        found["silence.rate_left"] = f"must be above 0 and below 1, not {settings.silence.rate_left}"
    _positive(found, "silence", settings.silence, "horizon_days", "wait_spread")
    m = settings.sentiment
    _positive(
        found,
        "sentiment",
        m,
        "recent_days",
        "baseline_days",
        "prior",
        "answers_prior",
        "longest_wait_days",
        "deep_view_s",
        "answers_per_log_hour",
        "two_way_per_day",
        "confidence_prior",
        "norms_least_people",
        "norms_prior",
    )
    _ascending(found, "sentiment", m, "supportive_from", "advocate_from")
    if not any(getattr(m, f.name) > 0 for f in fields(m) if f.name.endswith("_weight") and f.name != "brought_weight"):
        found["sentiment.volume_weight"] = "at least one part needs a weight"
    shares = ("reply_rate", "acceptance", "initiative", "least_confidence", "divergence_confidence", "rater_share")
    for name in shares:
        if getattr(m, name) > 1:
            found[f"sentiment.{name}"] = f"must be between 0 and 1, not {getattr(m, name)}"
    i = settings.influence
    _ascending(found, "influence", i, "medium_from", "high_from")
    if abs(i.proximity_weight + i.position_weight + i.track_record_weight - 1) > 1e-9:
        found["influence.proximity_weight"] = "must add up to 1 with position_weight and track_record_weight"
    if i.passed_on >= 1:
        found["influence.passed_on"] = "must be less than 1, or influence would flow in circles for ever"
    _positive(found, "ties", settings.ties, "half_life_days", "saturation")
    if settings.threads_days <= 0:
        found["threads_days"] = "must be more than 0"
    return found


#: Endings of influence settings that may exceed 1.
_UNBOUNDED = ("_from", "largest_group", "together_weight", "written_to_weight", "track_record_prior", "dotted_weight")


def _values(settings: ScoringSettings) -> list[tuple[str, Any, Any]]:
    """Path, value and default of every setting."""
    found = []
    for group in fields(settings):
        part = getattr(settings, group.name)
        if is_dataclass(part):
            found += [(f"{group.name}.{item.name}", getattr(part, item.name), item.default) for item in fields(part)]
        else:
            found.append((group.name, part, group.default))
    return found


def _ascending(found: dict[str, str], group: str, part: object, *names: str) -> None:
    for low, high in pairwise(names):
        if getattr(part, low) > getattr(part, high):
            found[f"{group}.{low}"] = f"must not exceed {group}.{high} ({getattr(part, high)})"


def _positive(found: dict[str, str], group: str, part: object, *names: str) -> None:
    for name in names:
        if getattr(part, name) <= 0:
            found[f"{group}.{name}"] = "must be more than 0"


DEFAULT = ScoringSettings()
