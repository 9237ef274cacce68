"""Keeping the table of touches right as activities come, change and go; and reading it for scoring.

Everything runs on Django's own connection, so it belongs to the caller's transaction: a second client could not see the
rows that were just written. A new mail can change how an older one was answered, so the mails of the same conversations
are read back and paired again; nothing else of the past is touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
from django.db import connection, transaction

from coalition.record.bulk import insert_arrow
from coalition.record.models import Touch
from coalition.scoring import engine
from coalition.scoring.codes import Kind
from coalition.scoring.derive import REPLY_WITHIN_DAYS
from coalition.scoring.tables import ACTIVITIES, PARTICIPANTS, TOUCHES

#: Activities derived in one go: bounds the memory of a bulk import, and how often a conversation is paired again.
CHUNK = 500_000
#: Activities read in one go.
PAGE = 50_000
#: From here on reading without Python rows pays.
MANY = 2_000
_KEY = ["contact_id", "occurred_s", "activity_id"]
_TABLE = Touch._meta.db_table


def derive_touches(activity_ids: Sequence[int], *, new: bool = False) -> int:
    """Write the touches of these activities and pair their conversations again. Returns the number of touches written.

    Call it in the transaction that wrote or retracted the activities. Safe to repeat, unless the caller knows that the
    activities are ``new``: then none of them has touches yet, and a long import looks for none.
    """
    written = 0
    with transaction.atomic():
        for chunk in _chunks(activity_ids):
            written += _derive(chunk, new)
    return written


def derive_contact_touches(contact_ids: Sequence[int]) -> int:
    """Forget and derive again all touches of these contacts: after a merge, or when old addresses found their owner."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {_TABLE} WHERE contact_id {_among()}", [_list(contact_ids)])  # noqa: S608
        return derive_touches(_activities_of(contact_ids))


def read_touches(contact_ids: Sequence[int]) -> pa.Table:
    """The stored touches of these contacts, for scoring as of now."""
    sql = f"SELECT {', '.join(TOUCHES.names)} FROM {_TABLE} WHERE contact_id {_among()}"  # noqa: S608
    return _query(sql, [_list(contact_ids)], TOUCHES)


def touches_as_of(contact_ids: Sequence[int], as_of_s: int) -> pa.Table:
    """The touches of these contacts as they would have been derived at ``as_of_s``, from what was recorded by then.

    The stored rows know one pairing, today's. A mail recorded late, or retracted since, had another one in the past;
    for the time machine the pairing is made again from the records of that time.
    """
    ids = sorted({*_activities_of(contact_ids), *_activities_then_of(contact_ids, as_of_s)})
    activities = _read(ids, _ACTIVITY, "a.id")
    known = pc.and_(
        pc.less_equal(activities["recorded_s"], as_of_s),
        pc.or_kleene(pc.is_null(activities["retracted_s"]), pc.greater(activities["retracted_s"], as_of_s)),
    )
    activities = activities.filter(known)
    retracted = pa.nulls(activities.num_rows, pa.int64())
    activities = activities.set_column(ACTIVITIES.get_field_index("retracted_s"), "retracted_s", retracted)
    participants = _before_merges(_read(ids, _PARTICIPANT_THEN, "p.activity_id"), as_of_s)
    touches = engine.derive_touches(activities.cast(ACTIVITIES), participants)
    return touches.filter(pc.is_in(touches["contact_id"], pa.array(contact_ids, pa.int64())))


def _derive(ids: Sequence[int], new: bool) -> int:
    pages = (ids[start : start + PAGE] for start in range(0, len(ids), PAGE))
    fresh = pa.concat_tables(
        engine.new_touches(_read(page, _ACTIVITY, "a.id"), _read(page, _PARTICIPANT, "p.activity_id")) for page in pages
    )
    if fresh.num_rows == 0:
        return 0
    before = _conversations(fresh.filter(pc.equal(fresh["kind"], Kind.EMAIL)))
    if before.num_rows:
        again = pc.is_in(before["activity_id"], pa.array(ids, pa.int64()))
        before = before.filter(pc.invert(again))
    paired = engine.pair_replies(pa.concat_tables([fresh, before]))
    changed = _changed(paired, before)
    stored = changed
    if new:
        stored = changed.filter(pc.invert(pc.is_in(changed["activity_id"], pa.array(ids, pa.int64()))))
    _replace(stored, changed)
    return int(changed.num_rows)


