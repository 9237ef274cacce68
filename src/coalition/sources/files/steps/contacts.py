"""Contacts, with those merged away and the addresses others have."""

from __future__ import annotations

from coalition.record.models import Contact
from coalition.sources.files.existing import bring
from coalition.sources.files.seniority import SENIORITY_OF_TITLE
from coalition.sources.files.steps.checks import check_time_zones, need_names
from coalition.sources.files.steps.plan import (
    Plan,
    everyone,
    given_ids,
    id_keys,
    look_up,
    make_finder,
    missing_reason,
    refuse_doubles,
    settle,
    source_columns,
    word_key,
)
from coalition.sources.files.values import quoted


def plan_contacts(plan: Plan) -> None:
    """Contacts. Their managers become lines, once all people are known."""
    bench, source = plan.bench, quoted(plan.source)
    check_time_zones(plan, "contacts")
    bench.run(
        """UPDATE read_contacts SET email = nullif(email, ''),
        name = coalesce(name, nullif(trim(concat_ws(' ', first_name, last_name)), ''))"""
    )
    look_up(plan, "account_of", "accounts", "SELECT unnest([account, account_name]) AS v FROM read_contacts")
    bench.complain(
        "contacts",
        "account",
        f"""SELECT r.file, r.row, coalesce(r.account, r.account_name) AS value, {missing_reason("account", "a")}
            AS reason
        FROM (SELECT *, coalesce(account, account_name) AS said FROM read_contacts) r
        JOIN account_of a ON a.v = r.said LEFT JOIN account_of b ON b.v = r.account_name
        WHERE a.id IS NULL AND b.id IS NULL""",
    )
    bench.drop_bad("contacts", "read_contacts")
    refuse_doubles(plan, "contacts", "external_id", "external_id", "the same id")
    refuse_doubles(plan, "contacts", "email", "email", "the same e-mail address")
    columns = ["account_id", "first_name", "last_name", "name", "email", "other_emails", "phones", "title",
               "department", "business_unit", "seniority", "preferred_channel", "location", "time_zone", "priorities",
               "motivations", "notes", "status", "source", "external_id"]  # fmt: skip
    now = bring(bench, Contact, [*columns, "merged_into_id"])
    _refuse_taken_addresses(plan, now)
    make_finder(plan, "now_contacts", [
        f"SELECT external_id AS key, id, 1 AS rank FROM {now} WHERE source = {source}",
        f"SELECT {word_key('email')}, id, 2 FROM {now} WHERE email <> '' AND merged_into_id IS NULL",
        f"SELECT {word_key('email')}, id, 3 FROM {now} WHERE email <> ''",
        f"SELECT '~' || lower(name) || '@' || account_id, id, 4 FROM {now} WHERE account_id IS NOT NULL"
        " AND merged_into_id IS NULL",
    ])  # fmt: skip
    bench.run(
        f"""CREATE TABLE ready_contacts AS SELECT r.file, r.row,
            coalesce(a.id, b.id, CASE WHEN r.email IS NULL AND r.external_id IS NULL THEN c.id END) AS match_id,
            r.account_id, r.first_name, r.last_name, r.name, r.email,
            to_json(nullif(list_transform(r.other_emails, x -> lower(x)), []))::VARCHAR AS other_emails,
            to_json(nullif(list_concat(r.phones, r.mobile), []))::VARCHAR AS phones, r.title, r.department,
            r.business_unit, coalesce(r.seniority, CASE WHEN coalesce(n.seniority, '') = ''
                THEN ({SENIORITY_OF_TITLE}) END)
            AS seniority, r.preferred_channel, r.location, r.time_zone, r.priorities, r.motivations, r.notes, r.status,
            {source_columns(source)}
        FROM (SELECT c.*, coalesce(x.id, y.id, z.id) AS account_id, lower(title) AS t
              FROM (SELECT *, CASE WHEN account IS NULL AND account_name IS NULL
                              THEN '~' || split_part(email, '@', 2) END AS by_domain FROM read_contacts) c
              LEFT JOIN account_of x ON x.v = account LEFT JOIN account_of y ON y.v = account_name
              LEFT JOIN find_accounts z ON z.key = by_domain) r
        LEFT JOIN find_now_contacts a ON a.key = r.external_id
        LEFT JOIN find_now_contacts b ON b.key = '~' || r.email
        LEFT JOIN find_now_contacts c ON c.key = '~' || lower(r.name) || '@' || r.account_id
        LEFT JOIN {now} n ON n.id = coalesce(a.id, b.id, c.id)"""
    )
    for column in ("other_emails", "phones"):  # as the database writes its lists
        bench.run(
            f"UPDATE ready_contacts SET {column} = replace({column}, '\",\"', '\", \"') WHERE {column} IS NOT NULL"
        )
    need_names(plan, "contacts", "email", "neither a name nor an e-mail address: give one")
    _leave_merged(plan, now)
    settle(plan, "contacts", Contact, columns, bring_now=False)
    find_contacts(plan)


