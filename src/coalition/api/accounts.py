"""Accounts: companies, and who of ours works on them."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Status

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import tag, version_of
from coalition.api.finding import account_named, user_at, user_named
from coalition.api.listing import page_of, searched, sorted_by
from coalition.record import gates
from coalition.record.models import Account, AccountMember, Contact, Opportunity, Outcome
from coalition.record.services import accounts as services

router = Router(tags=["accounts"])

SORTS = {
    "name": "name",
    "fit": "fit",
    "employees": "employees",
    "contacts": "contact_count",
    "open_opportunities": "open_count",
    "updated_at": "updated_at",
}


class AccountOut(s.Stamp):
    """A company or a business unit of one."""

    name: str
    parent: s.Ref | None
    domain: str
    industry: str
    segment: str
    employees: int | None
    annual_revenue: float | None
    currency: str
    country: str
    website: str
    fit: int | None = Field(description="Ideal-customer fit, 0-100; null: not assessed.")
    tier: str
    notes: str
    owner: s.Ref | None
    custom: dict[str, Any]


class AccountRow(AccountOut):
    """An account in a list, with how much there is of it."""

    contacts: int
    open_opportunities: int


class AccountPage(s.Paged):
    items: list[AccountRow]


class AccountFields(s.In):
    """What may be said of an account; all of it may be left out."""

    parent_id: UUID | None = None
    domain: s.Line = ""
    industry: s.Short = ""
    segment: s.Short = ""
    employees: int | None = Field(None, ge=0, le=100_000_000)
    annual_revenue: s.Money | None = None
    currency: s.Currency = ""
    country: s.Short80 = ""
    website: s.Line = ""
    fit: int | None = Field(None, ge=0, le=100)
    tier: s.Word = ""
    notes: s.Long = ""
    owner_id: UUID | None = None
    custom: s.Custom = {}


class AccountIn(AccountFields, s.SourcedIn):
    """A new account."""

    name: s.Name


class AccountPatch(AccountFields):
    """What to change; what is left out stays as it is."""

    name: s.Name | None = None


class AccountQuery(s.ListQuery):
    owner_id: UUID | None = None
    parent_id: UUID | None = None
    industry: s.Short | None = None
    segment: s.Short | None = None
    tier: s.Word | None = None
    sort: Literal[
        "name",
        "-name",
        "fit",
        "-fit",
        "employees",
        "-employees",
        "contacts",
        "-contacts",
        "open_opportunities",
        "-open_opportunities",
        "updated_at",
        "-updated_at",
    ] = "name"


class MemberOut(s.Out):
    """One of ours on an account's team."""

    user: s.Ref
    role: str
    can_edit: bool


class MemberIn(s.In):
    role: s.Short80 = ""
    can_edit: bool = True


@router.get("", response={200: AccountPage, **s.ERRORS}, operation_id="list_accounts")
def list_accounts(request: HttpRequest, filters: Query[AccountQuery]) -> Any:
    """Accounts you see, with their number of contacts and open deals."""
    rows = with_counts(gates.visible_accounts(viewer(request))).select_related("owner", "parent")
    if filters.owner_id is not None:
        rows = rows.filter(owner__uuid=filters.owner_id)
    if filters.parent_id is not None:
        rows = rows.filter(parent__uuid=filters.parent_id)
    for name in ("industry", "segment", "tier"):
        if (value := getattr(filters, name)) is not None:
            rows = rows.filter(**{name: value})
    rows = searched(rows, filters.search, ("name", "domain", "industry", "country"))
    items, total = page_of(rows, filters, sorted_by(filters.sort, SORTS))
    return AccountPage(
        items=[account_row(account) for account in items], total=total, limit=filters.limit, offset=filters.offset
    )


@router.get("/segments", response={200: list[str], **s.ERRORS}, operation_id="list_segments")
def list_segments(request: HttpRequest) -> Any:
    """The segments in use among the accounts you see."""
    named = gates.visible_accounts(viewer(request)).exclude(segment="").order_by("segment")
    return list(named.values_list("segment", flat=True).distinct()[:200])


@router.post("", response={201: AccountOut, **s.WRITE_ERRORS}, operation_id="create_account")
def create_account(request: HttpRequest, data: AccountIn, response: HttpResponse) -> Any:
    """Record a company. You see it as its owner, or on its team; without an owner it is yours."""
    by = viewer(request)
    gates.may_write(by)
    fields = _resolved(data.dict(), by)
    if fields.get("owner") is None and not by.sees_everything:
        fields["owner"] = by
    account = services.create_account(by=by, **fields)
    tag(response, account.version)
    return Status(201, account_out(account))


