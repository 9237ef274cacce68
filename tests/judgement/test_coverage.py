"""Coverage: per role the deepest holder; depth before breadth; nobody leaves and stays counted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.judgement.coverage import coverage
from coalition.judgement.frame import Frame
from coalition.judgement.missing_roles import Role, expectation
from coalition.judgement.people import Engagement, Stakeholder
from coalition.judgement.settings import DEFAULT
from coalition.judgement.snapshot import DealFacts, DealSnapshot
from tests.judgement import oracle
from tests.judgement.strategies import LEVELS, NOW, deals, law

ROLES = (Role("economic_buyer", "Economic buyer", 3), Role("champion", "Champion", 1))


def deal_of(*people: Stakeholder) -> DealSnapshot:
    return DealSnapshot(NOW, DealFacts("d", "Pilot"), people)


def holder(key: str, persona: str, level: str) -> Stakeholder:
    return Stakeholder(key, key, personas=(persona,), engagement=Engagement(level))  # type: ignore[arg-type]


def covered(*people: Stakeholder) -> float | None:
    return coverage(Frame(deal_of(*people), DEFAULT), ROLES).score


@law
@given(deals())
def test_coverage_is_what_the_plain_definition_says(deal: DealSnapshot) -> None:
    frame = Frame(deal, DEFAULT)
    roles = expectation(frame).roles
    found = coverage(frame, roles)
    wanted = oracle.coverage_score(deal.people, {role.persona: role.importance for role in roles})
    assert found.score == (None if wanted is None else pytest.approx(wanted))
    assert {r.persona: r.level for r in found.roles} == {
        r.persona: oracle.role_level(deal.people, r.persona) for r in roles
    }


@law
@given(deals())
def test_the_points_of_the_roles_add_up_to_the_score(deal: DealSnapshot) -> None:
    frame = Frame(deal, DEFAULT)
    found = coverage(frame, expectation(frame).roles)
    assert sum(role.points for role in found.roles) == (found.score or 0.0)


@law
@given(deals(1), st.data())
def test_a_deeper_relationship_never_lowers_coverage(deal: DealSnapshot, data: st.DataObject) -> None:
    frame = Frame(deal, DEFAULT)
    roles = expectation(frame).roles
    chosen = data.draw(st.sampled_from(deal.people))
    assessed = LEVELS[max(1, LEVELS.index(chosen.engagement.level)) :]
    deeper = replace(chosen, engagement=Engagement(data.draw(st.sampled_from(assessed))))  # type: ignore[arg-type]
    known = replace(chosen, engagement=Engagement(assessed[0]))  # type: ignore[arg-type]
    before, after = (
        coverage(Frame(replace(deal, people=tuple(p if q is chosen else q for q in deal.people)), DEFAULT), roles)
        for p in (known, deeper)
    )
    assert (after.score or 0.0) >= (before.score or 0.0) - 1e-9
    assert (after.engaged_share or 0.0) >= (before.engaged_share or 0.0)


def test_one_engaged_holder_is_worth_more_than_a_name_in_every_role() -> None:
    names = covered(holder("a", "economic_buyer", "present"), holder("b", "champion", "present"))
    one = covered(holder("a", "champion", "engaged"))
    assert names is not None and one is not None and one > names


def test_more_names_in_a_role_add_nothing() -> None:
    one = holder("a", "champion", "engaged")
    assert covered(one) == covered(one, holder("b", "champion", "present"), holder("c", "champion", "present"))


def test_a_role_whose_holders_were_never_assessed_is_left_out_and_not_zero() -> None:
    alone = covered(holder("a", "champion", "deep"))
    with_unknown = covered(holder("a", "champion", "deep"), holder("b", "economic_buyer", ""))
    assert (alone, with_unknown) == (25.0, 100.0)
    assert coverage(Frame(deal_of(holder("b", "economic_buyer", "")), DEFAULT), ROLES).not_assessed == 1


def test_who_left_holds_no_role_any_more() -> None:
    gone = replace(holder("a", "champion", "deep"), status="left")
    assert covered(gone) == 0.0
