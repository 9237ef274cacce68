"""Users with their teams and managers."""

from __future__ import annotations

from coalition.access.models import Team, User
from coalition.record.bulk import allocate_ids
from coalition.sources.files.existing import bring
from coalition.sources.files.steps.checks import check_time_zones
from coalition.sources.files.steps.plan import (
    Plan,
    everyone,
    given_ids,
    id_keys,
    make_finder,
    refuse_doubles,
    settle,
    word_key,
)
from coalition.sources.files.values import quoted

NOBODY = "@no-address.invalid"  # a domain that cannot exist; tells a user who came without an address


def plan_users(plan: Plan) -> None:
    """Users, and the teams they are in; a manager who has no row becomes a user, too."""
    bench = plan.bench
    check_time_zones(plan, "users")
    bench.run("UPDATE read_users SET name = coalesce(name, nullif(trim(concat_ws(' ', first_name, last_name)), ''))")
    _add_managers(plan)
    bench.complain(
        "users",
        "email",
        "SELECT file, row, '' AS value, 'neither an e-mail address nor a name: give one' AS reason FROM read_users"
        " WHERE email IS NULL AND name IS NULL",
    )
    bench.drop_bad("users", "read_users")
    refuse_doubles(plan, "users", "external_id", "external_id", "the same id")
    refuse_doubles(plan, "users", "email", "email", "the same e-mail address")
    refuse_doubles(
        plan, "users", "name", "CASE WHEN email IS NULL AND external_id IS NULL THEN lower(name) END", "the same name"
    )
    columns = [
        "email",
        "name",
        "role",
        "team_id",
        "title",
        "seniority",
        "time_zone",
        "is_active",
        "source",
        "external_id",
    ]
    now = bring(bench, User, columns)
    bring(bench, Team, ["name", "parent_id"])
    make_finder(plan, "now_users", [
        f"SELECT external_id AS key, id, 1 AS rank FROM {now} WHERE source = {quoted(plan.source)}",
        f"SELECT {word_key('email')}, id, 2 FROM {now}",
        f"SELECT {word_key('name')}, id, 3 FROM {now}",
    ])  # fmt: skip
    _plan_teams(plan)
    bench.run(
        f"""CREATE TABLE ready_users AS SELECT r.file, r.row,
            coalesce(a.id, b.id, CASE WHEN r.email IS NULL THEN c.id END) AS match_id,
            r.email, coalesce(r.name, CASE WHEN coalesce(a.id, b.id) IS NULL THEN split_part(r.email, '@', 1) END)
                AS name,
            coalesce(r.role, CASE WHEN coalesce(a.id, b.id, c.id) IS NULL AND m.v IS NOT NULL THEN 'manager' END)
                AS role,
            t.team_id, r.title, r.seniority, r.time_zone, r.is_active,
            CASE WHEN r.external_id IS NOT NULL THEN {quoted(plan.source)} END AS source, r.external_id
        FROM read_users r
        LEFT JOIN find_now_users a ON a.key = r.external_id
        LEFT JOIN find_now_users b ON b.key = '~' || r.email
        LEFT JOIN find_now_users c ON c.key = {word_key("r.name")}
        LEFT JOIN team_of t ON t.file = r.file AND t.row = r.row
        LEFT JOIN (SELECT DISTINCT lower(manager) AS v FROM read_users) m
               ON m.v IN (lower(r.name), r.email, lower(r.external_id))"""
    )
    # One row each, though a manager may be named by name here and by address there.
    bench.run("CREATE OR REPLACE TABLE ready_users AS SELECT DISTINCT ON (file, row) * FROM ready_users")
    # The column is unique and may not be empty: who has no address gets one that cannot exist.
    bench.run(
        f"""UPDATE ready_users SET email = slug || CASE WHEN place > 1 THEN place::VARCHAR ELSE '' END || '{NOBODY}'
        FROM (SELECT file AS f, row AS w, regexp_replace(lower(strip_accents(name)), '[^a-z0-9]+', '.', 'g') AS slug,
                     row_number() OVER (PARTITION BY slug ORDER BY file, row) AS place
              FROM ready_users WHERE email IS NULL AND match_id IS NULL) s
        WHERE file = s.f AND row = s.w"""
    )
    settle(plan, "users", User, columns, bring_now=False)
    find_users(plan)


