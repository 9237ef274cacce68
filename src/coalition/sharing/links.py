"""Making and ending links."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max
from django.utils import timezone

from coalition.access.models import User
from coalition.access.tokens import digest_of
from coalition.record import gates
from coalition.record.errors import NotFound
from coalition.record.models import Opportunity
from coalition.sharing.models import ShareLink, ShareLook

PREFIX = "shr_"
log = logging.getLogger("coalition.audit")


def make_link(
    opportunity: Opportunity,
    *,
    by: User,
    name: str,
    expires_at: datetime,
    as_of: datetime | None,
    with_opinions: bool = False,
) -> tuple[ShareLink, str]:
    """A new link and its secret, which is not kept."""
    # 32 random bytes, as of API tokens: guessing is hopeless, so a plain fast hash is enough to keep it.
    secret = PREFIX + secrets.token_urlsafe(32)
    link = ShareLink.objects.create(
        opportunity=opportunity,
        name=name,
        hint=secret[:10],
        digest=digest_of(secret),
        as_of=as_of,
        with_opinions=with_opinions,
        made_by=by,
        expires_at=expires_at,
    )
    log.info("share link made: link=%s opportunity=%s by=%s", link.uuid, opportunity.uuid, by.uuid)
    return link, secret


def revoke_link(link: ShareLink, *, by: User) -> None:
    """Close a link from now on. Closing it twice changes nothing."""
    closed = ShareLink.objects.filter(pk=link.pk, revoked_at__isnull=True)
    if closed.update(revoked_at=timezone.now(), revoked_by=by):
        log.info("share link revoked: link=%s by=%s", link.uuid, by.uuid)


@dataclass(frozen=True, slots=True)
class Looks:
    """How often a link was opened, and when last."""

    count: int
    last: datetime | None


NEVER = Looks(0, None)


def links_of(opportunity: Opportunity) -> list[tuple[ShareLink, Looks]]:
    """Every link ever made to this map, newest first, in two queries."""
    rows = ShareLink.objects.filter(opportunity=opportunity).select_related("made_by").order_by("-made_at", "-id")
    counted = ShareLook.objects.filter(link__opportunity=opportunity).values_list("link")
    looks = {link: Looks(count, last) for link, count, last in counted.annotate(Count("id"), Max("at"))}
    return [(row, looks.get(row.pk, NEVER)) for row in rows]


def link_for(viewer: User, uuid: UUID) -> ShareLink:
    """The link, if the viewer may work on its deal: who may only read must not learn whom it was shown to."""
    link = ShareLink.objects.select_related("opportunity").filter(uuid=uuid).first()
    if link is None:
        raise NotFound("share link")
    try:
        gates.opportunity_for(viewer, link.opportunity.uuid, write=True)
    except NotFound:
        raise NotFound("share link") from None
    return link
