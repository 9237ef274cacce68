"""Contacts who are one person twice: likely pairs, what a merge would keep, and the merge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import tag, version_of
from coalition.api.contacts import ContactOut, ContactRow, contact_out, contact_row
from coalition.record import gates
from coalition.record.errors import Forbidden, Invalid, NotFound
from coalition.record.models import Account, Contact
from coalition.record.selectors.duplicates import Double, duplicates_in, duplicates_of, similar_to
from coalition.record.selectors.managers import manager_of
from coalition.record.selectors.merging import MergePreview, merge_preview
from coalition.record.services.merging import merge_contacts

router = Router(tags=["contacts"])


class DuplicateOut(s.Out):
    """Two contacts who may be one person."""

    contact: ContactRow
    other: ContactRow
    likeness: int = Field(description="1 to 99; two who share an address stand above two of one name.")
    reasons: list[str]


class SimilarContact(ContactRow):
    """A contact who may be the one somebody is about to write down, and why."""

    reasons: list[str]


class SimilarContacts(s.Out):
    items: list[SimilarContact]


class SimilarQuery(s.In):
    account_id: UUID
    name: s.Line = ""
    email: s.Address = ""


class KeptField(s.Out):
    """One thing that is said of either, and what stays of it."""

    field: str
    keep: str
    absorb: str
    kept: str


class MergePreviewOut(s.Out):
    """What a merge would do. Nothing is done yet."""

    keep: ContactRow
    absorb: ContactRow
    fields: list[KeptField]
    deals: int = Field(description="Maps on which the merged person will stand.")
    deals_with_both: int = Field(description="Maps on which both stand now; the two seats become one.")
    lines: int = Field(description="Lines the absorbed contact has.")
    activities: int = Field(description="Activities the absorbed contact took part in.")
    refused: str = Field(description="Why it cannot be done; empty: it can.")


class MergeIn(s.In):
    """Who goes. The contact in the address stays, and its own values win."""

    absorb_id: UUID


class MergeQuery(s.In):
    absorb_id: UUID


@router.get("/contacts/similar", response={200: SimilarContacts, **s.ERRORS}, operation_id="get_similar_contacts")
def get_similar_contacts(request: HttpRequest, filters: Query[SimilarQuery]) -> Any:
    """Before somebody new is written down: who of the account and its family it may be. At most 10."""
    by = viewer(request)
    account = gates.account_for(by, filters.account_id)
    found = similar_to(by, account, name=filters.name, email=filters.email)[:10]
    items = [SimilarContact(**contact_row(each).dict(), reasons=list(reasons)) for each, reasons in found]
    return SimilarContacts(items=items)


@router.get(
    "/accounts/{uuid:account_id}/duplicate-contacts",
    response={200: list[DuplicateOut], **s.ERRORS},
    operation_id="list_duplicate_contacts",
)
def list_duplicate_contacts(request: HttpRequest, account_id: UUID) -> Any:
    """Contacts of an account who may be one person twice, most alike first. At most 200 pairs."""
    by = viewer(request)
    account: Account = gates.account_for(by, account_id)
    return _shown(duplicates_in(by, account))


@router.get(
    "/contacts/{uuid:contact_id}/duplicates",
    response={200: list[DuplicateOut], **s.ERRORS},
    operation_id="list_contact_duplicates",
)
def list_contact_duplicates(request: HttpRequest, contact_id: UUID) -> Any:
    """Contacts of the same account who may be this person, too, most alike first."""
    by = viewer(request)
    return _shown(duplicates_of(by, gates.contact_for(by, contact_id)))


@router.get(
    "/contacts/{uuid:contact_id}/merge",
    response={200: MergePreviewOut, **s.WRITE_ERRORS},
    operation_id="preview_merge",
)
def preview_merge(request: HttpRequest, contact_id: UUID, filters: Query[MergeQuery]) -> Any:
    """What would be kept if the other contact became this one."""
    keep, absorb = _both(request, contact_id, filters.absorb_id)
    found: MergePreview = merge_preview(keep, absorb)
    return MergePreviewOut(
        keep=contact_row(keep),
        absorb=contact_row(absorb),
        fields=[KeptField(field=name, keep=one, absorb=other, kept=kept) for name, one, other, kept in found.fields],
        **s.columns(found, "deals", "deals_with_both", "lines", "activities", "refused"),
    )


@router.post(
    "/contacts/{uuid:contact_id}/merge", response={200: ContactOut, **s.WRITE_ERRORS}, operation_id="merge_contacts"
)
def merge(
    request: HttpRequest, contact_id: UUID, data: MergeIn, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Make another contact this one. Takes the right to change both.

    Their seats, lines, activities, insights and standings become this contact's. The other stays to be found by its id
    and addresses, with ``merged_into``. Reporting lines that would close a circle are refused with the chain.
    """
    by = viewer(request)
    keep, absorb = _both(request, contact_id, data.absorb_id)
    kept = merge_contacts(keep=keep, absorb=absorb, by=by, expect_version=version_of(if_match))
    kept = gates.contact_for(by, kept.uuid)
    tag(response, kept.version)
    return contact_out(kept, manager_of(by, kept))


def _both(request: HttpRequest, keep_id: UUID, absorb_id: UUID) -> tuple[Contact, Contact]:
    by = viewer(request)
    keep = gates.contact_for(by, keep_id, write=True)
    try:
        return keep, gates.contact_for(by, absorb_id, write=True)
    except (NotFound, Forbidden) as refused:
        raise Invalid({"absorb_id": [refused.message]}) from refused


def _shown(pairs: Sequence[Double]) -> list[DuplicateOut]:
    return [
        DuplicateOut(contact=contact_row(one), other=contact_row(other), likeness=likeness, reasons=list(reasons))
        for one, other, likeness, reasons in pairs[:200]
    ]
