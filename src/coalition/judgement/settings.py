"""Every threshold and weight of judgement, in one frozen, validated, versioned object."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, fields
from functools import lru_cache

from coalition.judgement.own_rules import OwnRule
from coalition.judgement.people import Indicators, Stakeholder, Ticks
from coalition.judgement.snapshot import ExpectedRole, PersonaFacts, Template
from coalition.judgement.words import LEVEL_RANK


class SettingsError(ValueError):
    """Settings that cannot hold. Names every problem at once."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("Judgement settings refused: " + "; ".join(problems) + ". Correct these and save again.")


DEFAULT_TEMPLATE = Template(
    "default",
    (
        ExpectedRole("economic_buyer", 3, 1),
        ExpectedRole("champion", 3, 1),
        ExpectedRole("technical_buyer", 2, 1),
        ExpectedRole("user_buyer", 2, 0),
        ExpectedRole("coach", 1, 0),
        ExpectedRole("ratifier", 1, 3),
    ),
)

DEFAULT_PERSONAS = (
    PersonaFacts("economic_buyer", "Economic buyer", "decision_maker"),
    PersonaFacts("technical_buyer", "Technical buyer", "decision_maker"),
    PersonaFacts("user_buyer", "User buyer", "supporter"),
    PersonaFacts("champion", "Champion", "champion"),
    PersonaFacts("coach", "Coach", "champion"),
    PersonaFacts("blocker", "Blocker", "blocker"),
    PersonaFacts("ratifier", "Ratifier", "decision_maker"),
    PersonaFacts("influencer", "Influencer", "supporter"),
    PersonaFacts("evaluator", "Evaluator", "supporter"),
)


#: Where sellers are not named, a figure of fewer people would tell of one of them.
LEAST_UNNAMED = 3


@dataclass(frozen=True, slots=True)
class JudgementSettings:
    """Defaults are those of the product; an admin changes them as one new version."""

    # Who counts how much. A person whose influence is not assessed still has a say, so gets a middling weight.
    weight_if_not_assessed: float = 40.0
    least_weight: float = 1.0

    # Coverage: points of a role by the level of its best holder. Depth before breadth: one deep relationship is worth
    # more than several present ones.
    level_points: tuple[tuple[str, float], ...] = (
        ("absent", 0.0),
        ("present", 10.0),
        ("lapsed", 30.0),
        ("engaged", 80.0),
        ("deep", 100.0),
    )
    target_threads: float = 3.0

    # Consensus, on the scale -1..1.
    consensus_threshold: float = 0.2
    least_known_share: float = 0.6
    """Share of the group's influence whose stance must be known before a yes can be called."""
    support_from: float = 0.2
    """Support at which a person counts as for."""
    support_when_won: float = 0.4
    approving_personas: tuple[str, ...] = ("economic_buyer",)
    """Their holders must approve even where no vote was noted."""

    # The five gaps.
    fresh_days: int = 60
    essential_fields: tuple[str, ...] = ("personas", "relationship", "access", "preference", "vote")
    least_sentiment_confidence: float = 0.5
    stale_view_days: int = 45
    review_cadence_days: int = 7
    review_lost_after_cadences: int = 4

    # Map score.
    rule_weights: tuple[tuple[str, int], ...] = (("identified", 2), ("access", 2), ("dialogue", 3), ("supports", 3))
    step_costs: tuple[tuple[str, int], ...] = (("identified", 1), ("access", 2), ("dialogue", 2), ("supports", 3))
    extra_cost_if_against: int = 3
    green_from: float = 75.0
    amber_from: float = 45.0

    # Missing roles.
    least_comparables: int = 8
    nearest_comparables: int = 40
    expected_share: float = 0.6
    greatest_distance: float = 0.5
    never_expected: tuple[str, ...] = ("blocker",)
    template: Template = DEFAULT_TEMPLATE
    personas: tuple[PersonaFacts, ...] = DEFAULT_PERSONAS

    # Risks and political sense.
    silent_days: int = 28
    opposed_below: float = -20.0
    least_assessed_for_too_good: int = 5
    own_rules: tuple[OwnRule, ...] = ()

    # When signals close.
    closing_margin: float = 0.05
    """How far beyond the limit it opened at a figure goes before its signal closes: a share of the figure's scale."""
    wavering_days: int = 5
    """A cause that comes back within so many days must stay away as long before its signal closes."""

    # Next best conversation.
    cold_reach: float = 0.05
    """Reach of a person to whom no chain of introductions is known."""

    # Calibration of the rater.
    least_views: int = 12
    prior_views: float = 10.0
    friendly_points: float = 10.0

    # Figures of teams.
    name_sellers: bool = True
    """False: no figure names or ranks a seller, and only teams of three or more are told (works-council mode)."""

    # Stage gates. Their rules are no settings: they are kept by coalition.gates, and come with each snapshot.
    stalled_days: int = 30
    """Days on the map without ever answering, after which a relationship is stalled and counts for no gate."""
    exception_days: int = 90
    """The longest an exception may be asked for."""
    least_closed_to_say: int = 10
    """Closed deals below which a share of won ones is not told."""

    def __post_init__(self) -> None:
        if problems := _problems(self):
            raise SettingsError(problems)

    @property
    def version(self) -> str:
        """Changes when any value changes; stored with every judgement."""
        return _version(self)


