"""The activity log as Arrow, in order of time so that neighbours in time are neighbours on disk."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from coalition.demo import SOURCE
from coalition.demo.activity_log import ActivityLog
from coalition.demo.columns import MOMENT, Keys
from coalition.demo.people import Contact


def activities(log: ActivityLog, keys: Keys) -> tuple[pa.Table, np.ndarray]:
    """The table, and for each row of the log its place in it."""
    order = np.argsort(np.asarray(log.occurred), kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    accounts, deals = keys.by_kind["account"], keys.by_kind["opportunity"]
    columns: dict[str, pa.Array] = {
        "uuid": pa.array([_uuid7(at, bits) for at, bits in zip(log.occurred, log.bits, strict=True)], pa.string()),
        "kind": pa.array(log.kind),
        "direction": pa.array(log.direction),
        "status": pa.array(log.status),
        "automatic": pa.array(log.automatic),
        "occurred_at": pa.array(log.occurred, pa.int64()).cast(MOMENT),
        "recorded_at": pa.array(log.recorded, pa.int64()).cast(MOMENT),
        "account_id": pa.array([accounts[key] for key in log.account], pa.int64()),
        "opportunity_id": pa.array([None if key is None else deals[key] for key in log.deal], pa.int64()),
        "thread": pa.array(log.thread),
        "subject": pa.array(log.subject),
        "duration_minutes": pa.array(log.minutes, pa.int32()),
    }
    table = pa.table(columns).take(pa.array(order))
    table = table.append_column("id", pa.array(keys.activities, pa.int64()))
    table = table.append_column("source", pa.repeat(pa.scalar(SOURCE), len(order)))
    names = pa.array([f"act-{number + 1:06d}" for number in range(len(order))])
    return table.append_column("external_id", names), place


def participants(log: ActivityLog, place: np.ndarray, contacts: list[Contact], keys: Keys) -> pa.Table:
    """Who took part, in the order of the activities."""
    rows = place[np.asarray(log.part_of, dtype=np.int64)]
    order = np.argsort(rows, kind="stable")
    known = [keys.by_kind["contact"][contact.key] for contact in contacts]
    people, users, addresses, roles, responses, seconds = zip(*log.parts, strict=True)
    table = pa.table(
        {
            "activity_id": pa.array(rows + keys.activities.start, pa.int64()),
            "contact_id": pa.array([None if index is None else known[index] for index in people], pa.int64()),
            "user_id": pa.array([keys.user(index) for index in users], pa.int64()),
            "address": pa.array(addresses, pa.string()),
            "role": pa.array(roles, pa.string()),
            "response": pa.array(responses, pa.string()),
            "seconds": pa.array(seconds, pa.int32()),
        }
    )
    return table.take(pa.array(order))


def _uuid7(second: int, bits: int) -> str:
    """Version 7 from the moment and drawn bits: the same in every load, and in order of time."""
    low = bits & ((1 << 62) - 1)
    return f"{(second * 1000) << 80 | 7 << 76 | (bits >> 62) << 64 | 2 << 62 | low:032x}"
