"""Stakeholders: who stands on a deal's map, and what they are there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Status

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import tag, version_of
from coalition.api.contacts import ContactIn, ContactStatusWord, contact_fields
from coalition.api.finding import contact_named, user_named
from coalition.api.listing import page_of, searched, sorted_by
from coalition.api.opportunities import Day
from coalition.record import gates
from coalition.record.errors import Invalid
from coalition.record.models import Contact, Stakeholder
from coalition.record.services import contacts
from coalition.record.services import stakeholders as services

router = Router(tags=["stakeholders"])

SORTS = {"name": "contact__name", "title": "contact__title", "recorded_at": "recorded_at", "updated_at": "updated_at"}
PersonaKey = Annotated[str, Field(max_length=40, pattern=r"^[-a-zA-Z0-9_]+$", description="Key of a persona.")]
Personas = Annotated[list[PersonaKey], Field(max_length=20, description="The main one first.")]
SentimentWord = Literal["advocate", "supportive", "neutral", "sceptical", "opposed", ""]
LevelWord = Literal["low", "medium", "high", ""]
VoteKindWord = Literal["approve", "recommend", "influence", "veto", ""]
VoteWord = Literal["for", "against", "undecided", ""]


class SellersView(s.Out):
    """What the seller thinks, and what it rests on. Empty: not assessed."""

    sentiment: SentimentWord
    evidence: str
    at: datetime | None
    by: s.Ref | None


class InfluenceOverride(s.Out):
    """Influence set by hand. Empty: the record's own answer stands."""

    level: LevelWord
    reason: str
    until: date | None
    by: s.Ref | None


class IndicatorsOut(s.Out):
    """What is known of a buyer on this deal. Null or empty: not assessed, which is never neutral."""

    purchasing_authority: bool | None
    approval_power: bool | None
    committee_member: bool | None
    senior_for_decision: bool | None
    personal_connections: bool | None
    relationship: int | None
    process_role: str
    access: str
    change_stance: str
    fit_view: int | None
    preference: str
    buying_stage: str
    is_key: bool | None
    owns_problem: bool | None
    aligned_with: str
    vote_kind: VoteKindWord
    vote: VoteWord


class PinOut(s.Out):
    """The upper left corner of a card, in pixels at zoom 1, as in the layout of the map."""

    x: float
    y: float


class OnDealContact(s.Ref):
    """The contact a stakeholder is."""

    title: str
    email: str
    status: ContactStatusWord
    account: s.Ref | None


class StakeholderOut(s.Stamp):
    """A contact on an opportunity."""

    opportunity_id: UUID
    contact: OnDealContact
    personas: list[str]
    coverage_owner: s.Ref | None
    sellers_view: SellersView
    influence_override: InfluenceOverride
    indicators: IndicatorsOut
    notes: str
    pin: PinOut | None


class StakeholderPage(s.Paged):
    items: list[StakeholderOut]


Pixels = Annotated[float, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False)]


class PinIn(s.In):
    """Where the card stands from now on, for everybody and in exports."""

    x: Pixels
    y: Pixels


class StakeholderFields(s.In):
    """What may be said of a stakeholder; all of it may be left out: not assessed."""

    personas: Personas = []
    coverage_owner_id: UUID | None = None
    purchasing_authority: bool | None = None
    approval_power: bool | None = None
    committee_member: bool | None = None
    senior_for_decision: bool | None = None
    personal_connections: bool | None = None
    relationship: s.Rating | None = None
    process_role: s.Short80 = ""
    access: s.Word = ""
    change_stance: s.Word = ""
    fit_view: s.Rating | None = None
    preference: s.Word = ""
    buying_stage: Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$")] = ""
    is_key: bool | None = None
    owns_problem: bool | None = None
    aligned_with: s.Short = ""
    vote_kind: VoteKindWord = ""
    vote: VoteWord = ""
    notes: s.Long = ""
    pin: PinIn | None = None


class StakeholderIn(StakeholderFields, s.SourcedIn):
    """Somebody for the map: a contact who is known, or a new one."""

    contact_id: UUID | None = None
    contact: ContactIn | None = Field(None, description="A person not recorded yet; give this or contact_id.")


class StakeholderPatch(StakeholderFields):
    """What to change; what is left out stays."""


class SentimentIn(s.In):
    """The seller's view. Evidence is required with it; empty takes the view back to not assessed."""

    sentiment: SentimentWord
    evidence: s.Long = ""


