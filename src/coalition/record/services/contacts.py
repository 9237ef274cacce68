"""Change contacts: people of the customer, or of a third party."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from coalition.access.models import User
from coalition.record import history, pulse
from coalition.record.errors import Invalid
from coalition.record.models import Contact, Participant, Stakeholder
from coalition.record.services.activities import claim_address
from coalition.record.services.checks import cleaned, refuse_in_use, require
from coalition.record.services.reach import deals_of


@transaction.atomic
def create_contact(*, by: User | None, reason: str = "", **fields: Any) -> Contact:
    """Record a person. The name is made from first and last name when it is not given.

    Activities that met their address before are theirs from now on.
    """
    fields = _normal(cleaned(Contact, fields))
    fields["name"] = fields.get("name") or _full_name(fields)
    if not fields["name"] and fields.get("email"):
        fields["name"] = fields["email"]
    require(name=fields["name"])
    contact = history.add(Contact(**fields), by=by, reason=reason)
    claim_address(contact)
    return contact


@transaction.atomic
def update_contact(
    contact: Contact, *, by: User | None, expect_version: int | None = None, reason: str = "", **changes: Any
) -> Contact:
    """Change a person. Every map they stand on hears of it."""
    if contact.merged_into is not None:
        into = contact.merged_into.name
        raise Invalid({}, f"{contact.name} was merged into {into}. Change {into} instead.")
    changes = _normal(cleaned(Contact, changes))
    if {"first_name", "last_name"} & changes.keys() and "name" not in changes:
        both = {"first_name": contact.first_name, "last_name": contact.last_name, **changes}
        changes["name"] = _full_name(both) or contact.name
    if "name" in changes:
        require(name=changes["name"])
    row, changed = history.change(contact, changes, by=by, expect_version=expect_version, reason=reason)
    if {"email", "other_emails"} & changed:
        claim_address(row)
    if changed:
        pulse.map_changed(deals_of([row.pk]), what="contact", ids=[row.uuid])
    return row


@transaction.atomic
def delete_contact(contact: Contact, *, by: User | None, expect_version: int | None = None, reason: str = "") -> None:
    """Delete a person nobody ever met. One with a past is marked as left, or merged."""
    refuse_in_use(
        f"contact {contact.name}",
        "Take them off the maps, or set their status to left; what happened stays true.",
        opportunities=Stakeholder.objects.filter(contact=contact).count(),
        activities=Participant.objects.filter(contact=contact).values("activity").distinct().count(),
    )
    for row in [*contact.lines_out.all(), *contact.lines_in.all(), *contact.standings.all()]:
        history.remove(row, by=by, reason=reason)
    history.remove(contact, by=by, expect_version=expect_version, reason=reason)


def _full_name(fields: dict[str, Any]) -> str:
    return f"{fields.get('first_name', '')} {fields.get('last_name', '')}".strip()


def _normal(fields: dict[str, Any]) -> dict[str, Any]:
    """Addresses in lower case: they are compared, and nobody means the case."""
    if "email" in fields:
        fields["email"] = fields["email"].strip().lower()
    if "other_emails" in fields:
        fields["other_emails"] = [address.strip().lower() for address in fields["other_emails"]]
    if fields.get("merged_into") is not None:
        raise Invalid({"merged_into": ["Merge two contacts with the merge command, not by editing."]})
    return fields
