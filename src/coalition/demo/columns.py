"""From the world to Arrow: the columns of each model, once the keys of the database are known."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa

from coalition.demo import SOURCE
from coalition.demo.calendar import date_of
from coalition.demo.ledger import Version
from coalition.demo.scribe import public_id
from coalition.demo.simulate import World

MOMENT = pa.timestamp("s", tz="UTC")


@dataclass(frozen=True, slots=True)
class Keys:
    """The integer keys set aside in the database: by kind and external id; users by their place in the list."""

    by_kind: Mapping[str, Mapping[str, int]]
    users: tuple[int, ...]
    stages: Mapping[str, int]
    activities: range

    def of(self, kind: str) -> Callable[[Any], int | None]:
        rows = self.by_kind[kind]
        return lambda key: None if key is None else rows[key]

    def user(self, index: int | None) -> int | None:
        return None if index is None else self.users[index]


@dataclass(frozen=True, slots=True)
class Column:
    """How one column is made from a row's state: ``field`` of the state, its Arrow type, and a conversion."""

    name: str
    type: pa.DataType
    field: str
    convert: Callable[[Any], Any] | None = None


def _text(*names: str) -> list[Column]:
    return [Column(name, pa.string(), name, lambda value: value or "") for name in names]


def _plain(kind: pa.DataType, *names: str) -> list[Column]:
    return [Column(name, kind, name) for name in names]


def _list(*names: str) -> list[Column]:
    return [
        Column(name, pa.string(), name, lambda value: json.dumps(value or [], ensure_ascii=False)) for name in names
    ]


def _day(*names: str) -> list[Column]:
    return [Column(name, pa.date32(), name, lambda value: None if value is None else date_of(value)) for name in names]


def _money(*names: str) -> list[Column]:
    return [
        Column(name, pa.decimal128(18, 2), name, lambda value: None if value is None else Decimal(value))
        for name in names
    ]


def columns_of(kind: str, keys: Keys) -> list[Column]:
    """The columns of a recorded model, but for those every one of them has."""

    def link(name: str, to: str) -> Column:
        return Column(f"{name}_id", pa.int64(), name, keys.of(to))

    def user(*names: str) -> list[Column]:
        return [Column(f"{name}_id", pa.int64(), name, keys.user) for name in names]

    small, whole, flag = pa.int16(), pa.int64(), pa.bool_()
    columns: dict[str, list[Column]] = {
        "account": [
            *_text("name", "domain", "industry", "segment", "currency", "country", "website", "tier", "notes"),
            *_plain(whole, "employees"), *_money("annual_revenue"), *_plain(small, "fit"),
            link("parent", "account"), *user("owner"),
        ],
        "contact": [
            *_text(
                "first_name", "last_name", "name", "email", "title", "department", "business_unit", "seniority",
                "preferred_channel", "location", "time_zone", "priorities", "motivations", "status",
                "decision_orientation", "adaptability",
            ),
            *_list("phones"), link("account", "account"), link("moved_to", "account"),
        ],
        "opportunity": [
            *_text("name", "kind", "currency", "next_step", "notes"),
            *_money("amount"), *_day("created_on", "close_on"),
            *_plain(flag, "is_primary"), link("account", "account"), *user("owner"),
            Column("stage_id", pa.int64(), "stage", keys.stages.__getitem__),
        ],
        "stakeholder": [
            *_list("personas"),
            *_text(
                "sentiment", "sentiment_evidence", "influence", "influence_reason", "process_role", "access",
                "change_stance", "preference", "buying_stage", "aligned_with", "vote_kind", "vote", "notes",
            ),
            *_plain(
                flag, "purchasing_authority", "approval_power", "committee_member", "senior_for_decision",
                "personal_connections", "is_key", "owns_problem",
            ),
            *_plain(small, "relationship", "fit_view"), *_plain(MOMENT, "sentiment_at"), *_day("influence_until"),
            link("opportunity", "opportunity"), link("contact", "contact"),
            *user("coverage_owner", "sentiment_by", "influence_by"),
        ],
        "line": [
            *_text("kind", "note", "told_by"), *_plain(small, "strength"), *_day("since"),
            link("from_contact", "contact"), link("to_contact", "contact"), link("opportunity", "opportunity"),
            *user("drawn_by"),
        ],
        "insight": [
            *_text("kind", "text", "answer"), *_list("contact_ids", "linked_ids"),
            *_plain(flag, "confirmed_by_customer"), *_plain(MOMENT, "confirmed_at"),
            link("account", "account"), link("opportunity", "opportunity"),
            link("told_by", "contact"), *user("confirmed_with"),
        ],
    }  # fmt: skip
    return columns[kind]


def table(kind: str, versions: Iterable[Version], keys: Keys, *, history: bool) -> pa.Table:
    """Rows of one kind: as they stand, or with ``history`` every version with who made it, when and why."""
    rows = list(versions)
    identity = keys.by_kind[kind]
    arrays: dict[str, pa.Array] = {
        "id": pa.array([identity[row.key] for row in rows], pa.int64()),
        "uuid": pa.array([public_id(kind, row.key) for row in rows], pa.string()),
        "source": pa.repeat(pa.scalar(SOURCE), len(rows)),
        "external_id": pa.array([row.key for row in rows], pa.string()),
        "recorded_at": _moments([row.first_at for row in rows]),
        "updated_at": _moments([row.edit.at for row in rows]),
        "version": pa.array([row.number for row in rows], pa.int32()),
    }
    for column in columns_of(kind, keys):
        values = [row.state.get(column.field) for row in rows]
        if column.convert is not None:
            values = [column.convert(value) for value in values]
        arrays[column.name] = pa.array(values, column.type)
    if history:
        arrays["history_date"] = arrays["updated_at"]
        arrays["history_type"] = pa.array([row.edit.sign for row in rows], pa.string())
        arrays["history_change_reason"] = pa.array([row.edit.reason or None for row in rows], pa.string())
        arrays["history_user_id"] = pa.array([keys.user(row.edit.by) for row in rows], pa.int64())
    return pa.table(arrays)


def stage_changes(world: World, keys: Keys) -> pa.Table:
    rows = sorted(world.stage_changes, key=lambda row: row[3])
    deals, stages = keys.by_kind["opportunity"], keys.stages
    return pa.table(
        {
            "opportunity_id": pa.array([deals[row[0]] for row in rows], pa.int64()),
            "from_stage_id": pa.array([None if row[1] is None else stages[row[1]] for row in rows], pa.int64()),
            "to_stage_id": pa.array([stages[row[2]] for row in rows], pa.int64()),
            "occurred_at": _moments([row[3] for row in rows]),
            "recorded_at": _moments([row[3] for row in rows]),
            "by_id": pa.array([keys.user(row[4]) for row in rows], pa.int64()),
        }
    )


def _moments(seconds: list[int]) -> pa.Array:
    return pa.array(seconds, pa.int64()).cast(MOMENT)