class InfluenceIn(s.In):
    """Influence by hand, with a reason and its last day; empty takes the override off."""

    level: LevelWord
    reason: s.Long = ""
    until: Day | None = None


class StakeholderQuery(s.ListQuery):
    persona: PersonaKey | None = None
    sort: Literal["name", "-name", "title", "-title", "recorded_at", "-recorded_at", "updated_at", "-updated_at"] = (
        "name"
    )


@router.get(
    "/opportunities/{uuid:opportunity_id}/stakeholders",
    response={200: StakeholderPage, **s.ERRORS},
    operation_id="list_stakeholders",
)
def list_stakeholders(request: HttpRequest, opportunity_id: UUID, filters: Query[StakeholderQuery]) -> Any:
    """Who stands on the deal's map. Scores are on the map itself."""
    deal = gates.opportunity_for(viewer(request), opportunity_id)
    rows = Stakeholder.objects.filter(opportunity=deal).select_related(*_RELATED)
    if filters.persona is not None:
        # The list is stored as JSON text on both databases; the quotes make it the whole key.
        rows = rows.filter(personas__icontains=f'"{filters.persona}"')
    rows = searched(rows, filters.search, ("contact__name", "contact__title", "contact__department", "contact__email"))
    items, total = page_of(rows, filters, sorted_by(filters.sort, SORTS))
    return StakeholderPage(
        items=[stakeholder_out(each) for each in items], total=total, limit=filters.limit, offset=filters.offset
    )


@router.post(
    "/opportunities/{uuid:opportunity_id}/stakeholders",
    response={201: StakeholderOut, **s.WRITE_ERRORS},
    operation_id="add_stakeholder",
)
def add_stakeholder(request: HttpRequest, opportunity_id: UUID, data: StakeholderIn, response: HttpResponse) -> Any:
    """Put somebody on the map, recording them first when they are new."""
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id, write=True)
    fields = data.dict(exclude={"contact", "contact_id"})
    with transaction.atomic():  # a new person is recorded only if they come onto the map
        contact = _person(data, by, deal.account)
        stakeholder = services.add_stakeholder(opportunity=deal, contact=contact, by=by, **_resolved(fields))
    tag(response, stakeholder.version)
    return Status(201, stakeholder_out(stakeholder))


@router.get(
    "/stakeholders/{uuid:stakeholder_id}", response={200: StakeholderOut, **s.ERRORS}, operation_id="get_stakeholder"
)
def get_stakeholder(request: HttpRequest, stakeholder_id: UUID, response: HttpResponse) -> Any:
    """One stakeholder."""
    stakeholder = gates.stakeholder_for(viewer(request), stakeholder_id)
    tag(response, stakeholder.version)
    return stakeholder_out(stakeholder)


@router.patch(
    "/stakeholders/{uuid:stakeholder_id}",
    response={200: StakeholderOut, **s.WRITE_ERRORS},
    operation_id="update_stakeholder",
)
def update_stakeholder(
    request: HttpRequest,
    stakeholder_id: UUID,
    data: StakeholderPatch,
    response: HttpResponse,
    if_match: s.IfMatch = None,
) -> Any:
    """Change personas, indicators, coverage owner or notes."""
    by = viewer(request)
    stakeholder = gates.stakeholder_for(by, stakeholder_id, write=True)
    changes = _resolved(s.given(data))
    stakeholder = services.update_stakeholder(stakeholder, by=by, expect_version=version_of(if_match), **changes)
    tag(response, stakeholder.version)
    return stakeholder_out(stakeholder)


