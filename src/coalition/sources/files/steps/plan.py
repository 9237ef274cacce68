"""What the steps share: the run they belong to, finding the records that cells name, and new against known rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import models

from coalition.judgement.gate import Gate
from coalition.record.bulk import allocate_ids
from coalition.sources.files.existing import bring
from coalition.sources.files.kinds import KINDS
from coalition.sources.files.values import quoted
from coalition.sources.files.workbench import Workbench


@dataclass
class Plan:
    """One import, laid out on the workbench. ``columns`` are those a kind's plan table sets, by kind."""

    bench: Workbench
    source: str
    now: dt.datetime
    create_stages: bool = False
    map_participants: bool = False
    hold_stages: bool = False
    flagged: dict[int, tuple[int, list[Gate]]] = field(default_factory=dict)
    """Deals that move past an unmet gate: internal id to the stage and what is missing."""
    columns: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def has(self, kind: str) -> bool:
        return self.bench.count(f"read_{kind}") > 0


def where_of(file: str, row: str) -> str:
    """SQL text such as "row 7 of contacts.csv", from two expressions."""
    return f"'row ' || {row} || ' of ' || (SELECT name FROM files f WHERE f.file = {file})"


def refuse_doubles(plan: Plan, kind: str, field_name: str, key: str, what: str) -> None:
    """Of rows with the same ``key`` the first stays. The same row again is no mistake: it is counted as unchanged."""
    bench, table = plan.bench, f"read_{kind}"
    bench.run(
        f"CREATE OR REPLACE TEMP TABLE twice AS SELECT {key} AS same_key FROM {table}"
        f" GROUP BY ALL HAVING same_key IS NOT NULL AND count(*) > 1"
    )
    if not bench.count("twice"):
        return
    fields = ", ".join(f'"{f.name}"' for f in KINDS[kind].fields)
    bench.run(
        f"CREATE OR REPLACE TEMP TABLE doubles AS SELECT * FROM ("
        f" SELECT file, row, same_key AS value, looks, row_number() OVER same AS place,"
        f" first_value(file) OVER same AS first_file, first_value(row) OVER same AS first_row,"
        f" first_value(looks) OVER same AS first_looks"
        f" FROM (SELECT file, row, {key} AS same_key, hash(({fields})) AS looks FROM {table})"
        f" WHERE same_key IN (SELECT same_key FROM twice)"
        f" WINDOW same AS (PARTITION BY same_key ORDER BY file, row)) WHERE place > 1"
    )
    bench.run("INSERT INTO counts SELECT ?, 'unchanged', count(*) FROM doubles WHERE looks = first_looks", [kind])
    bench.complain(
        kind,
        field_name,
        f"SELECT file, row, value, {quoted(what + ' as ')} || {where_of('first_file', 'first_row')} ||"
        " ': merge the two rows, or correct one' AS reason FROM doubles WHERE looks <> first_looks",
    )
    bench.run(
        f"DELETE FROM {table} WHERE EXISTS (SELECT 1 FROM doubles d WHERE d.file = {table}.file AND d.row ="
        f" {table}.row)"
    )


def make_finder(plan: Plan, kind: str, keys: Sequence[str]) -> None:
    """``find_<kind>``: from what a cell may say to the id meant. ``keys`` are SELECTs of (key, id, rank).

    The key of the lowest rank wins; where it means two records, ``id`` is null and ``many`` says how many.
    """
    union = " UNION ALL ".join(f"({each})" for each in keys)
    plan.bench.run(
        f"CREATE OR REPLACE TABLE find_{kind} AS SELECT key, count(DISTINCT id) AS many,"
        f" CASE WHEN count(DISTINCT id) = 1 THEN min(id) END AS id FROM"
        f" (SELECT * FROM ({union}) WHERE key IS NOT NULL AND key <> '' QUALIFY rank = min(rank) OVER (PARTITION BY"
        f" key))"
        f" GROUP BY key"
    )


def id_keys(table: str) -> list[str]:
    """Keys by the id a record has elsewhere: as it is, and Salesforce's short form of it."""
    return [
        f"SELECT external_id AS key, id, 1 AS rank FROM {table} WHERE external_id <> ''",
        f"SELECT left(external_id, 15), id, 2 FROM {table} WHERE regexp_full_match(external_id, '[A-Za-z0-9]{{18}}')",
    ]


def given_ids(kind: str) -> list[str]:
    """Keys by the ids that the rows of this import carry, also where the record keeps its id of another source.

    A company that moves from one CRM to another brings known people under new ids, and their managers by them.
    """
    rows = f"read_{kind} r JOIN plan_{kind} p ON p.file = r.file AND p.row = r.row"
    long_form = "regexp_full_match(r.external_id, '[A-Za-z0-9]{18}')"
    return [
        f"SELECT r.external_id AS key, p.id, 1 AS rank FROM {rows}",
        f"SELECT left(r.external_id, 15), p.id, 2 FROM {rows} WHERE {long_form}",
    ]


