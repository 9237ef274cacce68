"""Next best conversation: whom to talk to, through whom, about what, and what it would change (C6, SCORING 7)."""

from __future__ import annotations

from dataclasses import dataclass

from coalition.judgement.consensus import Consensus, consensus, supports_us
from coalition.judgement.coverage import Coverage, coverage
from coalition.judgement.frame import Frame
from coalition.judgement.gaps.coverage import single_threaded_coverage
from coalition.judgement.gates import gates
from coalition.judgement.knowledge_gaps import knowledge_gaps
from coalition.judgement.missing_roles import Role, expectation
from coalition.judgement.needed import needed_for_yes
from coalition.judgement.people import Stakeholder
from coalition.judgement.reach import Chain, chains
from coalition.judgement.settings import DEFAULT, JudgementSettings
from coalition.judgement.snapshot import DealSnapshot
from coalition.judgement.threads import threads
from coalition.judgement.what_if import Engaged, Shift, WonOver, apply

# Beyond the most influential so many, nobody is the next best conversation.
MOST_CANDIDATES = 60
# What a gate opened, and being one of those needed for a yes, are worth against a gap closed from 100 to 0.
GATE, NEEDED = 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Conversation:
    """``rank_value`` = influence x change x reach, 0 and up. ``chain`` None: no introduction is known."""

    contact_id: str
    rank_value: float
    influence: float
    change: float
    reach: float
    chain: Chain | None
    gap_closed: float
    """Points off single-threaded coverage."""
    coverage_gained: float
    consensus_moved: float | None
    """None: there is no consensus yet that could move."""
    gates_opened: tuple[str, ...]
    needed_for_yes: bool
    questions: tuple[str, ...]
    insight_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _State:
    covered: Coverage
    agreed: Consensus
    gap: float
    gates_met: frozenset[str]


def next_conversations(
    snapshot: DealSnapshot, settings: JudgementSettings = DEFAULT, limit: int = 10
) -> tuple[Conversation, ...]:
    """The best first. A person who is engaged and for us already has nothing to change."""
    frame = Frame(snapshot, settings)
    roles = expectation(frame).roles
    now, reached = _state(frame, roles), chains(frame)
    needed = frozenset(needed_for_yes(frame, now.agreed).contact_ids or ())
    questions: dict[str, list[str]] = {}
    for gap in knowledge_gaps(frame, now.covered):
        for key in gap.about:
            questions.setdefault(key, []).append(gap.question)
    open_people = [p for p in frame.people if not (p.is_engaged and supports_us(frame, p.contact_id))]
    open_people.sort(key=lambda person: (-frame.weights[person.contact_id], person.contact_id))
    found = [
        _conversation(frame, roles, person, now, reached.get(person.contact_id), needed, questions)
        for person in open_people[:MOST_CANDIDATES]
    ]
    found.sort(key=lambda c: (-c.rank_value, c.contact_id))
    return tuple(found[:limit])


def _state(frame: Frame, roles: tuple[Role, ...]) -> _State:
    covered, agreed, conditions = coverage(frame, roles), consensus(frame), gates(frame)
    gap = single_threaded_coverage(frame, covered, threads(frame, roles, covered, agreed, conditions))
    return _State(covered, agreed, gap.value, frozenset(gate.key for gate in conditions if gate.met))


def _conversation(
    frame: Frame,
    roles: tuple[Role, ...],
    person: Stakeholder,
    now: _State,
    chain: Chain | None,
    needed: frozenset[str],
    questions: dict[str, list[str]],
) -> Conversation:
    key = person.contact_id
    snapshot = apply(frame.snapshot, Engaged(key), WonOver(key), settings=frame.settings)
    after = _state(Frame(snapshot, frame.settings), roles)
    closed = max(0.0, now.gap - after.gap)
    moved = Shift(now.agreed.mean, after.agreed.mean).change
    opened = tuple(sorted(after.gates_met - now.gates_met))
    change = closed / 100.0 + max(0.0, moved or 0.0) + GATE * len(opened) + NEEDED * (key in needed)
    influence = frame.weights[key] / 100.0
    reach = max(chain.strength if chain else 0.0, frame.settings.cold_reach)
    return Conversation(
        contact_id=key,
        rank_value=influence * change * reach,
        influence=influence,
        change=change,
        reach=reach,
        chain=chain,
        gap_closed=closed,
        coverage_gained=(after.covered.score or 0.0) - (now.covered.score or 0.0),
        consensus_moved=moved,
        gates_opened=opened,
        needed_for_yes=key in needed,
        questions=tuple(questions.get(key, ())[:3]),
        insight_ids=tuple(sorted(i.id for i in frame.snapshot.insights if key in i.contact_ids)),
    )
