"""The simulated company as a whole: the same each time, the promised size, and believable."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import asdict
from datetime import date
from itertools import pairwise

import pytest

from coalition.demo import flagship_external_id
from coalition.demo.calendar import DAY, EVENING, MORNING, day_of, midnight
from coalition.demo.pipeline import outlines, win_chance
from coalition.demo.simulate import World, simulate
from tests.demo.conftest import TODAY
from tests.demo.reading import Reading

OUTSIDE_HOURS = ("out_of_office", "bounce")


def test_the_same_day_gives_the_same_world(world: World) -> None:
    again = simulate(TODAY)
    for name in ("kind", "occurred", "recorded", "subject", "thread", "bits", "part_of", "parts", "status", "deal"):
        assert getattr(again.log, name) == getattr(world.log, name), name
    for kind in ("account", "contact", "opportunity", "stakeholder", "line", "insight"):
        assert list(map(asdict, again.ledger.versions(kind))) == list(map(asdict, world.ledger.versions(kind))), kind
    assert again.stories == world.stories
    assert again.stage_changes == world.stage_changes


def test_another_day_gives_the_same_people_and_deals_moved_along(world: World) -> None:
    later = simulate(date(2027, 2, 28))
    assert [contact.email for contact in later.society.contacts] == [
        contact.email for contact in world.society.contacts
    ]
    assert [deal.name for deal in later.deals] == [deal.name for deal in world.deals]
    assert [(story.kind, story.opportunity) for story in later.stories] == [
        (story.kind, story.opportunity) for story in world.stories
    ]


@pytest.mark.parametrize("today", [date(2028, 2, 29), date(2027, 1, 1), date(2026, 3, 29), date(2026, 8, 16)])
def test_any_day_will_do(today: date) -> None:
    """A leap day, New Year, the day clocks change, a Sunday in the holidays."""
    made = simulate(today)
    assert 50_000 < len(made.log) < 68_000
    assert len(made.society.contacts) == 900


def test_it_is_quick(world: World) -> None:
    started = time.process_time()
    simulate(TODAY)
    assert time.process_time() - started < 6


def test_it_has_the_promised_size(world: World) -> None:
    assert len(world.society.users) == 14
    assert len({user.team for user in world.society.users if user.team is not None}) == 3
    assert Counter(user.role for user in world.society.users) == {"rep": 9, "manager": 3, "admin": 1, "revops": 1}
    assert len(world.society.customers) == 60
    assert len(world.society.contacts) == 900
    assert len(world.deals) == 250
    assert 57_000 < len(world.log) < 63_000
    outcomes = Counter(deal.outcome for deal in world.deals)
    assert outcomes["open"] == 44
    assert 0.3 < outcomes["won"] / (outcomes["won"] + outcomes["lost"]) < 0.5
    for deal in world.deals:
        if deal.outcome == "open":
            assert 7 <= len(deal.seats) <= 17, deal.key


def test_everything_the_issue_names_happens(world: World) -> None:
    assert set(world.log.kind) == {"email", "meeting", "call", "content", "document", "forward", "support"}
    assert set(world.log.automatic) == {"", "out_of_office", "bounce", "calendar", "mailing_list"}
    assert set(world.log.status) == {"done", "planned", "cancelled", "rescheduled"}
    assert set(world.log.direction) == {"inbound", "outbound", "internal"}
    roles = Counter(part[3] for part in world.log.parts)
    assert (
        min(roles[role] for role in ("from", "to", "cc", "organizer", "attendee", "caller", "viewer", "requester"))
        > 500
    )
    kinds = Counter(version.state["kind"] for version in world.ledger.current("line"))
    assert set(kinds) == {"reports_to", "dotted", "influences", "ally", "conflict", "knows"}


def test_people_act_in_their_own_working_hours(world: World) -> None:
    """Their mails, calls, meetings and views lie on their working days; only machines answer at night."""
    log, contacts, users = world.log, world.society.contacts, world.society.users
    for row, (contact, user, _, role, response, _) in zip(log.part_of, log.parts, strict=True):
        acts = role in ("from", "organizer", "caller", "viewer", "requester") or response in ("accepted", "connected")
        if not acts or log.automatic[row] in OUTSIDE_HOURS or (user is not None and log.kind[row] != "email"):
            continue
        person = contacts[contact] if contact is not None else users[user] if user is not None else None
        assert person is not None
        if contact is not None and role == "attendee":
            continue  # a guest from another time zone; the one it centres on is checked
        calendar = person.presence.calendar
        day, minute = calendar.local(log.occurred[row])
        assert calendar.works(day), (person.name, log.kind[row], log.subject[row])
        assert MORNING - 30 <= minute <= EVENING + 15, (person.name, log.kind[row], minute)


def test_our_calls_and_meetings_are_at_waking_hours(world: World) -> None:
    late = total = 0
    for row, (_, user, _, _, _, _) in zip(world.log.part_of, world.log.parts, strict=True):
        if user is not None and world.log.kind[row] in ("meeting", "call"):
            total += 1
            late += (
                not 6 * 60 <= world.society.users[user].presence.calendar.local(world.log.occurred[row])[1] < 22 * 60
            )
    assert late / total < 0.02


def test_nothing_is_known_before_it_happens_but_what_is_planned(world: World) -> None:
    horizon = midnight(TODAY)
    for occurred, recorded, status in zip(world.log.occurred, world.log.recorded, world.log.status, strict=True):
        assert recorded < horizon
        if status == "planned":
            assert occurred >= horizon
        else:
            assert occurred <= recorded <= occurred + 5 * DAY


def test_a_subject_is_filled_in(world: World) -> None:
    assert not [subject for subject in world.log.subject if "{" in subject or not subject.strip()]


def test_every_address_belongs_to_nobody_real(world: World) -> None:
    addresses = {part[2] for part in world.log.parts} | {contact.email for contact in world.society.contacts}
    assert all(address.endswith(".example") for address in addresses)
    assert len({contact.email for contact in world.society.contacts}) == 900
    assert len({contact.name for contact in world.society.contacts}) == 900


def test_nobody_reports_to_themselves_in_the_end(world: World) -> None:
    """At no moment: the managers of every version of every line are walked up to a root."""
    moments = sorted({version.edit.at for version in world.ledger.versions("line")})
    for moment in moments[:: max(1, len(moments) // 40)] + moments[-1:]:
        manager: dict[str, str] = {}
        for version in world.ledger.versions("line"):
            if version.state["kind"] == "reports_to" and version.edit.at <= moment:
                manager[version.state["from_contact"]] = version.state["to_contact"]
        for person in manager:
            seen, at = {person}, manager.get(person)
            while at is not None:
                assert at not in seen, (person, at)
                seen.add(at)
                at = manager.get(at)


def test_every_view_of_a_seller_has_its_evidence(world: World) -> None:
    views = 0
    for version in world.ledger.versions("stakeholder"):
        if version.state.get("sentiment"):
            views += 1
            assert version.state["sentiment_evidence"].strip()
            assert version.state["sentiment_at"] is not None
            assert version.state["sentiment_by"] is not None
        if version.state.get("influence"):
            assert version.state["influence_reason"]
            assert version.state["influence_until"]
    assert views > 1500


def test_lines_without_direction_are_stored_once(world: World) -> None:
    seen: set[tuple[object, ...]] = set()
    for version in world.ledger.current("line"):
        state = version.state
        mark = (state["kind"], state["from_contact"], state["to_contact"], state["opportunity"])
        assert mark not in seen
        seen.add(mark)
        if state["kind"] in ("ally", "conflict", "knows"):
            assert state["from_contact"] < state["to_contact"]


def test_stages_move_forward_in_time(world: World) -> None:
    order = ("prospecting", "discovery", "validation", "proposal", "negotiation", "won", "lost")
    by_deal: dict[str, list[tuple[int, str | None, str]]] = {}
    for deal, before, after, at, _ in world.stage_changes:
        by_deal.setdefault(deal, []).append((at, before, after))
    assert len(by_deal) == 250
    for deal, changes in by_deal.items():
        assert changes[0][1] is None, deal
        for (at, _, reached), (later, before, after) in pairwise(changes):
            assert at < later, deal
            assert before == reached
            assert order.index(after) > order.index(reached)


def test_the_last_days_have_news_on_most_deals(world: World) -> None:
    since = midnight(TODAY) - 7 * 86_400
    news = {
        version.key
        for version in world.ledger.versions("opportunity")
        if version.edit.at >= since and version.edit.sign == "~"
    }
    lines = {version.key for version in world.ledger.versions("line") if version.edit.at >= since}
    assert len(news) >= 15
    assert len(lines) >= 5
    assert all(version.edit.at < midnight(TODAY) for version in world.ledger.versions("opportunity"))


def test_the_past_grows(world: World) -> None:
    """Half a year ago the open deals had fewer people and other views, and some lines were not drawn yet."""
    then = midnight(TODAY) - 180 * DAY
    open_deals = {deal.key for deal in world.deals if deal.outcome == "open"}
    now_views, old_views = {}, {}
    for version in world.ledger.versions("stakeholder"):
        if version.state["opportunity"] in open_deals:
            now_views[version.key] = version.state.get("sentiment")
            if version.edit.at <= then:
                old_views[version.key] = version.state.get("sentiment")
    assert len(old_views) < len(now_views)
    assert sum(old_views[key] != now_views[key] for key in old_views) > 60
    lines = [version for version in world.ledger.current("line") if version.state["opportunity"] in open_deals]
    assert 0 < sum(line.first_at <= then for line in lines) < len(lines)
    personas = [version for version in world.ledger.versions("stakeholder") if "personas" in version.edit.changes]
    assert any(version.edit.sign == "~" for version in personas)
    assert any(version.edit.sign == "-" for version in world.ledger.versions("stakeholder"))
    assert any(
        "to_contact" in version.edit.changes and version.edit.sign == "~" for version in world.ledger.versions("line")
    )
    assert any(
        "title" in version.edit.changes and version.edit.sign == "~" for version in world.ledger.versions("contact")
    )


def test_deals_are_won_for_reasons_that_show_in_behaviour(world: World, reading: Reading) -> None:
    """Before the outcome is near, deals with an engaged economic buyer are won far more often than those without."""
    met, missed = [], []
    for deal in world.deals:
        buyer = deal.seat("economic_buyer")
        if deal.outcome == "open" or buyer is None:
            continue
        middle = deal.created + (deal.close_on - deal.created) * 6 // 10
        (met if reading.acted(buyer.contact.key, deal.created, middle) >= 3 else missed).append(deal.outcome == "won")
    assert len(met) > 40
    assert len(missed) > 40
    assert sum(met) / len(met) > sum(missed) / len(missed) + 0.15


def test_no_outcome_is_certain() -> None:
    """Chance keeps its part: an outlook can learn, and never perfectly."""
    closed = [outline for outline in outlines(day_of(TODAY)) if outline.outcome != "open"]
    likely = [outline.outcome == "won" for outline in closed if win_chance(outline.fate) > 0.6]
    unlikely = [outline.outcome == "won" for outline in closed if win_chance(outline.fate) < 0.3]
    assert 0.5 < sum(likely) / len(likely) < 0.97
    assert 0.02 < sum(unlikely) / len(unlikely) < 0.35


def test_the_flagship_is_a_full_map(world: World, reading: Reading) -> None:
    deal = next(deal for deal in world.deals if deal.key == flagship_external_id)
    assert len(deal.seats) == 17
    on_map = {seat.contact.key for seat in deal.seats}
    lines = [
        state
        for state in reading.states("line").values()
        if state["from_contact"] in on_map
        and state["to_contact"] in on_map
        and state["opportunity"] in (None, deal.key)
    ]
    assert {line["kind"] for line in lines} == {"reports_to", "dotted", "influences", "ally", "conflict", "knows"}
    depth = {seat.contact.key: _depth(seat.contact) for seat in deal.seats}
    assert max(depth.values()) == 4
    words = Counter(
        state.get("sentiment", "")
        for state in reading.states("stakeholder").values()
        if state["opportunity"] == deal.key
    )
    assert set(words) == {"advocate", "supportive", "neutral", "sceptical", "opposed", ""}
    today = day_of(TODAY)
    last = {
        seat.contact.name: max(
            (
                event.day
                for event in reading.by_contact[seat.contact.key]
                if event.acted and event.deal == deal.key and event.day < today
            ),
            default=None,
        )
        for seat in deal.seats
    }
    assert last["Naledi Sithebe"] is None
    assert sum(day is not None and today - day <= 30 for day in last.values()) == 12
    assert 30 < today - (last["Valter Ahlgren"] or 0) < 45


def _depth(contact: object) -> int:
    manager = getattr(contact, "manager", None)
    return 1 if manager is None else 1 + _depth(manager)
