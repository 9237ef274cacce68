"""What follows from the scores of a deal: coverage, threads, consensus, gaps, what would turn it green."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router
from pydantic_core import to_json

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.portfolio.schema import OutlookReason
from coalition.judgement.agreement import Agreement
from coalition.judgement.beliefs import Beliefs
from coalition.judgement.consensus import Consensus
from coalition.judgement.coverage import Coverage
from coalition.judgement.gaps import Gap
from coalition.judgement.gate import Gate
from coalition.judgement.knowledge_gaps import KnowledgeGap
from coalition.judgement.map_score import MapScore
from coalition.judgement.missing_roles import Expectation
from coalition.judgement.needed import Needed
from coalition.judgement.plain import plain
from coalition.judgement.political_sense import Frown
from coalition.judgement.risks import Risk
from coalition.judgement.settings import JudgementSettings
from coalition.judgement.snapshot import DealSnapshot
from coalition.judgement.stalled import Stalled
from coalition.judgement.summary import Header, judge
from coalition.judgement.threads import Threads
from coalition.portfolio.outlook.telling import outlook_of
from coalition.portfolio.past_snapshots import snapshot_as_of
from coalition.portfolio.settings import current_judgement_settings, settings_at
from coalition.portfolio.snapshots import deal_snapshot
from coalition.record import gates

router = Router(tags=["map"])


class OutlookOut(s.Out):
    """The chance of winning by the outlook in force, for the stage the deal was in; silent with its reason."""

    shown: bool
    why: str = Field(description="What was found on deals held out, or what stands in the way.")
    probability: float | None
    reasons: list[OutlookReason] = Field(description="At most three for and three against, by weight.")
    as_of: datetime | None = Field(description="When the deal entered the stage: what was known then is what counts.")
    stage_name: str
    learned_at: datetime | None
    won: int = Field(description="Past deals of that stage it was learnt from.")
    lost: int


class JudgementOut(s.Out):
    """Everything judgement has to say of one deal, with the items behind it. People are named by contact id."""

    deal_id: UUID
    as_of: datetime
    settings_version: str
    effective_threads: float | None
    header: Header
    beliefs: Beliefs
    expectation: Expectation
    coverage: Coverage
    threads: Threads
    consensus: Consensus
    needed: Needed
    agreement: Agreement
    gates: list[Gate]
    stalled: list[Stalled]
    gaps: list[Gap]
    map_score: MapScore
    political_sense: list[Frown]
    risks: list[Risk]
    knowledge_gaps: list[KnowledgeGap]
    outlook: OutlookOut


class JudgementQuery(s.Out):
    as_of: s.Moment | None = Field(None, description="A past moment: from what was known then, and nothing later.")


@router.get("/{uuid:opportunity_id}/judgement", response={200: JudgementOut, **s.ERRORS}, operation_id="get_judgement")
def get_judgement(request: HttpRequest, opportunity_id: UUID, filters: Query[JudgementQuery]) -> HttpResponse:
    """Coverage, threads, consensus, the five gaps and the cheapest ways to green, from the scores in force."""
    by = viewer(request)
    found = judge(snapshot_for(by, opportunity_id, filters.as_of), judged_by(filters.as_of))
    deal = gates.opportunity_for(by, opportunity_id)
    answer: dict[str, Any] = {
        "effective_threads": found.threads.effective,
        **cast(dict[str, Any], plain(found)),  # a dataclass, so an object
        "outlook": outlook_of(deal.pk, min(filters.as_of or timezone.now(), timezone.now())),
    }
    return HttpResponse(to_json(answer), content_type="application/json")


def snapshot_for(by: User, opportunity_id: UUID, moment: datetime | None) -> DealSnapshot:
    """The deal as judgement reads it, now or as it was known at a past moment, if the viewer may see it."""
    now = timezone.now()
    if moment is not None and moment < now:
        return snapshot_as_of(gates.opportunity_for(by, opportunity_id).pk, moment)
    return deal_snapshot(gates.opportunity_for(by, opportunity_id).pk, now)


def judged_by(moment: datetime | None) -> JudgementSettings:
    """The settings of judgement in force, now or at a past moment."""
    return current_judgement_settings() if moment is None else settings_at(moment).judgement
