"""Tickets for a map inside the page of a CRM: signed, short-lived, kept nowhere.

A CRM asks for one whenever it shows its page, so there is nothing to revoke: a ticket ends by itself, and at once when
its maker may no longer see the deal or is no longer active. Changing the server's secret key ends all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.core import signing
from django.utils import timezone

from coalition.access.models import User
from coalition.record.models import Opportunity

PREFIX = "emb_"
_SALT = "coalition.sharing.ticket"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a ticket says once its signature holds."""

    opportunity: UUID
    maker: UUID
    expires_at: datetime


def make_ticket(opportunity: Opportunity, *, by: User, lasting: timedelta) -> tuple[str, datetime]:
    """A ticket for this map and when it ends."""
    ends = int((timezone.now() + lasting).timestamp())
    says = {"o": opportunity.uuid.hex, "u": by.uuid.hex, "e": ends}
    return PREFIX + signing.dumps(says, salt=_SALT), datetime.fromtimestamp(ends, UTC)


def read_ticket(secret: str) -> Ticket | None:
    """The ticket, if we signed it and it has not ended."""
    try:
        says = signing.loads(secret.removeprefix(PREFIX), salt=_SALT)
    except signing.BadSignature:
        return None
    ends = datetime.fromtimestamp(says["e"], UTC)
    return Ticket(UUID(says["o"]), UUID(says["u"]), ends) if timezone.now() < ends else None
