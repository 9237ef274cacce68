"""The contract between the record and judgement: one deal as it was known at one moment.

The portfolio builds it from record and scores; judgement reads nothing else. All ids are the public ones (uuid text).
Conventions: an empty word and None mean *not assessed*; datetimes are aware and UTC; people are told apart by
``contact_id`` in lines, insights and results, by ``id`` (the stakeholder) where the record of this deal is meant.
Every collection has a default, so a snapshot of an empty deal is ``DealSnapshot(as_of=..., deal=DealFacts(id, name))``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from coalition.judgement.gate_rules import DEFAULT_GATE_RULES, GateRule
from coalition.judgement.people import Stakeholder
from coalition.judgement.words import BuyerGroup, InsightKind, LineKind


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What is known of the company, beside what comparable deals are found by."""

    country: str = ""
    tier: str = ""
    fit: int | None = None
    employees: int | None = None
    annual_revenue: float | None = None
    custom: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DealFacts:
    """The opportunity itself, with what comparable deals are found by."""

    id: str
    name: str
    kind: str = ""
    account_id: str = ""
    account_name: str = ""
    segment: str = ""
    industry: str = ""
    amount: float | None = None
    currency: str = ""
    stage_key: str = ""
    stage_name: str = ""
    stage_position: int = 0
    """Position in the pipeline, 0 for its first stage."""
    next_stage_position: int | None = None
    """Position of the stage that follows; None: the next number."""
    outcome: str = "open"
    """open, won or lost."""
    stage_entered_at: datetime | None = None
    created_on: date | None = None
    close_on: date | None = None
    owner_id: str = ""
    owner_name: str = ""
    owner_team: str = ""
    """The team its owner is in today: teams keep no history."""
    pipeline: str = ""
    next_step: str = ""
    custom: Mapping[str, object] = field(default_factory=dict)
    account: AccountFacts = AccountFacts()


@dataclass(frozen=True, slots=True)
class Line:
    """A relation between two contacts: from report to manager, from who influences to whom; else undirected."""

    id: str
    kind: LineKind
    from_id: str
    to_id: str
    strength: int | None = None
    """1 low, 2 medium, 3 high."""


@dataclass(frozen=True, slots=True)
class Insight:
    """Something they want, fear or decide by; ``contact_ids`` hold it."""

    id: str
    kind: InsightKind
    text: str
    contact_ids: tuple[str, ...] = ()
    linked_ids: tuple[str, ...] = ()
    answer: str = ""
    confirmed: bool | None = None
    told_by: str = ""
    recorded_at: datetime | None = None
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """An open comment of a reviewer. Answered ones are left out of the snapshot."""

    id: str
    text: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class CoachingAction:
    """An agreed action that is not done yet."""

    id: str
    text: str = ""
    due_on: date | None = None
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What reviews left behind. All empty: never reviewed."""

    last_review_at: datetime | None = None
    open_comments: tuple[ReviewComment, ...] = ()
    open_actions: tuple[CoachingAction, ...] = ()


@dataclass(frozen=True, slots=True)
class OurPerson:
    """One of ours who has to do with the deal or knows somebody of it."""

    user_id: str
    name: str
    seniority: str = ""


@dataclass(frozen=True, slots=True)
class OurTie:
    """How well one of ours is in touch with one of theirs, 0..1 (recent two-way interaction, decayed)."""

    user_id: str
    contact_id: str
    strength: float


@dataclass(frozen=True, slots=True)
class PersonaFacts:
    """A persona as the admin named it."""

    key: str
    name: str
    group: BuyerGroup


@dataclass(frozen=True, slots=True)
class ExpectedRole:
    """A role that a template expects. ``importance`` 1 helpful, 2 important, 3 a must."""

    persona: str
    importance: int = 2
    from_stage: int = 0
    """Position of the stage from which it is expected."""


@dataclass(frozen=True, slots=True)
class Template:
    """The roles a segment's deals need. An empty one: judgement takes the one of its settings."""

    name: str = ""
    roles: tuple[ExpectedRole, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparable:
    """A closed-won deal: which roles had an engaged holder, and from which stage on.

    Hand over all closed-won deals (or the latest few hundred); judgement picks the nearest.
    """

    deal_id: str
    name: str
    segment: str = ""
    industry: str = ""
    kind: str = ""
    amount: float | None = None
    engaged_from: Mapping[str, int] = field(default_factory=dict)
    """Persona to the position of the first stage in which a holder of it was engaged; absent: never was."""


@dataclass(frozen=True, slots=True)
class EmptySeat:
    """A placeholder on the map with the personas it waits for."""

    id: str
    personas: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class DealSnapshot:
    """One deal, all that is known of it at ``as_of``."""

    as_of: datetime
    deal: DealFacts
    people: tuple[Stakeholder, ...] = ()
    lines: tuple[Line, ...] = ()
    insights: tuple[Insight, ...] = ()
    reviews: ReviewFacts = ReviewFacts()
    our_people: tuple[OurPerson, ...] = ()
    ties: tuple[OurTie, ...] = ()
    personas: tuple[PersonaFacts, ...] = ()
    """The admin's personas; empty: the nine an installation starts with."""
    template: Template = Template()
    comparables: tuple[Comparable, ...] = ()
    gate_rules: tuple[GateRule, ...] = DEFAULT_GATE_RULES
    """Those of the deal's pipeline and segment, by stage."""
    seats: tuple[EmptySeat, ...] = ()
    """Parts nobody has named yet. They are nobody: they are expected roles, and never people."""

    @property
    def active(self) -> tuple[Stakeholder, ...]:
        """Who still counts: a person who left the company is on the map, but holds no role any more."""
        return tuple(person for person in self.people if person.is_active)
