"""A stakeholder in a snapshot: who they are, what scoring found, what the seller holds, and what was never asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from coalition.judgement.words import (
    ENGAGED_RANK,
    LEVEL_RANK,
    EngagementLevel,
    InfluenceWord,
    SentimentSource,
    SentimentWord,
    Vote,
    VoteKind,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score. The points of all parts add up to the score exactly."""

    key: str
    label: str
    value: float | None
    weight: float
    points: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """Somebody who used to answer has fallen quiet: what their own earlier pace let us expect, and what came."""

    days: float
    expected: float
    happened: float


@dataclass(frozen=True, slots=True)
class Engagement:
    """From scoring. ``two_way_90`` is its ``two_way_lately``: two-way interaction of the last 90 days, for threads."""

    level: EngagementLevel = ""
    score: float | None = None
    two_way_90: float | None = None
    last_two_way_at: datetime | None = None
    last_seller_led_at: datetime | None = None
    trend: tuple[float, ...] = ()
    """Up to 26 weekly values 0..100, oldest first."""
    parts: tuple[Part, ...] = ()
    silence: Silence | None = None
    """Past doubt only; None: as lively as ever, or too little to say."""


@dataclass(frozen=True, slots=True)
class SellerView:
    """What the seller holds, with the evidence note that made them think so."""

    word: SentimentWord
    evidence: str = ""
    at: datetime | None = None
    by_id: str = ""


@dataclass(frozen=True, slots=True)
class BehaviourView:
    """What they do, against their own baseline. ``score`` None: too little to say."""

    score: float | None = None
    confidence: float = 0.0
    trend: tuple[tuple[str, float], ...] = ()
    """Each part of behaviour against the person's own baseline, -1..1; what is not known is absent."""


@dataclass(frozen=True, slots=True)
class Sentiment:
    """From scoring: the effective sentiment, -100..100, and the two views behind it."""

    score: float | None = None
    source: SentimentSource = ""
    reason: str = ""
    diverges: bool = False
    seller: SellerView | None = None
    behaviour: BehaviourView = BehaviourView()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class InfluenceOverride:
    """The seller's own word on influence; the portfolio hands it over only while it holds."""

    level: InfluenceWord
    reason: str = ""
    until: date | None = None
    by_id: str = ""


@dataclass(frozen=True, slots=True)
class Influence:
    """From scoring, override already applied to ``score`` and ``level``. ``assumed``: guessed from title and role."""

    score: float | None = None
    level: InfluenceWord = ""
    confidence: float = 0.0
    assumed: bool = True
    override: InfluenceOverride | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Ticks:
    """Evidence of influence: true, false, or None for not assessed."""

    purchasing_authority: bool | None = None
    approval_power: bool | None = None
    committee_member: bool | None = None
    senior_for_decision: bool | None = None
    personal_connections: bool | None = None


@dataclass(frozen=True, slots=True)
class Indicators:
    """Buyer indicators (A7), as the record keeps them."""

    relationship: int | None = None
    process_role: str = ""
    access: str = ""
    change_stance: str = ""
    fit_view: int | None = None
    preference: str = ""
    buying_stage: str = ""
    is_key: bool | None = None
    owns_problem: bool | None = None
    aligned_with: str = ""
    vote_kind: VoteKind = ""
    vote: Vote = ""


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """One contact on this deal."""

    id: str
    contact_id: str
    name: str = ""
    title: str = ""
    department: str = ""
    business_unit: str = ""
    seniority: str = ""
    status: str = "active"
    """active, left or moved."""
    is_outsider: bool = False
    personas: tuple[str, ...] = ()
    coverage_owner_id: str = ""
    added_at: datetime | None = None
    engagement: Engagement = Engagement()
    sentiment: Sentiment = Sentiment()
    influence: Influence = Influence()
    ticks: Ticks = Ticks()
    indicators: Indicators = Indicators()
    notes: str = ""
    competitor_stance: str = ""
    """How they stand to a competitor, in the seller's words; of the person, on every deal."""
    custom: Mapping[str, object] = field(default_factory=dict)
    """Fields the installation added to contacts itself."""
    changed_at: Mapping[str, datetime] = field(default_factory=dict)
    """Name of a field of the stakeholder to when its present value was set. Fields never set are absent."""

    @property
    def is_active(self) -> bool:
        return self.status == "active"

    @property
    def is_engaged(self) -> bool:
        return LEVEL_RANK[self.engagement.level] >= ENGAGED_RANK
