"""The gate of those who have no account here: what a secret lets its bearer see.

A grant is never more than what its maker may see at this moment. Unknown, ended, revoked, and a maker who has left the
deal all look the same from outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from coalition.access.models import User
from coalition.access.tokens import digest_of
from coalition.record import gates
from coalition.record.models import Opportunity
from coalition.sharing import embedding, links
from coalition.sharing.models import ShareLink, ShareLook


@dataclass(frozen=True, slots=True)
class Grant:
    """One map, read-only, in the name of ``maker``. ``link`` is None for a page inside a CRM."""

    opportunity: Opportunity
    maker: User
    expires_at: datetime
    as_of: datetime | None
    link: ShareLink | None
    #: Whether it shows what we think of people. A page of the CRM is read by colleagues.
    with_opinions: bool = True


def grant_of(secret: str) -> Grant | None:
    """What this secret opens now; None for nothing."""
    if secret.startswith(links.PREFIX):
        found = _by_link(secret)
    elif secret.startswith(embedding.PREFIX):
        found = _by_ticket(secret)
    else:
        return None
    if found is None or not found.maker.is_active:
        return None
    rights = gates.rights_on(found.maker, found.opportunity)
    return found if rights is not gates.Rights.NONE else None


def record_look(grant: Grant, *, address: str | None) -> None:
    """Remember that a link was looked through."""
    if grant.link is not None:
        ShareLook.objects.create(link=grant.link, address=address)


def _by_link(secret: str) -> Grant | None:
    # The look-up compares hashes: how long it takes tells nothing about the secret.
    open_links = ShareLink.objects.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())
    link = open_links.select_related("made_by", "opportunity__account").filter(digest=digest_of(secret)).first()
    if link is None:
        return None
    return Grant(link.opportunity, link.made_by, link.expires_at, link.as_of, link, link.with_opinions)


def _by_ticket(secret: str) -> Grant | None:
    ticket = embedding.read_ticket(secret)
    if ticket is None:
        return None
    maker = User.objects.filter(uuid=ticket.maker).first()
    deal = Opportunity.objects.select_related("account").filter(uuid=ticket.opportunity).first()
    if maker is None or deal is None:
        return None
    return Grant(deal, maker, ticket.expires_at, None, None)
