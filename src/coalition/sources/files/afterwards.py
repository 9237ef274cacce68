"""What follows from an import, in its transaction: touches for scoring, and the deals whose scores are out of date."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coalition.record.models import Stakeholder
from coalition.record.pulse import mark_dirty
from coalition.record.touches import derive_touches
from coalition.sources.files.existing import bring
from coalition.sources.files.steps.plan import Plan
from coalition.sources.files.steps.stage_gates import keep_flags
from coalition.sources.files.write import claim_addresses

KNOWN = -1  # the part of activities that were here before
STEP = 150_000  # activities paired in one go: bounds the memory


def follow_up(plan: Plan, progress: Callable[[str], None]) -> None:
    """Derive touches of all activities that came or changed, and mark every deal that anything here concerns."""
    claimed = claim_addresses(plan)
    deals, parts = _deals(plan), _lay_out_pairing(plan)
    # All is written; what is laid out of it would stand in the way of the pairing.
    for table in ("plan_activities", "plan_taking_part", "who_is", "person"):
        plan.bench.run(f"DROP TABLE IF EXISTS {table}")
    progress("Pairing replies")
    for part in range(parts):
        derive_touches(_part(plan, part), new=True)
    derive_touches(_part(plan, KNOWN))  # people were added to them
    if claimed:
        derive_touches(claimed)
    keep_flags(plan)
    mark_dirty(deals)


def _lay_out_pairing(plan: Plan) -> int:
    """``pairing`` (id, part): new activities, and those that got participants. Returns the number of parts.

    A part holds whole conversations (one thread, or, without threads, one contact): pairing reads back the mails of the
    same conversation that were stored before, and cut at random it would read nearly everything back for every part.
    """
    bench = plan.bench
    new, taking = _there(plan, "plan_activities"), _there(plan, "plan_taking_part")
    parts = max(1, -(-bench.count("plan_activities") // STEP)) if new else 1
    bench.run("CREATE OR REPLACE TABLE pairing (id BIGINT, part BIGINT)")
    if new:
        bench.run(
            f"""INSERT INTO pairing SELECT a.id, (hash(coalesce(a.thread, c.first::VARCHAR)) % {parts})::BIGINT
            FROM plan_activities a LEFT JOIN (SELECT activity_id, min(contact_id) AS first FROM plan_taking_part
                GROUP BY 1) c ON c.activity_id = a.id"""
        )
    if taking:
        bench.run(
            f"INSERT INTO pairing SELECT DISTINCT activity_id, {KNOWN} FROM plan_taking_part"
            " WHERE activity_id NOT IN (SELECT id FROM pairing)"
        )
    return parts


def _part(plan: Plan, part: int) -> Sequence[int]:
    """The activities of one part, in order; a run without a gap as the range it is, which is read faster."""
    ids = [row[0] for row in plan.bench.rows("SELECT id FROM pairing WHERE part = ? ORDER BY id", [part])]
    return range(ids[0], ids[-1] + 1) if ids and ids[-1] - ids[0] + 1 == len(ids) else ids


def _there(plan: Plan, table: str) -> bool:
    return plan.bench.count("duckdb_tables()", f"table_name = '{table}'") > 0


def _deals(plan: Plan) -> list[int]:
    """Deals of this import, and those on which a contact stands who came, changed, was linked or took part."""
    bench = plan.bench
    bring(bench, Stakeholder, ["opportunity_id", "contact_id"])
    people = ["SELECT 0 AS id"]
    deals = ["SELECT opportunity_id AS id FROM now_stakeholder WHERE contact_id IN (SELECT id FROM concerned)"]

    if _there(plan, "plan_contacts"):
        people.append("SELECT id FROM plan_contacts WHERE state IN ('created', 'updated')")
    if _there(plan, "plan_lines"):
        people.append("SELECT unnest([from_contact_id, to_contact_id]) FROM plan_lines WHERE state <> 'unchanged'")
    if _there(plan, "plan_taking_part"):
        people.append("SELECT DISTINCT contact_id FROM plan_taking_part WHERE contact_id IS NOT NULL")
    if _there(plan, "plan_stakeholders"):
        deals.append("SELECT opportunity_id FROM plan_stakeholders WHERE state <> 'unchanged'")
    if _there(plan, "plan_opportunities"):
        deals.append("SELECT id FROM plan_opportunities WHERE state IN ('created', 'updated')")
    if _there(plan, "plan_insights"):
        deals.append(
            "SELECT opportunity_id FROM plan_insights WHERE state <> 'unchanged' AND opportunity_id IS NOT NULL"
        )
    bench.run(f"CREATE OR REPLACE TEMP TABLE concerned AS {' UNION '.join(people)}")
    # Contacts who claimed older mails were created or changed here, so they are among the people above.
    return [row[0] for row in bench.rows(f"SELECT DISTINCT id FROM ({' UNION '.join(deals)})")]
