"""A deal enters a stage only with its conditions met, or on an exception somebody answers for."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from coalition.access.models import Role, User
from coalition.gates.models import ExceptionStatus, GateRule, Passage, StageException
from coalition.gates.selectors.exceptions import may_decide, overdue_exceptions
from coalition.gates.selectors.outcomes import outcomes_by_rule
from coalition.gates.selectors.rules import as_judged, in_order
from coalition.gates.services import exceptions, rules
from coalition.judgement.gate_rules import DEFAULT_GATE_RULES
from coalition.record.errors import Conflict, Forbidden, Invalid, RecordError, StageRefused
from coalition.record.models import Account, Opportunity, StageChange
from coalition.record.services import opportunities
from tests import factories

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)


def today() -> date:
    return timezone.now().date()


def move(deal: Opportunity, to: str, by: User | None = None, **rest: Any) -> Opportunity:
    deal.refresh_from_db()
    return opportunities.move_stage(deal, stage=factories.make_stages()[to], by=by, **rest)


def ask(deal: Opportunity, by: User, to: str = "proposal", days: int = 30) -> StageException:
    stage = factories.make_stages()[to]
    until = today() + timedelta(days=days)
    return exceptions.ask_exception(deal, to_stage=stage, why="Their budget closes on Friday.", until=until, by=by)


def engage_all(deal: Opportunity) -> None:
    factories.open_gates(deal)


# Rules.


def test_a_new_installation_starts_with_the_rules_judgement_knows() -> None:
    seeded = [as_judged(row) for row in in_order(GateRule.objects.all())]
    for row, wanted in zip(seeded, DEFAULT_GATE_RULES, strict=True):
        assert {n: getattr(row, n) for n in row.__slots__ if n != "key"} == {
            n: getattr(wanted, n) for n in wanted.__slots__ if n != "key"
        }


def test_a_move_is_refused_with_everything_that_is_missing(deal: Opportunity, owner: User) -> None:
    with pytest.raises(StageRefused) as refused:
        move(deal, "proposal", owner)
    assert len(refused.value.fields["stage"]) == 3 and "ask for an exception" in refused.value.message
    assert [each["missing"] for each in refused.value.unmet][:2] == ["Nobody named", "Nobody named"]
    assert not StageChange.objects.filter(opportunity=deal).exists()


def test_a_refusal_links_to_who_could_meet_it(deal: Opportunity, owner: User) -> None:
    buyer = factories.make_stakeholder(deal, personas=["economic_buyer"])
    factories.make_score(buyer, "present")
    with pytest.raises(StageRefused) as refused:
        move(deal, "validation", owner)
    first = refused.value.unmet[0]
    assert first["people"] == [{"contact_id": str(buyer.contact.uuid), "reason": "Not engaged"}]
    assert first["link"] == f"/opportunities/{deal.uuid}?p={buyer.contact.uuid}"


def test_a_move_with_everything_met_passes_and_is_counted(deal: Opportunity, owner: User) -> None:
    engage_all(deal)
    assert move(deal, "proposal", owner).stage.key == "proposal"
    assert list(Passage.objects.values_list("way", flat=True)) == ["met"] * 3


@pytest.mark.parametrize("to", ["prospecting", "lost"])
def test_going_back_and_closing_as_lost_are_free(deal: Opportunity, owner: User, to: str) -> None:
    assert move(deal, to, owner).stage.key == to
    assert not Passage.objects.exists()


def test_closing_as_lost_and_reopening_further_on_is_no_way_around(deal: Opportunity, owner: User) -> None:
    move(deal, "lost", owner)
    with pytest.raises(StageRefused):
        move(deal, "proposal", owner)
    assert move(deal, "discovery", owner).stage.key == "discovery"


def test_recording_a_deal_anew_further_on_is_no_way_around(account: Account, owner: User, admin: User) -> None:
    stage = factories.make_stages()["proposal"]
    with pytest.raises(StageRefused):
        opportunities.create_opportunity(by=owner, name="Again", stage=stage, account=account)
    deal = opportunities.create_opportunity(by=admin, name="From the old CRM", stage=stage, account=account)
    assert set(deal.passages.values_list("way", flat=True)) == {"flagged"}


def test_a_move_made_elsewhere_is_taken_as_it_stands_and_flagged(deal: Opportunity) -> None:
    assert move(deal, "proposal", is_reported=True).stage.key == "proposal"
    assert set(Passage.objects.values_list("way", flat=True)) == {"flagged"}


def test_a_rule_holds_for_its_segments_alone(deal: Opportunity, admin: User) -> None:
    GateRule.objects.all().delete()
    rules.create_rule(
        stage=factories.make_stages()["validation"], label="Two named", by=admin, segments=["Enterprise"],
        engaged=False, at_least=2,
    )  # fmt: skip
    move(deal, "validation")
    Account.objects.filter(pk=deal.account_id).update(segment="enterprise")
    with pytest.raises(StageRefused, match="Two named: 2 more to name"):
        move(move(deal, "discovery"), "validation")


def test_a_rule_out_of_use_asks_nothing(deal: Opportunity, admin: User) -> None:
    for rule in GateRule.objects.all():
        rules.update_rule(rule, by=admin, is_active=False)
    assert move(deal, "won").stage.key == "won"


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"personas": ["wizard"]}, "personas"),
        ({"conditions": [{"field": "shoe_size", "operator": "is", "value": 1}]}, "rule"),
        ({"at_least": 0}, "rule"),
        ({"kind": "review", "since_entry": False}, "rule"),
    ],
)
def test_a_rule_judgement_could_not_read_is_refused(admin: User, fields: dict[str, Any], at: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.create_rule(stage=factories.make_stages()["proposal"], label="Own", by=admin, **fields)
    assert list(refused.value.fields) == [at]


def test_only_admins_and_revops_build_rules(cast: dict[str, User]) -> None:
    for name, user in cast.items():
        if name != "admin":
            with pytest.raises(Forbidden):
                rules.create_rule(stage=factories.make_stages()["proposal"], label="Own", by=user)


# Exceptions.


def test_a_deal_passes_on_an_exception_that_says_who_why_and_until_when(
    deal: Opportunity, owner: User, manager: User
) -> None:
    exception = exceptions.approve_exception(ask(deal, owner), by=manager, note="One time.")
    assert move(deal, "proposal", owner).stage.key == "proposal"
    exception.refresh_from_db()
    assert exception.used_at is not None
    assert (exception.asked_by, exception.decided_by, exception.note) == (owner, manager, "One time.")
    ways = set(Passage.objects.values_list("way", "exception"))
    assert ways == {("waived", exception.pk)}
    assert [row.status for row in exception.history.order_by("history_id")] == ["asked", "approved", "approved"]


def test_an_exception_that_waits_or_was_refused_lets_nobody_past(deal: Opportunity, owner: User, admin: User) -> None:
    waiting = ask(deal, owner)
    with pytest.raises(StageRefused):
        move(deal, "proposal", owner)
    exceptions.refuse_exception(waiting, by=admin, note="Meet their finance lead first.")
    with pytest.raises(StageRefused):
        move(deal, "proposal", owner)


def test_who_asked_never_decides_and_only_who_answers_for_the_deal_does(
    cast: dict[str, User], deal: Opportunity
) -> None:
    exception = ask(deal, cast["owner"])
    assert {name for name, user in cast.items() if may_decide(user, exception)} == {"manager", "admin"}
    exception.asked_by = cast["manager"]
    assert not may_decide(cast["manager"], exception)


def test_an_admin_with_nobody_else_to_turn_to_may_decide_on_their_own(deal: Opportunity, admin: User) -> None:
    exception = ask(deal, admin)
    assert may_decide(admin, exception)
    factories.make_user("second", role=Role.REVOPS)
    assert not may_decide(admin, exception)


def test_an_exception_is_asked_for_once_at_a_time(deal: Opportunity, owner: User, teammate: User) -> None:
    ask(deal, owner)
    with pytest.raises(Invalid, match="asked for already"):
        ask(deal, teammate)


def test_nothing_missing_needs_no_exception(deal: Opportunity, owner: User) -> None:
    engage_all(deal)
    with pytest.raises(Invalid, match="Nothing is missing"):
        ask(deal, owner)


@pytest.mark.parametrize("days", [-1, 91])
def test_an_exception_has_an_end_that_is_near(deal: Opportunity, owner: User, days: int) -> None:
    with pytest.raises(Invalid, match="Give a day"):
        ask(deal, owner, days=days)


def test_an_exception_that_expires_while_it_waits_is_not_approved(
    deal: Opportunity, owner: User, manager: User
) -> None:
    exception = ask(deal, owner, days=1)
    with time_machine.travel(timezone.now() + timedelta(days=2)), pytest.raises(Invalid, match="which is over"):
        exceptions.approve_exception(exception, by=manager)


def test_an_approved_exception_lets_nobody_past_after_its_last_day(
    deal: Opportunity, owner: User, manager: User
) -> None:
    exceptions.approve_exception(ask(deal, owner, days=1), by=manager)
    with time_machine.travel(timezone.now() + timedelta(days=2)), pytest.raises(StageRefused):
        move(deal, "proposal", owner)


def test_a_deal_that_moved_on_an_exception_which_is_over_is_overdue(
    deal: Opportunity, owner: User, manager: User, outsider: User
) -> None:
    exceptions.approve_exception(ask(deal, owner), by=manager)
    move(deal, "proposal", owner)
    assert not overdue_exceptions(manager, today()).exists()
    assert overdue_exceptions(manager, today() + 2 * MONTH).count() == 1
    assert not overdue_exceptions(outsider, today() + 2 * MONTH).exists()


def test_a_rule_that_changes_while_a_deal_waits_must_be_asked_about_anew(
    deal: Opportunity, owner: User, manager: User, admin: User
) -> None:
    exception = ask(deal, owner)
    rule = GateRule.objects.get(label__startswith="At least 3")
    rules.update_rule(rule, by=admin, at_least=4)
    with pytest.raises(Invalid, match="changed since"):
        exceptions.approve_exception(exception, by=manager)


def test_a_rule_that_changes_after_the_approval_is_closed_again(
    deal: Opportunity, owner: User, manager: User, admin: User
) -> None:
    exceptions.approve_exception(ask(deal, owner), by=manager)
    rule = GateRule.objects.get(label__startswith="At least 3")
    rules.update_rule(rule, by=admin, label="Three people")
    rules.update_rule(GateRule.objects.get(pk=rule.pk), by=admin, at_least=4)
    with pytest.raises(StageRefused) as refused:
        move(deal, "proposal", owner)
    assert [each["label"] for each in refused.value.unmet] == ["Three people"]
    rules.update_rule(GateRule.objects.get(pk=rule.pk), by=admin, at_least=3)
    assert move(deal, "proposal", owner).stage.key == "proposal"  # a new label changes nothing


def test_what_goes_wrong_after_the_approval_is_not_covered(deal: Opportunity, owner: User, manager: User) -> None:
    buyer = factories.open_gates(deal)[0]
    factories.make_score(buyer, "present")
    exception = ask(deal, owner)
    covered = {each.rule.label for each in exception.covers.all()}
    exceptions.approve_exception(exception, by=manager)
    for each in deal.stakeholders.exclude(pk=buyer.pk):
        factories.make_score(each, "lapsed")
    with pytest.raises(StageRefused) as refused:
        move(deal, "proposal", owner)
    assert covered.isdisjoint(each["label"] for each in refused.value.unmet)


def test_a_decision_from_an_older_version_is_a_conflict(deal: Opportunity, owner: User, manager: User) -> None:
    exception = ask(deal, owner)
    exceptions.withdraw_exception(exception, by=owner)
    with pytest.raises(Conflict):
        exceptions.approve_exception(exception, by=manager, expect_version=1)


def test_a_used_exception_stays_as_it_is(deal: Opportunity, owner: User, manager: User) -> None:
    exception = exceptions.approve_exception(ask(deal, owner), by=manager)
    move(deal, "proposal", owner)
    with pytest.raises(Invalid, match="used already"):
        exceptions.withdraw_exception(exception, by=owner)


def test_how_waived_deals_ended_is_counted_beside_those_that_met_it(owner: User, admin: User) -> None:
    rule = GateRule.objects.get(label__startswith="Economic")
    stages = factories.make_stages()
    for way, ends in (("met", ["won"] * 9 + ["lost"] * 3 + ["proposal"]), ("waived", ["won", "lost", "lost"])):
        for end in ends:
            deal = factories.make_opportunity(stage=end)
            for _ in range(2):  # twice past the rule is still one deal
                Passage.objects.create(opportunity=deal, rule=rule, to_stage=stages["validation"], way=way)
    found = outcomes_by_rule([rule.pk])[rule.pk]
    assert (found.met.won, found.met.closed, found.met.open, found.met.share) == (9, 12, 1, 0.75)
    assert (found.waived.won, found.waived.closed, found.waived.share) == (1, 3, None)
    assert found.waived.low < 1 / 3 < found.waived.high and found.flagged.closed == 0


# Races.


def together(*acts: Any) -> list[str]:
    """Do all of these at once; what each came to."""
    start, said = threading.Barrier(len(acts)), ["" for _ in acts]

    def one(number: int, act: Any) -> None:
        try:
            start.wait()
            act()
            said[number] = "done"
        except RecordError as refused:
            said[number] = refused.code
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


@pytest.mark.django_db(transaction=True)
def test_two_who_race_for_one_move_make_one_move(deal: Opportunity, owner: User, teammate: User, manager: User) -> None:
    exceptions.approve_exception(ask(deal, owner), by=manager)
    stage = factories.make_stages()["proposal"]
    acts = [lambda by=by: opportunities.move_stage(deal, stage=stage, by=by) for by in (owner, teammate)]
    assert together(*acts) == ["done", "done"]
    assert StageChange.objects.filter(opportunity=deal, to_stage=stage).count() == 1
    assert Passage.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_holds(deal: Opportunity, owner: User, manager: User, admin: User) -> None:
    exception = ask(deal, owner)
    said = together(
        lambda: exceptions.approve_exception(exception, by=manager),
        lambda: exceptions.refuse_exception(exception, by=admin, note="No."),
    )
    assert sorted(said) == ["done", "invalid"]
    exception.refresh_from_db()
    assert exception.status in (ExceptionStatus.APPROVED, ExceptionStatus.REFUSED)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_at_once_one_is_told_it_is_asked_already(deal: Opportunity, owner: User, teammate: User) -> None:
    assert sorted(together(lambda: ask(deal, owner), lambda: ask(deal, teammate))) == ["done", "invalid"]
    assert StageException.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_that_races_the_move_either_stops_it_or_comes_too_late(
    deal: Opportunity, owner: User, manager: User
) -> None:
    exception = exceptions.approve_exception(ask(deal, owner), by=manager)
    stage = factories.make_stages()["proposal"]
    said = together(
        lambda: opportunities.move_stage(deal, stage=stage, by=owner),
        lambda: exceptions.withdraw_exception(exception, by=owner),
    )
    deal.refresh_from_db()
    assert said in (["done", "invalid"], ["gate_closed", "done"])
    assert (deal.stage.key == "proposal") == (said[0] == "done")
