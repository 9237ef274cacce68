"""Contacts: people of the customer, or of a third party."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Status

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import tag, version_of
from coalition.api.finding import account_named, contact_named
from coalition.api.listing import page_of, searched, sorted_by
from coalition.record import gates
from coalition.record.errors import Invalid
from coalition.record.models import Contact
from coalition.record.selectors.managers import manager_of
from coalition.record.services import contacts as services
from coalition.record.services import reporting

router = Router(tags=["contacts"])

SORTS = {
    "name": "name",
    "title": "title",
    "department": "department",
    "account": "account__name",
    "updated_at": "updated_at",
}
Seniority = Literal["executive", "vp", "director", "manager", "staff", ""]
ContactStatusWord = Literal["active", "left", "moved"]
Addresses = Annotated[list[s.Address], Field(max_length=20)]
Phones = Annotated[list[Annotated[str, Field(max_length=60, pattern=r"^[^\x00]*$")]], Field(max_length=20)]


class ContactRow(s.Stamp):
    """A person in a list."""

    name: str
    first_name: str
    last_name: str
    email: str
    title: str
    department: str
    business_unit: str
    seniority: Seniority
    status: ContactStatusWord
    account: s.Ref | None


class ContactOut(ContactRow):
    """A person with everything known about them. What they are in a deal stands on the stakeholder."""

    other_emails: list[str]
    phones: list[str]
    preferred_channel: str
    location: str
    time_zone: str
    priorities: str
    motivations: str
    notes: str
    moved_to: s.Ref | None
    merged_into: s.Ref | None
    decision_orientation: str
    adaptability: str
    competitor_stance: str
    custom: dict[str, Any]
    manager: s.Ref | None


class ContactPage(s.Paged):
    items: list[ContactRow]


class ContactFields(s.In):
    """What may be said of a person; all of it may be left out."""

    account_id: UUID | None = None
    first_name: s.Short = ""
    last_name: s.Short = ""
    email: s.Address = ""
    other_emails: Addresses = []
    phones: Phones = []
    title: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""
    department: s.Short = ""
    business_unit: s.Short = ""
    seniority: Seniority = ""
    preferred_channel: s.Word = ""
    location: s.Short = ""
    time_zone: Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")] = ""
    priorities: s.Long = ""
    motivations: s.Long = ""
    notes: s.Long = ""
    status: ContactStatusWord = "active"
    moved_to_id: UUID | None = None
    decision_orientation: s.Word = ""
    adaptability: s.Word = ""
    competitor_stance: s.Short = ""
    custom: s.Custom = {}


class ContactIn(ContactFields, s.SourcedIn):
    """A new person. The name is made from first and last name when it is not given."""

    name: s.Line = ""


class ContactPatch(ContactFields):
    """What to change; what is left out stays as it is."""

    name: s.Name | None = None


class ManagerIn(s.In):
    """To whom they report; null: to nobody we know of."""

    manager_id: UUID | None


class ContactQuery(s.ListQuery):
    account_id: UUID | None = None
    opportunity_id: UUID | None = Field(None, description="Only people on this deal's map.")
    not_on_opportunity_id: UUID | None = Field(None, description="Only people who are not on this deal's map yet.")
    department: s.Short | None = None
    seniority: Seniority | None = None
    status: ContactStatusWord | None = None
    sort: Literal[
        "name",
        "-name",
        "title",
        "-title",
        "department",
        "-department",
        "account",
        "-account",
        "updated_at",
        "-updated_at",
    ] = "name"


@router.get("", response={200: ContactPage, **s.ERRORS}, operation_id="list_contacts")
def list_contacts(request: HttpRequest, filters: Query[ContactQuery]) -> Any:
    """People you see: of your accounts, and on the maps of your deals."""
    by = viewer(request)
    rows = gates.visible_contacts(by).filter(merged_into=None).select_related("account")
    if filters.account_id is not None:
        rows = rows.filter(account__uuid=filters.account_id)
    if filters.opportunity_id is not None:
        rows = rows.filter(pk__in=_on_map(by, filters.opportunity_id))
    if filters.not_on_opportunity_id is not None:
        rows = rows.exclude(pk__in=_on_map(by, filters.not_on_opportunity_id))
    for name in ("department", "seniority", "status"):
        if (value := getattr(filters, name)) is not None:
            rows = rows.filter(**{name: value})
    rows = searched(rows, filters.search, ("name", "email", "title", "department", "account__name"))
    items, total = page_of(rows, filters, sorted_by(filters.sort, SORTS))
    return ContactPage(
        items=[contact_row(contact) for contact in items], total=total, limit=filters.limit, offset=filters.offset
    )


@router.post("", response={201: ContactOut, **s.WRITE_ERRORS}, operation_id="create_contact")
def create_contact(request: HttpRequest, data: ContactIn, response: HttpResponse) -> Any:
    """Record a person of one of your accounts."""
    by = viewer(request)
    gates.may_write(by)
    fields = contact_fields(data.dict(), by)
    if fields["account"] is None and not by.sees_everything:
        raise Invalid({"account_id": ["Say which account they belong to; without one nobody would see them."]})
    contact = services.create_contact(by=by, **fields)
    tag(response, contact.version)
    return Status(201, contact_out(contact, None))


@router.get("/{uuid:contact_id}", response={200: ContactOut, **s.ERRORS}, operation_id="get_contact")
def get_contact(request: HttpRequest, contact_id: UUID, response: HttpResponse) -> Any:
    """One person."""
    by = viewer(request)
    contact = gates.contact_for(by, contact_id)
    tag(response, contact.version)
    return contact_out(contact, manager_of(by, contact))


@router.patch("/{uuid:contact_id}", response={200: ContactOut, **s.WRITE_ERRORS}, operation_id="update_contact")
def update_contact(
    request: HttpRequest, contact_id: UUID, data: ContactPatch, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Change a person. Fields left out stay as they are."""
    by = viewer(request)
    contact = gates.contact_for(by, contact_id, write=True)
    changes = contact_fields(s.given(data), by)
    contact = services.update_contact(contact, by=by, expect_version=version_of(if_match), **changes)
    tag(response, contact.version)
    return contact_out(contact, manager_of(by, contact))


