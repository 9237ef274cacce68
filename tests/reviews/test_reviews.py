"""Reviews: what they leave behind for judgement, what they ask, and what is agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from coalition.access.models import User
from coalition.gates.models import GateRule
from coalition.judgement.people import Engagement, Sentiment, Stakeholder
from coalition.judgement.review_questions import review_questions
from coalition.judgement.snapshot import DealFacts, DealSnapshot
from coalition.judgement.summary import judge
from coalition.portfolio.snapshots import deal_snapshot
from coalition.record import models as record
from coalition.record.errors import Invalid, StageRefused
from coalition.record.services.opportunities import move_stage
from coalition.reviews.selectors.queue import review_queue
from coalition.reviews.services import reviews
from tests import factories
from tests.judgement.strategies import NOW

pytestmark = pytest.mark.django_db


def coaching_gap(deal: record.Opportunity) -> float:
    found = judge(deal_snapshot(deal.pk, timezone.now()))
    return next(gap.value for gap in found.gaps if gap.key == "no_coaching_loop")


def test_a_review_closes_the_gap_that_no_review_leaves(deal: record.Opportunity, manager: User) -> None:
    assert coaching_gap(deal) == 100.0
    reviews.hold_review(deal, by=manager, notes="All clear.")
    assert coaching_gap(deal) == 0.0


def test_open_comments_and_late_actions_are_felt_until_they_are_closed(
    stakeholder: record.Stakeholder, owner: User, teammate: User
) -> None:
    deal = stakeholder.opportunity
    reviews.hold_review(deal, by=owner)
    comment = factories.make_comment(stakeholder, by=teammate)
    action = factories.make_action(deal, by=owner, due_on=timezone.now().date() - timedelta(days=1))
    assert coaching_gap(deal) > 0
    reviews.answer_comment(comment, answer="She said so herself.", by=owner)
    reviews.update_action(action, by=owner, status="done")
    assert coaching_gap(deal) == 0.0


def test_the_past_is_judged_by_the_reviews_held_then(deal: record.Opportunity, owner: User) -> None:
    reviews.hold_review(deal, by=owner)
    yesterday = timezone.now() - timedelta(days=1)
    assert deal_snapshot(deal.pk, yesterday).reviews.last_review_at is None


def test_a_gate_that_asks_for_a_review_opens_with_one_held_in_this_stage(deal: record.Opportunity, owner: User) -> None:
    GateRule.objects.all().delete()
    factories.make_gate_rule("validation", kind="review")
    stages = factories.make_stages()
    move_stage(move_stage(deal, stage=stages["prospecting"], by=owner), stage=stages["discovery"], by=owner)
    deal.refresh_from_db()
    with pytest.raises(StageRefused, match="never reviewed"):
        move_stage(deal, stage=stages["validation"], by=owner)
    reviews.hold_review(deal, by=owner)
    assert move_stage(deal, stage=stages["validation"], by=owner).stage.key == "validation"


def test_an_accepted_suggestion_changes_the_map_and_its_history_names_both(
    stakeholder: record.Stakeholder, owner: User, teammate: User
) -> None:
    comment = factories.make_comment(stakeholder, by=teammate, suggests={"vote": "against"})
    assert reviews.accept_suggestion(comment, by=owner).status == "accepted"
    stakeholder.refresh_from_db()
    last = stakeholder.history.first()
    assert stakeholder.vote == "against"
    assert (last.history_user, last.history_change_reason) == (owner, "Suggested by teammate: Who says so?")
    with pytest.raises(Invalid, match="no open suggestion"):
        reviews.accept_suggestion(comment, by=owner)


def test_a_comment_is_about_somebody_on_the_map(deal: record.Opportunity, owner: User) -> None:
    stranger = factories.make_contact()
    with pytest.raises(Invalid, match="is not on the map"):
        reviews.write_comment(deal, text="Who is this?", contact=stranger, by=owner)


def test_the_queue_holds_the_open_deals_of_those_one_answers_for_the_longest_not_reviewed_first(
    deal: record.Opportunity, owner: User, teammate: User, manager: User, outsider: User
) -> None:
    new = factories.make_opportunity(deal.account, owner=teammate)
    factories.make_opportunity(deal.account, owner=owner, stage="won")
    reviews.hold_review(deal, by=manager)
    assert list(review_queue(manager)) == [new, deal]
    assert list(review_queue(teammate)) == [new]
    assert not review_queue(outsider).exists()


def person(key: str, level: str, score: float | None) -> Stakeholder:
    return Stakeholder(key, key, name=key.title(), engagement=Engagement(level), sentiment=Sentiment(score))  # type: ignore[arg-type]


def questions(now: DealSnapshot, before: DealSnapshot | None = None) -> dict[str, str]:
    return {each.code: each.text for each in review_questions(now, judge(now), before)}


def test_questions_are_about_what_shifted_since_the_last_review() -> None:
    before = DealSnapshot(NOW, DealFacts("d", "P"), (person("ada", "deep", 60.0), person("ben", "engaged", 10.0)))
    now = replace(
        before, people=(person("ada", "lapsed", 20.0), person("ben", "engaged", 15.0), person("cy", "", None))
    )
    found = questions(now, before)
    assert found["sentiment"] == "Ada has become cooler (-40 points). What happened?"
    assert found["engagement"] == "Ada was deep and is lapsed. Why?"
    assert found["newcomer"].startswith("Cy is new")
    assert "sentiment" not in questions(now, now) and "newcomer" not in questions(now)


def test_questions_are_few_and_each_is_put_once() -> None:
    now = DealSnapshot(NOW, DealFacts("d", "P", stage_position=2), tuple(person(f"p{n}", "", None) for n in range(40)))
    found = review_questions(now, judge(now), replace(now, people=()))
    assert len(found) == 12 == len({each.text for each in found})
    assert found[0].code == "gate"
