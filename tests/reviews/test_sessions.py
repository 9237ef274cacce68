"""Test and improve: an order, parts, and what each part asks."""

from __future__ import annotations

import pytest

from coalition.access.models import User
from coalition.judgement.part_questions import PARTS, questions_in_part
from coalition.judgement.people import Engagement, Sentiment, Stakeholder
from coalition.judgement.snapshot import DealFacts, DealSnapshot
from coalition.record.errors import Conflict, Invalid
from coalition.record.models import Opportunity
from coalition.reviews.models import MapReview
from coalition.reviews.services import sessions
from tests.judgement.example import EXAMPLE
from tests.judgement.strategies import NOW


@pytest.mark.django_db
def test_a_session_goes_through_its_steps_and_its_end_is_a_review(deal: Opportunity, owner: User) -> None:
    session = sessions.start_session(deal, by=owner)
    steps = [session.step]
    while session.step != "closed":
        session = sessions.advance_session(session, by=owner)
        steps.append(session.step)
    assert steps == ["present", "clarify", "test", "improve", "closed"]
    assert MapReview.objects.filter(opportunity=deal, by=owner).count() == 1
    with pytest.raises(Invalid, match="is closed"):
        sessions.advance_session(session, by=owner)


@pytest.mark.django_db
def test_one_session_is_open_at_a_time(deal: Opportunity, owner: User, teammate: User) -> None:
    sessions.start_session(deal, by=owner)
    with pytest.raises(Invalid, match="open already"):
        sessions.start_session(deal, by=teammate)


@pytest.mark.django_db
def test_everybody_takes_their_own_part_and_may_put_it_down(deal: Opportunity, owner: User, teammate: User) -> None:
    session = sessions.take_part(sessions.start_session(deal, by=owner), part="cfo", by=owner)
    session = sessions.take_part(session, part="blocker", by=teammate)
    assert session.parts == {str(owner.uuid): "cfo", str(teammate.uuid): "blocker"}
    assert sessions.take_part(session, part="", by=owner).parts == {str(teammate.uuid): "blocker"}
    with pytest.raises(Invalid, match="wizard"):
        sessions.take_part(session, part="wizard", by=owner)


@pytest.mark.django_db
def test_two_who_go_on_at_once_go_one_step(deal: Opportunity, owner: User, teammate: User) -> None:
    session = sessions.start_session(deal, by=owner)
    sessions.advance_session(session, by=owner, expect_version=1)
    with pytest.raises(Conflict):
        sessions.advance_session(session, by=teammate, expect_version=1)


def asked(part: str, *people: Stakeholder) -> list[str]:
    deal = DealSnapshot(NOW, DealFacts("d", "P"), people)
    return [each.text for each in questions_in_part(deal, part)]  # type: ignore[arg-type]


def test_every_part_has_something_to_ask_of_any_map() -> None:
    for part in PARTS:
        assert asked(part) and questions_in_part(EXAMPLE, part)


def test_a_competitor_calls_those_who_are_not_in_touch_or_not_for_us() -> None:
    idle = Stakeholder("a", "a", name="Ada", engagement=Engagement("present"), sentiment=Sentiment(60.0))
    cool = Stakeholder("b", "b", name="Ben", engagement=Engagement("deep"), sentiment=Sentiment(0.0))
    ours = Stakeholder("c", "c", name="Cy", engagement=Engagement("deep"), sentiment=Sentiment(60.0))
    said = asked("competitor", idle, cool, ours)
    assert said == [
        "I would call Ada tomorrow: you are not in touch with them.",
        "I would call Ben tomorrow: they are not for you yet.",
    ]


def test_a_blocker_who_finds_nobody_against_asks_who_was_not_asked() -> None:
    assert asked("blocker") == ["Nobody on this map is against you. Whom did you not ask?"]
    against = Stakeholder("a", "a", name="Ada", sentiment=Sentiment(-40.0))
    assert asked("blocker", against) == ["I am Ada, and against it. What would change my mind?"]
