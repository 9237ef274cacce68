"""The outlook is learnt at night from the team's own closed deals, by what was known as each entered its stage."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from coalition.access.models import User
from coalition.judgement.outlook import Deals, learn
from coalition.judgement.outlook.kept import from_plain, to_plain
from coalition.judgement.outlook.knowledge import KNOWLEDGE
from coalition.portfolio.models import DealSummary, OutlookVersion, Run, StageReading
from coalition.portfolio.outlook.learning import learn_outlook
from coalition.portfolio.outlook.readings import Entry, known_at, missing, read
from coalition.portfolio.outlook.telling import NOT_YET, outlook_of, state_of_book
from coalition.portfolio.outlook.work import OUTLOOK, work_out_outlook
from coalition.portfolio.scores import score_opportunities
from coalition.record import history
from coalition.record.models import Account, Opportunity, StageChange
from coalition.record.services.opportunities import create_opportunity, move_stage, update_opportunity
from coalition.record.services.stakeholders import add_stakeholder, assess_sentiment
from coalition.record.touches import derive_touches
from tests import factories

DAY = timedelta(days=1)


def known(chance: random.Random, won: bool | None = None) -> dict[str, str]:
    """A reading. With ``won`` the economic buyer foretells it in four deals of five."""
    told = won if won is None or chance.random() < 0.8 else not won
    buyer = chance.choice(["supportive", "nobody"]) if told is None else "supportive" if told else "nobody"
    return {
        "segment": chance.choice(["Enterprise", "Mid-market"]),
        "economic buyer": buyer,
        "amount": str(chance.randrange(10_000, 900_000)),
        "people on the map": str(chance.randrange(1, 30)),
    }


@pytest.fixture
def book(account: Account) -> Callable[..., None]:
    """Closed deals with what was known of them as they entered the proposal."""

    def make(count: int, *, planted: bool, seed: int = 1) -> None:
        chance, now = random.Random(seed), timezone.now()
        stage = factories.make_stages()["proposal"]
        for number in range(count):
            won = chance.random() < 0.5
            deal = factories.make_opportunity(account, "won" if won else "lost")
            at = now - (count - number) * DAY
            enter(deal, "proposal", at)
            enter(deal, "won" if won else "lost", at + DAY / 2)
            StageReading.objects.create(
                opportunity=deal,
                stage=stage,
                as_of=at,
                version=KNOWLEDGE,
                known=known(chance, won if planted else None),
            )

    return make


def enter(deal: Opportunity, stage: str, at: datetime) -> None:
    StageChange.objects.create(
        opportunity=deal, to_stage=factories.make_stages()[stage], occurred_at=at, recorded_at=at
    )


@pytest.fixture
def proposal(account: Account, owner: User) -> Opportunity:
    """An open deal, scored, whose buyer supports us."""
    deal = factories.make_opportunity(account, "proposal", owner=owner)
    at = timezone.now() - DAY
    enter(deal, "proposal", at)
    values = {**known(random.Random(3)), "economic buyer": "supportive"}
    StageReading.objects.create(opportunity=deal, stage=deal.stage, as_of=at, version=KNOWLEDGE, known=values)
    score_opportunities([deal.pk])
    return deal


def test_a_planted_book_is_shown_with_the_right_reason(book: Callable[..., None], proposal: Opportunity) -> None:
    book(160, planted=True)
    now = timezone.now()
    (version,) = learn_outlook(now)
    assert version.shown
    assert version.won + version.lost == 160
    assert version.figures is not None
    assert version.figures["brier"] < version.figures["base_brier"]
    row = DealSummary.objects.get()
    assert row.outlook is not None
    assert row.outlook > 0.6
    assert (row.outlook_reasons[0]["field"], row.outlook_reasons[0]["value"]) == ("economic buyer", "supportive")
    told = outlook_of(proposal.pk, now)
    assert told["probability"] == pytest.approx(row.outlook)
    assert state_of_book(now)["shown"]
    assert "Proposal" in state_of_book(now)["why"]


def test_where_nothing_foretells_the_end_it_is_silent_and_says_why(
    book: Callable[..., None], proposal: Opportunity
) -> None:
    book(160, planted=False)
    learn_outlook(timezone.now())
    assert DealSummary.objects.get().outlook is None
    told = outlook_of(proposal.pk, timezone.now())
    assert (told["shown"], told["probability"], told["reasons"]) == (False, None, [])
    assert "no better than the base rate" in told["why"]


def test_on_books_without_a_cause_it_is_silent_however_many_stages_are_tried() -> None:
    chance = random.Random(17)
    shown = 0
    for _ in range(20):
        rows = [known(chance) for _ in range(160)]
        won = [chance.random() < 0.5 for _ in rows]
        shown += learn(Deals(rows, won, [float(number) for number in range(160)]), asked=5).shown
    # Five stages are wrong together as often as one would be: in one book of forty; so each alone is far rarer.
    assert shown == 0


def test_the_more_models_are_tried_the_surer_each_must_be() -> None:
    chance = random.Random(5)
    won = [chance.random() < 0.5 for _ in range(200)]
    figures = learn(Deals([known(chance, each) for each in won], won)).figures
    assert figures is not None
    assert figures.beats_base_among(1) == figures.beats_base
    assert not figures.beats_base_among(10**12) or figures.beats_base


def test_too_few_closed_deals_are_told_with_their_number(book: Callable[..., None], proposal: Opportunity) -> None:
    book(20, planted=True)
    (version,) = learn_outlook(timezone.now())
    assert not version.shown
    assert version.why.startswith("Too few past deals")
    assert version.model is None


def test_the_same_night_again_adds_no_version(book: Callable[..., None], proposal: Opportunity) -> None:
    book(80, planted=True)
    assert len(learn_outlook(timezone.now())) == 1
    assert learn_outlook(timezone.now()) == []


def test_a_past_moment_has_the_outlook_of_then(book: Callable[..., None], proposal: Opportunity) -> None:
    book(160, planted=True)
    before = timezone.now()
    learn_outlook(before + timedelta(seconds=1))
    assert outlook_of(proposal.pk, before)["why"] == NOT_YET
    assert outlook_of(proposal.pk, before + timedelta(seconds=2))["shown"]


def test_a_deal_that_moved_on_has_none_until_the_night(
    book: Callable[..., None], proposal: Opportunity, owner: User
) -> None:
    book(160, planted=True)
    learn_outlook(timezone.now())
    move_stage(proposal, stage=factories.make_stages()["discovery"], by=owner)
    score_opportunities([proposal.pk])
    row = DealSummary.objects.get()
    assert (row.outlook, row.outlook_reasons) == (None, [])


def test_a_model_kept_says_what_it_said() -> None:
    chance = random.Random(2)
    won = [chance.random() < 0.5 for _ in range(120)]
    rows = [known(chance, each) for each in won]
    found = learn(Deals(rows, won)).model
    assert found is not None
    again = from_plain(to_plain(found))
    assert [again.forecast(row) for row in rows[:20]] == [found.forecast(row) for row in rows[:20]]


@pytest.fixture
def ended(account: Account, owner: User) -> tuple[Opportunity, Entry]:
    """A deal with a buyer that entered the proposal, was read in mind, and was won later."""
    stages = factories.make_stages()
    deal = create_opportunity(
        by=owner, name="Plant", stage=stages["discovery"], account=account, amount=Decimal(50_000)
    )
    contact = factories.make_contact(account)
    add_stakeholder(opportunity=deal, contact=contact, by=owner, personas=["economic_buyer"])
    deal = move_stage(deal, stage=stages["proposal"], by=owner, is_reported=True)
    move_stage(deal, stage=stages["won"], by=owner, is_reported=True)
    factories.make_opportunity(account, "proposal")
    (entry,) = [each for each in missing() if each.opportunity_id == deal.pk]
    return deal, entry


def test_no_later_edit_reaches_what_was_known_then(
    ended: tuple[Opportunity, Entry], owner: User, account: Account
) -> None:
    deal, entry = ended
    before = known_at(entry)
    assert before is not None
    assert (before["economic buyer"], before["amount"], before["people on the map"]) == ("unknown", "50000", "1")
    deal.refresh_from_db()
    update_opportunity(deal, by=owner, amount=Decimal(990_000), kind="renewal", owner=owner)
    person = deal.stakeholders.get()
    assess_sentiment(person, by=owner, sentiment="advocate", evidence="Signed the contract.")
    add_stakeholder(opportunity=deal, contact=factories.make_contact(account), by=owner, personas=["champion"])
    activity = factories.make_activity(
        opportunity=deal, sender=owner, to=[person.contact], occurred_at=entry.at - DAY, recorded_at=entry.at + DAY
    )
    derive_touches([activity.pk])
    history.change(account, {"industry": "Steel"}, by=owner)
    assert known_at(entry) == before


def test_who_of_ours_sells_is_never_read(ended: tuple[Opportunity, Entry], owner: User, teammate: User) -> None:
    _, entry = ended
    values = known_at(entry)
    assert values is not None
    assert not {owner.name, teammate.name, str(owner.uuid)} & set(values.values())
    assert not {"owner", "seller", "team", "close_on", "close date", "stage"} & set(values)


def test_a_deal_recorded_only_when_it_had_ended_teaches_nothing(account: Account) -> None:
    deal = factories.make_opportunity(account, "won")
    factories.make_opportunity(account, "proposal")
    now = timezone.now()
    for stage, ago in (("proposal", 30), ("won", 3)):
        StageChange.objects.create(
            opportunity=deal, to_stage=factories.make_stages()[stage], occurred_at=now - ago * DAY, recorded_at=now
        )
    (entry,) = missing()
    assert entry.moment is None
    assert read(entry).known is None
    assert missing() == []


def test_the_worker_reads_one_deal_a_step_then_learns_once_a_night(ended: tuple[Opportunity, Entry]) -> None:
    now = timezone.now()
    assert work_out_outlook(now)
    assert StageReading.objects.count() == 1
    assert work_out_outlook(now)
    assert Run.objects.get(name=OUTLOOK).last_at == now
    assert OutlookVersion.objects.count() == 1
    assert not work_out_outlook(now)
    assert work_out_outlook(now + DAY)


def test_a_deal_at_fault_is_passed_over(
    ended: tuple[Opportunity, Entry], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(entry: Any) -> None:
        raise ValueError("no")

    monkeypatch.setattr("coalition.portfolio.outlook.work.read", fails)
    work_out_outlook(timezone.now())
    assert StageReading.objects.get().known is None
    assert "could not be read" in caplog.text


def test_a_night_that_fails_leaves_the_worker_at_work(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, account: Account
) -> None:
    def fails(now: datetime) -> None:
        raise ValueError("no")

    now = timezone.now()
    monkeypatch.setattr("coalition.portfolio.outlook.work.learn_outlook", fails)
    assert work_out_outlook(now)
    assert "stays in force" in caplog.text
    assert not work_out_outlook(now)


def test_the_page_and_the_deal_tell_it(book: Callable[..., None], proposal: Opportunity, owner: User) -> None:
    book(160, planted=True)
    learn_outlook(timezone.now())
    client = Client()
    client.force_login(owner)
    page = client.get("/api/v1/portfolio").json()
    assert page["outlook"]["shown"]
    assert page["outlook"]["stages"][0]["stage"] == "proposal"
    told = client.get(f"/api/v1/opportunities/{proposal.uuid}/judgement").json()["outlook"]
    assert told["probability"] == pytest.approx(page["items"][0]["outlook"]["probability"])
    assert told["reasons"] == page["items"][0]["outlook"]["reasons"]
