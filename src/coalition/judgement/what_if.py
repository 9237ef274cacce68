"""What if: somebody leaves, turns or is won over. A new snapshot, and what it changes (C7)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coalition.judgement.gaps.closing import engaged
from coalition.judgement.people import Stakeholder
from coalition.judgement.settings import DEFAULT, JudgementSettings
from coalition.judgement.snapshot import DealSnapshot
from coalition.judgement.summary import Judgement, judge
from coalition.judgement.words import WORD_SCORE, SentimentWord


class UnknownContact(LookupError):
    """A what-if about somebody who is not on the map."""

    def __init__(self, contact_id: str, deal_id: str) -> None:
        super().__init__(f"Contact {contact_id} is not on the map of deal {deal_id}; add them first.")


@dataclass(frozen=True, slots=True)
class Leaves:
    """The person leaves their company."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class Turns:
    """The person's stance becomes ``word``; a vote that says otherwise no longer holds."""

    contact_id: str
    word: SentimentWord


@dataclass(frozen=True, slots=True)
class WonOver:
    """The person becomes at least supportive."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class Engaged:
    """We get into dialogue with the person, at the depth usual on this deal."""

    contact_id: str


Change = Leaves | Turns | WonOver | Engaged


@dataclass(frozen=True, slots=True)
class Shift:
    """A figure before and after. None: could not be told."""

    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that a change would move."""

    coverage: Shift
    engaged_share: Shift
    effective_threads: Shift
    single_thread_risk: Shift
    consensus: Shift
    spread: Shift
    map_score: Shift
    needed: Shift
    """Number of people still to win for a yes."""
    gaps: dict[str, Shift]
    yes_before: bool
    yes_after: bool
    gates_opened: tuple[str, ...]
    gates_closed: tuple[str, ...]
    roles_gained: tuple[str, ...]
    roles_lost: tuple[str, ...]
    now_blocking: tuple[str, ...]
    no_longer_blocking: tuple[str, ...]


def apply(snapshot: DealSnapshot, *changes: Change, settings: JudgementSettings = DEFAULT) -> DealSnapshot:
    """The snapshot as it would be after the changes, in order. Raises UnknownContact."""
    for change in changes:
        if not any(person.contact_id == change.contact_id for person in snapshot.people):
            raise UnknownContact(change.contact_id, snapshot.deal.id)
        people = tuple(
            _changed(p, change, snapshot, settings) if p.contact_id == change.contact_id else p for p in snapshot.people
        )
        snapshot = replace(snapshot, people=people)
    return snapshot


def what_if(snapshot: DealSnapshot, *changes: Change, settings: JudgementSettings = DEFAULT) -> Difference:
    """What the changes would do to the deal."""
    after = apply(snapshot, *changes, settings=settings)
    return difference(judge(snapshot, settings), judge(after, settings))


def difference(before: Judgement, after: Judgement) -> Difference:
    """Two judgements compared, figure by figure."""
    met_before, met_after = (tuple(g.key for g in j.gates if g.met) for j in (before, after))
    had, has = (tuple(r.persona for r in j.coverage.roles if r.is_engaged) for j in (before, after))
    return Difference(
        coverage=Shift(before.coverage.score, after.coverage.score),
        engaged_share=Shift(before.coverage.engaged_share, after.coverage.engaged_share),
        effective_threads=Shift(before.threads.effective, after.threads.effective),
        single_thread_risk=Shift(before.threads.single_thread_risk, after.threads.single_thread_risk),
        consensus=Shift(before.consensus.mean, after.consensus.mean),
        spread=Shift(before.consensus.spread, after.consensus.spread),
        map_score=Shift(before.map_score.score, after.map_score.score),
        needed=Shift(_count(before), _count(after)),
        gaps={one.key: Shift(one.value, other.value) for one, other in zip(before.gaps, after.gaps, strict=True)},
        yes_before=before.consensus.reached,
        yes_after=after.consensus.reached,
        gates_opened=_only(met_after, met_before),
        gates_closed=_only(met_before, met_after),
        roles_gained=_only(has, had),
        roles_lost=_only(had, has),
        now_blocking=_only(after.consensus.blocking, before.consensus.blocking),
        no_longer_blocking=_only(before.consensus.blocking, after.consensus.blocking),
    )


def _changed(person: Stakeholder, change: Change, snapshot: DealSnapshot, settings: JudgementSettings) -> Stakeholder:
    match change:
        case Leaves():
            return replace(person, status="left")
        case Engaged():
            return engaged(person, snapshot)
        case WonOver():
            score = max(person.sentiment.score or 0.0, 100.0 * settings.support_when_won)
            return _stance(person, score, keep_vote="for")
        case Turns(word=word):
            score = float(WORD_SCORE[word])
            return _stance(person, score, keep_vote="for" if score > 0 else "against" if score < 0 else "undecided")


def _stance(person: Stakeholder, score: float, keep_vote: str) -> Stakeholder:
    vote = person.indicators.vote if person.indicators.vote == keep_vote else ""
    return replace(
        person,
        sentiment=replace(person.sentiment, score=score, diverges=False),
        indicators=replace(person.indicators, vote=vote),
    )


def _count(judgement: Judgement) -> float | None:
    needed = judgement.needed.contact_ids
    return None if needed is None else float(len(needed))


def _only(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in one if key not in other)