def word_key(column: str) -> str:
    """Names and addresses are found whatever their case; the prefix keeps them apart from ids."""
    return f"'~' || lower({column})"


def look_up(plan: Plan, name: str, kind: str, values: str) -> None:
    """A table ``name`` (v, id, many) for the distinct texts that ``values`` selects as v."""
    plan.bench.run(
        f"CREATE OR REPLACE TABLE {name} AS SELECT v, coalesce(a.id, b.id) AS id, coalesce(a.many, b.many, 0) AS many"
        f" FROM (SELECT DISTINCT v FROM ({values}) WHERE v IS NOT NULL)"
        f" LEFT JOIN find_{kind} a ON a.key = v LEFT JOIN find_{kind} b ON b.key = '~' || lower(v)"
    )


def missing_reason(one: str, alias: str) -> str:
    """Why a reference found nobody."""
    return (
        f"CASE WHEN {alias}.many > 1 THEN {alias}.many || ' {one}s go by this: give the id instead'"
        f" ELSE 'no such {one}, neither in the files nor here: import it too, or correct the value' END"
    )


def source_columns(source: str) -> str:
    """A record made by hand takes the id it has elsewhere; one that has an id of another source keeps that.

    ``r`` is the row read, ``n`` the record it was found to be, if any.
    """
    return (
        f"CASE WHEN r.external_id IS NOT NULL AND coalesce(n.external_id, '') = '' THEN {source} END AS source,"
        " CASE WHEN coalesce(n.external_id, '') = '' THEN r.external_id END AS external_id"
    )


def settle(plan: Plan, kind: str, model: type[models.Model], columns: list[str], *, bring_now: bool = True) -> None:
    """``ready_<kind>`` (file, row, match_id, columns) into ``plan_<kind>`` with an id and a state each.

    An empty cell says nothing: it never erases what is known. A row that says nothing new is unchanged.
    """
    bench, now = plan.bench, f"now_{model._meta.model_name}"
    plan.columns[kind] = columns
    bench.complain(
        kind,
        "",
        f"SELECT file, row, '' AS value, 'means the same {KINDS[kind].one} as ' || {where_of('f_file', 'f_row')} ||"
        f" ': merge the two rows, or give each its own id' AS reason FROM"
        f" (SELECT file, row, first_value(file) OVER w AS f_file, first_value(row) OVER w AS f_row,"
        f"  row_number() OVER w AS place FROM ready_{kind} WHERE match_id IS NOT NULL"
        f"  WINDOW w AS (PARTITION BY match_id ORDER BY file, row)) WHERE place > 1",
    )
    bench.drop_bad(kind, f"ready_{kind}")
    if bring_now:
        bring(bench, model, columns)
    fresh = allocate_ids(model, bench.count(f"ready_{kind}", "match_id IS NULL"))
    differs = " OR ".join(f"(r.{c} IS NOT NULL AND r.{c} IS DISTINCT FROM n.{c})" for c in columns)
    merged = ", ".join(f"coalesce(r.{c}, n.{c}) AS {c}" for c in columns)
    bench.run(
        f"CREATE TABLE plan_{kind} AS SELECT r.file, r.row,"
        f" coalesce(match_id, {fresh.start} - 1 + row_number() OVER (PARTITION BY match_id IS NULL ORDER BY r.file,"
        f" r.row))"
        f" AS id, CASE WHEN match_id IS NULL THEN 'created' WHEN {differs} THEN 'updated' ELSE 'unchanged' END AS"
        f" state,"
        f" {merged} FROM ready_{kind} r LEFT JOIN {now} n ON n.id = r.match_id"
    )
    bench.run(f"DROP TABLE ready_{kind}")


def everyone(plan: Plan, kind: str, now: str, columns: Sequence[str]) -> None:
    """``all_<kind>``: what will stand in the record after this import, of the columns that name it.

    An id of another source is left out: elsewhere it may mean something else.
    """
    ours = f"CASE WHEN source = {quoted(plan.source)} THEN external_id ELSE '' END AS external_id"
    mine = ", ".join(ours if column == "external_id" else column for column in columns)
    plan.bench.run(
        f"CREATE OR REPLACE TABLE all_{kind} AS SELECT id, {mine} FROM plan_{kind}"
        f" UNION ALL SELECT id, {mine} FROM {now} n WHERE NOT EXISTS (SELECT 1 FROM plan_{kind} p WHERE p.id = n.id)"
    )