@router.put(
    "/stakeholders/{uuid:stakeholder_id}/sentiment",
    response={200: StakeholderOut, **s.WRITE_ERRORS},
    operation_id="assess_sentiment",
)
def assess_sentiment(
    request: HttpRequest, stakeholder_id: UUID, data: SentimentIn, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Write down the seller's view with its evidence."""
    by = viewer(request)
    stakeholder = gates.stakeholder_for(by, stakeholder_id, write=True)
    stakeholder = services.assess_sentiment(
        stakeholder,
        sentiment=data.sentiment,
        evidence=data.evidence,
        by=by,
        expect_version=version_of(if_match),
    )
    tag(response, stakeholder.version)
    return stakeholder_out(stakeholder)


@router.put(
    "/stakeholders/{uuid:stakeholder_id}/influence",
    response={200: StakeholderOut, **s.WRITE_ERRORS},
    operation_id="override_influence",
)
def override_influence(
    request: HttpRequest, stakeholder_id: UUID, data: InfluenceIn, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Set the influence by hand, with a reason and an end."""
    by = viewer(request)
    stakeholder = gates.stakeholder_for(by, stakeholder_id, write=True)
    stakeholder = services.override_influence(
        stakeholder,
        level=data.level,
        because=data.reason,
        until=data.until,
        by=by,
        expect_version=version_of(if_match),
    )
    tag(response, stakeholder.version)
    return stakeholder_out(stakeholder)


@router.delete(
    "/stakeholders/{uuid:stakeholder_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="remove_stakeholder"
)
def remove_stakeholder(request: HttpRequest, stakeholder_id: UUID, if_match: s.IfMatch = None) -> Any:
    """Take somebody off the map. The person and their past stay."""
    by = viewer(request)
    stakeholder = gates.stakeholder_for(by, stakeholder_id, write=True)
    services.remove_stakeholder(stakeholder, by=by, expect_version=version_of(if_match))
    return Status(204, None)


@router.post(
    "/stakeholders/{uuid:stakeholder_id}/restore",
    response={200: StakeholderOut, **s.WRITE_ERRORS},
    operation_id="restore_stakeholder",
)
def restore_stakeholder(request: HttpRequest, stakeholder_id: UUID, response: HttpResponse) -> Any:
    """Put somebody back on the map as they were: assessments, notes and history. Already there: nothing changes."""
    by = viewer(request)
    if gates.visible_stakeholders(by).filter(uuid=stakeholder_id).exists():
        stakeholder = gates.stakeholder_for(by, stakeholder_id, write=True)
    else:
        stakeholder = services.restore_stakeholder(gates.removed_stakeholder_for(by, stakeholder_id), by=by)
    tag(response, stakeholder.version)
    return stakeholder_out(stakeholder)


def stakeholder_out(stakeholder: Stakeholder) -> StakeholderOut:
    """A stakeholder as the API shows it."""
    contact = stakeholder.contact
    return StakeholderOut(
        **s.stamp(stakeholder),
        opportunity_id=stakeholder.opportunity.uuid,
        contact=OnDealContact(
            id=contact.uuid,
            **s.columns(contact, "name", "title", "email", "status"),
            account=s.ref(contact.account),
        ),
        personas=stakeholder.personas,
        coverage_owner=s.user_ref(stakeholder.coverage_owner),
        sellers_view=SellersView(
            sentiment=cast(SentimentWord, stakeholder.sentiment),
            evidence=stakeholder.sentiment_evidence,
            at=stakeholder.sentiment_at,
            by=s.user_ref(stakeholder.sentiment_by),
        ),
        influence_override=InfluenceOverride(
            level=cast(LevelWord, stakeholder.influence),
            reason=stakeholder.influence_reason,
            until=stakeholder.influence_until,
            by=s.user_ref(stakeholder.influence_by),
        ),
        indicators=IndicatorsOut(**indicators(stakeholder)),
        notes=stakeholder.notes,
        pin=pin_of(stakeholder),
    )


def pin_of(stakeholder: Stakeholder) -> PinOut | None:
    """Where the card was placed by hand, or null."""
    x, y = stakeholder.pin_x, stakeholder.pin_y
    return None if x is None or y is None else PinOut(x=x, y=y)


def indicators(stakeholder: Stakeholder) -> dict[str, Any]:
    """What is known of the buyer, by name."""
    return s.columns(stakeholder, *INDICATORS)


INDICATORS = tuple(IndicatorsOut.model_fields)
_RELATED = ("opportunity", "contact__account", "coverage_owner", "sentiment_by", "influence_by")


def _person(data: StakeholderIn, by: User, account: Any) -> Contact:
    known, new = data.contact_id, data.contact
    if known is not None and new is None:
        return contact_named(by, known, "contact_id")
    if new is None or known is not None:
        raise Invalid({"contact_id": ["Give contact_id for somebody known, or contact for somebody new."]})
    fields = contact_fields(new.dict(), by)
    fields["account"] = fields["account"] or account
    return contacts.create_contact(by=by, **fields)


def _resolved(fields: dict[str, Any]) -> dict[str, Any]:
    if "coverage_owner_id" in fields:
        fields["coverage_owner"] = user_named(fields.pop("coverage_owner_id"), "coverage_owner_id")
    if "pin" in fields:
        pin = fields.pop("pin") or {"x": None, "y": None}
        fields |= {"pin_x": pin["x"], "pin_y": pin["y"]}
    return fields
