"""Puts scores into the tables that maps and lists read, and says which deals look different now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
from django.utils import timezone
from pydantic_core import to_json

from coalition.access.models import User
from coalition.portfolio.models import DealScore, ScoreSnapshot, StakeholderScore
from coalition.portfolio.upsert import upsert_arrow
from coalition.record.bulk import insert_arrow
from coalition.record.models import Contact, LiveEvent, Stakeholder
from coalition.scoring.tables import Scores

SCORES_CHANGED = "scores.changed"
#: A trend line gets a point when a score has moved this far since the last one, or a word changed.
SNAPSHOT_POINTS = 2.0
_MOMENT = pa.timestamp("us", tz="UTC")
_TIMES = {"last_two_way_at": "last_two_way_s", "last_seller_led_at": "last_seller_led_s"}
_SNAPSHOT = (
    "engagement_level",
    "engagement_score",
    "sentiment_score",
    "behaviour_score",
    "influence_level",
    "influence_score",
)
_SHOWN = (*_SNAPSHOT, "sentiment", "diverges", "last_two_way_at", "last_seller_led_at")
_COMPARED = ("stakeholder_id", "stakeholder_uuid", "opportunity_id", "as_of", "settings_version", *_SHOWN)


@dataclass
class Differences:
    """What is new to see: deals and in them stakeholders (public ids), and rows for the trend lines."""

    deals: dict[int, list[str]] = field(default_factory=dict)
    snapshots: list[dict[str, Any]] = field(default_factory=list)


def store(scores: Scores, opportunity_ids: set[int]) -> Differences:
    """Write the scores of these deals, in the caller's transaction; what shows differently now."""
    if not opportunity_ids:
        return Differences()
    rows = as_rows(scores, opportunity_ids)
    rows, differences = compare(rows)
    upsert_arrow(StakeholderScore, rows)
    upsert_arrow(DealScore, deal_rows(scores, rows, opportunity_ids))
    if differences.snapshots:
        insert_arrow(ScoreSnapshot, points(differences.snapshots))
    return differences


def publish(differences: Differences, opportunity_ids: set[int]) -> int:
    """Tell open pages of these deals, in the caller's transaction; how many of them show differently."""
    told = sorted(opportunity_ids & set(differences.deals))
    LiveEvent.objects.bulk_create(
        LiveEvent(kind=SCORES_CHANGED, opportunity_id=deal, payload={"stakeholders": differences.deals[deal]})
        for deal in told
    )
    return len(told)


def as_rows(scores: Scores, opportunity_ids: set[int]) -> pa.Table:
    """The scoring rows of stakeholders that still exist, in the columns of ``StakeholderScore``."""
    known = Stakeholder.objects.filter(opportunity_id__in=list(opportunity_ids))
    found = list(known.values_list("id", "uuid", "opportunity_id", "contact_id"))
    ids, uuids, deals, contacts = zip(*found, strict=True) if found else ((), (), (), ())
    names = pa.table(
        {
            "stakeholder_id": pa.array(ids, pa.int64()),
            "stakeholder_uuid": pa.array([str(each) for each in uuids], pa.string()),
            "opportunity_id": pa.array(deals, pa.int64()),
            "contact_id": pa.array(contacts, pa.int64()),
        }
    )
    return stamped(joined(scores.stakeholders, names), scores)


def joined(rows: pa.Table, names: pa.Table) -> pa.Table:
    """Scoring rows under the keys of the record, ordered. ``facts`` is the whole row as JSON.

    In Python, not in an engine: for the people of one deal, opening one and planning a statement costs ten times as
    much, and for thousands of rows it is hardly faster.
    """
    places = {key: place for place, key in enumerate(_keys(rows))}
    names = names.sort_by("stakeholder_id")
    at = [places.get(key) for key in _keys(names)]
    names = names.filter(pa.array([place is not None for place in at], pa.bool_()))
    found = rows.take(pa.array([place for place in at if place is not None], pa.int64()))
    values = found.to_pylist()
    table = names.select(["stakeholder_id", "stakeholder_uuid"]).append_column("facts", as_json(values))
    for name, seconds in _TIMES.items():
        table = table.append_column(name, found[seconds].cast(pa.timestamp("s")).cast(_MOMENT))
    for item, column in zip(found.schema, found.columns, strict=True):
        nested = pa.types.is_nested(item.type)
        table = table.append_column(item.name, as_json([row[item.name] for row in values]) if nested else column)
    return table


def _keys(table: pa.Table) -> Iterator[tuple[int, int]]:
    return zip(table["opportunity_id"].to_pylist(), table["contact_id"].to_pylist(), strict=True)


def as_json(values: Sequence[Any]) -> pa.Array:
    return pa.array([to_json(each, inf_nan_mode="null").decode() for each in values], pa.string())


