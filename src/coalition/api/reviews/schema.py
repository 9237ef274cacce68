"""What the operations of reviews answer with and take."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field

from coalition.api import schema as s
from coalition.api.lines import KindWord, Strength
from coalition.api.opportunities import StageOut
from coalition.api.stakeholders import Personas, VoteKindWord, VoteWord
from coalition.judgement.review_questions import ReviewQuestion

CommentWord = Literal["open", "answered", "accepted"]
ActionWord = Literal["open", "done", "dropped"]
StepWord = Literal["present", "clarify", "test", "improve", "closed"]
PartWord = Literal["cfo", "competitor", "blocker", "user", ""]
Day = Annotated[date, Field(ge=date(1970, 1, 1), le=date(2199, 12, 31))]


class AnswerIO(s.In):
    """One question as it was put, and what was answered."""

    code: s.Word
    question: s.Long
    answer: s.Long


class ReviewIn(s.In):
    notes: s.Long = ""
    answers: Annotated[list[AnswerIO], Field(max_length=50)] = []


class HeldReview(s.Out):
    """One review, as it was held."""

    by: s.Ref | None
    held_at: datetime
    notes: str
    answers: list[AnswerIO]


class SuggestionIn(s.In):
    """Fields of the stakeholder as the reviewer would have them."""

    personas: Personas = []
    relationship: s.Rating | None = None
    access: s.Word = ""
    preference: s.Word = ""
    is_key: bool | None = None
    owns_problem: bool | None = None
    vote_kind: VoteKindWord = ""
    vote: VoteWord = ""


class LineSuggestionIn(s.In):
    """What the reviewer would do with a line between the two people."""

    do: Literal["draw", "change", "erase"]
    kind: KindWord | None = Field(None, description="Of the new line, or what the line should become.")
    strength: Strength | None = None
    line_id: UUID | None = Field(None, description="The line to change or erase.")


class CommentIn(s.In):
    text: s.Long = Field(min_length=1)
    contact_id: UUID | None = Field(None, description="The person on the map it is about.")
    to_contact_id: UUID | None = Field(
        None,
        description="The other person, when it is about what is between them; a new line runs from the first to them.",
    )
    suggests: SuggestionIn | None = None
    suggests_line: LineSuggestionIn | None = None


class LineSuggestionOut(s.Out):
    """A suggestion about the line between the two people of the comment."""

    do: Literal["draw", "change", "erase"]
    kind: KindWord | None = None
    strength: Strength | None = None
    line_id: UUID | None = None
    was: KindWord | None = Field(None, description="The kind of the line when this was suggested.")


class CommentOut(s.Stamp):
    """What a colleague says of the map."""

    opportunity: s.Ref
    contact: s.Ref | None
    to_contact: s.Ref | None
    text: str
    suggests: dict[str, Any]
    suggests_line: LineSuggestionOut | None
    status: CommentWord
    answer: str
    written_by: s.Ref | None
    answered_by: s.Ref | None
    answered_at: datetime | None


class CommentAnswerIn(s.In):
    answer: s.Long = Field(min_length=1)


class ActionIn(s.In):
    """Something somebody of ours does until a day."""

    text: s.Long = Field(min_length=1)
    owner_id: UUID | None = Field(None, description="One of ours; without one, you.")
    due_on: Day
    contact_id: UUID | None = None


class ActionPatch(s.In):
    """What to change; what is left out stays."""

    text: s.Long | None = Field(None, min_length=1)
    owner_id: UUID | None = None
    due_on: Day | None = None
    status: ActionWord | None = None


class ActionOut(s.Stamp):
    """An action agreed on."""

    opportunity: s.Ref
    account: s.Ref | None
    contact: s.Ref | None
    text: str
    owner: s.Ref | None
    due_on: date
    status: ActionWord
    is_overdue: bool
    agreed_by: s.Ref | None
    closed_at: datetime | None


class ActionPage(s.Paged):
    items: list[ActionOut]


class ActionQuery(s.ListQuery):
    status: ActionWord | None = None
    owner_id: UUID | None = None
    opportunity_id: UUID | None = None


class InvitationIn(s.In):
    user_id: UUID = Field(description="One of ours.")
    note: s.Long = Field("", description="What to look at.")


class InvitationOut(s.Out):
    """A colleague asked to look at a map."""

    opportunity: s.Ref
    account: s.Ref | None
    user: s.Ref
    invited_by: s.Ref | None
    invited_at: datetime
    note: str
    has_commented: bool


class InvitationPage(s.Paged):
    items: list[InvitationOut]


class AttentionOut(s.Out):
    """What the map took in the last 30 days, over all who looked at it on an open page."""

    minutes: int | None = Field(description="None in works-council mode where fewer than three people looked.")
    people: int | None = Field(description="As minutes.")


class DealReview(s.Out):
    """All there is to review a deal by."""

    last_review_at: datetime | None
    questions: list[ReviewQuestion] = Field(description="Prepared from gates, shifts since the last review and gaps.")
    reviews: list[HeldReview] = Field(description="The newest first; at most 10.")
    comments: list[CommentOut] = Field(description="Open ones first, then the newest; at most 100.")
    invited: list[InvitationOut] = Field(description="Colleagues asked to look at the map; at most 50.")
    actions: list[ActionOut] = Field(description="Open ones first, by their day; at most 100.")
    attention: AttentionOut


class PartIn(s.In):
    part: PartWord = Field("", description="Empty: none.")


class PartOut(s.Out):
    """Who takes which part."""

    user: s.Ref
    part: PartWord


class SessionOut(s.Stamp):
    """A test and improve session. Comments on the deal are its feed, actions stand at its end."""

    step: StepWord
    led_by: s.Ref | None
    parts: list[PartOut]
    my_part: PartWord
    questions: list[ReviewQuestion] = Field(description="What somebody in your part would ask of this map.")


class QueueRow(s.Ref):
    """A deal that waits for its review."""

    account: s.Ref | None
    owner: s.Ref | None
    stage: StageOut
    amount: float | None
    currency: str
    close_on: date | None
    last_review_at: datetime | None
    open_gates: list[str] = Field(description="Conditions of the next stage that are not met.")
    open_comments: int
    overdue_actions: int


class QueuePage(s.Paged):
    items: list[QueueRow]
