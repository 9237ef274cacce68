"""Missing roles: comparable won deals decide where there are enough of them, else the template, and it says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.judgement.figures import wilson
from coalition.judgement.frame import Frame
from coalition.judgement.missing_roles import Expectation, distance, expectation
from coalition.judgement.people import Engagement, Stakeholder
from coalition.judgement.settings import DEFAULT
from coalition.judgement.snapshot import Comparable, DealFacts, DealSnapshot, ExpectedRole, Template
from tests.judgement import oracle
from tests.judgement.strategies import NOW, comparables_from, deals, law

DEAL = DealFacts("d", "Pilot", "new", segment="enterprise", industry="energy", amount=100_000.0, stage_position=2)


def won(number: int, **engaged_from: int) -> Comparable:
    return Comparable(f"w{number}", f"Won {number}", "enterprise", "energy", "new", 120_000.0, engaged_from)


def expected(*comparables: Comparable, people: tuple[Stakeholder, ...] = ()) -> Expectation:
    return expectation(Frame(DealSnapshot(NOW, DEAL, people, comparables=comparables), DEFAULT))


@law
@given(st.lists(st.integers(0, 255), max_size=12), st.integers(0, 20), st.integers(0, 5))
def test_expected_is_what_three_of_five_comparables_had(genes: list[int], count: int, stage: int) -> None:
    others = comparables_from(genes, count)
    deal = replace(DEAL, stage_position=stage, segment="Enterprise")
    found = expectation(Frame(DealSnapshot(NOW, deal, comparables=others), DEFAULT))
    wanted = oracle.expected_personas(deal, others)
    assert found.basis == ("template" if wanted is None else "comparables")
    if wanted is not None:
        assert {role.persona for role in found.roles} == wanted


@law
@given(deals())
def test_missing_is_expected_and_held_by_nobody_engaged(deal: DealSnapshot) -> None:
    found = expectation(Frame(deal, DEFAULT))
    for role in found.roles:
        engaged = oracle.role_level(deal.people, role.persona) in ("engaged", "deep")
        assert (role.persona in {m.persona for m in found.missing}) == (not engaged)


def test_three_of_five_is_enough_and_fewer_is_not() -> None:
    with_it = [won(n, ratifier=1) for n in range(6)]
    without = [won(n, champion=0) for n in range(6, 10)]
    found = expected(*with_it, *without)
    (role,) = found.roles
    assert (role.persona, role.share, role.engaged_in) == ("ratifier", 0.6, 6)
    assert (role.low, role.high) == pytest.approx(wilson(6, 10))
    assert "6 of 10 similar won deals" in found.missing[0].reason


def test_a_role_engaged_only_at_a_later_stage_is_not_expected_yet() -> None:
    assert expected(*(won(n, ratifier=3) for n in range(10))).roles == ()


def test_seven_comparables_are_too_few_to_say() -> None:
    found = expected(*(won(n, ratifier=1) for n in range(7)))
    assert found.basis == "template" and found.compared == ()
    assert "Only 7 similar won deals; 8 are needed" in found.why


def test_won_deals_whose_roles_were_never_kept_fall_back_to_the_template() -> None:
    found = expected(*(won(n) for n in range(12)))
    assert found.basis == "template" and "have no role in common" in found.why


def test_deals_of_another_kind_and_size_are_no_comparables() -> None:
    far = [replace(won(n, ratifier=1), segment="small", industry="retail", amount=900.0) for n in range(20)]
    assert expected(*far).basis == "template"


def test_a_deal_is_not_compared_with_itself() -> None:
    found = expected(*(won(n, ratifier=1) for n in range(7)), replace(won(9, ratifier=1), deal_id="d"))
    assert found.basis == "template"


def test_nobody_is_told_to_find_a_blocker() -> None:
    roles = expected(*(won(n, blocker=0, champion=0) for n in range(9))).roles
    assert [role.persona for role in roles] == ["champion"]


def test_a_named_holder_who_is_silent_leaves_the_role_missing() -> None:
    silent = Stakeholder("s", "c", personas=("ratifier",), engagement=Engagement("present"))
    (missing,) = expected(*(won(n, ratifier=1) for n in range(9)), people=(silent,)).missing
    assert missing.named and missing.contact_ids == ("c",)


def test_the_template_of_the_segment_goes_before_the_one_of_the_settings() -> None:
    own = Template("public sector", (ExpectedRole("ratifier", 3),))
    found = expectation(Frame(DealSnapshot(NOW, DEAL, template=own), DEFAULT))
    assert [role.persona for role in found.roles] == ["ratifier"] and "'public sector'" in found.why


def test_distance_is_nothing_between_equals_and_half_where_all_is_unknown() -> None:
    assert distance(DEAL, replace(won(1), amount=100_000.0)) == 0.0
    assert distance(DealFacts("x", "X"), Comparable("w", "W")) == pytest.approx(0.5)
