"""Digests go out in the morning of each reader's day, once."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from coalition.access.models import Role, User
from coalition.notices.digest.gather import digest_for
from coalition.notices.digest.moments import LATE, due_moment, since_of, zone_of
from coalition.notices.digest.writing import letter_of, mail_of
from coalition.notices.models import DigestChoice, SentDigest
from coalition.notices.models.digests import FRIDAY
from coalition.record.errors import Forbidden

#: After a failure of the mail server, or a kill in the middle of sending.
AGAIN_AFTER = timedelta(minutes=15)
MOST_ATTEMPTS = 20
log = logging.getLogger(__name__)


def send_due_digests(now: datetime) -> int:
    """Send what is due. Returns how many mails went out."""
    if not settings.MAIL_IS_SET_UP:
        return 0
    sent = 0
    done = _settled(now)
    readers = User.objects.filter(is_active=True).exclude(role=Role.AGENT)
    for reader in readers.select_related("digest_choice").order_by("id"):
        weekday = weekday_of(reader)
        if weekday is None:
            continue
        zone = zone_of(reader.time_zone)
        due = due_moment(now, zone, weekday)
        day = due.astimezone(zone).date()
        if now - due > LATE or reader.joined_at > due or (reader.pk, day) in done:
            continue
        row = _claim(reader, day, now)
        if row is not None:
            sent += _send(reader, row, since_of(due, zone), due)
    return sent


def weekday_of(reader: User) -> int | None:
    """The reader's day, None: never. Who has not chosen gets it on Fridays."""
    choice = getattr(reader, "digest_choice", None)
    return FRIDAY if choice is None else choice.weekday


def choose_day(reader: User, *, weekday: int | None) -> DigestChoice:
    """Keep a reader's choice."""
    if reader.read_only:
        raise Forbidden("This token may read and not change. Use one that may write.")
    return DigestChoice.objects.update_or_create(user=reader, defaults={"weekday": weekday})[0]


def _settled(now: datetime) -> set[tuple[int, date]]:
    """Digests of these days that were sent, are being sent, or failed too often."""
    recent = SentDigest.objects.filter(claimed_at__gt=now - LATE - timedelta(days=2))
    settled = Q(done_at__isnull=False) | Q(claimed_at__gt=now - AGAIN_AFTER) | Q(attempts__gte=MOST_ATTEMPTS)
    return set(recent.filter(settled).values_list("user_id", "day"))


def _claim(reader: User, day: date, now: datetime) -> SentDigest | None:
    try:
        with transaction.atomic():
            return SentDigest.objects.create(user=reader, day=day, claimed_at=now)
    except IntegrityError:
        row = SentDigest.objects.get(user=reader, day=day)
    free = SentDigest.objects.filter(
        pk=row.pk, done_at__isnull=True, claimed_at=row.claimed_at, claimed_at__lte=now - AGAIN_AFTER
    )
    return row if free.update(claimed_at=now, attempts=row.attempts + 1) else None


def _send(reader: User, row: SentDigest, since: datetime, until: datetime) -> int:
    digest = digest_for(reader, since, until, until.astimezone(zone_of(reader.time_zone)).date())
    if not digest.is_empty:
        try:
            mail_of(reader, letter_of(reader, digest)).send()
        except (SMTPException, OSError) as problem:
            log.warning(
                "The digest of user %s could not be sent and is tried again in %s minutes: %s",
                reader.uuid,
                AGAIN_AFTER.seconds // 60,
                type(problem).__name__,
            )
            return 0
    SentDigest.objects.filter(pk=row.pk).update(done_at=timezone.now(), was_empty=digest.is_empty)
    return 0 if digest.is_empty else 1
