"""The shape of a score opened."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Field

from coalition.api import schema as s
from coalition.api.activities import KindWord, ResponseWord, RoleWord
from coalition.api.map.schema import Part

ScoreName = Literal["engagement", "sentiment", "influence"]


class EvidenceRecord(s.Out):
    """An activity behind a score."""

    id: UUID
    kind: KindWord
    occurred_at: datetime
    subject: str
    direction: s.Direction
    role: RoleWord
    response: ResponseWord
    counts_as: str = Field(description="What the score takes it for, in words.")
    points: float | None = Field(description="What it adds to the score; null where that cannot be told one by one.")
    with_: list[str] = Field(alias="with", description="Who else took part, ours first.")


class EvidenceOut(s.Out):
    """A score opened: the rule, the parts that add up to it, and the records they come from, latest first."""

    score: ScoreName
    value: float | None
    rule: str
    settings_version: str | None
    as_of: datetime
    parts: list[Part]
    records: list[EvidenceRecord]
    total: int = Field(description="Number of records; the answer holds one page of them.")


class EvidenceQuery(s.Out):
    score: ScoreName
    as_of: s.Moment | None = Field(None, description="A past moment: the score as it was, from what was known then.")
    limit: int = Field(50, ge=1, le=200)
    offset: int = Field(0, ge=0, le=10_000_000)
