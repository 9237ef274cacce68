"""The weekly digest: on which day one gets it, and what it would say now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.notices.digest.gather import digest_for
from coalition.notices.digest.moments import HOUR, zone_of
from coalition.notices.digest.sending import choose_day, weekday_of
from coalition.notices.digest.writing import letter_of

router = Router(tags=["digest"])


class DigestChoiceOut(s.Out):
    """When the weekly digest comes, if at all."""

    weekday: int | None = Field(description="0 Monday to 6 Sunday; null: never.")
    hour: int
    time_zone: str
    mail_is_set_up: bool = Field(description="False: this server knows no mail server, so nothing is sent.")


class DigestChoiceIn(s.In):
    weekday: int | None = Field(ge=0, le=6, description="0 Monday to 6 Sunday; null: never.")


class DigestPreviewOut(s.Out):
    """The mail of the last seven days, as it would be sent now."""

    subject: str
    text: str
    is_empty: bool = Field(description="There is nothing to tell, so nothing would be sent.")


@router.get("/digest", response={200: DigestChoiceOut, **s.ERRORS}, operation_id="get_digest_choice")
def get_digest_choice(request: HttpRequest) -> Any:
    """When your digest comes."""
    return _choice(request, weekday_of(viewer(request)))


@router.put("/digest", response={200: DigestChoiceOut, **s.WRITE_ERRORS}, operation_id="choose_digest_day")
def choose_digest_day(request: HttpRequest, data: DigestChoiceIn) -> Any:
    """Choose the day of your digest, or none."""
    choose_day(viewer(request), weekday=data.weekday)
    return _choice(request, data.weekday)


@router.get("/digest/preview", response={200: DigestPreviewOut, **s.ERRORS}, operation_id="get_digest_preview")
def get_digest_preview(request: HttpRequest) -> Any:
    """What your digest would say now."""
    reader, now = viewer(request), timezone.now()
    found = digest_for(reader, now - timedelta(days=7), now, now.astimezone(zone_of(reader.time_zone)).date())
    letter = letter_of(reader, found)
    return DigestPreviewOut(subject=letter.subject, text=letter.text, is_empty=found.is_empty)


def _choice(request: HttpRequest, weekday: int | None) -> DigestChoiceOut:
    zone = zone_of(viewer(request).time_zone).key
    return DigestChoiceOut(weekday=weekday, hour=HOUR, time_zone=zone, mail_is_set_up=settings.MAIL_IS_SET_UP)
