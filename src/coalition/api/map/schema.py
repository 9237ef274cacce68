"""The shape of a map. The front end's types are generated from it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from coalition.api.contacts import ContactStatusWord, Seniority
from coalition.api.lines import KindWord as LineKindWord
from coalition.api.lines import Strength
from coalition.api.opportunities import StageOut
from coalition.api.schema import Ref
from coalition.api.stakeholders import IndicatorsOut, PinOut
from coalition.api.words import GroupWord

SentimentLevel = Literal["advocate", "supportive", "neutral", "sceptical", "opposed"]
InfluenceWord = Literal["low", "medium", "high"]
EngagementLevel = Literal["absent", "present", "lapsed", "engaged", "deep"]
Grouping = Literal["reporting", "persona", "department", "network"]


class Part(Schema):
    """One part of a score. The points of all parts add up to the score exactly."""

    key: str
    label: str
    value: float | None = Field(description="What was measured; null: nothing to measure.")
    weight: float
    points: float
    detail: str


class MapOpportunity(Schema):
    id: UUID
    name: str
    kind: str
    stage: StageOut
    amount: float | None
    currency: str
    close_on: date | None
    created_on: date | None
    owner: Ref | None
    account: Ref | None
    version: int
    can_edit: bool


class KnownStance(Schema):
    known: int
    total: int


class Contacted(Schema):
    count: int
    total: int


class Support(Schema):
    """Shares of influence; the four add up to 1, or are all 0 on an empty map."""

    for_: float = Field(alias="for")
    neutral: float
    against: float
    unknown: float


class RoleOut(Schema):
    """A role on this deal and the highest engagement among those who hold it."""

    persona: str
    name: str
    level: EngagementLevel | None
    contact_ids: list[UUID]


class RiskOut(Schema):
    code: str
    text: str
    severity: Literal["high", "medium"]
    contact_ids: list[UUID]


class Summary(Schema):
    """The key figures above the map."""

    known_stance: KnownStance
    contacted_30_days: Contacted
    support: Support
    effective_threads: float | None
    engaged: int
    roles: list[RoleOut]
    risks: list[RiskOut]


class MapSellersView(Schema):
    word: SentimentLevel
    evidence: str
    at: datetime | None
    by: Ref | None


class Behaviour(Schema):
    """What their behaviour says; score and word null: too little to say."""

    score: float | None
    confidence: float
    word: SentimentLevel | None
    parts: list[Part]


class SentimentOut(Schema):
    """The effective sentiment, why, and the two views it comes from."""

    effective: SentimentLevel | None
    score: float | None
    source: Literal["seller", "behaviour", "blend"] | None
    reason: str
    diverges: bool
    seller: MapSellersView | None
    behaviour: Behaviour | None


class Override(Schema):
    level: InfluenceWord
    reason: str
    until: date
    by: Ref | None


class InfluenceOut(Schema):
    """Influence on this decision. ``assumed``: from what that rank usually has, not from evidence."""

    score: float | None
    level: InfluenceWord | None
    confidence: float | None
    assumed: bool
    override: Override | None
    parts: list[Part]


class EngagementOut(Schema):
    level: EngagementLevel | None
    score: float | None
    last_two_way_at: datetime | None
    last_seller_led_at: datetime | None
    trend: list[float] = Field(description="26 weekly scores, oldest first; empty: not scored yet.")
    parts: list[Part]


class MapPerson(Schema):
    """A stakeholder. ``id`` and ``version`` are the stakeholder's; ``contact_id`` is whom lines and boxes name."""

    id: UUID
    contact_id: UUID
    version: int
    contact_version: int
    name: str
    title: str
    department: str
    business_unit: str
    seniority: Seniority
    email: str
    account: Ref | None
    is_outsider: bool = Field(description="Belongs to neither the account nor its group: a consultant, a partner.")
    status: ContactStatusWord
    personas: list[str]
    coverage_owner: Ref | None
    sentiment: SentimentOut
    influence: InfluenceOut
    engagement: EngagementOut
    indicators: IndicatorsOut
    notes: str
    pin: PinOut | None = Field(description="Where somebody placed the card by hand; null: where the layout puts it.")


class MapLine(Schema):
    """``from`` and ``to`` are contact ids."""

    id: UUID
    version: int
    kind: LineKindWord
    from_: UUID = Field(alias="from")
    to: UUID
    strength: Strength | None
    note: str
    since: date | None
    told_by: str
    opportunity_id: UUID | None
    open_comments: int = Field(description="Of reviewers, about what is between these two; none on a map of the past.")


class MapSeat(Schema):
    """A part that nobody has named yet: a placeholder, which no figure about people counts."""

    id: UUID
    version: int
    title: str
    personas: list[str]
    notes: str
    pin: PinOut | None


class PageSize(Schema):
    width: float
    height: float


class MapBox(Schema):
    x: float
    y: float
    w: float
    h: float


class MapLane(MapBox):
    key: str
    label: str
    count: int


class MapLayout(Schema):
    """Where everything stands, in pixels at zoom 1. Routes are polylines with corner points, by line id."""

    algorithm: str
    page: PageSize
    boxes: dict[str, MapBox]
    lanes: list[MapLane]
    routes: dict[str, list[tuple[float, float]]]


class MapPersona(Schema):
    key: str
    name: str
    group: GroupWord


class MapOut(Schema):
    """The whole map of a deal."""

    opportunity: MapOpportunity
    as_of: datetime | None = Field(description="The past moment asked for; null: now.")
    scored_at: datetime | None = Field(description="When the scores were made; null: not yet.")
    settings_version: str | None
    summary: Summary
    people: list[MapPerson]
    lines: list[MapLine]
    seats: list[MapSeat]
    seat_lines: list[MapLine] = Field(description="Like lines; an end may be the id of a seat.")
    layout: MapLayout
    personas: list[MapPersona]
