"""The weekly mail: in the reader's own morning, once, about their deals, and nothing in it is taken as markup."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from coalition.access.models import User
from coalition.notices.digest.gather import digest_for
from coalition.notices.digest.moments import HOUR, WEEK, due_moment, since_of, zone_of
from coalition.notices.digest.sending import AGAIN_AFTER, choose_day, send_due_digests
from coalition.notices.digest.writing import letter_of
from coalition.notices.models import SentDigest
from coalition.record.errors import Forbidden
from coalition.record.models import Opportunity, Stakeholder
from coalition.record.services.opportunities import move_stage, update_opportunity
from coalition.record.services.stakeholders import update_stakeholder
from coalition.signals.models import Signal, SignalState
from coalition.site.environment import mail_server
from tests import factories

START = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=1095)).map(lambda after: START + after)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kolkata", "Pacific/Auckland"]).map(ZoneInfo)


@given(MOMENTS, ZONES, st.integers(0, 6))
def test_a_digest_is_due_on_its_day_at_its_hour_by_the_readers_clock(
    now: datetime, zone: ZoneInfo, weekday: int
) -> None:
    due = due_moment(now, zone, weekday)
    local = due.astimezone(zone)
    assert (local.weekday(), local.hour, local.minute) == (weekday, HOUR, 0)
    assert timedelta(0) <= now - due <= WEEK + timedelta(hours=1)


@given(MOMENTS, ZONES, st.integers(0, 6))
def test_one_week_begins_where_the_other_ended_also_when_clocks_change(
    now: datetime, zone: ZoneInfo, weekday: int
) -> None:
    due = due_moment(now, zone, weekday)
    assert since_of(due, zone) == due_moment(due - timedelta(seconds=1), zone, weekday)


def test_a_zone_nobody_knows_is_read_as_utc() -> None:
    assert zone_of("Mars/Olympus").key == zone_of("../../etc/passwd").key == zone_of("").key == "UTC"


@pytest.mark.parametrize("address", ["smtp://", "https://mail.example", "smtp://u:pa55word@mail.example:99999"])
def test_a_mail_server_that_cannot_be_read_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(ValueError) as refused:
        mail_server(address)
    assert "pa55word" not in str(refused.value)


def test_how_a_mail_server_is_spoken_to() -> None:
    assert mail_server("smtps://u%40x:p%3Aw@mail.example").encryption == "tls"
    found = mail_server("smtp://u%40x:p%3Aw@mail.example")
    assert (found.port, found.user, found.password, found.encryption) == (587, "u@x", "p:w", "starttls")
    assert "p:w" not in repr(found)


FRIDAY = datetime(2026, 6, 5, 7, 30, tzinfo=UTC)


@pytest.fixture
def mailing(settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True
    settings.SITE_URL = "https://coalition.example"


@pytest.fixture
def week(deal: Opportunity, owner: User, stakeholder: Stakeholder) -> Opportunity:
    """A deal on which something happened, seen from the Friday after."""
    User.objects.update(joined_at=FRIDAY - timedelta(days=90))
    update_opportunity(deal, by=owner, name="Grid <b>analytics</b>")
    deal.refresh_from_db()
    update_stakeholder(stakeholder, by=owner, vote="for")
    return deal


def next_morning(weekday: int) -> datetime:
    """The first such morning from now: the record's history is of today."""
    return due_moment(timezone.now() + WEEK, ZoneInfo("UTC"), weekday) + timedelta(minutes=30)


def next_friday() -> datetime:
    return next_morning(4)


@pytest.mark.django_db
def test_it_goes_out_once_and_says_what_changed(mailing: None, week: Opportunity, owner: User) -> None:
    now = next_friday()
    assert send_due_digests(now) >= 1
    mine = [each for each in mail.outbox if each.to == [owner.email]]
    assert len(mine) == 1
    assert week.name in mine[0].body and f"https://coalition.example/opportunities/{week.uuid}" in mine[0].body
    mail.outbox.clear()
    assert send_due_digests(now + timedelta(minutes=1)) == send_due_digests(now + timedelta(hours=3)) == 0
    assert mail.outbox == []


@pytest.mark.django_db
def test_it_is_about_no_deal_its_reader_does_not_answer_for(mailing: None, week: Opportunity, outsider: User) -> None:
    send_due_digests(next_friday())
    assert not [each for each in mail.outbox if outsider.email in each.to]
    assert SentDigest.objects.get(user=outsider).was_empty


@pytest.mark.django_db
def test_a_manager_reads_of_their_peoples_deals(week: Opportunity, manager: User) -> None:
    now = timezone.now()
    assert [deal.name for deal in digest_for(manager, now - WEEK, now, now.date()).deals] == [week.name]


