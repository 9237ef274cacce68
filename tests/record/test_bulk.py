"""Bulk loading writes the rows that the models would have written."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from django.db import OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError

from coalition.record.bulk import allocate_ids, insert_arrow, insert_history, new_uuids, sqlite, update_arrow
from coalition.record.bulk.sqlite import FEW
from coalition.record.models import Account, Activity, Contact, Opportunity, Stage, Stakeholder

UTC = dt.UTC


@pytest.mark.django_db
def test_ids_set_aside_are_given_to_nobody_else() -> None:
    first = allocate_ids(Account, 5)
    second = allocate_ids(Account, 3)
    by_model = Account.objects.create(name="By the model").pk
    assert len(first) == 5 and len(second) == 3
    assert not set(first) & set(second)
    assert by_model not in {*first, *second}


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_allocated_or_inserted() -> None:
    with pytest.raises(TransactionManagementError):
        allocate_ids(Account, 1)
    with pytest.raises(TransactionManagementError):
        insert_arrow(Account, pa.table({"name": ["Lone"]}))


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [3, FEW + 1])
def test_a_bulk_row_reads_like_one_the_model_saved(rows: int) -> None:
    account = Account.objects.create(name="Parent")
    made = insert_arrow(
        Contact,
        pa.table(
            {
                "account_id": pa.array([account.pk] * rows, pa.int64()),
                "name": [f'Person {i}, "the" {i};' for i in range(rows)],
                "email": [f"p{i}@example.example" for i in range(rows)],
                "title": pa.array([None, ""] + ["Line one\nline two"] * (rows - 2), pa.string()),
                "custom": ['{"tier": "A"}'] * rows,
                "other_emails": pa.array([["a@b.example"], []] + [["ü@b.example"]] * (rows - 2)),
            }
        ),
    )
    assert made == rows == Contact.objects.count()
    model_made = Contact.objects.create(name="By model")
    one = Contact.objects.get(email="p2@example.example")
    assert (one.name, one.title) == ('Person 2, "the" 2;', "Line one\nline two")
    assert (one.custom, one.other_emails, one.phones) == ({"tier": "A"}, ["ü@b.example"], [])
    assert (one.version, one.status, one.moved_to_id) == (model_made.version, model_made.status, None)
    assert isinstance(one.uuid, uuid.UUID) and one.uuid.version == 4
    assert abs(one.recorded_at - model_made.recorded_at) < dt.timedelta(minutes=1)
    assert Contact.objects.filter(title="").count() == 3, "null became empty"
    assert Contact.objects.values("uuid").distinct().count() == rows + 1


@pytest.mark.django_db
def test_moments_compare_with_those_of_the_model() -> None:
    whole = dt.datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    part = dt.datetime(2026, 3, 1, 9, 30, 0, 250_000, tzinfo=UTC)
    Activity.objects.create(kind="email", occurred_at=whole, subject="model")
    moments = pa.array([whole, part], pa.timestamp("us", tz="UTC"))
    insert_arrow(Activity, pa.table({"kind": ["email", "email"], "occurred_at": moments, "subject": ["whole", "part"]}))
    found = Activity.objects.filter(occurred_at=whole).values_list("subject", flat=True)
    assert set(found) == {"model", "whole"}
    assert Activity.objects.get(occurred_at__gt=whole).occurred_at == part


@pytest.mark.django_db
def test_all_column_kinds_survive() -> None:
    stage = Stage.objects.get(key="proposal")
    key = uuid.uuid4()
    insert_arrow(
        Opportunity,
        pa.table(
            {
                "uuid": [str(key)],
                "name": ["Deal"],
                "stage_id": [stage.pk],
                "amount": pa.array([Decimal("1234.50")], pa.decimal128(18, 2)),
                "close_on": pa.array([dt.date(2026, 5, 1)], pa.date32()),
                "is_primary": [True],
            }
        ),
    )
    deal = Opportunity.objects.get()
    assert (deal.uuid, deal.amount, deal.close_on, deal.is_primary) == (
        key,
        Decimal("1234.50"),
        dt.date(2026, 5, 1),
        True,
    )
    contact = Contact.objects.create(name="Somebody")
    insert_arrow(Stakeholder, pa.table({"opportunity_id": [deal.pk], "contact_id": [contact.pk]}))
    seen = Stakeholder.objects.get()
    assert (seen.approval_power, seen.sentiment, seen.personas) == (None, "", [])


@pytest.mark.django_db
def test_a_stream_goes_in_batch_by_batch() -> None:
    size, count = 1_500, 4
    keys = allocate_ids(Account, size * count)
    schema = pa.schema([("id", pa.int64()), ("name", pa.string())])
    batches = (
        pa.record_batch([keys[n * size : (n + 1) * size], [f"A{n}-{i}" for i in range(size)]], schema=schema)
        for n in range(count)
    )
    assert insert_arrow(Account, pa.RecordBatchReader.from_batches(schema, batches)) == size * count
    assert Account.objects.get(pk=keys[-1]).name == f"A{count - 1}-{size - 1}"


@pytest.mark.django_db
def test_a_misspelt_column_is_refused() -> None:
    with pytest.raises(ValueError, match="no column nam"):
        insert_arrow(Account, pa.table({"nam": ["x"]}))
    with pytest.raises(ValueError, match="kind has no default"):
        insert_arrow(Activity, pa.table({"occurred_at": pa.array([dt.datetime.now(UTC)])}))


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_bulk_insert_leaves_nothing() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        insert_arrow(Account, pa.table({"name": [f"A{i}" for i in range(FEW + 1)]}))
        raise RuntimeError
    assert Account.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("as_list", [False, True])
def test_history_tells_what_was_loaded_and_why(as_list: bool) -> None:
    keys = allocate_ids(Account, 3)
    insert_arrow(Account, pa.table({"id": list(keys), "name": ["A", "B", "C"]}))
    ids = list(keys)[:2] if as_list else keys
    assert insert_history(Account, ids, reason="import accounts.csv") == len(ids)
    versions = Account.history.filter(id=keys[0])
    assert [(v.name, v.history_type, v.history_change_reason) for v in versions] == [("A", "+", "import accounts.csv")]
    assert Account.history.as_of(versions[0].history_date + dt.timedelta(seconds=1)).count() == len(ids)


@pytest.mark.django_db
def test_an_update_changes_only_the_columns_it_names_and_raises_the_version() -> None:
    a = Account.objects.create(name="A", industry="Energy")
    b = Account.objects.create(name="B", industry="Energy")
    assert update_arrow(Account, pa.table({"id": [a.pk], "name": ["A2"], "fit": pa.array([70], pa.int64())})) == 1
    a.refresh_from_db()
    b.refresh_from_db()
    assert (a.name, a.industry, a.fit, a.version) == ("A2", "Energy", 70, 2)
    assert (b.name, b.version) == ("B", 1)


@pytest.mark.django_db
def test_time_ordered_uuids_are_ordered_and_distinct() -> None:
    made = new_uuids(10_000, time_ordered=True).to_pylist()
    assert made == sorted(made) and len(set(made)) == len(made)
    assert {uuid.UUID(made[0]).version, uuid.UUID(made[-1]).version} == {7}
    assert uuid.UUID(made[-1]).variant == uuid.RFC_4122


@pytest.mark.django_db
def test_a_null_becomes_the_default_of_the_model() -> None:
    nothing = pa.array([None], pa.string())
    insert_arrow(Contact, pa.table({"name": ["A"], "status": nothing, "phones": nothing, "custom": nothing}))
    one = Contact.objects.get()
    assert (one.status, one.phones, one.custom) == ("active", [], {})


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes rows by COPY, without a file between")
def test_no_room_for_the_rows_is_an_error_of_the_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # Files of earlier tests may still be attached; with too many of them rows would go in without a file.
    monkeypatch.setattr(sqlite, "MOST_ATTACHED", 100)
    monkeypatch.setattr(sqlite, "scratch_folder", lambda *args: tmp_path / "gone")
    with pytest.raises(OperationalError, match="failed to open"), transaction.atomic():
        insert_arrow(Account, pa.table({"name": [f"A{n}" for n in range(FEW + 1)]}))
    assert Account.objects.count() == 0