def _changed(paired: pa.Table, before: pa.Table) -> pa.Table:
    """What has to be written: the new rows, and of the old ones those whose pairing is another now."""
    if before.num_rows == 0:
        return paired.sort_by([(name, "ascending") for name in _KEY])
    facts = ["initiated", "replied_after_s", "reply_recorded_s", "reply_latency_s"]
    old = before.select([*_KEY, *facts])
    old = old.rename_columns([*_KEY, *[f"old_{name}" for name in facts]]).append_column(
        "stored", pa.repeat(True, old.num_rows)
    )
    both = paired.join(old, _KEY, join_type="left outer")
    same = both["stored"].combine_chunks().fill_null(False)
    for name in facts:
        new_value, old_value = both[name].fill_null(-1), both[f"old_{name}"].fill_null(-1)
        same = pc.and_(same, pc.equal(new_value, old_value))
    changed = both.filter(pc.invert(same)).select(TOUCHES.names).cast(TOUCHES)
    return changed.sort_by([(name, "ascending") for name in _KEY])


def _conversations(mails: pa.Table) -> pa.Table:
    """The stored mails these ones may pair with: the same contacts and threads, or, without a thread, near in time."""
    if mails.num_rows == 0:
        return TOUCHES.empty_table()
    times = pc.min_max(mails["occurred_s"]).as_py()
    near = REPLY_WITHIN_DAYS * 86_400
    contacts = pc.unique(mails["contact_id"]).to_pylist()
    threads = [code for code in pc.unique(mails["thread"]).to_pylist() if code]
    # S608: names of our own table only, every value is bound.
    sql = f"""
        SELECT {", ".join(TOUCHES.names)} FROM {_TABLE}
        WHERE contact_id {_among()} AND kind = %s
          AND (thread {_among()} OR (thread = 0 AND occurred_s BETWEEN %s AND %s))
    """  # noqa: S608
    values = [_list(contacts), int(Kind.EMAIL), _list(threads), times["min"] - near, times["max"] + near]
    return _query(sql, values, TOUCHES)


def _replace(stored: pa.Table, rows: pa.Table) -> None:
    """Put the rows in the place of those with the keys of ``stored``."""
    columns = [stored[name].to_pylist() for name in _KEY]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                f"DELETE FROM {_TABLE} WHERE contact_id = %s AND occurred_s = %s AND activity_id = %s",  # noqa: S608
                list(zip(*columns, strict=True)),
            )
        else:  # one statement: psycopg would make a round trip of each row
            cursor.execute(
                f"DELETE FROM {_TABLE} AS t"  # noqa: S608
                " USING unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS gone(contact_id, occurred_s, activity_id)"
                " WHERE t.contact_id = gone.contact_id AND t.occurred_s = gone.occurred_s"
                " AND t.activity_id = gone.activity_id",
                columns,
            )
    insert_arrow(Touch, rows)


def _activities_of(contact_ids: Sequence[int]) -> list[int]:
    sql = f"SELECT DISTINCT activity_id FROM record_participant WHERE contact_id {_among()} ORDER BY 1"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [_list(contact_ids)])
        return [row[0] for row in cursor.fetchall()]


