"""What several kinds of records are checked for: a name, a time zone, an owner who is one of ours."""

from __future__ import annotations

from coalition.sources.files.steps.plan import (
    Plan,
    look_up,
)
from coalition.sources.files.values import quoted

_ZONES = "SELECT name FROM pg_timezone_names()"


def need_names(plan: Plan, kind: str, instead: str, reason: str) -> None:
    """Who is new needs a name, at least an address; a row that only adds to a known record may leave it empty."""
    bench = plan.bench
    bench.run(f"UPDATE ready_{kind} SET name = {instead} WHERE name IS NULL AND match_id IS NULL")
    bench.complain(
        kind,
        "name",
        f"SELECT file, row, '' AS value, {quoted(reason)} AS reason FROM ready_{kind}"
        " WHERE name IS NULL AND match_id IS NULL",
    )
    bench.drop_bad(kind, f"ready_{kind}")


def leave_out_owner(plan: Plan, kind: str, field: str = "owner") -> None:
    """Say whose owner is not one of our users. The row itself goes in: the deal is real, whoever has it."""
    look_up(plan, f"who_{kind}_{field}", "users", f"SELECT {field} AS v FROM read_{kind}")
    plan.bench.complain(
        kind,
        field,
        f"SELECT r.file, r.row, r.{field} AS value, 'is none of our users: left out; import users too to keep it' AS"
        f" reason"
        f" FROM read_{kind} r JOIN who_{kind}_{field} w ON w.v = r.{field} WHERE w.id IS NULL",
        fatal=False,
    )


def check_time_zones(plan: Plan, kind: str) -> None:
    """An unknown time zone is left out: it would stop whoever computes with it."""
    plan.bench.complain(
        kind,
        "time_zone",
        f"SELECT file, row, time_zone AS value, 'is no known time zone: left out; write it like Europe/Berlin' AS"
        f" reason"
        f" FROM read_{kind} WHERE time_zone IS NOT NULL AND time_zone NOT IN ({_ZONES})",
        fatal=False,
    )
    plan.bench.run(f"UPDATE read_{kind} SET time_zone = NULL WHERE time_zone NOT IN ({_ZONES})")
