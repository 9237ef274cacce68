"""What the API says of signals."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field

from coalition.api import schema as s
from coalition.judgement.words import Severity

KindWord = Literal[
    "gone_quiet", "silent", "never_met", "stalled", "diverges", "turned", "opposed", "role_missing",
    "role_not_engaged", "single_thread", "left", "bounced", "new_name", "changed_job", "changed_manager",
    "political", "own_rule",
]  # fmt: skip
StateWord = Literal["open", "snoozed", "acted_on", "resolved", "dismissed"]
Note = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]


class RestsOnOut(s.Out):
    """A record the signal rests on."""

    kind: Literal["contact", "line", "activity", "deal", "address"]
    id: str
    text: str


class SignalOut(s.Out):
    """Something worth attention: one cause, its evidence, an owner, a proposed action and a life."""

    id: UUID
    opportunity: s.Ref
    account: s.Ref | None
    kind: KindWord
    label: str = Field(description="What the kind is called.")
    severity: Severity
    text: str
    action: str = Field(description="What could be done about it.")
    contact: s.Ref | None = Field(description="Whom it is about first of all.")
    contact_ids: list[UUID]
    evidence: list[RestsOnOut]
    owner: s.Ref | None
    state: StateWord
    state_since: datetime
    snoozed_until: datetime | None
    reason: str = Field(description="Why it was dismissed, or what was done.")
    changed_by: s.Ref | None
    opened_at: datetime
    seen_at: datetime = Field(description="When its cause was last found, to a few hours.")
    closed_at: datetime | None
    can_change: bool


class SignalPage(s.Paged):
    items: list[SignalOut]


class TurnOut(s.Out):
    """One turn of its life."""

    what: Literal["opened", "reopened", "worse", "snoozed", "acted_on", "resolved", "dismissed"]
    at: datetime
    by: s.Ref | None
    note: str
    text: str = Field(description="What the signal said then.")


class SignalDetail(SignalOut):
    """With its life, the newest turn first."""

    turns: list[TurnOut]


class SignalQuery(s.ListQuery):
    whose: Literal["all", "team", "mine"] = Field(
        "all", description="mine: those you own. team: of everybody you answer for. all: of every deal you see."
    )
    opportunity_id: UUID | None = None
    owner_id: UUID | None = None
    team_id: UUID | None = Field(None, description="Of the people of this team and those below it.")
    kind: KindWord | None = None
    severity: Severity | None = None
    state: StateWord | Literal["live", "any"] = Field(
        "open", description="live: open, snoozed or acted on. any: closed ones too."
    )


class SnoozeIn(s.In):
    until: s.Moment


class ActIn(s.In):
    note: Note = ""


class DismissIn(s.In):
    reason: Note
