"""The planted stories can be seen in the data by plain counting; the product's own detection is tested elsewhere."""

from __future__ import annotations

from collections import Counter

from coalition.demo.calendar import DAY, day_of
from coalition.demo.deal import Deal
from coalition.demo.simulate import World
from coalition.demo.stories import EXPECTED, PLAN, Story
from tests.demo.conftest import TODAY
from tests.demo.reading import Reading

NOW = day_of(TODAY)


def _of(world: World, kind: str) -> list[tuple[Story, Deal]]:
    deals = {deal.key: deal for deal in world.deals}
    found = [(story, deals[story.opportunity]) for story in world.stories if story.kind == kind]
    assert len(found) >= PLAN[kind], kind
    return found


def test_the_manifest_names_every_kind_once_a_deal(world: World) -> None:
    planted = Counter(story.kind for story in world.stories)
    assert set(planted) == set(EXPECTED)
    assert len({story.id for story in world.stories}) == len(world.stories)
    assert len({story.opportunity for story in world.stories}) == len(world.stories)
    contacts = {contact.key for contact in world.society.contacts}
    for story in world.stories:
        assert set(story.people) <= contacts
        assert story.since < TODAY
        assert (story.expected == "none") == (story.kind == "healthy")


def test_a_champion_goes_quiet(world: World, reading: Reading) -> None:
    for story, deal in _of(world, "champion_gone_quiet"):
        champion = story.people[0]
        since = day_of(story.since)
        silent_days = NOW - since
        before = reading.acted(champion, since - 90, since) / 90
        # Answers to what was asked before the turn may still trickle in.
        after = reading.acted(champion, since + 4, NOW) / (silent_days - 4)
        assert before * 7 > 1.5, story.id
        assert after < before / 4, story.id
        others = [seat.contact.key for seat in deal.seats if seat.contact.key != champion]
        assert sum(reading.acted(other, NOW - 21, NOW) > 0 for other in others) >= 3, story.id


def test_a_cfo_is_never_met(world: World, reading: Reading) -> None:
    for story, deal in _of(world, "cfo_never_met"):
        cfo = story.people[0]
        assert reading.count(cfo, 0, NOW, lambda event, key=deal.key: event.acted and event.deal == key) == 0
        assert "economic_buyer" in next(seat for seat in deal.seats if seat.contact.key == cfo).personas


def test_one_thread_carries_a_deal(world: World, reading: Reading) -> None:
    for story, deal in _of(world, "single_threaded"):
        here = Counter(
            seat.contact.key
            for seat in deal.seats
            for event in reading.by_contact[seat.contact.key]
            if event.acted and event.deal == deal.key and NOW - 90 <= event.day < NOW
        )
        acts = dict(here)
        assert acts[story.people[0]] > 15
        assert acts[story.people[0]] / sum(acts.values()) > 0.85, (story.id, acts)


def test_a_blocker_rises_behind_polite_mails(world: World, reading: Reading) -> None:
    for story, deal in _of(world, "blocker_rising"):
        person, since = story.people[0], day_of(story.since)
        mails = reading.count(
            person, since, NOW, lambda event: event.kind == "email" and event.role == "from" and not event.automatic
        )
        assert mails >= 5, story.id  # the mails go on
        assert reading.reply_hours(person, since + 14, NOW) > reading.reply_hours(person, since - 150, since), story.id
        assert reading.acceptance(person, since + 14, NOW) < reading.acceptance(person, since - 150, since) - 0.15, (
            story.id
        )
        if deal.story == "blocker_rising":
            view = reading.states("stakeholder")[f"{deal.key}/{person}"]
            assert view["sentiment"] == "neutral"


def test_a_new_name_appears_in_copy(world: World, reading: Reading) -> None:
    known = {contact.email for contact in world.society.contacts}
    for story, deal in _of(world, "new_name_in_cc"):
        stranger = story.addresses[0]
        assert stranger not in known
        seen = [row for row, part in zip(world.log.part_of, world.log.parts, strict=True) if part[2] == stranger]
        assert len(seen) >= 2, story.id
        assert all(world.log.deal[row] == deal.key for row in seen)
        assert min(world.log.occurred[row] for row in seen) // DAY >= day_of(story.since)


def test_a_contact_left_and_mail_bounces(world: World, reading: Reading) -> None:
    for story, _ in _of(world, "contact_left"):
        person, since = story.people[0], day_of(story.since)
        assert reading.count(person, since, NOW, lambda event: event.automatic == "bounce") >= 1, story.id
        assert reading.count(person, 0, since, lambda event: event.automatic == "bounce") == 0, story.id
        assert reading.acted(person, since + 1, NOW) == 0, story.id
        assert reading.acted(person, since - 60, since) >= 3, story.id
        assert reading.states("contact")[person]["status"] == "active"


def test_somebody_was_added_for_the_rule_and_never_answered(world: World, reading: Reading) -> None:
    for story, deal in _of(world, "stalled_for_the_rule"):
        person = story.people[0]
        tried = reading.count(person, day_of(story.since), NOW, lambda event, key=deal.key: event.deal == key)
        assert tried >= 3, story.id
        assert reading.count(person, 0, NOW, lambda event, key=deal.key: event.acted and event.deal == key) == 0, (
            story.id
        )


def test_a_rosy_view_stands_against_cold_behaviour(world: World, reading: Reading) -> None:
    for story, deal in _of(world, "rosy_view"):
        person, since = story.people[0], day_of(story.since)
        view = reading.states("stakeholder")[f"{deal.key}/{person}"]
        assert view["sentiment"] == "advocate"
        before = reading.acted(person, since - 100, since) / 100
        after = reading.acted(person, since + 7, NOW) / (NOW - since - 7)
        assert after < before / 2, story.id


def test_a_healthy_deal_has_everybody_talking(world: World, reading: Reading) -> None:
    for story, deal in _of(world, "healthy"):
        for seat in deal.seats:
            assert reading.acted(seat.contact.key, NOW - 21, NOW) >= 1, (story.id, seat.contact.name)
        assert deal.seat("economic_buyer") is not None
        assert any(seat.contact.department == "Finance" for seat in deal.seats), story.id
        shares = [reading.acted(seat.contact.key, NOW - 90, NOW) for seat in deal.seats]
        assert max(shares) / sum(shares) < 0.5