def stamped(table: pa.Table, scores: Scores) -> pa.Table:
    now = pa.scalar(timezone.now(), _MOMENT)
    as_of = pa.scalar(datetime.fromtimestamp(scores.as_of_s, UTC), _MOMENT)
    version = pa.scalar(scores.settings_version)
    for name, value in (("scored_at", now), ("as_of", as_of), ("settings_version", version)):
        table = table.append_column(name, pa.repeat(value, table.num_rows))
    return table


def deal_rows(scores: Scores, rows: pa.Table, opportunity_ids: set[int]) -> pa.Table:
    """One row a deal, also for a deal with nobody on it."""
    levels = rows["engagement_level"].to_pylist()
    engaged = dict.fromkeys(sorted(opportunity_ids), 0)
    for deal, level in zip(rows["opportunity_id"].to_pylist(), levels, strict=True):
        engaged[deal] += level in ("engaged", "deep")
    facts: dict[int, dict[str, Any]] = {}
    if scores.deals.num_rows:
        facts = {row["opportunity_id"]: row for row in scores.deals.to_pylist()}
    threads = [facts.get(deal, {}).get("effective_threads") for deal in engaged]
    ties = ties_of(scores, rows)
    table = pa.table(
        {
            "opportunity_id": pa.array(list(engaged), pa.int64()),
            "engaged": pa.array(list(engaged.values()), pa.int64()),
            "effective_threads": pa.array(threads, pa.float64()),
            "facts": pa.array([json.dumps(facts.get(deal, {})) for deal in engaged], pa.string()),
            "ties": pa.array([json.dumps(ties.get(deal, [])) for deal in engaged], pa.string()),
        }
    )
    return stamped(table, scores)


def ties_of(scores: Scores, rows: pa.Table) -> dict[int, list[list[Any]]]:
    """Per deal: ours and theirs who are in touch, by public ids, and how closely."""
    of_contact: dict[int, list[tuple[int, float]]] = {}
    for tie in scores.ties.select(["user_id", "contact_id", "strength"]).to_pylist():
        of_contact.setdefault(tie["contact_id"], []).append((tie["user_id"], tie["strength"]))
    users = {key: str(uuid) for key, uuid in User.objects.values_list("id", "uuid")}
    contacts = Contact.objects.filter(pk__in=list(of_contact))
    public = {key: str(uuid) for key, uuid in contacts.values_list("id", "uuid")}
    found: dict[int, list[list[Any]]] = {}
    for row in rows.select(["opportunity_id", "contact_id"]).to_pylist():
        for user, strength in of_contact.get(row["contact_id"], ()):
            if user in users:
                tie = [users[user], public[row["contact_id"]], round(strength, 4)]
                found.setdefault(row["opportunity_id"], []).append(tie)
    return found


def compare(rows: pa.Table) -> tuple[pa.Table, Differences]:
    """Against what is stored: which deals would look different, and who is due for a point on the trend line.

    The rows come back with the column ``noted``: what the newest point holds.
    """
    before = {row["stakeholder_id"]: row for row in _stored(rows["stakeholder_id"].to_pylist())}
    differences = Differences()
    noted: list[str] = []
    for row in rows.select([name for name in _COMPARED if name in rows.column_names]).to_pylist():
        old = before.get(row["stakeholder_id"])
        if old is None or shown(old) != shown(row):
            differences.deals.setdefault(row["opportunity_id"], []).append(row["stakeholder_uuid"])
        now = [row.get(name) for name in _SNAPSHOT]
        last = old["noted"] if old else []
        if moved(last, now):
            differences.snapshots.append(row)
            last = now
        noted.append(json.dumps(last))
    return rows.append_column("noted", pa.array(noted, pa.string())), differences


def shown(row: dict[str, Any]) -> tuple[Any, ...]:
    """What a page shows of a row: scores as whole numbers."""
    values = (row.get(name) for name in _SHOWN)
    return tuple(round(value) if isinstance(value, float) else value or None for value in values)


def moved(last: list[Any], now: list[Any]) -> bool:
    """Whether a word changed, or a number far enough."""
    if len(last) != len(now):
        return True
    return any(
        abs(new - old) >= SNAPSHOT_POINTS
        if isinstance(new, (int, float)) and isinstance(old, (int, float))
        else new != old
        for old, new in zip(last, now, strict=True)
    )


def points(rows: list[dict[str, Any]]) -> pa.Table:
    """The rows as points of trend lines."""
    numbers = pa.float64()
    kinds = {"stakeholder_id": pa.int64(), "as_of": _MOMENT, "settings_version": pa.string()}
    kinds |= {name: numbers if name.endswith("_score") else pa.string() for name in _SNAPSHOT}
    return pa.Table.from_pylist(
        [{name: row.get(name) for name in kinds} for row in rows], schema=pa.schema(list(kinds.items()))
    )


def _stored(stakeholder_ids: list[int]) -> list[dict[str, Any]]:
    columns = ("stakeholder_id", "noted", *_SHOWN)
    return list(StakeholderScore.objects.filter(stakeholder_id__in=stakeholder_ids).values(*columns))
