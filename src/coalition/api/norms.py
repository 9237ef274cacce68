"""What the book says is usual, beside what the settings say where it cannot."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.portfolio.norms import described

router = Router(tags=["settings"])


class Rates(s.Out):
    """What is usual of a person in a month: shares from 0 to 1, and rates."""

    reply_rate: float = Field(description="Of our mails, the share answered.")
    answers_per_log_hour: float = Field(description="How fast: answers by logarithm of the hours waited.")
    acceptance: float = Field(description="Of our invitations, the share accepted and held.")
    two_way_per_day: float = Field(description="Acts of theirs a working day.")
    initiative: float = Field(description="Of all threads and meetings, the share they started.")


class NormOut(Rates):
    """What is usual for a persona at a stage."""

    stage: str
    name: str = Field(description="Of the stage.")
    people: int
    basis: str = Field(description="stage: enough people at this stage; persona: the persona over all stages.")


class PersonaNorms(s.Out):
    """A persona and its norms by stage; none: too few people to say, and the defaults hold."""

    persona: str
    name: str
    stages: list[NormOut]


class InfluenceNormOut(s.Out):
    """Where a persona of a seniority starts in influence, 0 to 1, beside what the settings say. Empty: not known."""

    persona: str
    name: str = Field(description="Of the persona.")
    seniority: str
    people: int
    usual: float
    default: float


class NormsOut(s.Out):
    """The norms in force, learned from the scores of open deals."""

    version: str | None
    learned_at: datetime | None
    people: int
    least_people: int
    defaults: Rates
    personas: list[PersonaNorms]
    influence: list[InfluenceNormOut] = Field(description="Of kinds with enough people; the defaults hold elsewhere.")


@router.get("/scoring/norms", response={200: NormsOut, **s.ERRORS}, operation_id="get_norms")
def get_norms(request: HttpRequest) -> Any:
    """What is usual for each persona at each stage, learned every night, with how many people it rests on."""
    viewer(request)
    return described(timezone.now())
