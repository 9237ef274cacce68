"""What the portfolio page is made of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema

from coalition.api import schema as s
from coalition.api.changes import When
from coalition.api.opportunities import Day, StageKey

SentimentOut = Literal["", "advocate", "supportive", "neutral", "sceptical", "opposed"]
BuyerWord = Literal["advocate", "supportive", "neutral", "sceptical", "opposed", "unknown", "nobody"]
SortWord = Literal[
    "name",
    "-name",
    "account",
    "-account",
    "stage",
    "-stage",
    "amount",
    "-amount",
    "close_on",
    "-close_on",
    "owner",
    "-owner",
    "map_score",
    "-map_score",
    "economic_buyer",
    "-economic_buyer",
    "finance_lead",
    "-finance_lead",
    "gates",
    "-gates",
    "outlook",
    "-outlook",
    "threads",
    "-threads",
    "widest_gap",
    "-widest_gap",
    "static_records",
    "-static_records",
    "persona_without_influence",
    "-persona_without_influence",
    "sentiment_blind_spots",
    "-sentiment_blind_spots",
    "single_threaded_coverage",
    "-single_threaded_coverage",
    "no_coaching_loop",
    "-no_coaching_loop",
]
Share = Annotated[float, Field(ge=0, le=1)]


class BeliefOut(s.Out):
    """Where one person stands, and how we know."""

    contact_id: UUID
    name: str
    title: str
    roles: list[str]
    engagement: str
    word: SentimentOut = Field(description="Empty: not assessed.")
    score: float | None
    how: Literal["", "seller", "behaviour", "blend"] = Field(description="Whose word it is; empty: nobody's.")
    why: str
    at: datetime | None
    by_id: str
    vote: str
    must_approve: bool


class ReasonOut(s.Out):
    """One record that made a gap."""

    text: str
    contact_ids: list[UUID]


class GapOut(s.Out):
    """One of the five visibility gaps, 0 (none) to 100 (wide)."""

    value: float
    items: list[ReasonOut]
    left_out: int


class GapsOut(s.Out):
    static_records: GapOut
    persona_without_influence: GapOut
    sentiment_blind_spots: GapOut
    single_threaded_coverage: GapOut
    no_coaching_loop: GapOut


class GateShort(s.Out):
    """A condition of the next stage."""

    label: str
    met: bool
    missing: str


class OutlookReason(s.Out):
    """A field, its value, and how far it moves the odds (logarithm)."""

    field: str
    value: str
    weight: float


class OutlookShort(s.Out):
    """The chance of winning and what speaks for and against; see `outlook` of the page where it is missing."""

    probability: Share
    reasons: list[OutlookReason]


class SignalsShort(s.Out):
    """Open signals of a deal, and how bad the worst is."""

    count: int
    worst: Literal["high", "medium", "low"]


class PortfolioRow(s.Out):
    """One open deal. What judgement says is null until the deal was scored."""

    id: UUID
    name: str
    account: s.Ref | None
    segment: str
    stage: str
    stage_name: str
    owner: s.Ref | None
    amount: float | None
    currency: str
    close_on: date | None
    next_step: str
    as_of: datetime | None
    deciders: list[BeliefOut]
    economic_buyer: BeliefOut | None
    finance_lead: BeliefOut | None
    gaps: GapsOut | None
    map_score: float | None
    map_colour: str
    engaged: int | None
    effective_threads: float | None
    consensus: float | None
    gates: list[GateShort]
    outlook: OutlookShort | None
    signals: SignalsShort | None = Field(description="Null: none is open, or not asked for (audit).")


class PortfolioTotals(s.Out):
    """Over all deals asked for, not only the page."""

    deals: int
    scored: int
    no_economic_buyer: int = Field(description="Deals where nobody holds the seat.")
    economic_buyer_unknown: int
    economic_buyer_against: int
    gates_open: int = Field(description="Deals with a condition of the next stage unmet.")
    mean_static_records: float | None
    mean_persona_without_influence: float | None
    mean_sentiment_blind_spots: float | None
    mean_single_threaded_coverage: float | None
    mean_no_coaching_loop: float | None


class StageOutlook(s.Out):
    """What was learnt for one stage, measured on deals held out. Null figures: too few deals."""

    stage: str
    stage_name: str
    shown: bool
    why: str
    won: int = Field(description="Past deals it was learnt from.")
    lost: int
    learned_at: datetime
    brier: float | None
    base_brier: float | None
    auc: float | None
    ece: float | None = Field(description="Distance between what was said and what happened, 0 to 1.")
    refused_fields: list[str] = Field(description="Known only at the close, and therefore not learnt from.")


class OutlookState(s.Out):
    """Whether an outlook can be given at all, and why or why not; then stage by stage."""

    shown: bool
    why: str
    stages: list[StageOutlook]


class PortfolioPage(s.Paged):
    items: list[PortfolioRow]
    totals: PortfolioTotals
    outlook: OutlookState


class DealsQuery(Schema):
    """Which open deals."""

    search: s.Search = ""
    team_id: UUID | None = Field(None, description="Owned by this team or one below it.")
    owner_id: UUID | None = None
    segment: s.Short = ""
    stage: list[StageKey] = Field(default_factory=list, max_length=20)
    close_from: Day | None = None
    close_to: Day | None = None
    economic_buyer: list[BuyerWord] = Field(default_factory=list, description="What they believe.")
    gates: Literal["", "open", "met"] = Field("", description="Conditions of the next stage.")


class PortfolioQuery(DealsQuery):
    sort: SortWord = "-amount"
    limit: int = Field(50, ge=1, le=2000)
    offset: int = Field(0, ge=0, le=10_000_000)


class MovedChange(s.Out):
    """One change as a sentence, with who or what caused it."""

    text: str
    at: datetime
    by: s.Ref | None
    cause: Literal["user", "system", "scores"]
    reason: str
    contact_id: UUID | None


class MovedOut(s.Out):
    """What changed on one deal."""

    opportunity_id: UUID
    since: datetime
    own_review: bool = Field(description="True: since your own last review of it.")
    count: int
    items: list[MovedChange]


class MovementOut(s.Out):
    """What changed on each of some deals."""

    until: datetime
    complete: bool = Field(description="False: there was more than can be read at once; only the newest is here.")
    items: list[MovedOut]


class MovementQuery(Schema):
    ids: list[UUID] = Field(min_length=1, max_length=200, description="Deals; those you do not see are left out.")
    since: When = Field("friday", description="As in /changes; or `review`: your own last review, else Friday.")


class ViewQuery(s.In):
    """Parameters of the page as its address has them."""

    search: s.Search = ""
    team_id: UUID | None = None
    owner_id: UUID | None = None
    segment: s.Short = ""
    stage: s.Short = ""
    close: s.Short = ""
    economic_buyer: s.Short = ""
    gates: Literal["", "open", "met"] = ""
    since: When = "friday"
    sort: SortWord = "-amount"


class ViewIn(s.In):
    """A view to keep."""

    name: Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\x00]*$")]
    query: ViewQuery
    is_shared: bool = False


class ViewPatch(s.In):
    """What to change; what is left out stays."""

    name: Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\x00]*$")] | None = None
    query: ViewQuery | None = None
    is_shared: bool | None = None


class ViewOut(s.Out):
    """A saved view."""

    id: UUID
    name: str
    query: dict[str, Any]
    is_shared: bool
    owner: s.Ref
    is_own: bool
