"""Lines between contacts: from files of lines, and from the manager columns of contacts."""

from __future__ import annotations

from coalition.record.locks import hold_reporting_lines
from coalition.record.models import DIRECTED, Line
from coalition.sources.files.cycles import circles
from coalition.sources.files.existing import bring
from coalition.sources.files.steps.plan import Plan, look_up, missing_reason, settle, where_of
from coalition.sources.files.values import quoted


def plan_lines(plan: Plan) -> None:
    """All lines in one set: a solid line from a contact's manager and one from a file of lines may contradict."""
    bench = plan.bench
    hold_reporting_lines()
    bench.run(
        "CREATE TABLE drawn (file INTEGER, row BIGINT, kind VARCHAR, from_id BIGINT, to_id BIGINT, opportunity_id"
        " BIGINT,"
        " strength BIGINT, note VARCHAR, since DATE, told_by VARCHAR, external_id VARCHAR, field VARCHAR, value"
        " VARCHAR)"
    )
    _from_files(plan)
    _from_managers(plan, "manager", "reports_to")
    _from_managers(plan, "dotted_manager", "dotted")
    _check(plan)
    directed = ", ".join(quoted(kind.value) for kind in sorted(DIRECTED))
    bench.run(
        f"UPDATE drawn SET from_id = least(from_id, to_id), to_id = greatest(from_id, to_id) WHERE kind NOT IN"
        f" ({directed})"
    )
    columns = ["kind", "from_contact_id", "to_contact_id", "opportunity_id", "strength", "note", "since", "told_by",
               "source", "external_id"]  # fmt: skip
    now = bring(bench, Line, columns)
    _refuse_doubles(plan)
    _refuse_circles(plan, now)
    bench.run(
        f"""CREATE TABLE ready_lines AS SELECT d.file, d.row, n.id AS match_id, d.kind, d.from_id AS from_contact_id,
            d.to_id AS to_contact_id, d.opportunity_id, d.strength, d.note, d.since, d.told_by,
            CASE WHEN d.external_id IS NOT NULL AND coalesce(n.external_id, '') = '' THEN {quoted(plan.source)} END
                AS source,
            CASE WHEN coalesce(n.external_id, '') = '' THEN d.external_id END AS external_id
        FROM drawn d LEFT JOIN {now} n ON n.kind = d.kind AND n.from_contact_id = d.from_id AND (d.kind = 'reports_to'
            OR (n.to_contact_id = d.to_id AND n.opportunity_id IS NOT DISTINCT FROM d.opportunity_id))"""
    )
    settle(plan, "lines", Line, columns, bring_now=False)


def _from_files(plan: Plan) -> None:
    bench = plan.bench
    look_up(plan, "line_end", "contacts", "SELECT unnest([from_contact, to_contact]) AS v FROM read_lines")
    look_up(plan, "line_deal", "opportunities", "SELECT opportunity AS v FROM read_lines")
    for field, table, one in (("from_contact", "line_end", "contact"), ("to_contact", "line_end", "contact"),
                              ("opportunity", "line_deal", "opportunity")):  # fmt: skip
        bench.complain(
            "lines",
            field,
            f"SELECT r.file, r.row, r.{field} AS value, {missing_reason(one, 'w')} AS reason"
            f" FROM read_lines r JOIN {table} w ON w.v = r.{field} WHERE w.id IS NULL",
        )
    bench.drop_bad("lines", "read_lines")
    bench.run(
        """INSERT INTO drawn SELECT r.file, r.row, r.kind, a.id, b.id, c.id, r.strength::BIGINT, r.note, r.since,
            r.told_by, r.external_id, 'to_contact', r.to_contact
        FROM read_lines r JOIN line_end a ON a.v = r.from_contact JOIN line_end b ON b.v = r.to_contact
        LEFT JOIN line_deal c ON c.v = r.opportunity"""
    )


