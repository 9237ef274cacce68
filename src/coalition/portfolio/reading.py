"""What scoring reads of the record, as it stands now: the tables of ``coalition.scoring.tables`` for a set of deals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from coalition.portfolio.norms import norms_at
from coalition.portfolio.query import among, epoch, flag, keys, query, query_of, text
from coalition.portfolio.raters.weights import weights_at
from coalition.scoring.tables import LINES, STAKEHOLDERS, TOUCHES, USERS, ScoringTables

#: Columns as the database holds them: what is worked out from them comes after the read.
RAW = pa.schema(
    [
        ("opportunity_id", pa.int64()),
        ("contact_id", pa.int64()),
        ("personas", pa.string()),
        ("seniority", pa.string()),
        ("stage", pa.string()),
        ("sentiment", pa.string()),
        ("sentiment_s", pa.int64()),
        ("sentiment_by", pa.int64()),
        ("purchasing_authority", pa.int16()),
        ("approval_power", pa.int16()),
        ("committee_member", pa.int16()),
        ("senior_for_decision", pa.int16()),
        ("influence", pa.string()),
        ("influence_until", pa.string()),
        ("time_zone", pa.string()),
        ("account_id", pa.int64()),
    ]
)
_PAST = pa.schema(
    [
        ("contact_id", pa.int64()),
        ("account_id", pa.int64()),
        ("opportunity_id", pa.int64()),
        ("their_way", pa.int32()),
    ]
)
#: A vote outweighs a view. Null: took no stand.
_STAND = (
    "CASE WHEN s.vote = 'for' THEN 1 WHEN s.vote = 'against' THEN -1"
    " WHEN s.sentiment IN ('advocate', 'supportive') THEN 1 WHEN s.sentiment IN ('sceptical', 'opposed') THEN -1 END"
)


def read_tables(opportunity_ids: Sequence[int], as_of: datetime) -> ScoringTables:
    """Everything scoring needs for these deals, all stakeholders of each."""
    stakeholders = read_stakeholders(opportunity_ids, as_of)
    contacts = sorted(pc.unique(stakeholders["contact_id"]).to_pylist())
    return ScoringTables(
        stakeholders=stakeholders,
        touches=read_touches(contacts),
        lines=read_lines(contacts),
        users=read_users(),
        **norms_at(as_of),
    )


def read_stakeholders(opportunity_ids: Sequence[int], as_of: datetime) -> pa.Table:
    """One row per contact on each of these deals."""
    ticks = ", ".join(
        flag(f"s.{name}")
        for name in ("purchasing_authority", "approval_power", "committee_member", "senior_for_decision")
    )
    sql = f"""
        SELECT s.opportunity_id, s.contact_id, {text("s.personas")}, c.seniority, g.key, s.sentiment,
               {epoch("s.sentiment_at")}, s.sentiment_by_id, {ticks}, s.influence, {text("s.influence_until")},
               c.time_zone, o.account_id
        FROM record_stakeholder s
        JOIN record_contact c ON c.id = s.contact_id
        JOIN record_opportunity o ON o.id = s.opportunity_id
        JOIN record_stage g ON g.id = o.stage_id
        WHERE s.opportunity_id {among()}
        ORDER BY s.opportunity_id, s.contact_id
    """  # noqa: S608 - pieces of our own, values are bound
    raw = query(sql, [keys(opportunity_ids)], RAW)
    return with_past(as_scored(raw, as_of), raw)


def read_touches(contact_ids: Sequence[int]) -> pa.Table:
    sql = f"SELECT {', '.join(TOUCHES.names)} FROM record_touch WHERE contact_id {among()}"  # noqa: S608
    return query_of(sql, contact_ids, TOUCHES)


def read_lines(contact_ids: Sequence[int]) -> pa.Table:
    """Lines between these people; one of an opportunity goes with that deal alone."""
    sql = f"""
        SELECT opportunity_id, from_contact_id, to_contact_id, kind, strength FROM record_line
        WHERE from_contact_id {among()} AND to_contact_id {among()}
        ORDER BY id
    """  # noqa: S608
    return query(sql, [keys(contact_ids), keys(contact_ids)], LINES)


def read_users() -> pa.Table:
    return query("SELECT id, seniority FROM access_user ORDER BY id", [], USERS)


def as_scored(raw: pa.Table, as_of: datetime) -> pa.Table:
    """The raw rows in the columns of scoring: expired overrides dropped, zones turned into offsets."""
    today = as_of.date().isoformat()
    holds = pc.and_kleene(pc.not_equal(raw["influence"], ""), pc.greater_equal(raw["influence_until"], today))
    influence = pc.if_else(pc.fill_null(holds, False), raw["influence"], "")
    zeros = pa.repeat(pa.scalar(0, pa.int32()), raw.num_rows)
    offsets = pa.array([utc_offset_s(zone, as_of.year) for zone in raw["time_zone"].to_pylist()], pa.int32())
    personas = persona_keys(raw["personas"])
    made = {
        "persona": pc.extract_regex(personas, "^,?(?P<main>[^,]*)").combine_chunks().field("main"),
        "personas": personas,
        "rater_weight": _rater_weights(raw["sentiment_by"], as_of),
        "influence": influence,
        "utc_offset_s": offsets,
        "past_deals": zeros,
        "past_deals_their_way": zeros,
    }
    columns = [made[name] if name in made else raw[name] for name in STAKEHOLDERS.names]
    return pa.Table.from_arrays(columns, names=STAKEHOLDERS.names).cast(STAKEHOLDERS)


def _rater_weights(raters: pa.ChunkedArray, as_of: datetime) -> pa.Array:
    """How well the views of whoever holds this one were borne out before; null: not known."""
    weights = weights_at(as_of)
    return pa.array([weights.get(rater) for rater in raters.to_pylist()], pa.float64())


def persona_keys(lists: pa.ChunkedArray) -> pa.ChunkedArray:
    """JSON lists as scoring wants them: keys between commas, the empty word for none."""
    bare = pc.replace_substring_regex(lists, pattern=r'[\[\]" ]', replacement="")
    fenced = pc.binary_join_element_wise(",", bare, ",", "")
    return pc.if_else(pc.equal(bare, ""), "", fenced)


@cache
def utc_offset_s(zone: str, year: int) -> int:
    """Standard time of the zone in that year; nothing where it is empty or unknown."""
    try:
        place = ZoneInfo(zone) if zone else None
    except (KeyError, ValueError, OSError):
        place = None
    if place is None:
        return 0
    # Summer time only ever adds to standard time, and some half of the year is without it.
    halves = (datetime(year, month, 1, 12, tzinfo=UTC).astimezone(place) for month in (1, 7))
    return int(min(moment.utcoffset() or timedelta(0) for moment in halves).total_seconds())


def with_past(stakeholders: pa.Table, raw: pa.Table) -> pa.Table:
    """Counts of closed deals of the same account in which a contact took a stand, and how many went their way."""
    contacts = sorted(pc.unique(stakeholders["contact_id"]).to_pylist())
    sql = f"""
        SELECT s.contact_id, o.account_id, o.id, CASE WHEN (g.outcome = 'won') = ({_STAND} > 0) THEN 1 ELSE 0 END
        FROM record_stakeholder s
        JOIN record_opportunity o ON o.id = s.opportunity_id
        JOIN record_stage g ON g.id = o.stage_id
        WHERE s.contact_id {among()} AND g.outcome <> 'open' AND o.account_id IS NOT NULL AND {_STAND} IS NOT NULL
        ORDER BY s.contact_id, o.id
    """  # noqa: S608
    past = query(sql, [keys(contacts)], _PAST)
    return with_counts(stakeholders, raw["account_id"].to_pylist(), past.to_pylist()) if past.num_rows else stakeholders


def with_counts(stakeholders: pa.Table, accounts: list[int | None], past: list[dict[str, int]]) -> pa.Table:
    """The past decisions counted for each row; the deal at hand is not its own past."""
    decided: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in past:
        decided.setdefault((row["contact_id"], row["account_id"]), []).append((row["opportunity_id"], row["their_way"]))
    counts, wins = [], []
    deals, contacts = (stakeholders[name].to_pylist() for name in ("opportunity_id", "contact_id"))
    for deal, contact, account in zip(deals, contacts, accounts, strict=True):
        others = [their_way for other, their_way in decided.get((contact, account or 0), ()) if other != deal]
        counts.append(len(others))
        wins.append(sum(others))
    for name, values in (("past_deals", counts), ("past_deals_their_way", wins)):
        index = STAKEHOLDERS.get_field_index(name)
        stakeholders = stakeholders.set_column(index, STAKEHOLDERS.field(name), pa.array(values, pa.int32()))
    return stakeholders