@lru_cache(maxsize=64)
def _version(settings: JudgementSettings) -> str:
    return "j" + hashlib.sha256(repr(asdict(settings)).encode()).hexdigest()[:11]


def _problems(s: JudgementSettings) -> list[str]:
    found = [
        f"{name} must be between {low:g} and {high:g}, is {getattr(s, name)!r}"
        for name, low, high in _RANGES
        if not low <= getattr(s, name) <= high
    ]
    points = [dict(s.level_points).get(level) for level in LEVEL_RANK if level]
    if None in points:
        found.append("level_points must give points to absent, present, lapsed, engaged and deep")
    elif points != sorted(points, key=lambda p: p or 0.0) or points[0] != 0.0 or points[-1] != 100.0:
        found.append("level_points must rise from 0 (absent) to 100 (deep)")
    if s.support_when_won < max(s.consensus_threshold, s.support_from):
        found.append("support_when_won must reach consensus_threshold and support_from, or nobody could be won over")
    if s.amber_from > s.green_from:
        found.append(f"amber_from ({s.amber_from}) must not exceed green_from ({s.green_from})")
    for name in ("rule_weights", "step_costs"):
        if [key for key, _ in getattr(s, name)] != ["identified", "access", "dialogue", "supports"]:
            found.append(f"{name} must name identified, access, dialogue, supports, in this order")
        elif any(value < 1 for _, value in getattr(s, name)):
            found.append(f"{name} must be at least 1 each")
    found += [
        f"essential_fields names {name!r}, which no stakeholder has"
        for name in s.essential_fields
        if name not in _FIELDS
    ]
    return found


_FIELDS = frozenset(f.name for kind in (Stakeholder, Indicators, Ticks) for f in fields(kind))
_RANGES: tuple[tuple[str, float, float], ...] = (
    ("weight_if_not_assessed", 1, 100),
    ("least_weight", 0.01, 100),
    ("target_threads", 1.5, 20),
    ("consensus_threshold", -1, 1),
    ("least_known_share", 0, 1),
    ("support_from", 0.01, 1),
    ("support_when_won", 0.01, 1),
    ("fresh_days", 1, 3650),
    ("least_sentiment_confidence", 0, 1),
    ("stale_view_days", 1, 3650),
    ("review_cadence_days", 1, 365),
    ("review_lost_after_cadences", 2, 100),
    ("green_from", 1, 100),
    ("amber_from", 0, 100),
    ("least_comparables", 3, 1000),
    ("nearest_comparables", 3, 1000),
    ("expected_share", 0.05, 1),
    ("greatest_distance", 0, 1),
    ("silent_days", 1, 3650),
    ("stalled_days", 1, 3650),
    ("exception_days", 1, 3650),
    ("least_closed_to_say", 1, 1000),
    ("opposed_below", -100, 0),
    ("least_assessed_for_too_good", 1, 1000),
    ("closing_margin", 0, 0.3),
    ("wavering_days", 0, 60),
    ("cold_reach", 0, 1),
    ("least_views", 3, 1000),
    ("prior_views", 0.1, 1000),
    ("friendly_points", 0, 100),
)

NAMES = tuple(f.name for f in fields(JudgementSettings))
#: Settings of saved versions that are no more. ``use_rater_weight`` became ``rater_share`` of the scoring settings,
#: where it is previewed and versioned with the score it changes.
RETIRED = frozenset({"use_rater_weight"})
DEFAULT = JudgementSettings()
