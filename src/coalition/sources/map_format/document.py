"""What stands in a map file. The published JSON Schema is generated from these classes.

Ids are the record's public UUIDs; ``source`` and ``external_id`` are what the record is called elsewhere. Users are
named by e-mail address. Null and empty mean not assessed. A field nobody knows is refused: silence would lose it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer, model_validator

FORMAT, VERSION = "coalition-map", 1
SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"
_NO_NUL = r"^[^\x00]*$"


def _text(longest: int, shortest: int = 0) -> Any:
    return Field(min_length=shortest, max_length=longest, pattern=_NO_NUL)


Word = Annotated[str, _text(20)]
Text80 = Annotated[str, _text(80)]
Text120 = Annotated[str, _text(120)]
Text200 = Annotated[str, _text(200)]
Text255 = Annotated[str, _text(255)]
Name = Annotated[str, _text(255, 1)]
Long = Annotated[str, _text(20_000)]
Key = Annotated[str, Field(max_length=60, pattern=r"^[-a-zA-Z0-9_]+$")]
Email = Annotated[str, _text(254)]
Money = Annotated[
    Decimal, Field(max_digits=18, decimal_places=2), PlainSerializer(str, return_type=str, when_used="json")
]
Rating = Annotated[int, Field(ge=1, le=5)]
Custom = Annotated[dict[Text80, Any], Field(max_length=100)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Record(_Part):
    id: UUID
    source: Annotated[str, _text(40)] = ""
    external_id: Text200 = ""


class FileUser(_Part):
    """One of ours, so that a reader knows whom an address means."""

    email: Email
    name: Text255 = ""


class FilePersona(_Part):
    """A role this map uses, and the buyer group it belongs to."""

    key: Annotated[str, Field(max_length=40, pattern=r"^[-a-zA-Z0-9_]+$")]
    name: Annotated[str, _text(80, 1)]
    group: Literal["decision_maker", "champion", "supporter", "blocker"]


class FileAccount(_Record):
    """A company. ``parent`` and its like are ids of this file."""

    name: Name
    parent: UUID | None = None
    domain: Text255 = ""
    industry: Text120 = ""
    segment: Text120 = ""
    employees: Annotated[int, Field(ge=0, le=2_000_000_000)] | None = None
    annual_revenue: Money | None = None
    currency: Annotated[str, _text(3)] = ""
    country: Text80 = ""
    website: Text255 = ""
    fit: Annotated[int, Field(ge=0, le=100)] | None = None
    tier: Word = ""
    notes: Long = ""
    owner: Email | None = None
    custom: Custom = {}


class FileDeal(_Record):
    """The opportunity. Its stage is named by the keys of pipeline and stage."""

    name: Name
    account: UUID | None = None
    kind: Annotated[str, _text(60)] = ""
    pipeline: Key = "default"
    stage: Key
    amount: Money | None = None
    currency: Annotated[str, _text(3)] = ""
    created_on: date | None = None
    close_on: date | None = None
    owner: Email | None = None
    is_primary: bool = False
    next_step: Long = ""
    notes: Long = ""
    custom: Custom = {}


class FileContact(_Record):
    """A person, wherever they stand."""

    account: UUID | None = None
    name: Name
    first_name: Text120 = ""
    last_name: Text120 = ""
    email: Email = ""
    other_emails: Annotated[list[Email], Field(max_length=20)] = []
    phones: Annotated[list[Annotated[str, _text(60)]], Field(max_length=20)] = []
    title: Text200 = ""
    department: Text120 = ""
    business_unit: Text120 = ""
    seniority: Literal["executive", "vp", "director", "manager", "staff", ""] = ""
    preferred_channel: Word = ""
    location: Text120 = ""
    time_zone: Annotated[str, _text(64)] = ""
    priorities: Long = ""
    motivations: Long = ""
    notes: Long = ""
    status: Literal["active", "left", "moved"] = "active"
    decision_orientation: Word = ""
    adaptability: Word = ""
    competitor_stance: Text120 = ""
    custom: Custom = {}


Pixels = Annotated[float, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False)]


class FileStakeholder(_Record):
    """A contact on this deal. A seller's view comes with its evidence, an override with reason and expiry."""

    contact: UUID
    personas: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=20)] = []
    coverage_owner: Email | None = None
    sentiment: Literal["advocate", "supportive", "neutral", "sceptical", "opposed", ""] = ""
    sentiment_evidence: Long = ""
    sentiment_at: AwareDatetime | None = None
    sentiment_by: Email | None = None
    influence: Literal["low", "medium", "high", ""] = ""
    influence_reason: Long = ""
    influence_until: date | None = None
    influence_by: Email | None = None
    purchasing_authority: bool | None = None
    approval_power: bool | None = None
    committee_member: bool | None = None
    senior_for_decision: bool | None = None
    personal_connections: bool | None = None
    relationship: Rating | None = None
    process_role: Text80 = ""
    access: Word = ""
    change_stance: Word = ""
    fit_view: Rating | None = None
    preference: Word = ""
    buying_stage: Annotated[str, _text(40)] = ""
    is_key: bool | None = None
    owns_problem: bool | None = None
    aligned_with: Text120 = ""
    vote_kind: Literal["approve", "recommend", "influence", "veto", ""] = ""
    vote: Literal["for", "against", "undecided", ""] = ""
    notes: Long = ""
    pin_x: Pixels | None = None
    pin_y: Pixels | None = None

    @model_validator(mode="after")
    def _grounded(self) -> Self:
        if self.sentiment and not self.sentiment_evidence.strip():
            raise ValueError("a sentiment needs its evidence (sentiment_evidence)")
        if (self.pin_x is None) != (self.pin_y is None):
            raise ValueError("a card placed by hand needs both pin_x and pin_y")
        if self.influence and not (self.influence_reason.strip() and self.influence_until):
            raise ValueError("an influence set by hand needs its reason and expiry (influence_reason, influence_until)")
        return self


