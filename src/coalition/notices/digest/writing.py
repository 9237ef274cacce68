"""A digest as a mail: the same in plain text and in HTML, where what people wrote is escaped."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from coalition.access.models import User
from coalition.notices.digest.gather import Digest
from coalition.notices.digest.moments import zone_of

CHOICE = "/settings/notices"


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent."""

    subject: str
    text: str
    html: str


def letter_of(reader: User, digest: Digest) -> Letter:
    """The digest in words."""
    zone = zone_of(reader.time_zone)
    since = digest.since.astimezone(zone)
    day = f"{since:%A} {since.day} {since:%B}"
    count = len(digest.deals) + digest.more_deals
    told = f"{count} deal{'' if count == 1 else 's'} with news" if count else "actions that are due"
    context = {
        "digest": digest,
        "day": day,
        "reader": reader.name or reader.email,
        "site": settings.SITE_URL,
        "choice": settings.SITE_URL + CHOICE,
    }
    return Letter(
        subject=f"Since {day}: {told}",
        text=render_to_string("notices/digest.txt", context),
        html=render_to_string("notices/digest.html", context),
    )


def mail_of(reader: User, letter: Letter) -> EmailMultiAlternatives:
    """The mail itself."""
    mail = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[reader.email],
        headers={"List-Unsubscribe": f"<{settings.SITE_URL}{CHOICE}>", "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(letter.html, "text/html")
    return mail
