"""What is usual is learned from many, held to the defaults while they are few, and never made by one talker."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.scoring import norms
from coalition.scoring.settings import SentimentSettings

S = SentimentSettings()
DAYS = 22.0
counts = st.integers(0, 200)


def facts(**given: float) -> dict[str, Any]:
    usual = {"sent": 4, "answered": 2, "waited": 10.0, "invited": 2, "accepted": 1.0, "acts": 3, "starts": 1}
    return {f"{name}_recent": value for name, value in {**usual, **given}.items()}


def learned(people: list[dict[str, Any]], persona: str = "champion", stage: str = "proposal") -> list[norms.Norm]:
    return norms.learn([(persona, stage, each) for each in people], ["discovery", "proposal"], DAYS, S)


def test_too_few_people_give_no_norm() -> None:
    assert learned([facts()] * (S.norms_least_people - 1)) == []
    assert len(learned([facts()] * S.norms_least_people)) == 2


def test_a_stage_too_few_stand_at_has_the_persona_over_all_stages() -> None:
    by_stage = {norm.stage: norm for norm in learned([facts()] * 40)}
    assert (by_stage["proposal"].basis, by_stage["discovery"].basis) == ("stage", "persona")
    assert by_stage["discovery"].people == 40


def test_nobody_who_was_never_in_touch_counts() -> None:
    silent = facts(sent=0, answered=0, waited=0, invited=0, accepted=0, acts=0, starts=0)
    assert learned([facts()] * 30) == learned([facts()] * 30 + [silent] * 500)


def test_one_talker_is_not_the_norm() -> None:
    quiet = facts(sent=2, answered=0, waited=9.0, starts=0, acts=1)
    talker = facts(sent=5000, answered=5000, waited=500.0, starts=0)
    (norm,) = [each for each in learned([quiet] * 60 + [talker]) if each.stage == "proposal"]
    assert norm.reply_rate < 0.25


def test_many_people_outweigh_the_defaults() -> None:
    (norm,) = [n for n in learned([facts(sent=5, answered=5, waited=5.0)] * 400) if n.stage == "proposal"]
    assert norm.reply_rate > 0.97
    assert norm.answers_per_log_hour > 0.9


@given(st.lists(st.tuples(counts, counts, counts, counts), min_size=20, max_size=40))
def test_norms_are_rates_whatever_the_book_holds(book: list[tuple[int, int, int, int]]) -> None:
    people = [
        facts(sent=a + b, answered=b, waited=float(a), invited=c + d, accepted=float(d), acts=a, starts=c)
        for a, b, c, d in book
    ]
    for norm in learned(people):
        assert 0 <= norm.reply_rate <= 1
        assert 0 <= norm.acceptance <= 1
        assert 0 <= norm.initiative <= 1
        assert norm.answers_per_log_hour > 0
        assert norm.two_way_per_day > 0


@given(st.permutations(range(30)))
def test_the_order_of_people_does_not_matter(order: list[int]) -> None:
    people = [facts(sent=number, answered=number // 3) for number in range(30)]
    one, other = (learned(each)[0] for each in (people, [people[number] for number in order]))
    assert one.reply_rate == pytest.approx(other.reply_rate, rel=1e-3)
    assert one.people == other.people


def test_the_table_is_what_scoring_reads() -> None:
    table = norms.as_table(learned([facts()] * 30))
    assert table["persona"].to_pylist() == ["champion", "champion"]
    assert table["stage"].to_pylist() == ["discovery", "proposal"]
