"""What the operations of stage gates answer with and take."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field

from coalition.api import schema as s
from coalition.api.opportunities import StageKey, StageOut
from coalition.judgement.gate_outcomes import RuleOutcomes
from coalition.judgement.rule_fields import Operator

KindWord = Literal["people", "review", "deal"]
StatusWord = Literal["asked", "approved", "refused", "withdrawn"]
ChangeWord = Literal["created", "changed", "deleted"]
Words = Annotated[list[s.Short], Field(max_length=40)]
Count = Annotated[int, Field(ge=0, le=1000)]
Days = Annotated[int, Field(ge=1, le=3650)]
PersonaKey = Annotated[str, Field(max_length=40, pattern=r"^[-a-zA-Z0-9_]+$")]


class ConditionIO(s.In):
    """One test of one field of a stakeholder, or of the deal. What is not known meets ``is_unknown`` alone."""

    field: s.Short80
    operator: Operator
    value: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] | bool | float = ""


class FieldOut(s.Out):
    """A field that a condition may read."""

    name: str
    subject: Literal["person", "deal"] = Field(description="Whether each person is asked, or the deal once.")
    kind: Literal["number", "word", "yes_no", "any"]
    operators: list[Operator]
    options: list[str] = Field(description="Words it may hold, where they are known; at most 100.")


class RuleFields(s.In):
    """What a rule asks. People: enough of them fit. Review: the map was reviewed. Deal: it meets every condition."""

    segments: Words = Field([], description="Segments of accounts it holds for; empty: all.")
    advice: s.Long = ""
    kind: KindWord = "people"
    personas: Annotated[list[PersonaKey], Field(max_length=40)] = []
    departments: Words = Field([], description="Words in the department; any of these or of the personas will do.")
    conditions: Annotated[list[ConditionIO], Field(max_length=20)] = []
    engaged: bool = True
    within_days: Days | None = Field(None, description="The last interaction we led, or the review, is no older.")
    at_least: Count = 1
    at_most: Count | None = None
    since_entry: bool = Field(True, description="A review made since the deal entered its stage.")
    is_active: bool = True


class RuleIn(RuleFields):
    """A new rule. It holds for its stage and those after it."""

    pipeline: StageKey | None = Field(None, description="Key of the pipeline; without one, the first.")
    stage: StageKey
    label: s.Short = Field(min_length=1)


class RulePatch(RuleFields):
    """What to change; what is left out stays."""

    label: s.Short | None = Field(None, min_length=1)


class RuleOut(s.Stamp):
    """A rule with how deals went past it."""

    pipeline: str
    stage: StageOut
    label: str
    segments: list[str]
    advice: str
    kind: KindWord
    personas: list[str]
    departments: list[str]
    conditions: list[ConditionIO]
    engaged: bool
    within_days: int | None
    at_least: int
    at_most: int | None
    since_entry: bool
    is_active: bool
    outcomes: RuleOutcomes | None = Field(description="Won shares; null: nobody passed it yet.")


class RuleVersionOut(s.Out):
    """One version of a rule: who made it, when, and what it asked."""

    at: datetime
    by: s.Ref | None
    change: ChangeWord
    label: str
    terms: dict[str, object]
    is_active: bool


class GatePerson(s.Ref):
    """Somebody a condition is about. The id is the contact's."""

    title: str
    reason: str = Field(description="Why they do not count yet; empty for those who do.")


class GateOut(s.Out):
    """One condition of entering a stage, as this deal stands."""

    rule_id: UUID
    label: str
    advice: str
    met: bool
    missing: str
    waived: bool = Field(description="Unmet, and an exception in force lets the deal past.")
    meet_it: list[GatePerson]
    short: list[GatePerson] = Field(description="Who could meet it next, the most influential first.")
    wanted: list[str] = Field(description="Personas to find somebody for.")
    kind: KindWord
    outcomes: RuleOutcomes | None


class StalledOut(s.Ref):
    """Somebody on the map who never answered: counts for no condition. The id is the contact's."""

    title: str
    stakeholder_id: UUID
    days: int
    reason: str


class CoverOut(s.Out):
    """A condition an exception covers."""

    rule_id: UUID
    label: str
    missing: str
    has_changed: bool = Field(description="The rule asks something else since, and is not covered.")


class ExceptionOut(s.Stamp):
    """Leave to enter one stage with named conditions unmet, until a day."""

    opportunity: s.Ref
    account: s.Ref | None
    to_stage: StageOut
    why: str
    until: date
    status: StatusWord
    is_over: bool = Field(description="Its last day has gone by.")
    is_overdue: bool = Field(description="The deal moved on it and is open, and its day is over.")
    asked_by: s.Ref | None
    asked_at: datetime
    decided_by: s.Ref | None
    decided_at: datetime | None
    note: str
    used_at: datetime | None
    covers: list[CoverOut]
    can_decide: bool
    can_withdraw: bool


class ExceptionPage(s.Paged):
    items: list[ExceptionOut]


class ExceptionIn(s.In):
    """Ask to be let past what is missing today."""

    stage: StageKey
    why: s.Long = Field(min_length=1)
    until: Annotated[date, Field(ge=date(1970, 1, 1), le=date(2199, 12, 31))]


class DecisionIn(s.In):
    note: s.Long = ""


class ExceptionQuery(s.ListQuery):
    status: StatusWord | None = None
    opportunity_id: UUID | None = None
    overdue: bool = Field(False, description="Only those a deal moved on and whose day is over.")


class LetPastOut(s.Out):
    """A condition this deal went past unmet."""

    label: str
    to_stage: StageOut
    way: Literal["waived", "flagged"] = Field(description="By an exception, or moved elsewhere and flagged.")
    missing: str
    at: datetime
    by: s.Ref | None


class GatesOut(s.Out):
    """How a deal stands against a stage."""

    stage: StageOut
    is_free: bool = Field(description="Back, closing as lost, or reopening where it stood: nothing is asked.")
    is_open: bool = Field(description="The deal may enter now.")
    is_fresh: bool = Field(description="False while activities or edits are still being scored.")
    gates: list[GateOut]
    exception: ExceptionOut | None = Field(description="The one in force, else the one that waits for a decision.")
    let_past: list[LetPastOut] = Field(description="What it went past unmet before, the newest first; at most 20.")
    stalled: list[StalledOut]


class GatesQuery(s.In):
    stage: StageKey | None = Field(None, description="Key of a stage of the deal's pipeline; without one, the next.")
