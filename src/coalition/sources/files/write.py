"""The plan into the record: every row of it in the caller's transaction, with its history and its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa
from django.db import connection

from coalition.access.models import Team, User
from coalition.record.bulk import insert_arrow, insert_history, update_arrow
from coalition.record.models import (
    Account,
    Activity,
    Contact,
    Insight,
    Line,
    Opportunity,
    Participant,
    StageChange,
    Stakeholder,
)
from coalition.record.models.base import Recorded
from coalition.sources.files.existing import among
from coalition.sources.files.steps.insights import name_holders
from coalition.sources.files.steps.plan import Plan
from coalition.sources.files.values import quoted

RECORDED: dict[str, type[Recorded]] = {
    "accounts": Account,
    "contacts": Contact,
    "opportunities": Opportunity,
    "stakeholders": Stakeholder,
    "lines": Line,
    "insights": Insight,
}
_IN_UTC = pa.timestamp("us", tz="UTC")


def write_plan(plan: Plan, progress: Callable[[str], None]) -> None:
    """Write all kinds, those first that others refer to."""
    if plan.bench.count("duckdb_tables()", "table_name = 'new_teams'"):
        _write_teams(plan)
        _write_users(plan)
    for kind, model in RECORDED.items():
        if kind in plan.columns:
            progress(f"Writing {kind}")
            if kind == "insights":
                name_holders(plan)
            _write_recorded(plan, kind, model)
            if kind == "opportunities":
                _write_stage_changes(plan)
    progress("Writing activities")
    _write_activities(plan)


def _write_recorded(plan: Plan, kind: str, model: type[Recorded]) -> None:
    bench, listed = plan.bench, ", ".join(["id", *plan.columns[kind]])
    for file in range(len(bench.files)):
        new = f"FROM plan_{kind} WHERE file = {file} AND state = 'created'"
        if bench.one(f"SELECT count(*) {new}"):
            _insert(plan, model, f"SELECT {listed} {new} ORDER BY id")
        changed = f"FROM plan_{kind} WHERE file = {file} AND state = 'updated'"
        if bench.one(f"SELECT count(*) {changed}"):
            update_arrow(model, _zoned(bench.table(f"SELECT {listed} {changed} ORDER BY id")))
    _write_history(plan, kind, model)


def _write_history(plan: Plan, kind: str, model: type[Recorded] | type[User]) -> None:
    """One version of each row that was written, with the file it came from as the reason."""
    for file, name in enumerate(plan.bench.files):
        for state, mark in (("created", "+"), ("updated", "~")):
            rows = f"FROM plan_{kind} WHERE file = {file} AND state = '{state}'"
            ids = _ids(plan, rows)
            if ids:
                insert_history(model, ids, reason=f"import {name}", kind=mark, at=plan.now)


def _ids(plan: Plan, rows: str) -> Sequence[int]:
    """The keys, as a range where they have no gap: a million of them then cost nothing."""
    first, last, count = plan.bench.rows(f"SELECT min(id), max(id), count(*) {rows}")[0]
    if count and last - first + 1 == count:
        return range(first, last + 1)
    return [row[0] for row in plan.bench.rows(f"SELECT id {rows} ORDER BY id")]


def _write_teams(plan: Plan) -> None:
    made = plan.bench.table(
        "SELECT t.id, t.name, p.id AS parent_id FROM teams t LEFT JOIN teams p ON p.name = t.parent WHERE t.made"
        " ORDER BY t.id"
    )
    insert_arrow(Team, made)
    insert_history(Team, made.column("id").to_pylist(), reason="import", at=plan.now)


def _write_users(plan: Plan) -> None:
    """New users cannot sign in: an administrator gives them a way to (a password, or single sign-on)."""
    columns = ", ".join(["id", *plan.columns["users"]])
    created = plan.bench.table(f"SELECT {columns}, '!' AS password FROM plan_users WHERE state = 'created' ORDER BY id")
    insert_arrow(User, created)
    update_arrow(User, plan.bench.table(f"SELECT {columns} FROM plan_users WHERE state = 'updated' ORDER BY id"))
    _write_history(plan, "users", User)


def _write_stage_changes(plan: Plan) -> None:
    insert_arrow(
        StageChange,
        _zoned(
            plan.bench.table(
                "SELECT opportunity_id, from_stage_id, to_stage_id, coalesce(occurred_at, recorded) AS occurred_at,"
                f" recorded AS recorded_at FROM (SELECT *, TIMESTAMP {quoted(_text(plan))} AS recorded"
                " FROM plan_stage_changes ORDER BY opportunity_id)"
            )
        ),
    )


def _text(plan: Plan) -> str:
    return plan.now.strftime("%Y-%m-%d %H:%M:%S.%f")


def _write_activities(plan: Plan) -> None:
    bench = plan.bench
    if bench.count("duckdb_tables()", "table_name = 'plan_activities'"):
        _insert(
            plan,
            Activity,
            f"SELECT id, {quoted(plan.source)} AS source, external_id, kind, direction, status, automatic, occurred_at,"
            " account_id, opportunity_id, thread, subject, duration_minutes FROM plan_activities ORDER BY id",
        )
    if bench.count("duckdb_tables()", "table_name = 'plan_taking_part'"):
        count = bench.count("plan_taking_part")
        if count:
            from coalition.record.bulk import allocate_ids

            keys = allocate_ids(Participant, count)
            _insert(
                plan,
                Participant,
                f"SELECT {keys.start} - 1 + row_number() OVER (ORDER BY activity_id) AS id, activity_id, contact_id,"
                " user_id, address, role, response, seconds FROM plan_taking_part ORDER BY activity_id",
            )


def _insert(plan: Plan, model: type[Any], sql: str) -> int:
    """Stream an answer of the workbench into the model's table, moments marked as UTC."""
    reader = plan.bench.reader(sql)
    schema = pa.schema([(f.name, _IN_UTC if pa.types.is_timestamp(f.type) else f.type) for f in reader.schema])
    batches = (batch.cast(schema) for batch in reader)
    return insert_arrow(model, pa.RecordBatchReader.from_batches(schema, batches))


