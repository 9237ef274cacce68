"""Accounts with their parents."""

from __future__ import annotations

from coalition.record.models import Account
from coalition.sources.files.cycles import circles
from coalition.sources.files.existing import bring
from coalition.sources.files.steps.checks import leave_out_owner, need_names
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


def plan_accounts(plan: Plan) -> None:
    """Accounts; their parents are resolved when all are known, and circles of them refused."""
    bench, source = plan.bench, quoted(plan.source)
    bench.run(
        r"""UPDATE read_accounts SET domain = lower(regexp_replace(regexp_replace(coalesce(domain, website),
            '^([a-z]+://)?(www\.)?', '', 'i'), '[/?#:].*$', '')) WHERE domain IS NOT NULL OR website IS NOT NULL"""
    )
    refuse_doubles(plan, "accounts", "external_id", "external_id", "the same id")
    refuse_doubles(plan, "accounts", "name", "CASE WHEN external_id IS NULL THEN lower(name) END", "the same name")
    leave_out_owner(plan, "accounts")
    columns = ["name", "parent_id", "domain", "industry", "segment", "employees", "annual_revenue", "currency",
               "country", "website", "fit", "tier", "notes", "owner_id", "source", "external_id"]  # fmt: skip
    now = bring(bench, Account, columns)
    make_finder(plan, "now_accounts", [
        f"SELECT external_id AS key, id, 1 AS rank FROM {now} WHERE source = {source}",
        # By name only those without an id of this source: two of one name may be two companies.
        f"SELECT {word_key('name')}, id, 2 FROM {now} WHERE source <> {source} OR external_id = ''",
        f"SELECT '~any:' || lower(name), id, 3 FROM {now}",
    ])  # fmt: skip
    bench.run(
        f"""CREATE TABLE ready_accounts AS SELECT r.file, r.row,
            coalesce(a.id, CASE WHEN r.external_id IS NULL THEN c.id ELSE b.id END) AS match_id,
            r.name, NULL::BIGINT AS parent_id, r.domain, r.industry, r.segment, r.employees,
            r.annual_revenue, upper(r.currency) AS currency, r.country, r.website, r.fit, r.tier, r.notes,
            w.id AS owner_id, {source_columns(source)}
        FROM read_accounts r LEFT JOIN find_now_accounts a ON a.key = r.external_id
        LEFT JOIN find_now_accounts b ON b.key = {word_key("r.name")}
        LEFT JOIN find_now_accounts c ON c.key = '~any:' || lower(r.name)
        LEFT JOIN who_accounts_owner w ON w.v = r.owner
        LEFT JOIN {now} n ON n.id = coalesce(a.id, b.id)"""
    )
    need_names(
        plan,
        "accounts",
        "domain",
        "no name: an account needs one; fill the cell (of merged cells only the first holds the value)",
    )
    settle(plan, "accounts", Account, columns, bring_now=False)
    _plan_parents(plan)
    find_accounts(plan)


def find_accounts(plan: Plan) -> None:
    """Accounts by id, name and domain."""
    if not plan.bench.count("duckdb_tables()", "table_name = 'plan_accounts'"):
        bring(plan.bench, Account, ["name", "domain", "source", "external_id", "parent_id"])
        plan.bench.run(
            "CREATE TABLE plan_accounts AS SELECT 0 AS file, 0::BIGINT AS row, '' AS state, * FROM now_account LIMIT 0"
        )
    everyone(plan, "accounts", "now_account", ["name", "domain", "external_id", "parent_id"])
    make_finder(plan, "accounts", [
        *id_keys("all_accounts"),
        *given_ids("accounts"),
        f"SELECT {word_key('name')}, id, 3 FROM all_accounts",
        f"SELECT {word_key('domain')}, id, 4 FROM all_accounts WHERE domain <> ''",
    ])  # fmt: skip


def _plan_parents(plan: Plan) -> None:
    """Set parents after all accounts have ids. A circle is broken at the last row that closes it."""
    bench = plan.bench
    find_accounts(plan)
    look_up(plan, "parent_of", "accounts", "SELECT parent AS v FROM read_accounts")
    bench.complain(
        "accounts",
        "parent",
        f"SELECT r.file, r.row, r.parent AS value, {missing_reason('account', 'w')} || '; imported without a parent'"
        " AS reason FROM read_accounts r JOIN parent_of w ON w.v = r.parent WHERE w.id IS NULL",
        fatal=False,
    )
    wanted = (
        "SELECT p.file, p.row, p.id, w.id AS parent_id, r.parent FROM plan_accounts p JOIN read_accounts r"
        " ON r.file = p.file AND r.row = p.row JOIN parent_of w ON w.v = r.parent WHERE w.id IS NOT NULL"
    )
    links = bench.rows(f"SELECT id, parent_id, file, row, parent FROM ({wanted}) ORDER BY file, row")
    replaced = {link[0] for link in links}
    known = bench.rows("SELECT id, parent_id FROM all_accounts WHERE parent_id IS NOT NULL")
    edges: list[tuple[int, int, tuple[int, int, str] | None]] = [
        (child, parent, None) for child, parent in known if child not in replaced
    ]
    edges += [(child, parent, (file, row, said)) for child, parent, file, row, said in links]
    bench.run("CREATE OR REPLACE TEMP TABLE new_parents (id BIGINT, parent_id BIGINT)")
    refused: set[int] = set()
    for child, chain, (file, row, said) in circles(edges):
        refused.add(child)
        names = dict(bench.rows("SELECT id, name FROM all_accounts WHERE list_contains(?, id)", [chain]))
        _complain_circle(plan, "accounts", "parent", file, row, said, [names[each] for each in chain], "parent")
    for child, parent, *_ in links:
        if child not in refused:
            bench.run("INSERT INTO new_parents VALUES (?, ?)", [child, parent])
    bench.run(
        """UPDATE plan_accounts SET state = CASE WHEN state = 'unchanged' THEN 'updated' ELSE state END,
            parent_id = w.parent_id FROM new_parents w
        WHERE w.id = plan_accounts.id AND plan_accounts.parent_id IS DISTINCT FROM w.parent_id"""
    )


def _complain_circle(
    plan: Plan, kind: str, field: str, file: int, row: int, said: str, names: list[str], what: str
) -> None:
    reason = f"would close a circle ({' → '.join(names)}): imported without this {what}; correct one of these rows"
    plan.bench.run("INSERT INTO problems VALUES (?, ?, ?, ?, ?, ?, false)", [kind, file, row, field, said, reason])