@pytest.mark.django_db
def test_who_chose_never_or_another_day_is_left_alone(mailing: None, week: Opportunity, owner: User) -> None:
    choose_day(owner, weekday=None)
    send_due_digests(next_friday())
    assert not [each for each in mail.outbox if owner.email in each.to]
    choose_day(owner, weekday=0)
    send_due_digests(next_morning(0))
    assert [each for each in mail.outbox if owner.email in each.to]


@pytest.mark.django_db
def test_what_people_wrote_is_text_in_the_mail(week: Opportunity, owner: User) -> None:
    now = timezone.now()
    letter = letter_of(owner, digest_for(owner, now - WEEK, now, now.date()))
    assert "Grid <b>analytics</b>" in letter.text
    assert "Grid &lt;b&gt;analytics&lt;/b&gt;" in letter.html and "<b>" not in letter.html


@pytest.mark.django_db
def test_what_one_agreed_to_do_is_in_it(deal: Opportunity, owner: User) -> None:
    today = timezone.now().date()
    factories.make_action(deal, by=owner, due_on=today + timedelta(days=2))
    found = digest_for(owner, timezone.now(), timezone.now(), today)
    assert [action.deal for action in found.actions] == [deal.name]
    assert "What you agreed to do" in letter_of(owner, found).text


@pytest.mark.django_db
def test_a_mail_server_that_fails_is_asked_again(
    mailing: None, week: Opportunity, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise ConnectionRefusedError

    now = next_friday()
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", fail)
        assert send_due_digests(now) == 0
    assert send_due_digests(now + timedelta(minutes=1)) == 0
    assert send_due_digests(now + AGAIN_AFTER) >= 1
    assert SentDigest.objects.get(user=owner).attempts == 2


@pytest.mark.django_db
def test_days_later_it_is_no_news_any_more(mailing: None, week: Opportunity) -> None:
    assert send_due_digests(next_friday() + timedelta(days=3)) == 0


@pytest.mark.django_db
def test_without_a_mail_server_nothing_is_tried(week: Opportunity) -> None:
    assert send_due_digests(next_friday()) == 0
    assert not SentDigest.objects.exists()


@pytest.mark.django_db
def test_a_read_only_token_chooses_nothing(owner: User) -> None:
    owner.read_only = True
    with pytest.raises(Forbidden):
        choose_day(owner, weekday=1)


class Postman:
    """Keeps what a real mail server is handed."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:
        self.mails.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def postman(settings: Any) -> Iterator[Postman]:
    postman = Postman()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(postman, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    yield postman
    controller.stop()


@pytest.mark.django_db
def test_it_arrives_at_a_real_mail_server_as_text_and_html(
    mailing: None, postman: Postman, week: Opportunity, owner: User
) -> None:
    assert send_due_digests(next_friday()) >= 1
    (letter,) = [each for each in postman.mails if owner.email in str(each["to"])]
    assert str(letter["subject"]).startswith("Since Friday ")
    assert letter["list-unsubscribe"] == "<https://coalition.example/settings/notices>"
    text, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert text is not None and week.name in text.get_content()
    assert html is not None and "Grid &lt;b&gt;analytics" in html.get_content()


@pytest.mark.django_db
def test_open_signals_stand_first_with_what_they_propose(week: Opportunity, owner: User) -> None:
    now = timezone.now()
    said = {"kind": "quiet", "severity": "high", "text": "Maria Keller fell quiet.", "action": "Call her."}
    for key, state in (("open", SignalState.OPEN), ("dismissed", SignalState.DISMISSED)):
        text = f"{said['text']} ({key})"
        times = {"opened_at": now, "seen_at": now, "state_since": now}
        Signal.objects.create(opportunity=week, key=key, state=state, **{**said, **times, "text": text, "rank": 3})
    (news,) = digest_for(owner, now - WEEK, now, now.date()).deals
    assert news.urgent == ["Maria Keller fell quiet. (open) Call her."]


@pytest.mark.django_db
def test_a_deal_that_moved_comes_first_and_its_move_before_all_else(week: Opportunity, owner: User) -> None:
    moved = factories.make_opportunity(week.account, name="Moved", owner=owner)
    # Recorded earlier, so that what changed since is the move alone.
    type(moved).history.filter(id=moved.pk).update(history_date=timezone.now() - timedelta(days=30))
    move_stage(moved, stage=factories.make_stages()["prospecting"], by=owner, is_reported=True)
    now = timezone.now()
    first, *_ = digest_for(owner, now - WEEK, now, now.date()).deals
    assert first.name == "Moved" and first.changes[0].startswith("The deal: Stage")
