"""Next best conversation: influence times change times reach, by the strongest chain of introductions."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.judgement.frame import Frame
from coalition.judgement.next_conversation import next_conversations
from coalition.judgement.people import Engagement, Influence, Sentiment, Stakeholder
from coalition.judgement.reach import CARRIES, chains
from coalition.judgement.settings import DEFAULT
from coalition.judgement.snapshot import DealFacts, DealSnapshot, Insight, Line, OurTie
from tests.judgement.strategies import NOW, deals, heavy_law, law


def person(key: str, *personas: str, level: str = "present", influence: float = 50.0) -> Stakeholder:
    return Stakeholder(
        key,
        key,
        personas=personas,
        engagement=Engagement(level, two_way_90=3.0),  # type: ignore[arg-type]
        sentiment=Sentiment(40.0 if level == "engaged" else None),
        influence=Influence(influence, assumed=False),
    )


DEAL = DealSnapshot(
    NOW,
    DealFacts("d", "Pilot", stage_position=1),
    (
        person("champ", "champion", level="engaged"),
        person("cfo", "economic_buyer", influence=90.0),
        person("clerk", influence=10.0),
    ),
    lines=(Line("l1", "reports_to", "champ", "cfo", 3),),
    ties=(OurTie("rep", "champ", 0.9),),
)


def test_the_economic_buyer_comes_first_through_the_champion() -> None:
    first = next_conversations(DEAL)[0]
    assert first.contact_id == "cfo" and first.gates_opened == ("economic_buyer",)
    assert first.chain is not None
    assert (first.chain.user_id, first.chain.contact_ids) == ("rep", ("champ", "cfo"))
    assert first.reach == pytest.approx(0.9 * CARRIES[3])
    assert first.rank_value == pytest.approx(first.influence * first.change * first.reach)


def test_who_is_engaged_and_for_us_has_nothing_to_change() -> None:
    assert "champ" not in {c.contact_id for c in next_conversations(DEAL)}


def test_without_an_introduction_it_is_a_cold_call_and_says_so() -> None:
    cold = next(c for c in next_conversations(DEAL) if c.contact_id == "clerk")
    assert cold.chain is None and cold.reach == DEFAULT.cold_reach


def test_it_brings_their_questions_and_insights() -> None:
    deal = replace(DEAL, insights=(Insight("i1", "goal", "Cut costs", ("cfo",)),))
    first = next_conversations(deal)[0]
    assert first.insight_ids == ("i1",) and "Where does" in first.questions[0]


def test_a_conflict_introduces_nobody() -> None:
    deal = replace(DEAL, lines=(Line("l1", "conflict", "champ", "cfo", 3),))
    assert "cfo" not in chains(Frame(deal, DEFAULT))


@heavy_law
@given(deals(0, 5), st.lists(st.floats(0, 1), max_size=4))
def test_the_chain_is_the_strongest_of_all_paths(deal: DealSnapshot, strengths: list[float]) -> None:
    ties = tuple(OurTie(f"u{n}", p.contact_id, s) for n, (p, s) in enumerate(zip(deal.people, strengths, strict=False)))
    frame = Frame(replace(deal, ties=ties), DEFAULT)
    carries: dict[frozenset[str], float] = {}
    for line in deal.lines:
        pair = frozenset((line.from_id, line.to_id))
        if line.kind != "conflict":
            carries[pair] = max(carries.get(pair, 0.0), CARRIES[line.strength])
    found = chains(frame)
    for person in frame.people:
        others = [p.contact_id for p in frame.people if p is not person]
        paths = [(*path, person.contact_id) for size in range(len(others) + 1) for path in permutations(others, size)]
        best = max(
            (
                tie.strength * prod(carries.get(frozenset(hop), 0.0) for hop in pairwise(path))
                for path in paths
                for tie in ties
                if tie.contact_id == path[0]
            ),
            default=0.0,
        )
        assert (found[person.contact_id].strength if person.contact_id in found else 0.0) == pytest.approx(best)


@law
@given(deals())
def test_the_list_is_ranked_and_never_promises_harm(deal: DealSnapshot) -> None:
    found = next_conversations(deal)
    assert [c.rank_value for c in found] == sorted((c.rank_value for c in found), reverse=True)
    assert all(c.change >= 0 and c.gap_closed >= 0 and c.coverage_gained >= -1e-9 for c in found)
