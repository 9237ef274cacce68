"""Past views are held against what came after, once it is over; and the calibration is shown to whom it concerns."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from coalition.access.models import User
from coalition.judgement.rater import calibrate
from coalition.portfolio.models import HeldView, RatersVersion
from coalition.portfolio.past import tables_as_of
from coalition.portfolio.raters.learning import past_views
from coalition.portfolio.raters.work import work_out_raters
from coalition.portfolio.reading import read_tables
from coalition.portfolio.settings import save
from coalition.record.models import Account, Opportunity, Stakeholder
from tests import factories
from tests.portfolio.conftest import Talk

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def judged(deal: Opportunity, by: User, at: datetime, word: str = "supportive") -> Stakeholder:
    """Somebody on the map whom ``by`` judged then; the record learned of it in that moment."""
    contact = factories.make_contact(deal.account)
    view = {"sentiment": word, "sentiment_evidence": "Said so", "sentiment_at": at, "sentiment_by": by}
    row = factories.make_stakeholder(deal, contact, **view)
    Stakeholder.history.filter(id=row.pk).update(history_date=at)
    for model, key in ((Opportunity, deal.pk), (type(contact), contact.pk)):
        model.history.filter(id=key).update(history_date=at - 400 * DAY)
    return row


def work(now: datetime) -> None:
    while work_out_raters(now):
        pass


def test_a_view_is_held_against_what_came_in_the_month_after_it_and_once(
    deal: Opportunity, owner: User, talk: Talk, now: datetime
) -> None:
    row = judged(deal, owner, now - 40 * DAY)
    for days_ago in (12, 15, 18, 22, 26, 50):
        talk(days_ago, deal, row.contact)
    work(now)
    (held,) = HeldView.objects.all()
    assert (held.rater, held.word, held.silent) == (owner, "supportive", False)
    assert held.later is not None and held.later > 0
    assert held.later_confidence > 0.5
    work(now + DAY)
    assert HeldView.objects.count() == 1


def test_a_view_of_last_week_waits_and_one_written_down_afterwards_is_hindsight(
    deal: Opportunity, owner: User, now: datetime
) -> None:
    judged(deal, owner, now - 7 * DAY)
    late = judged(deal, owner, now - 90 * DAY)
    Stakeholder.history.filter(id=late.pk).update(history_date=now - 2 * DAY)
    work(now)
    assert not HeldView.objects.exists()
    work(now + 29 * DAY)
    assert HeldView.objects.get(stakeholder=late).held_at == now - 2 * DAY


def test_who_had_gone_silent_is_told_from_who_never_was_in_touch(
    deal: Opportunity, owner: User, talk: Talk, now: datetime
) -> None:
    silent, stranger = (judged(deal, owner, now - 40 * DAY) for _ in range(2))
    talk(90, deal, silent.contact)
    work(now)
    found = {held.stakeholder_id: held.silent for held in HeldView.objects.all()}
    assert found == {silent.pk: True, stranger.pk: None}


def calibrated(account: Account, now: datetime, **bias: float) -> dict[str, Any]:
    """Twenty deals a seller, each view so many points friendlier than what came after; stored as the night does."""
    for user in User.objects.filter(name__in=bias):
        for number in range(20):
            deal = factories.make_opportunity(account, owner=user)
            row = factories.make_stakeholder(deal, factories.make_contact(account))
            later = 40.0 - bias[user.name] + (10 if number % 2 else -10)
            held = {"word": "supportive", "later": later, "later_confidence": 0.8, "silent": False}
            times = {"viewed_at": now - 60 * DAY, "held_at": now - 60 * DAY}
            HeldView.objects.create(stakeholder=row, opportunity=deal, rater=user, **held, **times)
    work(now)
    return {each["rater_id"]: each for each in RatersVersion.objects.latest("learned_at").raters}


def ask(user: User) -> Any:
    client = Client(headers={"accept": "application/json"})
    client.force_login(user)
    answer = client.get("/api/v1/raters")
    assert answer.status_code == 200, answer.content[:400]
    return answer.json()


def test_what_is_kept_is_what_judgement_says_and_nothing_new_makes_no_version(
    account: Account, owner: User, teammate: User, now: datetime
) -> None:
    kept = calibrated(account, now, owner=70, teammate=0)
    assert list(kept.values()) == [asdict(each) for each in calibrate(past_views(now))]
    assert kept[str(owner.uuid)]["verdict"] == "over_friendly"
    work(now + DAY)
    assert RatersVersion.objects.count() == 1


def test_a_seller_sees_themselves_a_manager_the_team_an_admin_all_and_an_outsider_nobody(
    account: Account, owner: User, teammate: User, manager: User, admin: User, outsider: User, now: datetime
) -> None:
    calibrated(account, now, owner=70, teammate=0)
    assert [(each["name"], each["is_you"]) for each in ask(owner)["raters"]] == [("owner", True)]
    for viewer in (manager, admin):
        assert [each["name"] for each in ask(viewer)["raters"]] == ["owner", "teammate"]
    assert ask(outsider)["raters"] == []
    found = ask(owner)["raters"][0]
    assert found["deals"] == 20 and found["low"] > 10 and "friendlier" in found["text"]


def test_in_works_council_mode_everybody_sees_only_themselves(
    account: Account, owner: User, teammate: User, manager: User, admin: User, now: datetime
) -> None:
    calibrated(account, now, owner=70, teammate=0)
    save({"judgement": {"name_sellers": False}}, by=admin)
    for viewer in (manager, admin):
        assert ask(viewer)["raters"] == []
        assert "owner" not in str(ask(viewer))
    assert [each["name"] for each in ask(owner)["raters"]] == ["owner"]


def test_scoring_reads_the_weights_of_its_moment(
    account: Account, owner: User, teammate: User, talk: Talk, now: datetime
) -> None:
    kept = calibrated(account, now, owner=70, teammate=0)
    deal = factories.make_opportunity(account)
    judged(deal, owner, now - 2 * DAY)
    judged(deal, teammate, now - 2 * DAY)
    weight = kept[str(owner.uuid)]["weight"]
    assert 0.3 < weight < 0.9
    for moment, expected in ((now, [weight, None]), (now - DAY, [None, None])):
        assert read_tables([deal.pk], moment).stakeholders["rater_weight"].to_pylist() == expected
        assert tables_as_of(deal.pk, moment).stakeholders["rater_weight"].to_pylist() == expected


def test_settings_saved_before_the_switch_moved_still_hold(admin: User) -> None:
    row = save({"judgement": {"use_rater_weight": True, "silent_days": 21}}, by=admin)
    assert "use_rater_weight" not in row.values["judgement"]
    assert row.values["scoring"]["sentiment"]["rater_share"] == 0
    assert row.values["judgement"]["silent_days"] == 21