def find_users(plan: Plan) -> None:
    """Users by id, address and name."""
    if not plan.bench.count("duckdb_tables()", "table_name = 'plan_users'"):
        bring(plan.bench, User, ["email", "name", "source", "external_id"])
        plan.bench.run(
            "CREATE TABLE plan_users AS SELECT 0 AS file, 0::BIGINT AS row, '' AS state, * FROM now_user LIMIT 0"
        )
    everyone(plan, "users", "now_user", ["email", "name", "external_id"])
    make_finder(plan, "users", [
        *id_keys("all_users"),
        *given_ids("users"),
        f"SELECT {word_key('email')}, id, 3 FROM all_users",
        f"SELECT {word_key('name')}, id, 4 FROM all_users",
    ])  # fmt: skip


def _add_managers(plan: Plan) -> None:
    """A manager named by name or address, without a row, here or in the record: one of ours all the same."""
    bench = plan.bench
    now = bring(bench, User, ["email", "name", "source", "external_id"])
    bench.run(
        f"""CREATE OR REPLACE TEMP TABLE new_managers AS
        SELECT manager, min(file) AS file, max(row) AS row FROM read_users u WHERE regexp_matches(manager, '[ @]')
        AND lower(manager) NOT IN (SELECT lower(name) FROM read_users WHERE name IS NOT NULL
             UNION ALL SELECT email FROM read_users WHERE email IS NOT NULL
             UNION ALL SELECT lower(name) FROM {now} UNION ALL SELECT lower(email) FROM {now})
        GROUP BY manager"""
    )
    # Rows of their own: numbered after the file's last, which no row of the file can have.
    bench.run(
        """INSERT INTO read_users BY NAME
        SELECT file, (SELECT max(row) FROM read_users) + row_number() OVER (ORDER BY manager) AS row,
            CASE WHEN contains(manager, '@') THEN as_address(manager) END AS email,
            CASE WHEN NOT contains(manager, '@') THEN manager END AS name, 'manager' AS role FROM new_managers"""
    )
    bench.run("INSERT INTO counts SELECT 'users', 'read', count(*) FROM new_managers")


def _plan_teams(plan: Plan) -> None:
    """Which team each user is in. Where one team has several managers, each leads a part of it."""
    bench = plan.bench
    bench.run(
        """CREATE OR REPLACE TEMP TABLE led AS SELECT u.file, u.row, u.team AS area, coalesce(m.name, u.manager)
            AS leader,
            coalesce(m.file, 0) AS m_file, m.row AS m_row,
            CASE WHEN u.team IS NULL THEN leader || '''s team'
                 WHEN u.manager IS NULL THEN u.team
                 WHEN (SELECT count(DISTINCT lower(manager)) FROM read_users o WHERE o.team = u.team) > 1
                 THEN leader || '''s team' ELSE u.team END AS team
        FROM read_users u LEFT JOIN read_users m
          ON u.manager IS NOT NULL AND (lower(m.name) = lower(u.manager) OR m.email = lower(u.manager)
                                        OR m.external_id = u.manager)
        WHERE u.team IS NOT NULL OR (u.manager IS NOT NULL AND m.row IS NOT NULL)"""
    )
    bench.run(
        """CREATE OR REPLACE TABLE new_teams AS
        SELECT team AS name, CASE WHEN max(area) <> team THEN max(area) END AS parent FROM led GROUP BY team
        UNION SELECT area, NULL FROM led WHERE area IS NOT NULL AND area NOT IN (SELECT team FROM led)"""
    )
    bench.run("DELETE FROM new_teams WHERE name IN (SELECT name FROM now_team)")
    fresh = allocate_ids(Team, bench.count("new_teams"))
    bench.run(
        f"""CREATE OR REPLACE TABLE teams AS SELECT id, name, NULL::VARCHAR AS parent, false AS made FROM now_team
        UNION ALL SELECT {fresh.start} - 1 + row_number() OVER (ORDER BY parent IS NOT NULL, name), name, parent, true
        FROM new_teams"""
    )
    # A manager without a team of their own in the file sits in the first they lead.
    bench.run(
        """CREATE OR REPLACE TABLE team_of AS
        SELECT DISTINCT ON (file, row) file, row, teams.id AS team_id FROM (
            SELECT m_file AS file, m_row AS row, team, 0 AS rank FROM led WHERE m_row IS NOT NULL AND leader IS NOT NULL
            UNION ALL SELECT file, row, team, 1 FROM led) JOIN teams ON teams.name = team
        ORDER BY file, row, rank, teams.id"""
    )
