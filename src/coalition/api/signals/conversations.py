"""The next best conversations of a deal and of a rep, and what-if: both read, nothing is stored."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.finding import user_at
from coalition.judgement.next_conversation import Conversation, next_conversations
from coalition.judgement.snapshot import DealSnapshot
from coalition.judgement.what_if import Change, Difference, Engaged, Leaves, Shift, Turns, UnknownContact, WonOver
from coalition.judgement.what_if import what_if as work_out
from coalition.judgement.words import SentimentWord
from coalition.portfolio.settings import current_judgement_settings
from coalition.portfolio.snapshots import deal_snapshot
from coalition.record import gates
from coalition.record.errors import Invalid
from coalition.signals.selectors.conversations import suggested_to

router = Router(tags=["signals"])


class StepOut(s.Out):
    """One person in a chain of introductions, and how well the one before knows them."""

    kind: Literal["user", "contact"]
    id: UUID
    name: str
    title: str
    strength: float | None = Field(description="0 to 1: of the tie from the person before; null for the first.")


class ConversationOut(s.Out):
    """Whom to talk to, through whom, about what, and what it would change."""

    opportunity: s.Ref
    contact: s.Ref
    title: str
    stakeholder_id: UUID
    value: float = Field(description="Influence times change times reach: what the list is sorted by.")
    influence: float
    change: float
    reach: float = Field(description="0 to 1: the strength of the chain.")
    chain: list[StepOut] = Field(description="From one of ours to the person; empty: no introduction is known.")
    about: list[str] = Field(description="What they said they want or fear.")
    questions: list[str] = Field(description="What nobody on our side knows yet.")
    gap_closed: float
    coverage_gained: float
    consensus_moved: float | None
    gates_opened: list[str] = Field(description="What the gate of the next stage would no longer miss.")
    needed_for_yes: bool


class ConversationsOut(s.Out):
    """The best first."""

    items: list[ConversationOut]


class ConversationQuery(Schema):
    limit: int = Field(10, ge=1, le=30)


class RepQuery(Schema):
    owner_id: UUID | None = Field(None, description="Whose deals; you, when not given.")
    limit: int = Field(20, ge=1, le=50)


@router.get(
    "/opportunities/{uuid:opportunity_id}/conversations",
    response={200: ConversationsOut, **s.ERRORS},
    operation_id="get_conversations",
)
def get_conversations(request: HttpRequest, opportunity_id: UUID, filters: Query[ConversationQuery]) -> Any:
    """Whom to talk to next on a deal: through whom, about what, and what it would change."""
    deal = gates.opportunity_for(viewer(request), opportunity_id)
    snapshot = deal_snapshot(deal.pk, timezone.now())
    found = next_conversations(snapshot, current_judgement_settings(), filters.limit)
    return ConversationsOut(items=[conversation_out(snapshot, each) for each in found])


@router.get("/conversations", response={200: ConversationsOut, **s.ERRORS}, operation_id="get_my_conversations")
def get_my_conversations(request: HttpRequest, filters: Query[RepQuery]) -> Any:
    """Whom to talk to next, over the open deals of one owner that you see: those thirty that close first."""
    by = viewer(request)
    owner = user_at(filters.owner_id) if filters.owner_id else by
    found = suggested_to(by, owner, filters.limit)
    return ConversationsOut(items=[conversation_out(each.snapshot, each.conversation) for each in found])


class WhatIfPart(s.In):
    """One thing that might happen to one person."""

    contact_id: UUID
    what: Literal["leaves", "turns", "won_over", "engaged"]
    word: SentimentWord | None = Field(None, description="For turns: where they would stand; opposed when not given.")


class WhatIfIn(s.In):
    changes: Annotated[list[WhatIfPart], Field(min_length=1, max_length=20)]


class WhatIfOut(s.Out):
    """What the changes would do: each figure before and after. Nothing is stored."""

    coverage: Shift
    engaged_share: Shift
    effective_threads: Shift
    single_thread_risk: Shift
    consensus: Shift
    spread: Shift
    map_score: Shift
    needed: Shift
    gaps: dict[str, Shift]
    yes_before: bool
    yes_after: bool
    gates_opened: list[str]
    gates_closed: list[str]
    roles_gained: list[str]
    roles_lost: list[str]
    now_blocking: list[s.Ref]
    no_longer_blocking: list[s.Ref]


@router.post(
    "/opportunities/{uuid:opportunity_id}/what-if", response={200: WhatIfOut, **s.ERRORS}, operation_id="get_what_if"
)
def get_what_if(request: HttpRequest, opportunity_id: UUID, data: WhatIfIn) -> Any:
    """If this person leaves, turns or is won over: coverage, threads, gates and consensus before and after."""
    deal = gates.opportunity_for(viewer(request), opportunity_id)
    snapshot = deal_snapshot(deal.pk, timezone.now())
    try:
        found = work_out(snapshot, *(_change(each) for each in data.changes), settings=current_judgement_settings())
    except UnknownContact as error:
        raise Invalid({"changes": [str(error)]}) from error
    return what_if_out(snapshot, found)


def _change(part: WhatIfPart) -> Change:
    key = str(part.contact_id)
    match part.what:
        case "leaves":
            return Leaves(key)
        case "turns":
            return Turns(key, part.word or "opposed")
        case "won_over":
            return WonOver(key)
        case "engaged":
            return Engaged(key)


def what_if_out(snapshot: DealSnapshot, found: Difference) -> WhatIfOut:
    labels, names = _gate_labels(snapshot), _people(snapshot)
    roles = {facts.key: facts.name for facts in snapshot.personas}
    shifts = (
        "coverage", "engaged_share", "effective_threads", "single_thread_risk", "consensus", "spread", "map_score",
        "needed", "gaps", "yes_before", "yes_after",
    )  # fmt: skip
    return WhatIfOut(
        **s.columns(found, *shifts),
        gates_opened=[labels.get(key, key) for key in found.gates_opened],
        gates_closed=[labels.get(key, key) for key in found.gates_closed],
        roles_gained=[roles.get(key, key) for key in found.roles_gained],
        roles_lost=[roles.get(key, key) for key in found.roles_lost],
        now_blocking=[s.Ref(id=UUID(key), name=names[key].name) for key in found.now_blocking],
        no_longer_blocking=[s.Ref(id=UUID(key), name=names[key].name) for key in found.no_longer_blocking],
    )


def conversation_out(snapshot: DealSnapshot, found: Conversation) -> ConversationOut:
    people, labels = _people(snapshot), _gate_labels(snapshot)
    person = people[found.contact_id]
    texts = {insight.id: insight.text for insight in snapshot.insights}
    same = (
        "influence", "change", "reach", "gap_closed", "coverage_gained", "consensus_moved", "needed_for_yes",
    )  # fmt: skip
    return ConversationOut(
        **s.columns(found, *same),
        opportunity=s.Ref(id=UUID(snapshot.deal.id), name=snapshot.deal.name),
        contact=s.Ref(id=UUID(person.contact_id), name=person.name),
        title=person.title,
        stakeholder_id=UUID(person.id),
        value=found.rank_value,
        chain=_chain(snapshot, found),
        about=[texts[key] for key in found.insight_ids if key in texts][:3],
        questions=list(found.questions),
        gates_opened=[labels.get(key, key) for key in found.gates_opened],
    )


def _chain(snapshot: DealSnapshot, found: Conversation) -> list[StepOut]:
    if found.chain is None:
        return []
    people = _people(snapshot)
    names = {ours.user_id: ours.name for ours in snapshot.our_people}
    steps = [
        StepOut(
            kind="user",
            id=UUID(found.chain.user_id),
            name=names.get(found.chain.user_id, "A colleague"),
            title="",
            strength=None,
        )
    ]
    for place, key in enumerate(found.chain.contact_ids):
        strength = _tie(snapshot, found.chain.user_id, key) if place == 0 else found.chain.link(snapshot, place)
        person = people[key]
        steps.append(StepOut(kind="contact", id=UUID(key), name=person.name, title=person.title, strength=strength))
    return steps


def _tie(snapshot: DealSnapshot, user_id: str, contact_id: str) -> float:
    ties = (tie.strength for tie in snapshot.ties if tie.user_id == user_id and tie.contact_id == contact_id)
    return min(1.0, max(ties, default=0.0))


def _people(snapshot: DealSnapshot) -> dict[str, Any]:
    return {person.contact_id: person for person in snapshot.people}


def _gate_labels(snapshot: DealSnapshot) -> dict[str, str]:
    return {rule.key: rule.label for rule in snapshot.gate_rules}
