"""The stored touches follow the activities: in the same transaction, whole conversations at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction

from coalition.access.models import User
from coalition.record import touches as touches_module
from coalition.record.models import Activity, Contact, Touch
from coalition.record.touches import derive_contact_touches, derive_touches, read_touches, touches_as_of
from coalition.scoring.tables import TOUCHES
from tests.factories import MONDAY, make_activity

HOUR_S = 3_600
NOON = int(MONDAY.timestamp())


def _mail(owner: User, buyer: Contact, hours: float, *, from_them: bool = False, **fields: object) -> Activity:
    sender, to = (buyer, owner) if from_them else (owner, buyer)
    return make_activity(
        direction="inbound" if from_them else "outbound",
        occurred_at=MONDAY + timedelta(hours=hours),
        sender=sender,
        to=[to],
        **{"thread": "t-1", **fields},  # type: ignore[arg-type]
    )


def _touch(activity: Activity) -> Touch:
    return Touch.objects.get(activity_id=activity.pk)


@pytest.mark.django_db
def test_an_answer_that_arrives_later_is_written_onto_our_mail(owner: User, buyer: Contact) -> None:
    sent = _mail(owner, buyer, 0)
    derive_touches([sent.pk])
    assert _touch(sent).replied_after_s is None
    answer = _mail(owner, buyer, 5, from_them=True)
    derive_touches([answer.pk])
    assert _touch(sent).replied_after_s == 5 * HOUR_S
    assert _touch(sent).reply_recorded_s == NOON + 5 * HOUR_S
    assert _touch(answer).reply_latency_s == 5 * HOUR_S
    assert _touch(answer).user_id == owner.pk


@pytest.mark.django_db
def test_a_mail_recorded_late_takes_the_place_of_the_answer_that_stood_there(owner: User, buyer: Contact) -> None:
    sent, later = _mail(owner, buyer, 0), _mail(owner, buyer, 50, from_them=True)
    derive_touches([sent.pk, later.pk])
    late = _mail(owner, buyer, 3, from_them=True, recorded_at=MONDAY + timedelta(hours=90))
    derive_touches([late.pk])
    assert _touch(sent).replied_after_s == 3 * HOUR_S
    assert _touch(later).reply_latency_s is None
    before = {row["activity_id"]: row for row in touches_as_of([buyer.pk], NOON + 60 * HOUR_S).to_pylist()}
    assert before[sent.pk]["replied_after_s"] == 50 * HOUR_S
    assert late.pk not in before


@pytest.mark.django_db
def test_a_retracted_answer_leaves_our_mail_unanswered_and_stays_true_of_the_past(owner: User, buyer: Contact) -> None:
    sent, answer = _mail(owner, buyer, 0), _mail(owner, buyer, 2, from_them=True)
    derive_touches([sent.pk, answer.pk])
    Activity.objects.filter(pk=answer.pk).update(retracted_at=MONDAY + timedelta(days=3))
    derive_touches([answer.pk])
    assert _touch(sent).replied_after_s is None
    assert _touch(answer).retracted_s == NOON + 72 * HOUR_S
    before = {row["activity_id"]: row for row in touches_as_of([buyer.pk], NOON + 48 * HOUR_S).to_pylist()}
    assert before[sent.pk]["replied_after_s"] == 2 * HOUR_S
    after = {row["activity_id"] for row in touches_as_of([buyer.pk], NOON + 72 * HOUR_S).to_pylist()}
    assert after == {sent.pk}


@pytest.mark.django_db
def test_deriving_twice_changes_nothing(owner: User, buyer: Contact) -> None:
    ids = [_mail(owner, buyer, hour, from_them=hour % 2 == 1).pk for hour in range(6)]
    derive_touches(ids)
    first = list(Touch.objects.order_by("pk").values())
    derive_touches(ids[2:4])
    assert list(Touch.objects.order_by("pk").values()) == first


@pytest.mark.django_db
def test_a_merged_contact_brings_its_past_along(owner: User, buyer: Contact, account: object) -> None:
    other = Contact.objects.create(name="M. Keller", account=buyer.account)
    sent, answer = _mail(owner, buyer, 0), _mail(owner, other, 4, from_them=True)
    derive_touches([sent.pk, answer.pk])
    assert _touch(sent).replied_after_s is None
    other.participations.update(contact=buyer)
    derive_contact_touches([buyer.pk, other.pk])
    assert read_touches([other.pk]).num_rows == 0
    assert _touch(sent).replied_after_s == 4 * HOUR_S


@pytest.mark.django_db
def test_many_rows_are_read_the_same_as_few(owner: User, buyer: Contact, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [
        _mail(owner, buyer, hour, from_them=hour % 3 == 2, thread='odd "name", of\na thread').pk for hour in range(9)
    ]
    derive_touches(ids)
    few = read_touches([buyer.pk]).to_pylist()
    monkeypatch.setattr(touches_module, "MANY", 0)
    Touch.objects.all().delete()
    derive_touches(ids)
    many = read_touches([buyer.pk]).drop("thread").to_pylist()
    assert many == [{name: value for name, value in row.items() if name != "thread"} for row in few]


@pytest.mark.django_db(transaction=True)
def test_touches_of_a_transaction_that_fails_are_gone(owner: User, buyer: Contact) -> None:
    class Stop(Exception):
        pass

    with pytest.raises(Stop), transaction.atomic():
        derive_touches([_mail(owner, buyer, 0).pk])
        assert Touch.objects.count() == 1
        raise Stop
    assert Touch.objects.count() == 0


@pytest.mark.django_db
def test_the_table_holds_the_columns_of_the_schema_and_lies_in_the_order_of_its_key() -> None:
    assert [f.attname for f in Touch._meta.concrete_fields] == TOUCHES.names
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [Touch._meta.db_table])
            assert "WITHOUT ROWID" in cursor.fetchone()[0]
