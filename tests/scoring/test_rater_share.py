"""The calibration of a seller weighs their view only where the settings say so, and only towards behaviour."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition.scoring.settings import DEFAULT, ScoringSettings, SettingsError
from tests.oracle import scores as oracle
from tests.oracle.touches import touches as plain_touches
from tests.scoring.histories import NOW, History, histories, our_mail, stakeholder, their_mail

WHO = 11


def heeding(share: float) -> ScoringSettings:
    return replace(DEFAULT, sentiment=replace(DEFAULT.sentiment, rater_share=share))


def of_raters(history: History, weight: float | None) -> History:
    return replace(history, stakeholders=tuple({**row, "rater_weight": weight} for row in history.stakeholders))


@settings(max_examples=10, deadline=None)
@given(histories(), st.floats(0, 1))
def test_off_nothing_changes_whatever_is_thought_of_the_rater(history: History, weight: float) -> None:
    assert DEFAULT.sentiment.rater_share == 0
    before = history.scores().stakeholders.to_pylist()
    assert of_raters(history, weight).scores().stakeholders.to_pylist() == before


@settings(max_examples=10, deadline=None)
@given(histories(), st.floats(0, 1), st.floats(0, 1))
def test_on_the_view_gives_way_to_behaviour_and_only_there(history: History, weight: float, share: float) -> None:
    before = history.scores().stakeholders.to_pylist()
    after = of_raters(history, weight).scores(settings=heeding(share)).stakeholders.to_pylist()
    for old, new in zip(before, after, strict=True):
        if old["sentiment_source"] == "blend":
            apart = abs(old["sentiment_score"] - old["behaviour_score"])
            assert abs(new["sentiment_score"] - new["behaviour_score"]) <= apart + 1e-9
        else:
            assert new["sentiment_score"] == old["sentiment_score"]
        assert (new["behaviour_score"], new["diverges"]) == (old["behaviour_score"], old["diverges"])


@pytest.mark.parametrize(("share", "weight"), [(0.0, 0.5), (1.0, 0.5), (1.0, None), (0.5, 0.2)])
def test_it_acts_as_the_plain_formula_says(share: float, weight: float | None) -> None:
    warm = [step for ago in range(3, 200, 9) for step in (our_mail(WHO, ago), their_mail(WHO, ago - 0.2))]
    history = History(stakeholders=(stakeholder(WHO, sentiment="supportive", rater_weight=weight),)).plus(*warm)
    (row,) = history.scores(settings=heeding(share)).stakeholders.to_pylist()
    touches = oracle.known(plain_touches(list(history.activities), list(history.participants)), NOW)
    told = oracle.sentiment(history.stakeholders[0], touches, NOW, history.calendar, heeding(share))
    assert row["sentiment_source"] == "blend"
    assert row["sentiment_score"] == pytest.approx(told["sentiment_score"])
    (plain,) = history.scores().stakeholders.to_pylist()
    assert (row["sentiment_score"] != plain["sentiment_score"]) is bool(share and weight)


def test_a_share_beyond_one_is_refused() -> None:
    with pytest.raises(SettingsError, match="rater_share"):
        heeding(1.5)
