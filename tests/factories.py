"""Rows for tests: each function needs only what the test is about and makes up the rest, the same way each time."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from coalition.access.models import Role, Team, User
from coalition.gates.models import GateRule, StageException
from coalition.gates.services.exceptions import ask_exception
from coalition.portfolio.models import SavedView, StakeholderScore
from coalition.record.models import (
    Account,
    Activity,
    ActivityKind,
    Contact,
    Direction,
    Insight,
    InsightKind,
    Line,
    LineKind,
    Opportunity,
    Outcome,
    Participant,
    ParticipantRole,
    Persona,
    Pipeline,
    Stage,
    Stakeholder,
    Standing,
)
from coalition.reviews.models import CoachingAction, ReviewComment
from coalition.reviews.services.reviews import agree_action, write_comment
from coalition.signals.models import Signal, SignalRule

MONDAY = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
STAGES = ("prospecting", "discovery", "validation", "proposal", "negotiation", "won", "lost")
PERSONAS = (
    ("economic_buyer", "decision_maker"),
    ("technical_buyer", "decision_maker"),
    ("user_buyer", "supporter"),
    ("champion", "champion"),
    ("coach", "champion"),
    ("blocker", "blocker"),
    ("ratifier", "decision_maker"),
    ("influencer", "supporter"),
    ("evaluator", "supporter"),
)

_number = itertools.count(1)


def make_team(name: str, parent: Team | None = None) -> Team:
    return Team.objects.get_or_create(name=name, defaults={"parent": parent})[0]


def make_user(name: str = "", *, role: str = Role.REP, team: Team | None = None, **fields: Any) -> User:
    name = name or f"user-{next(_number)}"
    return User.objects.create_user(f"{name}@meridian.example", name=name, role=role, team=team, **fields)


def make_stages() -> dict[str, Stage]:
    """The default pipeline: there from the migrations, put back where a test that flushes took it away."""
    pipeline, _ = Pipeline.objects.get_or_create(key="default", defaults={"name": "Sales"})
    for position, key in enumerate(STAGES):
        Stage.objects.get_or_create(
            pipeline=pipeline,
            key=key,
            defaults={
                "name": key.title(),
                "position": position,
                "outcome": key if key in ("won", "lost") else Outcome.OPEN,
            },
        )
    return {stage.key: stage for stage in Stage.objects.filter(pipeline=pipeline)}


def make_personas() -> dict[str, Persona]:
    """The nine personas, as above."""
    for position, (key, group) in enumerate(PERSONAS):
        Persona.objects.get_or_create(
            key=key, defaults={"name": key.replace("_", " ").capitalize(), "group": group, "position": position}
        )
    return {persona.key: persona for persona in Persona.objects.all()}


def make_account(**fields: Any) -> Account:
    fields.setdefault("name", f"Account {next(_number)}")
    return Account.objects.create(**fields)


def make_contact(account: Account | None = None, **fields: Any) -> Contact:
    number = next(_number)
    fields.setdefault("name", f"Contact {number}")
    fields.setdefault("email", f"contact-{number}@customer.example")
    return Contact.objects.create(account=account, **fields)


def make_opportunity(account: Account | None = None, stage: str = "discovery", **fields: Any) -> Opportunity:
    fields.setdefault("name", f"Opportunity {next(_number)}")
    return Opportunity.objects.create(account=account, stage=make_stages()[stage], **fields)


def make_stakeholder(
    opportunity: Opportunity | None = None, contact: Contact | None = None, **fields: Any
) -> Stakeholder:
    opportunity = opportunity or make_opportunity(make_account())
    contact = contact or make_contact(opportunity.account)
    if fields.get("sentiment"):
        fields.setdefault("sentiment_evidence", "Said so in the steering meeting.")
        fields.setdefault("sentiment_at", MONDAY)
    if fields.get("influence"):
        fields.setdefault("influence_reason", "Signed the last two contracts.")
        fields.setdefault("influence_until", MONDAY.date().replace(year=2099))
    return Stakeholder.objects.create(opportunity=opportunity, contact=contact, **fields)


def make_line(kind: LineKind, from_contact: Contact, to_contact: Contact, **fields: Any) -> Line:
    return Line.objects.create(kind=kind, from_contact=from_contact, to_contact=to_contact, **fields)


def make_manager(report: Contact, manager: Contact) -> Line:
    return make_line(LineKind.REPORTS_TO, report, manager)


def make_insight(account: Account, **fields: Any) -> Insight:
    fields.setdefault("kind", InsightKind.GOAL)
    fields.setdefault("text", "Cut outages by a third before winter.")
    return Insight.objects.create(account=account, **fields)


def make_standing(user: User, contact: Contact, **fields: Any) -> Standing:
    fields.setdefault("current", "vendor")
    return Standing.objects.create(user=user, contact=contact, **fields)


def make_activity(
    *,
    kind: str = ActivityKind.EMAIL,
    direction: str = Direction.OUTBOUND,
    occurred_at: datetime = MONDAY,
    opportunity: Opportunity | None = None,
    account: Account | None = None,
    sender: User | Contact | None = None,
    to: Sequence[User | Contact] = (),
    cc: Sequence[User | Contact] = (),
    roles: tuple[str, str] | None = None,
    response: str = "",
    **fields: Any,
) -> Activity:
    """One activity. ``sender`` acts on ``to``; for meetings and calls the roles follow the kind."""
    first, second = roles or _roles(kind)
    activity = Activity.objects.create(
        kind=kind,
        direction=direction,
        occurred_at=occurred_at,
        opportunity=opportunity,
        account=account or (opportunity.account if opportunity else None),
        **{"recorded_at": occurred_at, **fields},
    )
    people = [(sender, first, "")] if sender else []
    people += [(person, second, response) for person in to]
    people += [(person, ParticipantRole.CC, "") for person in cc]
    for person, role, answer in people:
        Participant.objects.create(
            activity=activity,
            contact=person if isinstance(person, Contact) else None,
            user=person if isinstance(person, User) else None,
            role=role,
            response=answer,
        )
    return activity


def _roles(kind: str) -> tuple[str, str]:
    return {
        ActivityKind.MEETING: (ParticipantRole.ORGANIZER, ParticipantRole.ATTENDEE),
        ActivityKind.CALL: (ParticipantRole.CALLER, ParticipantRole.CALLEE),
        ActivityKind.SUPPORT: (ParticipantRole.REQUESTER, ParticipantRole.TO),
    }.get(ActivityKind(kind), (ParticipantRole.FROM, ParticipantRole.TO))


def make_score(stakeholder: Stakeholder, level: str = "engaged", *, led_at: datetime | None = None) -> StakeholderScore:
    """What a scoring run said of a stakeholder; an engaged one was last talked to just now, or at ``led_at``."""
    talked = (led_at or timezone.now()) if level in ("engaged", "deep", "lapsed") else None
    seconds = int(talked.timestamp()) if talked else None
    facts = {
        "engagement_level": level,
        "engagement_score": {"absent": 0.0, "present": 5.0, "lapsed": 20.0, "deep": 90.0}.get(level, 60.0),
        "last_two_way_s": seconds,
        "last_seller_led_s": seconds,
    }
    columns = {
        "opportunity": stakeholder.opportunity,
        "engagement_level": level,
        "engagement_score": facts["engagement_score"],
        "last_two_way_at": talked,
        "last_seller_led_at": talked,
        "facts": facts,
        "as_of": timezone.now(),
        "scored_at": timezone.now(),
        "settings_version": "test",
    }
    return StakeholderScore.objects.update_or_create(stakeholder=stakeholder, defaults=columns)[0]


def soon() -> date:
    """A day to come, near enough for an exception."""
    return timezone.now().date() + timedelta(days=30)


def make_gate_rule(stage: str = "proposal", **fields: Any) -> GateRule:
    fields.setdefault("label", f"Rule {next(_number)}")
    return GateRule.objects.create(stage=make_stages()[stage], **fields)


def make_exception(deal: Opportunity, *, by: User, to: str = "proposal") -> StageException:
    """Asked for what is missing now."""
    return ask_exception(deal, to_stage=make_stages()[to], why="Their budget closes on Friday.", until=soon(), by=by)


def make_comment(stakeholder: Stakeholder, *, by: User, **fields: Any) -> ReviewComment:
    """A comment on somebody on a map."""
    deal, contact = stakeholder.opportunity, stakeholder.contact
    return write_comment(deal, contact=contact, text="Who says so?", by=by, **fields)


def make_action(deal: Opportunity, *, by: User, **fields: Any) -> CoachingAction:
    return agree_action(deal, by=by, **{"text": "Meet the controller", "owner": by, "due_on": soon(), **fields})


def make_view(owner: User, name: str = "My week", **fields: Any) -> SavedView:
    return SavedView.objects.create(owner=owner, name=name, **{"query": {"gates": "open"}, **fields})


def make_signal(deal: Opportunity, **fields: Any) -> Signal:
    """Somebody a deal turns on was not heard from."""
    now = timezone.now()
    given: dict[str, Any] = {
        "key": f"silent:{next(_number)}",
        "kind": "silent",
        "severity": "medium",
        "rank": 2,
        "text": "Not heard from for 6 weeks.",
        "action": "Have them called.",
        "evidence": [{"kind": "deal", "id": str(deal.uuid), "text": deal.name}],
        "opened_at": now,
        "seen_at": now,
        "state_since": now,
    }
    return Signal.objects.create(opportunity=deal, **{**given, **fields})


def make_signal_rule(**fields: Any) -> SignalRule:
    """Whoever has a veto is worth a word."""
    conditions = [{"field": "indicators.vote_kind", "operator": "is", "value": "veto"}]
    given = {"label": "Vetoes", "text": "$names can veto $deal.", "conditions": conditions, "is_active": False}
    return SignalRule.objects.create(**{**given, **fields})


def open_gates(deal: Opportunity) -> list[Stakeholder]:
    """Everybody on the map that the gates of a new installation ask for, engaged."""
    seats = (("economic_buyer", "Board"), ("champion", "Finance"), ("user_buyer", "Operations"))
    people = [
        make_stakeholder(deal, make_contact(deal.account, department=department), personas=[persona])
        for persona, department in seats
    ]
    for person in people:
        make_score(person)
    return people
