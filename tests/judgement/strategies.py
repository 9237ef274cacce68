"""Random deals. A person is decoded from a few bytes: quick to draw, and what fails shrinks to zeros, the plainest."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from coalition.judgement.people import (
    BehaviourView,
    Engagement,
    Indicators,
    Influence,
    SellerView,
    Sentiment,
    Stakeholder,
    Ticks,
)
from coalition.judgement.settings import DEFAULT_PERSONAS
from coalition.judgement.snapshot import (
    CoachingAction,
    Comparable,
    DealFacts,
    DealSnapshot,
    Insight,
    Line,
    ReviewComment,
    ReviewFacts,
)
from coalition.judgement.words import WORD_SCORE

# Enough to find what is wrong, few enough that all pure tests run in seconds.
law = settings(max_examples=40, deadline=None)
heavy_law = settings(max_examples=30, deadline=None)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PERSONAS = tuple(facts.key for facts in DEFAULT_PERSONAS)
LEVELS = ("", "absent", "present", "lapsed", "engaged", "deep")
GENES = 20


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def person_from(genes: bytes, number: int) -> Stakeholder:
    """One person from 20 bytes; all zeros is somebody of whom nothing is known."""
    g: Any = list(genes)
    word = ("", *WORD_SCORE)[g[0] % 6]
    seller = SellerView(word, "said so", ago(g[1])) if word else None
    score = None if g[2] % 4 == 0 else float(g[2] % 201 - 100)
    proven = g[3] % 3 == 1
    influence = None if g[4] % 5 == 0 else float(g[4] % 101)
    tick = (None, True, False)[g[5] % 3]
    return Stakeholder(
        id=f"s{number}",
        contact_id=f"c{number}",
        name=f"Person {number}",
        title=("", "CFO", "CIO", "Engineer")[g[6] % 4],
        department=("", "Finance", "Operations")[g[7] % 3],
        status=("active", "active", "active", "left")[g[8] % 4],
        personas=tuple(dict.fromkeys(PERSONAS[x % 9] for x in g[9:11] if x % 10)),
        engagement=Engagement(
            LEVELS[g[11] % 6],
            two_way_90=None if g[12] % 7 == 0 else g[12] / 8,
            last_two_way_at=ago(g[13]) if g[13] else None,
        ),
        sentiment=Sentiment(
            score,
            seller=seller if score is not None else None,
            behaviour=BehaviourView(score, g[14] / 255),
            diverges=bool(seller) and g[15] % 5 == 1 and score is not None,
        ),
        influence=Influence(influence, _level(influence), 0.5, assumed=not proven or influence is None),
        ticks=Ticks(approval_power=tick if g[5] > 200 else None),
        indicators=Indicators(
            relationship=g[16] % 6 or None,
            access=("", "none", "rare", "monthly", "weekly")[g[17] % 5],
            preference=("", "us", "neutral", "competitor")[g[17] % 4],
            vote_kind=("", "", "", "approve", "recommend", "influence", "veto")[g[18] % 7],
            vote=("", "", "", "for", "against", "undecided")[g[19] % 6],
        ),
    )


def _level(score: float | None) -> Any:
    return "" if score is None else "high" if score >= 67 else "medium" if score >= 34 else "low"


def people(least: int = 0, most: int = 7) -> st.SearchStrategy[tuple[Stakeholder, ...]]:
    def decode(rows: list[bytes]) -> tuple[Stakeholder, ...]:
        return tuple(person_from(row, number) for number, row in enumerate(rows))

    return st.lists(st.binary(min_size=GENES, max_size=GENES), min_size=least, max_size=most).map(decode)


def _deal(found: tuple[Stakeholder, ...], genes: bytes, rest: bytes) -> DealSnapshot:
    g: Any = list(genes)
    ids = [person.contact_id for person in found]
    lines, insights = [], []
    for number, (one, two, kind) in enumerate(zip(rest[::3], rest[1::3], rest[2::3], strict=False)):
        if not ids:
            break
        ends = sorted({ids[one % len(ids)], ids[two % len(ids)]})
        kinds: Any = ("reports_to", "dotted", "influences", "ally", "conflict", "knows")
        if len(ends) == 2:
            lines.append(Line(f"l{number}", kinds[kind % 6], ends[0], ends[1], (None, 1, 2, 3)[kind % 4]))
        subjects: Any = ("goal", "criterion", "concern", "pressure")
        insights.append(Insight(f"i{number}", subjects[kind % 4], f"Text {number}", tuple(ends)))
    return DealSnapshot(
        as_of=NOW,
        deal=DealFacts(
            "d0",
            "Pilot",
            "new",
            segment=("", "enterprise")[g[0] % 2],
            amount=float(g[1] * 1000) or None,
            stage_position=g[2] % 5,
            created_on=date(2026, 1, 1),
            stage_entered_at=ago(20),
        ),
        people=found,
        lines=tuple(lines),
        insights=tuple(insights),
        reviews=ReviewFacts(
            ago(g[3]) if g[3] % 3 else None,
            tuple(ReviewComment(f"r{n}", "Why?") for n in range(g[4] % 4)),
            tuple(CoachingAction(f"a{n}", "Call", date(2026, 3, 1 + n)) for n in range(g[5] % 4)),
        ),
        comparables=comparables_from(list(rest), g[6] % 13),
    )


def comparables_from(genes: list[int], count: int) -> tuple[Comparable, ...]:
    return tuple(
        Comparable(
            f"w{n}",
            f"Won {n}",
            segment=("enterprise", "small")[gene % 2],
            kind="new",
            amount=1000.0 * (gene + 1),
            engaged_from={persona: (gene >> k) % 6 for k, persona in enumerate(PERSONAS[: gene % 10])},
        )
        for n, gene in enumerate((genes * count)[:count] if genes else [0] * count)
    )


def deals(least: int = 0, most: int = 7) -> st.SearchStrategy[DealSnapshot]:
    return st.builds(_deal, people(least, most), st.binary(min_size=7, max_size=7), st.binary(max_size=24))
