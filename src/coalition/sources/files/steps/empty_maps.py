"""Open deals that nobody stands on: said to the person, and filled from their activities when that was asked for."""

from __future__ import annotations

import pyarrow as pa
from django.db import connection

from coalition.record.models import Opportunity, Outcome, Stage
from coalition.sources.files.existing import among
from coalition.sources.files.steps.plan import Plan

RECENT_DAYS = 365  # as engagement has it: who was silent for longer is absent


def find_empty_maps(plan: Plan) -> None:
    """``empty_maps`` (id, account_id, file, row): open deals of this import without a stakeholder."""
    bench = plan.bench
    ends = [str(key) for key in Stage.objects.exclude(outcome=Outcome.OPEN).values_list("pk", flat=True)]
    bench.run(
        f"""CREATE OR REPLACE TABLE empty_maps AS SELECT id, account_id, name, file, row FROM plan_opportunities p
        WHERE p.stage_id NOT IN ({", ".join(ends) or "0"}) AND p.account_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM now_stakeholder n WHERE n.opportunity_id = p.id)
        AND NOT EXISTS (SELECT 1 FROM ready_stakeholders r WHERE r.opportunity_id = p.id)"""
    )


def fill_empty_maps(plan: Plan) -> None:
    """Put on each empty map the people of its account who took part in something lately; nothing else is assumed."""
    bench = plan.bench
    bench.run("CREATE OR REPLACE TABLE lately (contact_id BIGINT, seen TIMESTAMP)")
    if bench.count("duckdb_tables()", "table_name = 'plan_activities'"):
        bench.run(
            "INSERT INTO lately SELECT t.contact_id, max(a.occurred_at) FROM plan_taking_part t"
            " JOIN plan_activities a ON a.id = t.activity_id WHERE t.contact_id IS NOT NULL GROUP BY 1"
        )
    _bring_lately(plan)
    bench.run(
        f"""CREATE OR REPLACE TABLE fillers AS
        WITH met AS (SELECT c.id, c.account_id, max(l.seen) AS seen FROM lately l JOIN all_contacts c
            ON c.id = l.contact_id
                     GROUP BY ALL),
             last AS (SELECT account_id, max(seen) AS seen FROM met GROUP BY 1)
        SELECT e.file, e.row, e.id AS opportunity_id, met.id AS contact_id FROM empty_maps e
        JOIN met ON met.account_id = e.account_id JOIN last ON last.account_id = e.account_id
        WHERE met.seen >= last.seen - INTERVAL {RECENT_DAYS} DAY"""
    )
    bench.run("INSERT INTO counts SELECT 'stakeholders', 'read', count(*) FROM fillers")
    bench.run("INSERT INTO ready_stakeholders BY NAME SELECT * FROM fillers")
    bench.run("DELETE FROM empty_maps WHERE id IN (SELECT opportunity_id FROM fillers)")


def _bring_lately(plan: Plan) -> None:
    """From the record, when the people of these accounts last took part in anything."""
    accounts = [row[0] for row in plan.bench.rows("SELECT DISTINCT account_id FROM empty_maps")]
    where, values = among("c.account_id", accounts)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.contact_id, max(a.occurred_at) FROM record_participant p"
            " JOIN record_activity a ON a.id = p.activity_id JOIN record_contact c ON c.id = p.contact_id"
            f" WHERE a.retracted_at IS NULL AND {where} GROUP BY p.contact_id",
            [values],
        )
        rows = cursor.fetchall()
    if rows:
        schema = pa.schema([("contact_id", pa.int64()), ("seen", pa.string())])
        found = pa.table([[r[0] for r in rows], [str(r[1])[:19] for r in rows]], schema=schema)
        plan.bench.add("found_lately", found)
        plan.bench.run("INSERT INTO lately SELECT contact_id, seen::TIMESTAMP FROM found_lately")


def note_on_empty_maps(plan: Plan) -> list[str]:
    """What to do about maps that stay empty."""
    rows = plan.bench.rows("SELECT name FROM empty_maps ORDER BY file, row")
    if not rows:
        return []
    which = rows[0][0] if len(rows) == 1 else f"{rows[0][0]} and {len(rows) - 1} more"
    return [
        f"Nobody stands on the map of {len(rows)} open"
        f" {Opportunity._meta.verbose_name if len(rows) == 1 else 'opportunities'}"
        f" ({which}). Import stakeholders (opportunity, contact, role), or add --map-participants to put there"
        f" everybody"
        " of the account who took part in an activity."
    ]
