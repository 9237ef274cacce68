"""``judge``: all that judgement has to say of one deal, in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from coalition.judgement.agreement import Agreement, agreement
from coalition.judgement.beliefs import Beliefs, beliefs
from coalition.judgement.consensus import Consensus, Stances, consensus
from coalition.judgement.coverage import Coverage, RoleCoverage, coverage
from coalition.judgement.frame import Frame
from coalition.judgement.gaps import Gap, five_gaps
from coalition.judgement.gate import Gate
from coalition.judgement.gates import gates
from coalition.judgement.knowledge_gaps import KnowledgeGap, knowledge_gaps
from coalition.judgement.map_score import MapScore, map_score
from coalition.judgement.missing_roles import Expectation, expectation
from coalition.judgement.needed import Needed, needed_for_yes
from coalition.judgement.political_sense import Frown, political_sense
from coalition.judgement.risks import Risk, risks
from coalition.judgement.settings import DEFAULT, JudgementSettings
from coalition.judgement.snapshot import DealSnapshot
from coalition.judgement.stalled import Stalled, stalled
from coalition.judgement.threads import Threads, threads


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of so many."""

    count: int
    total: int


@dataclass(frozen=True, slots=True)
class Header:
    """The key figures above a map."""

    known_stance: Tally
    contacted_30_days: Tally
    """People with two-way contact in the last 30 days."""
    support: Stances
    effective_threads: float | None
    engaged: int
    roles: tuple[RoleCoverage, ...]
    risks: tuple[Risk, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything, with its parts and items. ``plain`` makes JSON of it."""

    deal_id: str
    as_of: datetime
    settings_version: str
    header: Header
    beliefs: Beliefs
    expectation: Expectation
    coverage: Coverage
    threads: Threads
    consensus: Consensus
    needed: Needed
    agreement: Agreement
    gates: tuple[Gate, ...]
    stalled: tuple[Stalled, ...]
    gaps: tuple[Gap, ...]
    map_score: MapScore
    political_sense: tuple[Frown, ...]
    risks: tuple[Risk, ...]
    knowledge_gaps: tuple[KnowledgeGap, ...]


def judge(snapshot: DealSnapshot, settings: JudgementSettings = DEFAULT) -> Judgement:
    """Judges one deal as it was known at ``snapshot.as_of``. Same snapshot and settings, same judgement."""
    frame = Frame(snapshot, settings)
    expected = expectation(frame)
    covered, agreed, conditions = coverage(frame, expected.roles), consensus(frame), gates(frame)
    woven = threads(frame, expected.roles, covered, agreed, conditions)
    dangers = risks(frame, covered, agreed, woven)
    return Judgement(
        deal_id=snapshot.deal.id,
        as_of=snapshot.as_of,
        settings_version=settings.version,
        header=_header(frame, covered, agreed, woven, dangers),
        beliefs=beliefs(frame),
        expectation=expected,
        coverage=covered,
        threads=woven,
        consensus=agreed,
        needed=needed_for_yes(frame, agreed),
        agreement=agreement(frame),
        gates=conditions,
        stalled=stalled(frame.people, snapshot.as_of, settings.stalled_days),
        gaps=five_gaps(frame, covered, woven),
        map_score=map_score(frame, expected.roles),
        political_sense=political_sense(frame, agreed),
        risks=dangers,
        knowledge_gaps=knowledge_gaps(frame, covered),
    )


def _header(frame: Frame, covered: Coverage, agreed: Consensus, woven: Threads, dangers: tuple[Risk, ...]) -> Header:
    total = len(frame.people)
    since = frame.snapshot.as_of - timedelta(days=30)
    met = [p for p in frame.people if p.engagement.last_two_way_at and p.engagement.last_two_way_at >= since]
    return Header(
        known_stance=Tally(sum(support is not None for support in frame.supports.values()), total),
        contacted_30_days=Tally(len(met), total),
        support=agreed.stances,
        effective_threads=woven.effective,
        engaged=covered.engaged,
        roles=covered.roles,
        risks=dangers,
    )
