"""Contacts who may be one person twice."""

from __future__ import annotations

from django.db.models import Q

from coalition.access.models import User
from coalition.judgement.duplicates import Person, likely_duplicates
from coalition.record import gates
from coalition.record.models import Account, Contact

#: More people than this are compared in the import, not on a page.
MOST_PEOPLE = 5_000
#: The key of somebody who is no contact yet, below all others.
_NEW = 0

#: Two contacts, the older first, with how alike they are and why.
Double = tuple[Contact, Contact, int, tuple[str, ...]]


def duplicates_in(viewer: User, account: Account) -> list[Double]:
    """Pairs among the contacts of an account that the viewer sees, most alike first. One query."""
    rows = gates.visible_contacts(viewer).filter(account=account, merged_into=None).select_related("account")
    people = {contact.pk: contact for contact in rows.order_by("id")[:MOST_PEOPLE]}
    pairs = likely_duplicates([_person(contact) for contact in people.values()])
    return [(people[each.one], people[each.other], each.likeness, each.reasons) for each in pairs]


def duplicates_of(viewer: User, contact: Contact) -> list[Double]:
    """The pairs this contact is in, the contact first in each. They are looked for in their account."""
    if contact.account is None:
        return []
    return [
        (contact, other if one == contact else one, likeness, reasons)
        for one, other, likeness, reasons in duplicates_in(viewer, contact.account)
        if contact in (one, other)
    ]


def similar_to(viewer: User, account: Account, *, name: str, email: str) -> list[tuple[Contact, tuple[str, ...]]]:
    """Contacts who may be the person somebody is about to write down, most alike first. One query.

    They are looked for in the account's family: it, its parent, its units, and units of the same parent.
    """
    family = Q(account=account) | Q(account__parent=account)
    if account.parent_id is not None:
        family |= Q(account=account.parent_id) | Q(account__parent=account.parent_id)
    rows = gates.visible_contacts(viewer).filter(family, merged_into=None).select_related("account")
    people = {contact.pk: contact for contact in rows.order_by("id")[:MOST_PEOPLE]}
    new = Person(_NEW, name, (email.strip().lower(),) if email.strip() else ())
    pairs = likely_duplicates([new, *(_person(contact) for contact in people.values())])
    return [(people[each.other], each.reasons) for each in pairs if each.one == _NEW]


def _person(contact: Contact) -> Person:
    emails = tuple(each for each in (contact.email, *contact.other_emails) if each)
    return Person(contact.pk, contact.name, emails, tuple(contact.phones), contact.title)