class FileLine(_Record):
    """A line from the report to the manager, from who influences to whom; the undirected kinds hold both ways."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True)

    kind: Literal["reports_to", "dotted", "influences", "ally", "conflict", "knows"]
    from_: UUID = Field(alias="from")
    to: UUID
    only_here: bool = Field(False, description="Holds on this deal alone, not wherever both people stand.")
    strength: Annotated[int, Field(ge=1, le=3)] | None = None
    note: Long = ""
    since: date | None = None
    told_by: Text200 = ""


class FileSeat(_Record):
    """A part on this deal that nobody has been named for."""

    title: Text200 = ""
    personas: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=20)] = []
    notes: Long = ""
    pin_x: Pixels | None = None
    pin_y: Pixels | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.title.strip() and not self.personas:
            raise ValueError("an empty seat needs a title or a persona")
        if (self.pin_x is None) != (self.pin_y is None):
            raise ValueError("a card placed by hand needs both pin_x and pin_y")
        return self


class FileInsight(_Record):
    """A goal, pressure, criterion or the like of this deal, who holds it, and our answer."""

    account: UUID
    kind: Literal["goal", "pressure", "initiative", "obstacle", "challenge", "criterion", "concern"]
    text: Annotated[str, _text(20_000, 1)]
    answer: Long = ""
    contacts: Annotated[list[UUID], Field(max_length=500)] = []
    linked: Annotated[list[UUID], Field(max_length=500)] = []
    told_by: UUID | None = None
    confirmed_by_customer: bool | None = None
    confirmed_at: AwareDatetime | None = None
    confirmed_with: Email | None = None


class MapDocument(_Part):
    """One deal's map. Everything that is named by id stands in the same file."""

    format: Literal["coalition-map"] = "coalition-map"
    version: Literal[1] = 1
    opportunity: FileDeal
    accounts: Annotated[list[FileAccount], Field(max_length=1_000)] = []
    users: Annotated[list[FileUser], Field(max_length=2_000)] = []
    personas: Annotated[list[FilePersona], Field(max_length=200)] = []
    contacts: Annotated[list[FileContact], Field(max_length=20_000)] = []
    stakeholders: Annotated[list[FileStakeholder], Field(max_length=20_000)] = []
    lines: Annotated[list[FileLine], Field(max_length=100_000)] = []
    seats: Annotated[list[FileSeat], Field(max_length=1_000)] = []
    seat_lines: Annotated[
        list[FileLine], Field(max_length=10_000, description="Lines of which one end or both is the id of a seat.")
    ] = []
    insights: Annotated[list[FileInsight], Field(max_length=10_000)] = []

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Every id that is named stands in the file, and nothing stands in it twice."""
        accounts, people = {each.id for each in self.accounts}, {each.id for each in self.contacts}
        wrong = [f"account {each} of the opportunity" for each in _unknown([self.opportunity.account], accounts)]
        wrong += [f"parent account {each}" for each in _unknown([a.parent for a in self.accounts], accounts)]
        wrong += [f"account {each} of a contact" for each in _unknown([c.account for c in self.contacts], accounts)]
        wrong += [
            f"contact {each} of a stakeholder" for each in _unknown([s.contact for s in self.stakeholders], people)
        ]
        ends = [end for line in self.lines for end in (line.from_, line.to)]
        wrong += [f"contact {each} of a line" for each in _unknown(ends, people)]
        wrong += [f"account {each} of an insight" for each in _unknown([i.account for i in self.insights], accounts)]
        wrong += [f"contact {each} who told" for each in _unknown([i.told_by for i in self.insights], people)]
        seats = {each.id for each in self.seats}
        seat_ends = [end for line in self.seat_lines for end in (line.from_, line.to)]
        wrong += [f"seat or contact {each} of a line" for each in _unknown(seat_ends, people | seats)]
        wrong += [
            f"seat at either end of line {each.id}" for each in self.seat_lines if not {each.from_, each.to} & seats
        ]
        if wrong:
            raise ValueError(f"not in this file: {'; '.join(wrong[:10])}")
        for kind in ("accounts", "contacts", "stakeholders", "lines", "seats", "seat_lines", "insights"):
            ids = [each.id for each in getattr(self, kind)]
            if len(set(ids)) != len(ids):
                raise ValueError(f"an id stands twice among the {kind}")
        if any(line.from_ == line.to for line in (*self.lines, *self.seat_lines)):
            raise ValueError("a line needs two different people")
        return self


def _unknown(named: Sequence[UUID | None], known: set[UUID]) -> list[UUID]:
    return [each for each in named if each is not None and each not in known]


def json_schema() -> dict[str, Any]:
    """The published schema."""
    made = MapDocument.model_json_schema(by_alias=True)
    return {"$schema": SCHEMA_ID, "$id": f"urn:coalition:map:{VERSION}", **made, "title": "Coalition map, version 1"}


def schema_text() -> str:
    """The schema as it is published, and shipped beside this file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
