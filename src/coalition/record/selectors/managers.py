"""To whom a person reports."""

from __future__ import annotations

from coalition.access.models import User
from coalition.record.gates import visible_contacts
from coalition.record.models import Contact, LineKind


def manager_of(viewer: User, contact: Contact) -> Contact | None:
    """The manager, where the viewer may see them."""
    return (
        visible_contacts(viewer)
        .filter(lines_in__kind=LineKind.REPORTS_TO, lines_in__opportunity=None, lines_in__from_contact=contact)
        .first()
    )
