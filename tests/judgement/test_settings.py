"""Settings: one object, validated, with a version, and through JSON without loss."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from coalition.judgement.conditions import Condition
from coalition.judgement.own_rules import OwnRule
from coalition.judgement.plain import plain, settings_from
from coalition.judgement.settings import DEFAULT, JudgementSettings, SettingsError


def test_settings_come_back_from_json_as_they_were() -> None:
    rule = OwnRule("r", "Call $names", (Condition("influence.score", "at_least", 70.0),))
    settings = replace(DEFAULT, own_rules=(rule,), fresh_days=30, consensus_threshold=0.3)
    back = settings_from(json.loads(json.dumps(plain(settings))))
    assert back == settings and back.version == settings.version


def test_what_is_not_given_keeps_its_default() -> None:
    assert settings_from({"fresh_days": 30}) == replace(DEFAULT, fresh_days=30)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"fresh_day": 3}, "fresh_day is not a setting"),
        ({"fresh_days": 0}, "fresh_days must be between 1 and 3650, is 0"),
        ({"fresh_days": "soon"}, "fresh_days: Input should be a valid integer"),
        ({"green_from": 30.0}, "amber_from"),
        ({"support_when_won": 0.1}, "nobody could be won over"),
        ({"level_points": [["absent", 0]]}, "must give points to absent, present"),
        ({"rule_weights": [["identified", 1]]}, "rule_weights must name identified, access"),
        ({"own_rules": [{"key": "k", "text": "t", "conditions": []}]}, "has no condition"),
    ],
)
def test_a_setting_that_cannot_hold_is_refused_by_name(given: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        settings_from(given)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as refused:
        JudgementSettings(fresh_days=0, silent_days=0, stalled_days=0)
    assert len(refused.value.problems) == 3
    assert "stalled_days must be between" in str(refused.value)


def test_an_unknown_essential_field_is_named() -> None:
    with pytest.raises(SettingsError, match="shoe_size"):
        JudgementSettings(essential_fields=("shoe_size",))
