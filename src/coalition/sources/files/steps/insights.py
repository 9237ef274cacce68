"""Insights: of an account or a deal, held by people, and told by one of them."""

from __future__ import annotations

from django.db import connection

from coalition.record.models import Insight
from coalition.sources.files.existing import among, bring
from coalition.sources.files.steps.checks import leave_out_owner
from coalition.sources.files.steps.plan import Plan, look_up, missing_reason, refuse_doubles, settle, source_columns
from coalition.sources.files.values import quoted

COLUMNS = ["account_id", "opportunity_id", "kind", "text", "answer", "contact_ids", "told_by_id",
           "confirmed_by_customer", "confirmed_at", "confirmed_with_id", "source", "external_id"]  # fmt: skip


def plan_insights(plan: Plan) -> None:
    """``plan_insights``. One without an id is known by its account, its kind and what it says."""
    bench, source = plan.bench, quoted(plan.source)
    _find_named(plan)
    bench.drop_bad("insights", "read_insights")
    refuse_doubles(plan, "insights", "external_id", "external_id", "the same id")
    leave_out_owner(plan, "insights", "confirmed_with")
    _gather_holders(plan)
    now = bring(bench, Insight, COLUMNS)
    bench.run(
        f"""CREATE OR REPLACE TABLE placed_insights AS SELECT r.*, h.contact_ids, t.id AS told_by_id,
            o.id AS opportunity_id, k.id AS known_id, d.account_id AS of_deal, w.id AS confirmed_with_id,
            coalesce(a.id, d.account_id, k.account_id, h.account_id, p.account_id) AS account_id
        FROM read_insights r LEFT JOIN in_account a ON a.v = r.account LEFT JOIN in_deal o ON o.v = r.opportunity
        LEFT JOIN all_opportunities d ON d.id = o.id LEFT JOIN in_person t ON t.v = r.told_by
        LEFT JOIN all_contacts p ON p.id = t.id LEFT JOIN holders h ON h.file = r.file AND h.row = r.row
        LEFT JOIN who_insights_confirmed_with w ON w.v = r.confirmed_with
        LEFT JOIN {now} k ON k.source = {source} AND k.external_id <> '' AND k.external_id = r.external_id"""
    )
    _check_places(plan)
    bench.run(
        f"""CREATE TABLE ready_insights AS SELECT r.file, r.row, n.id AS match_id, r.account_id, r.opportunity_id,
            r.kind, r.text, r.answer, r.contact_ids, r.told_by_id, r.confirmed_by_customer,
            coalesce(r.confirmed_at, CASE WHEN r.confirmed_by_customer AND n.confirmed_at IS NULL THEN ?::TIMESTAMP END)
                AS confirmed_at, r.confirmed_with_id, {source_columns(source)}
        FROM placed_insights r
        LEFT JOIN (SELECT min(id) AS id, account_id, opportunity_id, kind, lower(text) AS said FROM {now}
                   GROUP BY ALL) b
            ON b.account_id = r.account_id AND b.opportunity_id IS NOT DISTINCT FROM r.opportunity_id
            AND b.kind = r.kind AND b.said = lower(r.text)
        LEFT JOIN {now} n ON n.id = coalesce(r.known_id, b.id)""",
        [plan.now],
    )
    settle(plan, "insights", Insight, COLUMNS, bring_now=False)


def name_holders(plan: Plan) -> None:
    """Put the public ids of people who came with this import into the lists: once written, they have one."""
    bench = plan.bench
    new = [row[0] for row in bench.rows("SELECT DISTINCT id FROM holder WHERE uuid IS NULL")]
    for key, uuid in _uuids(new):
        bench.run(
            "UPDATE plan_insights SET contact_ids = replace(contact_ids, ?, ?) WHERE contains(contact_ids, ?)",
            [f'"#{key}"', f'"{uuid}"', f'"#{key}"'],
        )


def _find_named(plan: Plan) -> None:
    look_up(plan, "in_account", "accounts", "SELECT account AS v FROM read_insights")
    look_up(plan, "in_deal", "opportunities", "SELECT opportunity AS v FROM read_insights")
    look_up(plan, "in_person", "contacts", "SELECT told_by AS v FROM read_insights"
                                           " UNION ALL SELECT unnest(contacts) FROM read_insights")  # fmt: skip
    for field, table, one in (("account", "in_account", "account"), ("opportunity", "in_deal", "opportunity")):
        plan.bench.complain(
            "insights",
            field,
            f"SELECT r.file, r.row, r.{field} AS value, {missing_reason(one, 'w').replace('opportunitys', 'deals')}"
            f" AS reason FROM read_insights r JOIN {table} w ON w.v = r.{field} WHERE w.id IS NULL",
        )
    for field, said in (("told_by", "told_by"), ("contacts", "unnest(contacts)")):
        plan.bench.complain(
            "insights",
            field,
            f"SELECT r.file, r.row, r.who AS value, {missing_reason('contact', 'w')} || '; imported without' AS reason"
            f" FROM (SELECT file, row, {said} AS who FROM read_insights) r JOIN in_person w ON w.v = r.who"
            " WHERE w.id IS NULL",
            fatal=False,
        )


def _gather_holders(plan: Plan) -> None:
    """``holders``: per row the list of public ids, as the database writes it. Who is new here stands as ``#<key>``."""
    bench = plan.bench
    bench.run(
        """CREATE OR REPLACE TABLE holder AS SELECT r.file, r.row, r.place, w.id, NULL::VARCHAR AS uuid
        FROM (SELECT file, row, unnest(contacts) AS who, generate_subscripts(contacts, 1) AS place
              FROM read_insights WHERE contacts IS NOT NULL) r JOIN in_person w ON w.v = r.who WHERE w.id IS NOT NULL"""
    )
    for key, uuid in _uuids([row[0] for row in bench.rows("SELECT DISTINCT id FROM holder")]):
        bench.run("UPDATE holder SET uuid = ? WHERE id = ?", [uuid, key])
    bench.run(
        """CREATE OR REPLACE TABLE holders AS SELECT file, row,
            '["' || string_agg(coalesce(uuid, '#' || h.id), '", "' ORDER BY place) || '"]' AS contact_ids,
            min(c.account_id) AS account_id
        FROM (SELECT file, row, id, uuid, min(place) AS place FROM holder GROUP BY ALL) h
        LEFT JOIN all_contacts c ON c.id = h.id GROUP BY file, row"""
    )


def _check_places(plan: Plan) -> None:
    bench = plan.bench
    bench.complain(
        "insights",
        "account",
        "SELECT file, row, '' AS value, 'belongs to no account: name the account, a deal of it or one of its people'"
        " AS reason FROM placed_insights WHERE account_id IS NULL",
    )
    bench.complain(
        "insights",
        "opportunity",
        "SELECT file, row, opportunity AS value, 'is a deal of another account: correct one of the two' AS reason"
        " FROM placed_insights WHERE of_deal IS DISTINCT FROM account_id AND opportunity_id IS NOT NULL",
    )
    bench.drop_bad("insights", "placed_insights")


def _uuids(contact_ids: list[int]) -> list[tuple[int, str]]:
    where, values = among("id", contact_ids)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, uuid FROM record_contact WHERE {where}", [values])
        rows = cursor.fetchall()
    return [(key, _dashed(str(uuid))) for key, uuid in rows]


def _dashed(uuid: str) -> str:
    """SQLite keeps the bare digits."""
    plain = uuid.replace("-", "")
    return "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]))


__all__ = ["COLUMNS", "name_holders", "plan_insights"]
