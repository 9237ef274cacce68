"""Spread between sellers and outcomes of deals: laws, and nobody marked on chance."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.judgement.outcomes import ClosedDeal, median, outcomes
from coalition.judgement.spread import spread
from tests.judgement.strategies import law

CRM = Path(__file__).resolve().parents[3] / "shared/data/import/crm-pipeline/sales_pipeline.csv"
scores = st.floats(0, 100, allow_nan=False).map(lambda value: round(value, 2))
teams = st.dictionaries(st.sampled_from("abcdefgh"), st.lists(scores, min_size=1, max_size=30), min_size=1)
closed = st.lists(
    st.builds(
        ClosedDeal,
        won=st.booleans(),
        days=st.none() | st.integers(1, 900),
        amount=st.none() | st.floats(0, 1e6),
        people=st.integers(0, 12),
        engaged=st.integers(0, 9),
    ),
    max_size=60,
)


@law
@given(teams)
def test_a_shrunk_mean_lies_between_ones_own_and_the_teams(values: dict[str, list[float]]) -> None:
    found = spread(values, 5)
    for member in found.members:
        if member.value is not None and found.mean is not None:
            low, high = sorted((member.mean, found.mean))
            assert low - 1e-6 <= member.value <= high + 1e-6


@law
@given(teams, st.floats(-50, 50).map(round))
def test_moving_every_score_alike_marks_nobody_anew(values: dict[str, list[float]], by: float) -> None:
    moved = {key: [value + by for value in found] for key, found in values.items()}
    before, after = spread(values, 5), spread(moved, 5)
    # Rounding may tip who stands exactly on the edge of the interval, where nothing differs at all.
    assert [m.key for m in before.members] == [m.key for m in after.members]
    for one, other in zip(before.members, after.members, strict=True):
        assert (one.value is None) == (other.value is None)
        if one.value is not None and other.value is not None:
            assert other.value == pytest.approx(one.value + by, abs=1e-3)


@law
@given(teams)
def test_who_has_too_few_is_never_marked(values: dict[str, list[float]]) -> None:
    for member in spread(values, 5).members:
        assert (member.mark == "too_few") == (len(values[member.key]) < 5)


def test_sellers_who_are_all_alike_are_marked_one_time_in_twenty_at_most() -> None:
    dice = random.Random(7)
    marked = 0
    for _ in range(400):
        values = {str(n): [dice.gauss(50, 12) for _ in range(dice.randint(10, 60))] for n in range(12)}
        marked += any(member.mark for member in spread(values, 10).members)
    assert marked / 400 <= 0.06


def test_one_seller_among_few_deals_still_has_an_interval() -> None:
    values = {"many": [float(n * 10) for n in range(10)], "few": [20.0, 80.0]}
    (few, many) = spread(values, 10).members
    assert few.value is None
    assert many.low is not None and many.high is not None and many.low < 45 < many.high
    assert spread(values, 10).best_to_weakest is None


def test_a_seller_who_differs_is_found() -> None:
    dice = random.Random(3)
    values = {str(n): [dice.gauss(50, 10) for _ in range(40)] for n in range(10)}
    values["weak"] = [dice.gauss(25, 10) for _ in range(40)]
    marks = {member.key: member.mark for member in spread(values, 10).members}
    assert marks["weak"] == "below"


@pytest.mark.skipif(not CRM.exists(), reason=f"no data in {CRM}")
def test_in_a_crm_export_where_nothing_foretells_the_outcome_no_seller_is_marked() -> None:
    values: dict[str, list[float]] = defaultdict(list)
    with CRM.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["deal_stage"] in ("Won", "Lost"):
                values[row["sales_agent"]].append(float(row["deal_stage"] == "Won"))
    found = spread(values, 10)
    assert len(found.members) == 30
    assert [member.key for member in found.members if member.mark] == []


@law
@given(closed)
def test_every_deal_is_in_one_group_of_each_comparison(deals: list[ClosedDeal]) -> None:
    found = outcomes(deals, 10)
    assert sum(group.deals for group in found.by_map) == sum(group.deals for group in found.by_engaged) == len(deals)


@law
@given(closed)
def test_a_figure_stands_inside_its_interval_or_is_not_told(deals: list[ClosedDeal]) -> None:
    for group in (*outcomes(deals, 10).by_map, *outcomes(deals, 10).by_engaged):
        for figure in (group.won, group.days, group.amount):
            if figure.value is None:
                assert figure.count < 10 and figure.low is figure.high is None
            else:
                assert figure.low is not None and figure.high is not None
                assert figure.low - 1e-9 <= figure.value <= figure.high + 1e-9


def test_the_interval_of_a_median_holds_the_true_one_as_often_as_it_says() -> None:
    dice = random.Random(11)
    held = 0
    for _ in range(600):
        found = median([dice.lognormvariate(4, 1) for _ in range(25)], 10)
        assert found.low is not None and found.high is not None
        held += found.low <= 54.598 <= found.high
    assert held / 600 >= 0.93