@router.get("/{uuid:account_id}", response={200: AccountOut, **s.ERRORS}, operation_id="get_account")
def get_account(request: HttpRequest, account_id: UUID, response: HttpResponse) -> Any:
    """One account."""
    account = gates.account_for(viewer(request), account_id)
    tag(response, account.version)
    return account_out(account)


@router.patch("/{uuid:account_id}", response={200: AccountOut, **s.WRITE_ERRORS}, operation_id="update_account")
def update_account(
    request: HttpRequest, account_id: UUID, data: AccountPatch, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Change an account. Fields left out stay as they are."""
    by = viewer(request)
    account = gates.account_for(by, account_id, write=True)
    changes = _resolved(s.given(data), by)
    account = services.update_account(account, by=by, expect_version=version_of(if_match), **changes)
    tag(response, account.version)
    return account_out(account)


@router.delete("/{uuid:account_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="delete_account")
def delete_account(request: HttpRequest, account_id: UUID, if_match: s.IfMatch = None) -> Any:
    """Delete an account nothing hangs on."""
    by = viewer(request)
    account = gates.account_for(by, account_id, write=True)
    services.delete_account(account, by=by, expect_version=version_of(if_match))
    return Status(204, None)


@router.get("/{uuid:account_id}/team", response={200: list[MemberOut], **s.ERRORS}, operation_id="list_account_team")
def list_team(request: HttpRequest, account_id: UUID) -> Any:
    """Who of ours works on the account, beside its owner."""
    account = gates.account_for(viewer(request), account_id)
    return [_member(member) for member in account.team.select_related("user").order_by("user__name", "id")]


@router.put(
    "/{uuid:account_id}/team/{uuid:user_id}",
    response={200: MemberOut, **s.WRITE_ERRORS},
    operation_id="put_on_account_team",
)
def put_on_team(request: HttpRequest, account_id: UUID, user_id: UUID, data: MemberIn) -> Any:
    """Put one of ours on the team, or change their part. They see the account from now on."""
    account = gates.account_for(viewer(request), account_id, write=True)
    user = user_at(user_id)
    return _member(services.put_on_team(account, user=user, role=data.role, can_edit=data.can_edit))


@router.delete(
    "/{uuid:account_id}/team/{uuid:user_id}",
    response={204: None, **s.WRITE_ERRORS},
    operation_id="take_off_account_team",
)
def take_off_team(request: HttpRequest, account_id: UUID, user_id: UUID) -> Any:
    """Take one of ours off the team."""
    account = gates.account_for(viewer(request), account_id, write=True)
    user = user_at(user_id)
    services.take_off_team(account, user=user)
    return Status(204, None)


def with_counts(rows: QuerySet[Account]) -> QuerySet[Account]:
    """The rows knowing their number of contacts and open deals; as subqueries, because two joins multiply."""
    people = Contact.objects.filter(account=OuterRef("pk"), merged_into=None).order_by()
    contacts = people.values("account").annotate(n=Count("id"))
    deals = (
        Opportunity.objects.filter(account=OuterRef("pk"), stage__outcome=Outcome.OPEN)
        .order_by()
        .values("account")
        .annotate(n=Count("id"))
    )
    return rows.annotate(
        contact_count=Coalesce(Subquery(contacts.values("n"), output_field=IntegerField()), 0),
        open_count=Coalesce(Subquery(deals.values("n"), output_field=IntegerField()), 0),
    )


def account_out(account: Account) -> AccountOut:
    """An account as the API shows it."""
    return AccountOut(**_fields(account))


def account_row(account: Account) -> AccountRow:
    """An account in a list."""
    return AccountRow(
        **_fields(account),
        contacts=account.contact_count,  # type: ignore[attr-defined]
        open_opportunities=account.open_count,  # type: ignore[attr-defined]
    )


def _fields(account: Account) -> dict[str, Any]:
    same = ("name", "domain", "industry", "segment", "employees", "annual_revenue", "currency", "country", "website")
    more = ("fit", "tier", "notes", "custom")
    return {
        **s.stamp(account),
        **{name: getattr(account, name) for name in same + more},
        "parent": s.ref(account.parent),
        "owner": s.user_ref(account.owner),
    }


def _member(member: AccountMember) -> MemberOut:
    return MemberOut(user=s.named(member.user), role=member.role, can_edit=member.can_edit)


def _resolved(fields: dict[str, Any], by: User) -> dict[str, Any]:
    """Public ids turned into rows the viewer may see."""
    if "parent_id" in fields:
        fields["parent"] = account_named(by, fields.pop("parent_id"), "parent_id")
    if "owner_id" in fields:
        fields["owner"] = user_named(fields.pop("owner_id"), "owner_id")
    return fields