def _from_managers(plan: Plan, field: str, kind: str) -> None:
    """A manager is named by id, address or name; a name is looked for in the person's own account first."""
    bench = plan.bench
    bench.run(
        f"""CREATE OR REPLACE TEMP TABLE led AS SELECT r.file, r.row, r.{field} AS value, p.id,
            coalesce(a.id, b.id, c.id) AS to_id, coalesce(a.many, b.many, c.many, 0) AS many
        FROM read_contacts r JOIN plan_contacts p ON p.file = r.file AND p.row = r.row
        LEFT JOIN find_contacts a ON a.key = r.{field}
        LEFT JOIN find_contacts b ON b.key = '~' || lower(r.{field}) || '@' || p.account_id
        LEFT JOIN find_contacts c ON c.key = '~' || lower(r.{field})
        WHERE r.{field} IS NOT NULL"""
    )
    bench.run("INSERT INTO counts SELECT 'lines', 'read', count(*) FROM led")
    bench.complain(
        "lines",
        field,
        f"SELECT file, row, value, {missing_reason('contact', 'led')} || '; imported without this manager' AS reason"
        " FROM led WHERE to_id IS NULL",
    )
    bench.run(
        f"""INSERT INTO drawn SELECT file, row, '{kind}', id, to_id, NULL, NULL, NULL, NULL, NULL, NULL, '{field}',
            value
        FROM led WHERE to_id IS NOT NULL"""
    )


def _check(plan: Plan) -> None:
    """What no line may be, whoever draws it."""
    plan.bench.complain(
        "lines",
        "to_contact",
        "SELECT file, row, value, 'a line needs two different people: correct one end' AS reason FROM drawn"
        " WHERE from_id = to_id",
    )
    plan.bench.complain(
        "lines",
        "opportunity",
        "SELECT file, row, value, 'a reporting line holds everywhere: leave the opportunity out, or make it dotted'"
        " AS reason FROM drawn WHERE kind = 'reports_to' AND opportunity_id IS NOT NULL",
    )
    _drop(plan)


def _drop(plan: Plan) -> None:
    plan.bench.run(
        "DELETE FROM drawn WHERE EXISTS (SELECT 1 FROM problems p WHERE p.kind = 'lines' AND p.fatal"
        " AND p.file = drawn.file AND p.row = drawn.row AND (p.field = drawn.field OR p.field <> 'manager'"
        " AND p.field <> 'dotted_manager'))"
    )


def _refuse_doubles(plan: Plan) -> None:
    """One line of a kind between two people, and one manager a person; the first row holds."""
    bench = plan.bench
    bench.run(
        """CREATE OR REPLACE TEMP TABLE again AS SELECT * FROM (SELECT *, row_number() OVER same AS place,
            first_value(file) OVER same AS f_file, first_value(row) OVER same AS f_row, first_value(to_id) OVER same
                AS f_to
        FROM drawn WINDOW same AS (PARTITION BY kind, from_id, CASE WHEN kind <> 'reports_to' THEN (to_id,
            opportunity_id) END
                                   ORDER BY file, row)) WHERE place > 1"""
    )
    bench.run("INSERT INTO counts SELECT 'lines', 'unchanged', count(*) FROM again WHERE to_id = f_to")
    bench.complain(
        "lines",
        "manager",
        f"SELECT file, row, value, 'this person has another manager in ' || {where_of('f_file', 'f_row')} ||"
        " ': one solid line is allowed; make the other dotted' AS reason FROM again WHERE to_id <> f_to",
    )
    bench.run(
        "DELETE FROM drawn WHERE EXISTS (SELECT 1 FROM again a WHERE a.file = drawn.file AND a.row = drawn.row"
        " AND a.kind = drawn.kind AND a.from_id = drawn.from_id AND a.to_id = drawn.to_id)"
    )


def _refuse_circles(plan: Plan, now: str) -> None:
    """Solid lines, those here already and the new ones together, may not lead back to their start."""
    bench = plan.bench
    here = bench.rows(
        f"""SELECT from_contact_id, to_contact_id FROM {now} WHERE kind = 'reports_to' AND opportunity_id IS NULL
            AND from_contact_id NOT IN (SELECT from_id FROM drawn WHERE kind = 'reports_to')"""
    )
    new = bench.rows(
        "SELECT from_id, to_id, file, row, field, value FROM drawn WHERE kind = 'reports_to' ORDER BY file, row"
    )
    edges: list[tuple[int, int, tuple[int, int, str, str] | None]] = [(below, above, None) for below, above in here]
    edges += [(below, above, (file, row, field, value)) for below, above, file, row, field, value in new]
    for person, chain, (file, row, field, value) in circles(edges):
        names = dict(bench.rows("SELECT id, name FROM all_contacts WHERE list_contains(?, id)", [chain]))
        circle = " → ".join(names[each] for each in chain)
        reason = f"would close a circle of reporting lines ({circle}): imported without this line; correct one of them"
        bench.run("INSERT INTO problems VALUES ('lines', ?, ?, ?, ?, ?, true)", [file, row, field, value, reason])
        bench.run("DELETE FROM drawn WHERE kind = 'reports_to' AND from_id = ?", [person])
