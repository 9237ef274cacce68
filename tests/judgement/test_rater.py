"""Calibration of the rater: a real bias is found, and among raters who judge alike nobody is marked."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from coalition.judgement.rater import Calibration, PastView, calibrate
from coalition.judgement.settings import DEFAULT
from coalition.judgement.words import WORD_SCORE

WORDS = tuple(WORD_SCORE)


def views(
    rater: str, count: int, bias: float, chance: random.Random, silent: bool | None = None, noise: float = 40.0
) -> list[PastView]:
    found = []
    for number in range(count):
        word = chance.choice(WORDS)
        later = max(-100.0, min(100.0, WORD_SCORE[word] - bias + chance.gauss(0, noise)))
        contact, deal = f"{rater}-c{number}", f"{rater}-d{number}"
        found.append(PastView(rater, contact, deal, word, later, 0.8, silent, won=chance.random() < 0.3))  # type: ignore[arg-type]
    return found


def by_id(found: tuple[Calibration, ...]) -> dict[str, Calibration]:
    return {calibration.rater_id: calibration for calibration in found}


def test_among_raters_who_judge_alike_nobody_is_marked() -> None:
    marked = 0
    for seed in range(20):
        chance = random.Random(seed)
        raters = [view for n in range(35) for view in views(f"u{n}", chance.randint(12, 40), 0.0, chance)]
        marked += sum(c.verdict != "fair" or bool(c.overlooks_silent) for c in calibrate(raters))
    assert marked == 0  # of 700


def test_a_seller_who_sees_friends_everywhere_is_found() -> None:
    chance = random.Random(7)
    team = [view for n in range(6) for view in views(f"u{n}", 40, 0.0, chance)]
    found = by_id(calibrate([*team, *views("rosy", 40, 50.0, chance)]))
    assert found["rosy"].verdict == "over_friendly"
    assert found["rosy"].low is not None and found["rosy"].low > DEFAULT.friendly_points
    assert {found[f"u{n}"].verdict for n in range(6)} == {"fair"}


def test_a_grim_one_is_found_too() -> None:
    chance = random.Random(7)
    team = [view for n in range(6) for view in views(f"u{n}", 40, 0.0, chance)]
    assert by_id(calibrate([*team, *views("grim", 40, -50.0, chance)]))["grim"].verdict == "over_critical"


def test_few_views_are_too_few_to_say_however_wrong_they_were() -> None:
    chance = random.Random(1)
    found = by_id(calibrate([*views("new", 11, 90.0, chance), *views("old", 60, 0.0, chance)]))
    assert found["new"].verdict == "too_few" and found["new"].bias is None
    assert found["new"].text == "Too few to say: 11 deals to compare, 12 are needed."


def test_twenty_views_of_one_deal_are_one_deal() -> None:
    chance = random.Random(1)
    same = [replace(view, deal_id="d") for view in views("u", 20, 90.0, chance)]
    (found,) = calibrate(same)
    assert (found.views, found.deals, found.verdict) == (20, 1, "too_few")


def test_behaviour_that_is_itself_unsure_is_no_yardstick() -> None:
    chance = random.Random(1)
    (found,) = calibrate([replace(view, later_confidence=0.2) for view in views("u", 40, 90.0, chance)])
    assert (found.views, found.verdict) == (0, "too_few")


def test_the_bias_is_pulled_towards_the_team_and_less_so_with_more_views() -> None:
    def bias(count: int) -> float:
        chance = random.Random(3)
        team = [view for n in range(5) for view in views(f"u{n}", 60, 0.0, chance, noise=1.0)]
        found = by_id(calibrate([*team, *views("x", count, 20.0, chance, noise=1.0)]))["x"].bias
        assert found is not None
        return found

    assert 0 < bias(12) < bias(60) < 20.0


def test_one_with_few_views_is_thought_to_be_like_the_team() -> None:
    chance = random.Random(3)
    team = [view for n in range(5) for view in views(f"u{n}", 60, 40.0, chance, noise=1.0)]
    found = by_id(calibrate([*team, *views("x", 12, 0.0, chance, noise=1.0)]))["x"].bias
    assert found is not None and 10.0 < found < 30.0


def test_one_who_calls_silent_people_friends_overlooks_the_silent() -> None:
    chance = random.Random(5)
    team = [view for n in range(5) for view in views(f"u{n}", 30, 0.0, chance, silent=True)]
    blind = [replace(view, word="supportive") for view in views("blind", 30, 0.0, chance, silent=True)]
    found = by_id(calibrate([*team, *blind]))
    assert found["blind"].overlooks_silent is True
    assert found["u0"].overlooks_silent is False
    assert found["blind"].silent_rated_for.count == found["blind"].silent_rated_for.total == 30


def test_silence_nobody_looked_at_is_too_few_to_say() -> None:
    (found,) = calibrate(views("u", 30, 0.0, random.Random(1)))
    assert found.overlooks_silent is None and found.silent_rated_for.share is None


def test_a_bias_beyond_chance_costs_weight_and_one_that_chance_may_have_made_does_not() -> None:
    """Whether the weight acts is a setting of the scores; see tests/scoring/test_rater_share.py."""
    chance = random.Random(2)
    assert 0.3 < calibrate(views("u", 40, 60.0, chance))[0].weight < 0.9
    assert calibrate(views("v", 40, 0.0, chance))[0].weight == 1.0
    assert calibrate(views("w", 11, 60.0, chance))[0].weight == 1.0


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_views_does_not_matter(order: int) -> None:
    history = views("u", 30, 10.0, random.Random(2)) + views("v", 30, -10.0, random.Random(3))
    assert calibrate(history[::order]) == calibrate(history)