def _zoned(table: pa.Table) -> pa.Table:
    return table.cast(pa.schema([(f.name, _IN_UTC if pa.types.is_timestamp(f.type) else f.type) for f in table.schema]))


def claim_addresses(plan: Plan) -> list[int]:
    """New people claim the mails that were imported before them. Returns the activities that changed by it."""
    touched: set[int] = set()
    for kind, column in (("contacts", "contact_id"), ("users", "user_id")):
        if not plan.bench.count("duckdb_tables()", f"table_name = 'plan_{kind}'"):
            continue
        people = plan.bench.rows(
            f"SELECT id, lower(email) FROM plan_{kind} WHERE state <> 'unchanged' AND email <> '' AND file IS NOT NULL"
        )
        by_address = {address: key for key, address in people}
        touched |= _claim(by_address, column)
    return sorted(touched)


def _claim(by_address: dict[str, int], column: str) -> set[int]:
    addresses = list(by_address)
    touched: set[int] = set()
    unclaimed = "contact_id IS NULL AND user_id IS NULL"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM record_participant WHERE {unclaimed} LIMIT 1")
        if cursor.fetchone() is None:
            return touched
        for start in range(0, len(addresses), 5_000):
            where, values = among("address", addresses[start : start + 5_000])
            cursor.execute(
                f"SELECT id, activity_id, address FROM record_participant WHERE {where} AND {unclaimed}", [values]
            )
            found = cursor.fetchall()
            touched.update(row[1] for row in found)
            cursor.executemany(
                f"UPDATE record_participant SET {column} = %s WHERE id = %s",
                [(by_address[address], key) for key, _, address in found],
            )
    return touched