def _activities_then_of(contact_ids: Sequence[int], as_of_s: int) -> list[int]:
    """Activities that were theirs at ``as_of_s``; a merge gave them to another contact since."""
    # S608: names of our own tables only, every value is bound.
    sql = f"""
        SELECT DISTINCT p.activity_id FROM record_movedparticipation m JOIN record_participant p
            ON p.id = m.participant_id WHERE m.contact_id {_among()} AND m.moved_s > %s
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [_list(contact_ids), as_of_s])
        return [row[0] for row in cursor.fetchall()]


def _before_merges(participants: pa.Table, as_of_s: int) -> pa.Table:
    """The participants with the contacts they were at ``as_of_s``: of later merges the first one tells."""
    sql = f"""
        SELECT participant_id, contact_id FROM record_movedparticipation
        WHERE participant_id {_among()} AND moved_s > %s ORDER BY id DESC
    """  # noqa: S608
    ids = participants["id"].to_pylist()
    with connection.cursor() as cursor:
        cursor.execute(sql, [_list(ids), as_of_s])
        then = dict(cursor.fetchall())
    kept = participants.select(PARTICIPANTS.names)
    if not then:
        return kept
    contacts = [then.get(key, now) for key, now in zip(ids, participants["contact_id"].to_pylist(), strict=True)]
    place = PARTICIPANTS.get_field_index("contact_id")
    return kept.set_column(place, PARTICIPANTS.field(place), pa.array(contacts, pa.int64()))


def _chunks(ids: Sequence[int]) -> Iterator[list[int]]:
    ordered = ids if isinstance(ids, range) else sorted(set(ids))
    for start in range(0, len(ordered), CHUNK):
        yield list(ordered[start : start + CHUNK])


_ACTIVITY = (
    "SELECT a.id, a.kind, a.direction, a.status, a.automatic, {occurred}, {recorded}, {retracted}, a.opportunity_id,"
    " a.thread FROM record_activity a",
    ACTIVITIES,
)
_PARTICIPANT = (
    "SELECT p.activity_id, p.contact_id, p.user_id, p.role, p.response, p.seconds FROM record_participant p",
    PARTICIPANTS,
)
_PARTICIPANT_THEN = (
    _PARTICIPANT[0].replace("SELECT ", "SELECT p.id, "),
    pa.schema([pa.field("id", pa.int64()), *PARTICIPANTS]),
)


def _read(ids: Sequence[int], statement: tuple[str, pa.Schema], key: str) -> pa.Table:
    """Rows of these activities as Arrow. A run of keys without a gap, as bulk loads make it, is read as a range."""
    text, schema = statement
    text = text.format(
        occurred=_epoch("a.occurred_at"), recorded=_epoch("a.recorded_at"), retracted=_epoch("a.retracted_at")
    )
    query = _query if len(ids) < MANY else _query_many
    if ids and ids[-1] - ids[0] + 1 == len(ids):
        return query(f"{text} WHERE {key} BETWEEN %s AND %s", [ids[0], ids[-1]], schema)
    return query(f"{text} WHERE {key} {_among()}", [_list(ids)], schema)


def _query(sql: str, values: list[Any], schema: pa.Schema) -> pa.Table:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    if not rows:
        return schema.empty_table()
    columns = zip(*rows, strict=True)
    arrays = [pa.array(column, item.type) for column, item in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _query_many(sql: str, values: list[Any], schema: pa.Schema) -> pa.Table:
    """Like ``_query``, a few times faster: the database writes text, Arrow reads it, and Python sees no row."""
    names = [f"c{place}" for place in range(len(schema))]
    # Unit separators between fields; a line break becomes a blank, and only a thread's name can hold one.
    if connection.vendor == "sqlite":
        char, text_of, joined = "char", "ifnull({}, '')", "group_concat"
    else:
        char, text_of, joined = "chr", "coalesce({}::text, '')", "string_agg"
    fields = f"||{char}(31)||".join(f"replace({text_of.format(name)}, {char}(10), ' ')" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH rows({', '.join(names)}) AS ({sql}) SELECT {joined}({fields}, {char}(10)) FROM rows",  # noqa: S608
            values,
        )
        text = (cursor.fetchone()[0] or "").encode()
    if not text:
        return schema.empty_table()
    return pa_csv.read_csv(
        pa.BufferReader(text),
        pa_csv.ReadOptions(column_names=schema.names, block_size=1 << 24),
        pa_csv.ParseOptions(delimiter="\x1f", quote_char=False),
        pa_csv.ConvertOptions(column_types=schema, null_values=[""], strings_can_be_null=False),
    ).cast(schema)


def _epoch(column: str) -> str:
    """SQL for whole seconds since 1970; a fraction is cut off, before 1970 too."""
    if connection.vendor == "sqlite":
        return f"CAST(strftime('%%s', {column}) AS INTEGER)"
    return f"CAST(FLOOR(EXTRACT(EPOCH FROM {column})) AS bigint)"


def _among() -> str:
    """SQL for membership in one bound list of any length."""
    return "IN (SELECT value FROM json_each(%s))" if connection.vendor == "sqlite" else "= ANY(%s)"


def _list(values: Sequence[int]) -> Any:
    return json.dumps(list(values)) if connection.vendor == "sqlite" else list(values)
