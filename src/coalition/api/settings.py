"""The settings scores are made with: what is in force, what a change would do, and saving it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Field, Router
from pydantic import AfterValidator, ConfigDict
from pydantic_core import to_json

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.errors import error
from coalition.portfolio import settings as services
from coalition.portfolio.preview import preview
from coalition.record.locks import hold_settings

router = Router(tags=["settings"])


def _without_nul(values: dict[str, Any]) -> dict[str, Any]:
    if b"\\u0000" in to_json(values):
        raise ValueError("the character NUL cannot be kept")
    return values


Values = Annotated[dict[str, Any], AfterValidator(_without_nul)]


class SettingsValues(s.Out):
    """All values by part and name. What is left out keeps its default."""

    model_config = ConfigDict(extra="forbid")

    scoring: Values = Field({}, description="Groups of values, such as engagement.half_life_days.")
    judgement: Values = {}


class SettingsIn(s.In):
    values: SettingsValues
    note: s.Long = Field("", description="Why, for those who wonder later.")


class PreviewIn(s.In):
    values: SettingsValues


class SavedOut(s.Out):
    """One saved version. The scores it made keep its name."""

    id: UUID
    version: str
    judgement_version: str
    at: datetime
    by: s.Ref | None
    note: str
    values: SettingsValues


class SettingWords(s.Out):
    """What a value means. ``unit`` is empty for a plain number."""

    label: str
    meaning: str
    unit: str


class SettingsOut(s.Out):
    """What is in force, beside the defaults."""

    version: str
    judgement_version: str
    values: SettingsValues
    defaults: SettingsValues
    words: dict[str, SettingWords] = Field(description="By path, such as scoring.engagement.half_life_days.")
    saved: SavedOut | None = Field(description="Who saved it, when and why; null: the defaults are in force.")


class Looked(s.Out):
    looked_at: int
    open: int


class Changed(s.Out):
    looked_at: int
    changed: int


class Move(s.Out):
    """So many stakeholders would go from one word to another."""

    from_: str = Field(alias="from")
    to: str
    count: int


class ScoreMoves(s.Out):
    before: dict[str, int]
    after: dict[str, int]
    moves: list[Move]


class FromTo(s.Out):
    from_: str = Field(alias="from")
    to: str


class AffectedPerson(s.Out):
    contact_id: UUID
    name: str
    engagement: FromTo | None = None
    sentiment: FromTo | None = None
    influence: FromTo | None = None


class AffectedDeal(s.Out):
    id: UUID
    name: str
    account: str | None
    changed: int
    people: list[AffectedPerson]


class PreviewOut(s.Out):
    """What the settings would do to the open deals, worked out and not saved."""

    version: str
    new_version: str
    deals: Looked
    stakeholders: Changed
    scores: dict[str, ScoreMoves]
    most_affected: list[AffectedDeal]


@router.get("/scoring", response={200: SettingsOut, **s.ERRORS}, operation_id="get_scoring_settings")
def get_settings(request: HttpRequest, response: HttpResponse) -> Any:
    """The settings in force and the defaults. Everybody may know how scores are made."""
    answer = services.described()
    response["ETag"] = _tag(answer)
    return answer


@router.put("/scoring", response={200: SettingsOut, **s.WRITE_ERRORS}, operation_id="save_scoring_settings")
def save_settings(request: HttpRequest, data: SettingsIn, response: HttpResponse, if_match: s.IfMatch = None) -> Any:
    """Put settings in force as a new version; open deals are scored again. Admins and RevOps."""
    by = viewer(request)
    services.may_change(by)
    with transaction.atomic():
        hold_settings()
        before = services.described()
        if if_match not in (None, "*", _tag(before)):
            said = "The settings were changed meanwhile. Look at the current ones and save yours again."
            return error(409, "conflict", said, current=before, yours=data.dict())
        services.save(data.values.dict(), by=by, note=data.note)
        answer = services.described()
    response["ETag"] = _tag(answer)
    return answer


@router.post(
    "/scoring/preview",
    response={200: PreviewOut, **s.WRITE_ERRORS},
    operation_id="preview_scoring_settings",
    by_alias=True,
    exclude_none=True,
)
def preview_settings(request: HttpRequest, data: PreviewIn) -> HttpResponse:
    """What settings would do to the open deals, the largest first. Nothing is saved. Admins and RevOps."""
    answer = preview(data.values.dict(), by=viewer(request))
    return HttpResponse(to_json(answer), content_type="application/json")


@router.get("/scoring/versions", response={200: list[SavedOut], **s.ERRORS}, operation_id="list_scoring_settings")
def list_versions(request: HttpRequest) -> Any:
    """The saved versions, newest first; at most 50."""
    return services.versions()


def _tag(described: dict[str, Any]) -> str:
    """The saved row's id: the same values saved again are another version of the settings."""
    saved = described["saved"]
    return f'"{saved["id"] if saved else "defaults"}"'
