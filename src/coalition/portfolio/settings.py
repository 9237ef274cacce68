"""The settings scores and judgements are made with: what is in force, what a change would do, and saving it.

Settings are given and returned as nested values, `{"scoring": {group: {name: value}}, "judgement": {name: value}}`.
What is left out keeps its default. A saved version is never changed, and each score keeps the version that made it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from coalition.access.models import User
from coalition.judgement import plain
from coalition.judgement.setting_words import JUDGEMENT_WORDS
from coalition.judgement.settings import DEFAULT as JUDGEMENT_DEFAULT
from coalition.judgement.settings import JudgementSettings
from coalition.judgement.settings import SettingsError as JudgementSettingsError
from coalition.portfolio.models import ScoringSettingsVersion
from coalition.portfolio.nightly import mark_open_deals
from coalition.record.errors import Forbidden, Invalid
from coalition.scoring.setting_words import SCORING_WORDS
from coalition.scoring.settings import DEFAULT, ScoringSettings, SettingsError

#: What each single value means, by its path.
WORDS = {
    **{f"scoring.{path}": words._asdict() for path, words in SCORING_WORDS.items()},
    **{f"judgement.{path}": words._asdict() for path, words in JUDGEMENT_WORDS.items()},
}


@dataclass(frozen=True)
class Settings:
    """Both parts, validated."""

    scoring: ScoringSettings = DEFAULT
    judgement: JudgementSettings = JUDGEMENT_DEFAULT

    def as_values(self) -> dict[str, Any]:
        """Every value, defaults included, as JSON can hold it."""
        return {"scoring": self.scoring.as_dict(), "judgement": plain.plain(self.judgement)}


def current() -> Settings:
    """What is in force. Read anew for each run: a change takes effect at once, in every process."""
    newest = ScoringSettingsVersion.objects.order_by("-id").first()
    return Settings() if newest is None else validated(newest.values)


def settings_at(moment: datetime) -> Settings:
    """What was in force at a past moment: a change of settings does not rewrite what was seen before it."""
    newest = ScoringSettingsVersion.objects.filter(at__lte=moment).order_by("-id").first()
    return Settings() if newest is None else validated(newest.values)


def current_settings() -> ScoringSettings:
    """The scoring settings in force."""
    return current().scoring


def current_judgement_settings() -> JudgementSettings:
    """The settings of judgement in force."""
    return current().judgement


def described() -> dict[str, Any]:
    """What a settings page shows: every value beside its default, and who saved this version, when and why."""
    newest = ScoringSettingsVersion.objects.select_related("by").order_by("-id").first()
    settings = current()
    return {
        "version": settings.scoring.version,
        "judgement_version": settings.judgement.version,
        "values": settings.as_values(),
        "defaults": Settings().as_values(),
        "words": WORDS,
        "saved": None if newest is None else as_history(newest),
    }


def versions(limit: int = 50) -> list[dict[str, Any]]:
    """The saved versions, newest first."""
    rows = ScoringSettingsVersion.objects.select_related("by").order_by("-id")[:limit]
    return [as_history(row) for row in rows]


def as_history(row: ScoringSettingsVersion) -> dict[str, Any]:
    return {
        "id": str(row.uuid),
        "version": row.version,
        "judgement_version": row.judgement_version,
        "at": row.at,
        "by": {"id": str(row.by.uuid), "name": row.by.name} if row.by else None,
        "note": row.note,
        "values": row.values,
    }


def validated(values: Mapping[str, Any]) -> Settings:
    """The settings these values make. Raises Invalid with every refused field at once."""
    problems: dict[str, list[str]] = {
        part: ["no such part; known are scoring and judgement"] for part in values if part not in Settings().as_values()
    }
    scoring, judgement = DEFAULT, JUDGEMENT_DEFAULT
    try:
        scoring = ScoringSettings.from_dict(dict(values.get("scoring") or {}))
    except SettingsError as error:
        problems |= {f"scoring.{path}": [text] for path, text in error.problems.items()}
    try:
        judgement = plain.settings_from(values.get("judgement") or {})
    except JudgementSettingsError as error:
        problems["judgement"] = list(error.problems)
    if problems:
        raise Invalid(problems)
    return Settings(scoring, judgement)


def save(values: Mapping[str, Any], *, by: User, note: str = "") -> ScoringSettingsVersion:
    """Put these settings in force, as a new version, and mark every open deal for scoring.

    Closed deals keep the scores, and the version, they were closed with.
    """
    may_change(by)
    settings = validated(values)
    with transaction.atomic():
        row = ScoringSettingsVersion.objects.create(
            version=settings.scoring.version,
            judgement_version=settings.judgement.version,
            values=settings.as_values(),
            by=by,
            note=note,
        )
        mark_open_deals()
    return row


def may_change(user: User) -> None:
    """Settings decide what everybody sees: admins and revenue operations change them."""
    if not user.sees_everything or not user.may_write:
        raise Forbidden("Only an admin or revenue operations may change the scoring settings.")
