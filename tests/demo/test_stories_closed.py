"""Each planted story is closed by doing what its signal proposes, within four weeks, and by nothing else.

The last story of each kind is left alone: there nothing is done, and its signal stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from coalition.access.models import User
from coalition.demo.load import load_demo
from coalition.demo.simulate import World
from coalition.demo.stories import Story
from coalition.portfolio.scores import score_opportunities
from coalition.record.bulk import release_attached
from coalition.record.models import Contact, Opportunity, Stakeholder
from coalition.record.services.activities import Draft, Taker, log_activities
from coalition.record.services.contacts import create_contact, update_contact
from coalition.record.services.stakeholders import (
    add_stakeholder,
    assess_sentiment,
    remove_stakeholder,
    update_stakeholder,
)
from coalition.signals.models import Signal
from tests.demo.conftest import TODAY
from tests.demo.test_stories_noticed import SIGNALS

NOW = datetime.combine(TODAY, time(18), UTC)
WEEKS = 4
#: What is told in its place once one knows more: who bounced has left, who turns away is against us.
FOLLOWS = {"contact_left": {"left"}, "blocker_rising": {"opposed"}}


@dataclass
class Answered:
    """A story on its deal, and what is done about it, each a week after the other."""

    story: Story
    deal: Opportunity
    owner: User
    people: list[Contact]

    def signals(self) -> list[Signal]:
        """What still tells it."""
        kinds = {*SIGNALS[self.story.kind], *FOLLOWS.get(self.story.kind, ())}
        found = Signal.objects.filter(opportunity=self.deal, kind__in=kinds, state="open").exclude(severity="low")
        people = {each.pk for each in self.people}
        return [each for each in found if each.contact_id is None or each.contact_id in people]

    def act(self) -> None:
        match self.story.kind:
            case "new_name_in_cc":
                self.add_unknown()
            case "contact_left":
                self.ask_who_takes_over()
            case "single_threaded":
                self.meet(*self.people, *self.others())
            case "rosy_view":
                self.meet(*self.people)
                self.assess("sceptical", "Asked openly: what we promised last year has not come.")
            case "blocker_rising" if any(each.kind == "opposed" for each in self.signals()):
                self.meet(*self.people)
                self.assess("neutral", "Has the paper they asked for.")
            case _:
                self.meet(*self.people)

    def meet(self, *people: Contact) -> None:
        """They accepted and came, and answered the mail about it within the hour."""
        now = datetime.now(UTC)
        us = Taker("from", user=self.owner)
        theirs = [Taker("attendee", contact=person, response="accepted") for person in people]
        meeting = [Taker("organizer", user=self.owner), *theirs]
        drafts = [Draft("meeting", now - timedelta(hours=8), meeting, "outbound", opportunity=self.deal)]
        for person in people:
            thread = f"after {self.deal.pk} {person.pk} {now:%Y-%m-%d}"
            back = [Taker("from", contact=person), Taker("to", user=self.owner)]
            drafts += [
                Draft(
                    "email",
                    now - timedelta(hours=5),
                    [us, Taker("to", contact=person)],
                    "outbound",
                    opportunity=self.deal,
                    thread=thread,
                ),
                Draft("email", now - timedelta(hours=4), back, "inbound", opportunity=self.deal, thread=thread),
            ]
        log_activities(drafts)

    def others(self) -> list[Contact]:
        """Second people they bring into the next meeting."""
        rest = self.deal.stakeholders.exclude(contact__in=self.people).order_by("pk").select_related("contact")
        return [each.contact for each in rest[:2]]

    def add_unknown(self) -> None:
        for address in self.story.addresses:
            if not Contact.objects.filter(email=address).exists():
                name = address.split("@")[0].replace(".", " ").title()
                made = create_contact(by=self.owner, account=self.deal.account, name=name, email=address)
                add_stakeholder(opportunity=self.deal, contact=made, by=self.owner)

    def ask_who_takes_over(self) -> None:
        for person in self.people:
            seat = Stakeholder.objects.filter(opportunity=self.deal, contact=person).first()
            if seat is None:
                continue
            if person.status != "left":
                update_contact(person, by=self.owner, status="left")
                person.refresh_from_db()
            else:
                remove_stakeholder(seat, by=self.owner)

    def assess(self, sentiment: str, evidence: str) -> None:
        for seat in self.deal.stakeholders.filter(contact__in=self.people):
            said = assess_sentiment(seat, sentiment=sentiment, evidence=evidence, by=self.owner)
            update_stakeholder(said, by=self.owner, vote="")


@pytest.fixture
def stories(db: None, world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[Answered]]]:
    """By kind."""
    monkeypatch.setattr("coalition.demo.load.simulate", {TODAY: world}.__getitem__)
    with time_machine.travel(NOW, tick=False):
        load_demo(TODAY)
    found: dict[str, list[Answered]] = defaultdict(list)
    for story in world.stories:
        deal = Opportunity.objects.get(external_id=story.opportunity)
        if story.kind != "healthy" and deal.owner is not None:
            people = list(Contact.objects.filter(external_id__in=story.people))
            found[story.kind].append(Answered(story, deal, deal.owner, people))
    yield found
    release_attached()


@pytest.mark.slow
def test_what_a_signal_proposes_closes_it_and_nothing_else_does(stories: dict[str, list[Answered]]) -> None:
    everything = [each for of_kind in stories.values() for each in of_kind]
    left_alone = [of_kind[-1] for of_kind in stories.values()]
    deals = [each.deal.pk for each in everything]
    with time_machine.travel(NOW, tick=False):
        score_opportunities(deals)
    assert [each.story for each in everything if not each.signals()] == []
    for week in range(WEEKS):
        with time_machine.travel(NOW + timedelta(weeks=week, days=3), tick=False):
            for each in everything:
                if each not in left_alone:
                    each.act()
        with time_machine.travel(NOW + timedelta(weeks=week + 1), tick=False):
            score_opportunities(deals)
    still = [(each.story.kind, [told.text for told in each.signals()]) for each in everything if each.signals()]
    assert {kind for kind, _ in still} == set(stories), still
    assert len(still) == len(left_alone), still
