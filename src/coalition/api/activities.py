"""Activities: what happened between us and them. Logged, retracted, never rewritten."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Status
from pydantic import GetJsonSchemaHandler, TypeAdapter, ValidationError

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.errors import fields_of
from coalition.api.listing import page_of, searched, sorted_by
from coalition.record import gates
from coalition.record.errors import Invalid, RecordError
from coalition.record.models import Account, Activity, Opportunity, Participant
from coalition.record.services.activities import Draft, Taker, check, log_activities, log_activity, retract_activity

router = Router(tags=["activities"])

SORTS = {"occurred_at": "occurred_at", "recorded_at": "recorded_at"}
KindWord = Literal["email", "meeting", "call", "content", "document", "forward", "support"]
StatusWord = Literal["done", "planned", "cancelled", "rescheduled"]
AutomaticWord = Literal["out_of_office", "bounce", "calendar", "mailing_list", ""]
RoleWord = Literal["from", "to", "cc", "organizer", "attendee", "caller", "callee", "viewer", "requester"]
ResponseWord = Literal[
    "accepted",
    "declined",
    "tentative",
    "no_answer",
    "connected",
    "voicemail",
    "opened",
    "forwarded",
    "commented",
    "answered",
    "",
]


class ParticipantOut(s.Out):
    """A contact, one of ours, or an address nobody has claimed yet."""

    contact: s.Ref | None
    user: s.Ref | None
    address: str
    role: RoleWord
    response: ResponseWord
    seconds: int | None


class ActivityOut(s.Out):
    """One mail, meeting, call or the like."""

    id: UUID
    kind: KindWord
    direction: s.Direction
    status: StatusWord
    automatic: AutomaticWord
    occurred_at: datetime
    recorded_at: datetime
    retracted_at: datetime | None
    account: s.Ref | None
    opportunity: s.Ref | None
    thread: str
    subject: str
    duration_minutes: int | None
    source: str
    external_id: str
    participants: list[ParticipantOut]


class ActivityPage(s.Paged):
    items: list[ActivityOut]


class ParticipantIn(s.In):
    """Give a contact, a user or an address; an address is matched with the people you see."""

    contact_id: UUID | None = None
    user_id: UUID | None = None
    address: s.Address = ""
    role: RoleWord
    response: ResponseWord = ""
    seconds: int | None = Field(None, ge=0, le=10_000_000)


class ActivityIn(s.SourcedIn):
    """What happened. With ``source`` and ``external_id`` it may be sent again without doubling."""

    kind: KindWord
    occurred_at: s.Moment
    direction: s.Direction = ""
    status: StatusWord = "done"
    automatic: AutomaticWord = ""
    account_id: UUID | None = None
    opportunity_id: UUID | None = None
    thread: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""
    subject: Annotated[str, Field(max_length=400, pattern=r"^[^\x00]*$")] = ""
    duration_minutes: int | None = Field(None, ge=0, le=100_000)
    participants: list[ParticipantIn] = Field(min_length=1, max_length=1000)


class _DescribedAs:
    """Describe a value as another type and take it as it comes."""

    def __init__(self, kind: Any) -> None:
        self.kind = kind

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> Any:
        return handler(TypeAdapter(self.kind).core_schema)


# One bad row must not cost the others, so rows are checked one by one and not with the request.
_Rows = Annotated[list[Any], _DescribedAs(Annotated[list[ActivityIn], Field(max_length=1000)])]


class BulkIn(s.In):
    items: _Rows = Field(max_length=1000)


class RejectedRow(s.Out):
    """A row that did not go in, by its place in the request."""

    index: int
    message: str
    fields: dict[str, list[str]]


class AcceptedRow(s.Out):
    index: int
    id: UUID
    created: bool = Field(description="False: it was here already, by its source and external_id.")


class BulkOut(s.Out):
    accepted: list[AcceptedRow]
    rejected: list[RejectedRow]


class ActivityQuery(s.ListQuery):
    account_id: UUID | None = None
    opportunity_id: UUID | None = None
    contact_id: UUID | None = None
    kind: KindWord | None = None
    occurred_from: s.Moment | None = None
    occurred_to: s.Moment | None = None
    retracted: bool = Field(False, description="Also those taken back.")
    sort: Literal["occurred_at", "-occurred_at", "recorded_at", "-recorded_at"] = "-occurred_at"


@router.get("", response={200: ActivityPage, **s.ERRORS}, operation_id="list_activities")
def list_activities(request: HttpRequest, filters: Query[ActivityQuery]) -> Any:
    """What happened on accounts and deals you see, latest first."""
    by = viewer(request)
    rows = _filtered(gates.visible_activities(by), filters).select_related("account", "opportunity")
    rows = searched(rows, filters.search, ("subject",))
    items, total = page_of(rows, filters, sorted_by(filters.sort, SORTS))
    return ActivityPage(items=activities_out(items, by), total=total, limit=filters.limit, offset=filters.offset)


@router.post("", response={200: ActivityOut, 201: ActivityOut, **s.WRITE_ERRORS}, operation_id="log_activity")
def create_activity(request: HttpRequest, data: ActivityIn) -> Any:
    """Log one activity. 200 when it was here already, by its source and external_id."""
    by = viewer(request)
    gates.may_write(by)
    activity, created = log_activity(Rows([data], by).draft(data), among=gates.visible_contacts(by))
    if not created:
        activity = gates.activity_for(by, activity.uuid)
    return Status(201 if created else 200, activities_out([activity], by)[0])


@router.post("/bulk", response={200: BulkOut, **s.WRITE_ERRORS}, operation_id="log_activities")
def create_activities(request: HttpRequest, data: BulkIn) -> Any:
    """Log up to 1,000 activities. Each row is checked by itself: bad ones are reported, the others go in."""
    by = viewer(request)
    gates.may_write(by)
    rejected: list[RejectedRow] = []
    valid: list[tuple[int, ActivityIn]] = []
    for index, row in enumerate(data.items):
        try:
            valid.append((index, ActivityIn.model_validate(row)))
        except ValidationError as error:
            fields = fields_of(error.errors(include_url=False, include_context=False, include_input=False))
            rejected.append(RejectedRow(index=index, message="The row is not valid.", fields=fields))
    rows = Rows([row for _, row in valid], by)
    drafts: list[tuple[int, Draft]] = []
    for index, row in valid:
        try:
            draft = rows.draft(row)
            check(draft)
            drafts.append((index, draft))
        except RecordError as error:
            rejected.append(RejectedRow(index=index, message=error.message, fields=error.fields))
    logged = log_activities([draft for _, draft in drafts], among=gates.visible_contacts(by))
    accepted = [
        AcceptedRow(index=index, id=activity.uuid, created=created)
        for (index, _), (activity, created) in zip(drafts, logged, strict=True)
    ]
    return BulkOut(accepted=accepted, rejected=sorted(rejected, key=lambda row: row.index))


@router.get("/{uuid:activity_id}", response={200: ActivityOut, **s.ERRORS}, operation_id="get_activity")
def get_activity(request: HttpRequest, activity_id: UUID) -> Any:
    """One activity."""
    by = viewer(request)
    return activities_out([gates.activity_for(by, activity_id)], by)[0]


@router.delete("/{uuid:activity_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="retract_activity")
def delete_activity(request: HttpRequest, activity_id: UUID) -> Any:
    """Take back what was logged by mistake. It stays true of what was known before."""
    retract_activity(gates.activity_for(viewer(request), activity_id, write=True))
    return Status(204, None)


class Rows:
    """The objects that a batch of rows names, looked up together: three queries, however many rows."""

    def __init__(self, rows: list[ActivityIn], by: User) -> None:
        takers = [taker for row in rows for taker in row.participants]
        self.accounts = _by_id(gates.visible_accounts(by, write=True), {row.account_id for row in rows})
        deals = gates.visible_opportunities(by, write=True).select_related("account")
        self.deals = _by_id(deals, {row.opportunity_id for row in rows})
        seen = gates.visible_contacts(by).select_related("account")
        self.contacts = _by_id(seen, {taker.contact_id for taker in takers})
        self.users = _by_id(User.objects.all(), {taker.user_id for taker in takers})
        self.by = by

    def draft(self, row: ActivityIn) -> Draft:
        """The row as the record takes it. Raises Invalid with every id that names nothing."""
        wrong: dict[str, list[str]] = {}
        account: Account | None = _pick(self.accounts, row.account_id, "account_id", wrong)
        deal: Opportunity | None = _pick(self.deals, row.opportunity_id, "opportunity_id", wrong)
        takers = []
        for place, taker in enumerate(row.participants):
            at = f"participants.{place}"
            takers.append(
                Taker(
                    role=taker.role,
                    contact=_pick(self.contacts, taker.contact_id, f"{at}.contact_id", wrong),
                    user=_pick(self.users, taker.user_id, f"{at}.user_id", wrong),
                    address=taker.address,
                    response=taker.response,
                    seconds=taker.seconds,
                )
            )
        if wrong:
            raise Invalid(wrong)
        self._refuse_unseen(account, deal, takers)
        same = ("kind", "occurred_at", "direction", "status", "automatic", "thread", "subject", "duration_minutes")
        more = {name: getattr(row, name) for name in (*same, "source", "external_id")}
        return Draft(account=account, opportunity=deal, takers=takers, **more)

    def _refuse_unseen(self, account: Account | None, deal: Opportunity | None, takers: list[Taker]) -> None:
        """Without an account, a deal or a contact of theirs nobody but an admin would ever see it again."""
        if account or deal or self.by.sees_everything or any(taker.contact for taker in takers):
            return
        raise Invalid({"account_id": ["Name the account, the opportunity or a contact it belongs to."]})


def activities_out(activities: list[Activity], by: User) -> list[ActivityOut]:
    """Activities as the API shows them. Two queries; people the viewer does not see are shown by address alone."""
    takers: dict[int, list[Participant]] = {activity.pk: [] for activity in activities}
    rows = Participant.objects.filter(activity__in=takers).select_related("contact", "user").order_by("id")
    for taker in rows:
        takers[taker.activity_id].append(taker)
    contact_ids = {taker.contact_id for taker in rows if taker.contact_id is not None}
    seen = set(gates.visible_contacts(by).filter(pk__in=contact_ids).values_list("pk", flat=True))
    return [_activity_out(activity, takers[activity.pk], seen) for activity in activities]


def _activity_out(activity: Activity, takers: list[Participant], seen: set[int]) -> ActivityOut:
    same = ("kind", "direction", "status", "automatic", "occurred_at", "recorded_at", "retracted_at", "thread")
    more = ("subject", "duration_minutes", "source", "external_id")
    return ActivityOut(
        id=activity.uuid,
        **{name: getattr(activity, name) for name in same + more},
        account=s.ref(activity.account),
        opportunity=s.ref(activity.opportunity),
        participants=[
            ParticipantOut(
                contact=s.ref(taker.contact) if taker.contact_id in seen else None,
                user=s.user_ref(taker.user),
                **s.columns(taker, "address", "role", "response", "seconds"),
            )
            for taker in takers
        ],
    )


def _filtered(rows: QuerySet[Activity], filters: ActivityQuery) -> QuerySet[Activity]:
    wanted: dict[str, Any] = {
        "account__uuid": filters.account_id,
        "opportunity__uuid": filters.opportunity_id,
        "kind": filters.kind,
        "occurred_at__gte": filters.occurred_from,
        "occurred_at__lte": filters.occurred_to,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    if not filters.retracted:
        rows = rows.filter(retracted_at__isnull=True)
    if filters.contact_id is not None:
        rows = rows.filter(pk__in=Participant.objects.filter(contact__uuid=filters.contact_id).values("activity"))
    return rows


def _by_id(rows: QuerySet[Any], wanted: set[UUID | None]) -> dict[UUID, Any]:
    ids = sorted(each for each in wanted if each is not None)
    found: dict[UUID, Any] = {}
    for start in range(0, len(ids), 500):
        found.update({row.uuid: row for row in rows.filter(uuid__in=ids[start : start + 500])})
    return found


def _pick(rows: dict[UUID, Any], uuid: UUID | None, field: str, wrong: dict[str, list[str]]) -> Any:
    if uuid is None:
        return None
    if uuid not in rows:
        wrong[field] = ["There is no such object, or it is not shared with you."]
    return rows.get(uuid)
