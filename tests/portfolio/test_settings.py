"""Settings are validated, previewed, saved as versions; old scores keep theirs."""

from __future__ import annotations

import pytest

from coalition.access.models import User
from coalition.portfolio import settings, worker
from coalition.portfolio.models import ScoringSettingsVersion, StakeholderScore
from coalition.portfolio.preview import preview
from coalition.record.errors import Forbidden, Invalid
from coalition.record.models import DirtyOpportunity, Opportunity
from coalition.scoring.settings import DEFAULT
from tests import factories
from tests.portfolio.conftest import Talk

STRICT = {"scoring": {"engagement": {"engaged_days": 2}}}


def test_without_a_saved_version_the_defaults_are_in_force(db: None) -> None:
    assert settings.current_settings() == DEFAULT
    page = settings.described()
    assert page["values"] == page["defaults"]
    assert page["saved"] is None


def test_saved_settings_survive_the_way_through_the_database(admin: User) -> None:
    given = {"scoring": {"engagement": {"half_life_days": 45}}, "judgement": {"fresh_days": 30}}
    saved = settings.save(given, by=admin, note="Our deals are slower.")
    found = settings.current()
    assert found.scoring.engagement.half_life_days == 45
    assert found.judgement.fresh_days == 30
    assert saved.version == found.scoring.version != DEFAULT.version
    assert saved.judgement_version == found.judgement.version
    page = settings.described()
    assert page["saved"]["note"] == "Our deals are slower."
    assert page["saved"]["by"]["name"] == admin.name
    assert page["defaults"]["judgement"]["fresh_days"] == 60


def test_every_refused_value_is_named_at_once(admin: User) -> None:
    wrong = {
        "scoring": {"engagement": {"engaged_days": -1, "no_such": 3}},
        "judgement": {"fresh_days": 0},
        "colours": {},
    }
    with pytest.raises(Invalid) as refused:
        settings.save(wrong, by=admin)
    named = set(refused.value.fields)
    assert {"colours", "judgement"} <= named
    assert any(name.startswith("scoring.engagement") for name in named)
    assert not ScoringSettingsVersion.objects.exists()


@pytest.mark.parametrize("name", ["owner", "manager", "guest", "agent", "outsider"])
def test_only_those_who_answer_for_everybody_may_change_or_preview_them(cast: dict[str, User], name: str) -> None:
    with pytest.raises(Forbidden):
        settings.save(STRICT, by=cast[name])
    with pytest.raises(Forbidden):
        preview(STRICT, by=cast[name])


def test_a_new_version_rescores_open_deals_and_leaves_closed_ones_with_theirs(
    admin: User, live_deal: Opportunity, talk: Talk
) -> None:
    won = factories.make_opportunity(live_deal.account, "won")
    contact = factories.make_contact(live_deal.account)
    factories.make_stakeholder(won, contact)
    DirtyOpportunity.objects.create(opportunity=won)
    worker.run_dirty_batch()
    settings.save(STRICT, by=admin)
    worker.run_dirty_batch()
    of_open = StakeholderScore.objects.get(opportunity=live_deal)
    assert of_open.settings_version == settings.current_settings().version
    assert of_open.engagement_level == "lapsed"
    assert StakeholderScore.objects.get(opportunity=won).settings_version == DEFAULT.version


def test_a_preview_tells_who_would_move_and_changes_nothing(admin: User, live_deal: Opportunity) -> None:
    told = preview(STRICT, by=admin)
    assert told["scores"]["engagement"]["moves"] == [{"from": "engaged", "to": "lapsed", "count": 1}]
    assert told["stakeholders"] == {"looked_at": 1, "changed": 1}
    (deal,) = told["most_affected"]
    assert deal["id"] == str(live_deal.uuid)
    assert deal["people"][0]["engagement"] == {"from": "engaged", "to": "lapsed"}
    assert told["new_version"] != told["version"]
    assert settings.current_settings() == DEFAULT
    assert not StakeholderScore.objects.exists()


def test_a_preview_of_the_settings_in_force_moves_nobody(admin: User, live_deal: Opportunity) -> None:
    told = preview({}, by=admin)
    assert told["stakeholders"]["changed"] == 0
    assert told["most_affected"] == []


def test_every_value_says_what_it_means_and_no_other() -> None:
    """Lists and rules have pages of their own; a single value is an input with its words."""
    values = settings.Settings().as_values()
    scoring = {
        f"scoring.{group}" if not isinstance(value, dict) else f"scoring.{group}.{name}"
        for group, value in values["scoring"].items()
        for name in (value if isinstance(value, dict) else ("",))
    }
    judgement = {f"judgement.{name}" for name, value in values["judgement"].items() if isinstance(value, (int, float))}
    assert set(settings.WORDS) == scoring | judgement
    assert all(words["label"] and words["meaning"].endswith(".") for words in settings.WORDS.values())
