"""The quarter a rule is tried on: what it reads of each past moment is what the map of that day shows."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from coalition.access.models import User
from coalition.portfolio.pasts.snapshots import deals_since, snapshots_of
from coalition.portfolio.scores import score_as_of
from coalition.record.models import (
    Account,
    ActivityKind,
    Contact,
    Direction,
    Line,
    LineKind,
    Opportunity,
    Response,
    Stakeholder,
)
from coalition.record.touches import derive_touches
from coalition.signals.selectors.trial import EVERY, MOMENTS, QUARTER
from tests import factories

pytestmark = pytest.mark.django_db


def test_scores_of_many_past_moments_in_one_run_are_those_of_each_moment_by_itself(
    deal: Opportunity, stakeholder: Stakeholder, owner: User
) -> None:
    now = timezone.now().replace(microsecond=0)
    buyer = stakeholder.contact
    boss = factories.make_contact(deal.account, seniority="executive", time_zone="Asia/Tokyo")
    quiet = factories.make_contact(deal.account, seniority="manager")
    second = factories.make_opportunity(deal.account, owner=owner, stage="validation")
    won = factories.make_opportunity(deal.account, owner=owner, stage="won")
    begun = now - timedelta(days=300)
    factories.make_stakeholder(deal, boss, personas=["economic_buyer"], purchasing_authority=True)
    factories.make_stakeholder(deal, quiet, sentiment="sceptical", sentiment_at=begun)
    factories.make_stakeholder(second, buyer, personas=["champion"])
    factories.make_stakeholder(won, boss, vote="for")
    factories.make_line(LineKind.INFLUENCES, quiet, boss, strength=3)
    for model in (Account, Opportunity, Stakeholder, Contact, Line):
        model.history.update(history_date=begun)
    talked(deal, second, [buyer, boss, quiet], owner, begun, now)

    moments = [now - QUARTER + EVERY * place for place in range(MOMENTS)]
    found = snapshots_of(deals_since(moments[0]), moments, frozenset({"scores"}))
    assert len(found) == 2 * MOMENTS, "the two open deals; the won one closed long before"
    uuids = {contact.pk: str(contact.uuid) for contact in Contact.objects.all()}
    for (opportunity_id, moment), snapshot in found.items():
        people = {person.contact_id: person for person in snapshot.people}
        for row in score_as_of(opportunity_id, moment).stakeholders.to_pylist():
            person = people[uuids[row["contact_id"]]]
            assert person.engagement.level == row["engagement_level"]
            assert person.engagement.score == pytest.approx(row["engagement_score"])
            last = person.engagement.last_two_way_at
            assert (last and int(last.timestamp())) == row["last_two_way_s"]
            assert person.sentiment.score == pytest.approx(row["sentiment_score"])
            assert person.sentiment.behaviour.score == pytest.approx(row["behaviour_score"])
            assert person.influence.score == pytest.approx(row["influence_score"])
            assert person.influence.confidence == pytest.approx(row["influence_confidence"])
            assert (person.engagement.silence is not None) == row["is_quiet"]


def talked(
    deal: Opportunity, second: Opportunity, people: list[Contact], owner: User, begun: datetime, now: datetime
) -> None:
    """A conversation of ten months that cools down, some of it about the other deal."""
    made = []
    for day in range(2, (now - begun).days, 5):
        at = begun + timedelta(days=day, hours=day % 9)
        about = second if day % 4 == 0 else deal
        who = people[day % 3]
        thread = f"t{day}"
        mail = factories.make_activity(opportunity=about, sender=owner, to=[who], occurred_at=at, thread=thread)
        made.append(mail.pk)
        if day % 7 < (5 if day < 220 else 2):
            answer = factories.make_activity(
                direction=Direction.INBOUND,
                opportunity=about,
                sender=who,
                to=[owner],
                cc=[each for each in people if each != who][: day % 3],
                occurred_at=at + timedelta(hours=3 + day % 30),
                thread=thread,
            )
            made.append(answer.pk)
        if day % 4 == 1:
            meeting = factories.make_activity(
                kind=ActivityKind.MEETING,
                opportunity=about,
                sender=owner,
                to=people[:2],
                occurred_at=at + timedelta(hours=26),
                response=Response.ACCEPTED if day % 3 else Response.DECLINED,
            )
            made.append(meeting.pk)
    derive_touches(made)