def _leave_merged(plan: Plan, now: str) -> None:
    """A row of somebody who was merged into another says nothing new: what is kept was chosen when they were merged.

    What other rows say of them goes to the survivor, see ``find_contacts``.
    """
    merged = f"match_id IN (SELECT id FROM {now} WHERE merged_into_id IS NOT NULL)"
    plan.bench.run(f"INSERT INTO counts SELECT 'contacts', 'unchanged', count(*) FROM ready_contacts WHERE {merged}")
    plan.bench.run(f"DELETE FROM ready_contacts WHERE {merged}")


def _refuse_taken_addresses(plan: Plan, now: str) -> None:
    """A contact with its own id of this source, whose address another such contact of the record already has."""
    plan.bench.complain(
        "contacts",
        "email",
        f"""SELECT r.file, r.row, r.email AS value, 'belongs to ' || n.name || ' (' || n.external_id ||
            ') already: merge the two, or correct the address' AS reason
        FROM read_contacts r JOIN {now} n ON n.email = r.email AND n.email <> ''
        WHERE n.source = {quoted(plan.source)} AND n.external_id <> '' AND r.external_id <> n.external_id
          AND n.merged_into_id IS NULL AND NOT EXISTS (SELECT 1 FROM {now} m WHERE m.merged_into_id IS NOT NULL
            AND m.source = n.source AND m.external_id = r.external_id)
          AND NOT EXISTS (SELECT 1 FROM read_contacts o WHERE o.external_id = n.external_id AND o.email <> n.email)""",
    )
    plan.bench.drop_bad("contacts", "read_contacts")


def find_contacts(plan: Plan) -> None:
    """Contacts by id, address and name; a name alone only while one person has it. Who was merged is the survivor."""
    named = ["account_id", "name", "email", "other_emails", "external_id"]
    if not plan.bench.count("duckdb_tables()", "table_name = 'plan_contacts'"):
        bring(plan.bench, Contact, [*named, "source", "merged_into_id"])
        plan.bench.run(
            "CREATE TABLE plan_contacts AS SELECT 0 AS file, 0::BIGINT AS row, '' AS state, * FROM now_contact LIMIT 0"
        )
    everyone(plan, "contacts", "now_contact", named)
    gone = "SELECT id FROM now_contact WHERE merged_into_id IS NOT NULL"
    plan.bench.run(
        """CREATE OR REPLACE TABLE merged_contacts AS SELECT a.* REPLACE (n.merged_into_id AS id)
        FROM all_contacts a JOIN now_contact n ON n.id = a.id WHERE n.merged_into_id IS NOT NULL"""
    )
    plan.bench.run(f"DELETE FROM all_contacts WHERE id IN ({gone})")
    make_finder(plan, "contacts", [
        *id_keys("all_contacts"),
        *given_ids("contacts"),
        *id_keys("merged_contacts"),
        f"SELECT {word_key('email')}, id, 3 FROM all_contacts WHERE email <> ''",
        f"SELECT {word_key('email')}, id, 4 FROM merged_contacts WHERE email <> ''",
        "SELECT '~' || unnest(other_emails::VARCHAR[]), id, 4 FROM all_contacts WHERE length(other_emails) > 2",
        f"SELECT {word_key('name')}, id, 5 FROM all_contacts",
        f"SELECT {word_key('name')} || '@' || account_id, id, 6 FROM all_contacts WHERE account_id IS NOT NULL",
        f"SELECT {word_key('name')}, id, 7 FROM merged_contacts",
    ])  # fmt: skip
