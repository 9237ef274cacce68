"""Where people start in influence is learned from evidence alone, held to the defaults, and never feeds on itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition.scoring import engine
from coalition.scoring.influence_norms import InfluenceNorm, as_table, learn, start, start_of
from coalition.scoring.settings import DEFAULT, InfluenceSettings
from tests.oracle import scores as oracle
from tests.oracle.touches import touches as plain_touches
from tests.scoring.histories import CONTACTS, DEAL, NOW, History, histories

S = InfluenceSettings()
LEAST, PRIOR = 20, 20.0
shares = st.floats(0, 1)


def person(evidence: float, *, seniority: str = "vp", assumed: bool = False) -> dict[str, Any]:
    return {"influence_evidence": evidence, "influence_assumed": assumed, "seniority": seniority}


def learned(people: list[dict[str, Any]], persona: str = "champion") -> list[InfluenceNorm]:
    return learn([(persona, each) for each in people], S, LEAST, PRIOR)


def scored(history: History, norms: list[InfluenceNorm]) -> list[dict[str, Any]]:
    tables = replace(history.tables(), influence_norms=as_table(norms))
    return engine.score(tables, NOW, DEFAULT).stakeholders.to_pylist()


def test_too_few_people_give_no_norm_and_who_is_assumed_teaches_nothing() -> None:
    assert learned([person(0.9)] * (LEAST - 1)) == []
    assert learned([person(0.9, assumed=True)] * 500) == []
    (norm,) = learned([person(0.9)] * LEAST + [person(0.1, assumed=True)] * 500)
    assert (norm.people, norm.usual) == (LEAST, pytest.approx((0.9 + start("champion", "vp", S)) / 2))


def test_kinds_are_told_apart_by_persona_and_seniority() -> None:
    found = learned([person(0.9)] * 30 + [person(0.2, seniority="staff")] * 30)
    assert [(norm.persona, norm.seniority) for norm in found] == [("champion", "staff"), ("champion", "vp")]
    assert found[0].usual < start("champion", "staff", S) < start("champion", "vp", S) < found[1].usual


@given(st.lists(shares, min_size=LEAST, max_size=60), st.randoms())
def test_a_norm_lies_between_the_evidence_and_the_default_in_whatever_order(found: list[float], order: Any) -> None:
    (norm,) = learned([person(each) for each in found])
    low, high = sorted((sum(found) / len(found), start("champion", "vp", S)))
    assert low - 1e-4 <= norm.usual <= high + 1e-4
    shuffled = sorted(found, key=lambda _: order.random())
    assert learned([person(each) for each in shuffled]) == [norm]


def test_somebody_of_several_personas_starts_from_the_highest_each_as_the_book_says_where_it_does() -> None:
    norms = {("champion", "vp"): 0.1}
    assert start_of(["champion"], "vp", norms, S) == 0.1
    assert start_of(["champion", "economic_buyer"], "vp", norms, S) == S.economic_buyer_prior
    assert start_of(["champion"], "staff", norms, S) == S.champion_prior
    assert start_of([""], "", norms, S) == S.unknown_prior


@settings(max_examples=8, deadline=None)
@given(histories(), shares, shares)
def test_learning_again_under_a_norm_gives_the_same(history: History, usual: float, other: float) -> None:
    """The evidence, and who is assumed, do not depend on where people start."""
    norms = [InfluenceNorm(p, r, 30, usual) for p in ("", "champion", "economic_buyer") for r in ("", "vp", "staff")]
    again = [replace(norm, usual=other) for norm in norms]
    columns = ("influence_evidence", "influence_assumed", "influence_confidence")
    told = [[{name: row[name] for name in columns} for row in scored(history, each)] for each in (norms, again, [])]
    assert told[0] == told[1] == told[2]


@settings(max_examples=8, deadline=None)
@given(histories(), st.dictionaries(st.sampled_from(("", "champion", "coach", "technical_buyer")), shares))
def test_scores_start_from_the_norms_as_the_plain_formulas_do(history: History, usual: dict[str, float]) -> None:
    norms = {(persona, rank): share for persona, share in usual.items() for rank in ("", "director")}
    rows = scored(history, [InfluenceNorm(persona, rank, 30, share) for (persona, rank), share in norms.items()])
    here = [each for each in history.stakeholders if each["opportunity_id"] == DEAL]
    touches = oracle.known(plain_touches(list(history.activities), list(history.participants)), NOW)
    expected = oracle.influence(here, touches, list(history.lines), list(history.users), DEFAULT, norms)
    got = {row["contact_id"]: row for row in rows if row["opportunity_id"] == DEAL}
    for contact in CONTACTS:
        close = {name: pytest.approx(value, abs=1e-4) for name, value in expected[contact].items()}
        assert {name: got[contact][name] for name in close} == close