@router.delete("/{uuid:contact_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="delete_contact")
def delete_contact(request: HttpRequest, contact_id: UUID, if_match: s.IfMatch = None) -> Any:
    """Delete a person nobody ever met; others are marked as left."""
    by = viewer(request)
    contact = gates.contact_for(by, contact_id, write=True)
    services.delete_contact(contact, by=by, expect_version=version_of(if_match))
    return Status(204, None)


@router.put(
    "/{uuid:contact_id}/manager", response={200: ContactOut, **s.WRITE_ERRORS}, operation_id="set_contact_manager"
)
def set_manager(
    request: HttpRequest, contact_id: UUID, data: ManagerIn, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Say to whom a person reports. A circle is refused with the chain that would close.

    If-Match names the version of the reporting line there is, as the map shows it; without a line it says nothing.
    """
    by = viewer(request)
    contact = gates.contact_for(by, contact_id, write=True)
    manager = contact_named(by, data.manager_id, "manager_id")
    reporting.set_manager(contact, manager=manager, by=by, expect_version=version_of(if_match))
    tag(response, contact.version)
    return contact_out(contact, manager)


def contact_row(contact: Contact) -> ContactRow:
    """A person in a list."""
    return ContactRow(**_brief(contact))


def contact_out(contact: Contact, manager: Contact | None) -> ContactOut:
    """A person as the API shows them."""
    same = ("other_emails", "phones", "preferred_channel", "location", "time_zone", "priorities", "motivations")
    more = ("notes", "decision_orientation", "adaptability", "competitor_stance", "custom")
    return ContactOut(
        **_brief(contact),
        **{name: getattr(contact, name) for name in same + more},
        moved_to=s.ref(contact.moved_to),
        merged_into=s.ref(contact.merged_into),
        manager=s.ref(manager),
    )


def _brief(contact: Contact) -> dict[str, Any]:
    same = ("name", "first_name", "last_name", "email", "title", "department", "business_unit", "seniority", "status")
    return {
        **s.stamp(contact),
        **{name: getattr(contact, name) for name in same},
        "account": s.ref(contact.account),
    }


def _on_map(by: User, opportunity_id: UUID) -> Any:
    """Who stands on this deal's map, if its map may be seen: also leaving people out would tell."""
    return gates.visible_stakeholders(by).filter(opportunity__uuid=opportunity_id).values("contact")


def contact_fields(fields: dict[str, Any], by: User) -> dict[str, Any]:
    """Public ids turned into rows the viewer may see."""
    if "account_id" in fields:
        fields["account"] = account_named(by, fields.pop("account_id"), "account_id", write=True)
    if "moved_to_id" in fields:
        fields["moved_to"] = account_named(by, fields.pop("moved_to_id"), "moved_to_id")
    return fields
