"""The tables that go into scoring and come out of it, as Arrow schemas.

Everything is an integer, a float or a short key: identifiers are the internal integer keys, times are epoch seconds
(UTC), flags are 0 or 1 in 16 bits so that SQLite, PostgreSQL, Parquet and Spark hold the very same column. Null means
not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import ibis
import pyarrow as pa

from coalition.scoring.calendar import WEEKDAYS, Calendar
from coalition.scoring.codes import ENGAGEMENT_PARTS
from coalition.scoring.expressions import Table

_ID = pa.int64()
_SECONDS = pa.int64()
_CODE = pa.int16()


#: What is counted of our mails to a person, in each window.
PAIR_COUNTS = ("sent", "answered", "waited")


def _required(name: str, kind: pa.DataType) -> pa.Field:
    return pa.field(name, kind, nullable=False)


#: One activity as read from the record; words as they stand there. Input of the touch derivation only.
ACTIVITIES = pa.schema(
    [
        _required("id", _ID),
        _required("kind", pa.string()),
        _required("direction", pa.string()),
        _required("status", pa.string()),
        _required("automatic", pa.string()),
        _required("occurred_s", _SECONDS),
        _required("recorded_s", _SECONDS),
        pa.field("retracted_s", _SECONDS),
        pa.field("opportunity_id", _ID),
        _required("thread", pa.string()),
    ]
)

#: One person in an activity: a contact, a user, or neither (an address nobody has claimed).
PARTICIPANTS = pa.schema(
    [
        _required("activity_id", _ID),
        pa.field("contact_id", _ID),
        pa.field("user_id", _ID),
        _required("role", pa.string()),
        _required("response", pa.string()),
        pa.field("seconds", pa.int32()),
    ]
)

#: One activity and one contact who took part, with all that does not depend on the moment asked about.
TOUCHES = pa.schema(
    [
        _required("contact_id", _ID),
        _required("occurred_s", _SECONDS),
        _required("activity_id", _ID),
        pa.field("opportunity_id", _ID),  # null: of the account, so it counts for every deal of the contact
        pa.field("user_id", _ID),  # of ours: who sent, organised or called, else the first who took part
        _required("thread", pa.int64()),  # 63-bit hash of the thread; 0: none
        _required("kind", _CODE),
        _required("role", _CODE),
        _required("response", _CODE),
        _required("status", _CODE),
        _required("automatic", _CODE),
        _required("seller_led", _CODE),
        _required("two_way", _CODE),  # the contact acted
        _required("initiated", _CODE),  # the contact started this thread, meeting or call
        _required("forwarded", _CODE),
        _required("commented", _CODE),
        _required("recipients", _CODE),  # a mail's weight is shared by them; 1 where nothing is shared
        _required("theirs", _CODE),  # how many of theirs took part
        _required("ours", _CODE),  # how many of ours took part
        pa.field("content_s", pa.int32()),
        pa.field("replied_after_s", _SECONDS),  # on our mail: when this contact answered in the thread
        pa.field("reply_recorded_s", _SECONDS),  # and when we learned of that answer
        pa.field("reply_latency_s", _SECONDS),  # on their mail: how long our last mail had been waiting
        _required("recorded_s", _SECONDS),
        pa.field("retracted_s", _SECONDS),
    ]
)

#: One contact on one opportunity, as it stood at the moment asked about.
STAKEHOLDERS = pa.schema(
    [
        _required("opportunity_id", _ID),
        _required("contact_id", _ID),
        _required("persona", pa.string()),  # the main one; "" none
        _required("personas", pa.string()),  # keys between commas: ",economic_buyer,champion,"; "" none
        _required("seniority", pa.string()),  # executive, vp, director, manager, staff; "" not assessed
        _required("stage", pa.string()),  # key of the deal's stage; "" none
        _required("utc_offset_s", pa.int32()),  # standard time of the contact's zone: what a day is to them
        _required("sentiment", pa.string()),  # the seller's word; "" not assessed
        pa.field("sentiment_s", _SECONDS),
        pa.field("rater_weight", pa.float64()),  # 0..1, how well that seller's views held before; null: not known, so 1
        pa.field("purchasing_authority", _CODE),
        pa.field("approval_power", _CODE),
        pa.field("committee_member", _CODE),
        pa.field("senior_for_decision", _CODE),
        _required("influence", pa.string()),  # the seller's override, unexpired; "" none
        _required("past_deals", pa.int32()),  # closed deals of this account in which they took a stand
        _required("past_deals_their_way", pa.int32()),  # of those: decided as they wanted
    ]
)

#: The same with the number of the row, which is the node of the graph. ``is_first`` marks one stakeholder of each
#: contact: what belongs to the person and not to a deal is counted there. Made by the engine.
NODES = pa.schema(
    [
        *STAKEHOLDERS,
        _required("node", pa.int32()),
        _required("is_first", _CODE),
        _required("past_midnight_s", _SECONDS),  # the time of day where they are, at the moment asked about
    ]
)

#: Lines between two contacts, standing at the moment asked about. Opportunity null: wherever both people stand.
LINES = pa.schema(
    [
        pa.field("opportunity_id", _ID),
        _required("from_contact_id", _ID),
        _required("to_contact_id", _ID),
        _required("kind", pa.string()),
        pa.field("strength", _CODE),
    ]
)

#: What is usual for a main persona at a stage over the whole book. Without a row the settings say what is usual.
NORMS = pa.schema(
    [
        _required("persona", pa.string()),
        _required("stage", pa.string()),
        pa.field("reply_rate", pa.float64()),
        pa.field("answers_per_log_hour", pa.float64()),
        pa.field("acceptance", pa.float64()),
        pa.field("two_way_per_day", pa.float64()),
        pa.field("initiative", pa.float64()),
    ]
)

#: What influence such a persona of such a seniority usually has. Without a row the settings say where they start.
INFLUENCE_NORMS = pa.schema(
    [_required("persona", pa.string()), _required("seniority", pa.string()), _required("usual", pa.float64())]
)

#: Measures of each stakeholder within the graph of their deal; made by ``graph``, all deals at once.
GRAPH = pa.schema(
    [
        _required("node", pa.int64()),
        _required("closeness", pa.float64()),
        _required("listened_to", pa.float64()),
        _required("together", pa.float64()),
        _required("written_to", pa.float64()),
        _required("lines", pa.int64()),  # lines that carry influence and end at this person
        _required("peers", pa.int64()),  # people of theirs they were addressed or wrote together with
        _required("group_seen", _CODE),  # bit 1: some were addressed together in this deal, bit 2: some wrote
    ]
)

#: Our people. Seniority 1 junior .. 5 executive, null not assessed.
USERS = pa.schema([_required("user_id", _ID), pa.field("seniority", _CODE)])


#: The moment asked about, as a table of one row: bound as data, so that the compiled text never changes.
MOMENT = pa.schema([_required("as_of_s", _SECONDS)])


@dataclass(frozen=True)
class ScoringTables:
    """What one scoring run reads. Build it with all stakeholders of each deal: graph measures need the whole group."""

    stakeholders: pa.Table
    touches: pa.Table
    lines: pa.Table = field(default_factory=LINES.empty_table)
    users: pa.Table = field(default_factory=USERS.empty_table)
    norms: pa.Table = field(default_factory=NORMS.empty_table)
    influence_norms: pa.Table = field(default_factory=INFLUENCE_NORMS.empty_table)
    calendar: Calendar = WEEKDAYS


@dataclass(frozen=True)
class Scores:
    """What one scoring run gives: plain Arrow tables, one row each per stakeholder, tie and deal."""

    stakeholders: pa.Table
    ties: pa.Table
    deals: pa.Table
    as_of_s: int
    settings_version: str


#: Every known touch of every stakeholder, weighed once: all counting steps read this and nothing else. Narrow on
#: purpose and without nulls, because ten million of them are kept. Ages are seconds before the moment asked about.
WEIGHED = pa.schema(
    [
        _required("node", pa.int32()),
        _required("age_s", _SECONDS),
        _required("is_here", pa.bool_()),  # on this deal, or on none: else it is presence only
        _required("part", _CODE),  # place in ENGAGEMENT_PARTS of what the contact did here; -1 nothing
        _required("window", _CODE),  # 1 recent, 2 baseline, 0 neither or not here
        # These hold wherever it was: they are read with one of the three above.
        _required("pull", pa.float64()),  # what their act still weighs
        _required("deep_day", _CODE),  # midnights ago, of an act young enough to make somebody deep; -1 none
        _required("is_live", pa.bool_()),  # and it was a meeting or a call
        _required("is_start", pa.bool_()),
        _required("acceptance", _CODE),  # of an invitation: 0, 1 half, 2; -1 none
        _required("is_declined", pa.bool_()),
        _required("viewed_s", pa.int32()),  # of content they looked at; -1 none
        _required("passed_on", _CODE),  # 2 a forward, 1 colleagues brought in
        # These say the whole themselves.
        _required("is_led", pa.bool_()),  # by us, here
        _required("is_mail", pa.bool_()),  # ours to them, here, in either window: what an answer is waited for
        _required("thread", pa.int64()),
        _required("replied_after_s", _SECONDS),  # -1 not answered
        _required("user_id", _ID),  # of ours; 0 nobody known
        _required("recipients", _CODE),
        # These belong to the person and not to a deal: said on one of their nodes only.
        _required("is_tie", pa.bool_()),  # counts between this person and that user of ours
        _required("activity_id", _ID),
        _required("together", _CODE),  # in a mail or meeting of several of theirs: 1 acting, 2 addressed, 0 not
    ]
)
#: Per node, part and window few sums each; and the same spread out, one row per node.
COUNTS = pa.schema(
    [
        _required("node", _ID),
        _required("part", pa.int16()),
        _required("window", pa.int16()),
        *[pa.field(name, _SECONDS) for name in ("age_s", "led_age_s")],
        *[pa.field(name, pa.int64()) for name in ("deep_days", "live", "number", "lately")],
        *[pa.field(name, pa.int64()) for name in ("invited", "declined", "starts")],
        *[pa.field(name, pa.float64()) for name in ("pull", "accepted", "depth", "forwards")],
    ]
)
FACTS = pa.schema(
    [
        _required("node", _ID),
        *[pa.field(name, _SECONDS) for name in ("touched_s", "last_two_way_s", "last_seller_led_s")],
        *[pa.field(name, pa.int64()) for name in ("two_way_days", "live_two_way", "two_way_lately")],
        *[pa.field(f"engagement_{name}_n", pa.int64()) for name in ENGAGEMENT_PARTS],
        *[pa.field(f"{name}_pull", pa.float64()) for name in ENGAGEMENT_PARTS],
        *[
            pa.field(f"{name}_{window}", pa.float64() if name in ("accepted", "depth", "forwards") else pa.int64())
            for window in ("recent", "baseline")
            for name in ("acts", "invited", "accepted", "declined", "depth", "forwards", "starts")
        ],
    ]
)
#: Our mails to a stakeholder, one row a thread and day; see ``answers.threads``. Kept in the engine, for two readers.
THREADS = pa.schema(
    [
        _required("node", pa.int32()),
        _required("pair", _ID),
        _required("waiting_s", _SECONDS),
        _required("window", pa.int16()),
        _required("is_answered", pa.bool_()),
        _required("waited", pa.float64()),
    ]
)
#: The same summed per stakeholder and one of ours.
PAIRS = pa.schema(
    [
        _required("node", _ID),
        *[pa.field(f"{what}_{window}", pa.float64()) for window in ("recent", "baseline") for what in PAIR_COUNTS],
        pa.field("answered_wait_baseline", pa.float64()),
    ]
)
ANSWERS = pa.schema(
    [
        _required("node", _ID),
        *[
            pa.field(f"{what}_{window}", pa.int64())
            for what in ("sent", "answered")
            for window in ("recent", "baseline")
        ],
        pa.field("waited_recent", pa.float64()),
        pa.field("expected_answers", pa.float64()),
    ]
)
#: What is to be expected of each stakeholder from before, against which silence is heard.
USUAL = pa.schema(
    [
        _required("node", pa.int32()),
        *[
            _required(name, pa.float64())
            for name in ("answered_share", "usual_wait", "accepted_share", "starts_per_day")
        ],
    ]
)
#: Per person (their first node) and one of ours: what passed between them, and whether that user saw them among theirs.
CONTACTS = pa.schema(
    [
        _required("node", _ID),
        pa.field("user_id", _ID),
        _required("interactions", pa.int64()),
        pa.field("age_s", _SECONDS),
        pa.field("pull", pa.float64()),
        _required("seen_together", pa.int64()),
    ]
)
WEEKS = pa.schema([_required("node", _ID), _required("week", pa.int64()), _required("pull", pa.float64())])
EDGES = pa.schema(
    [_required("node", _ID), _required("other", _ID), _required("together", _CODE), _required("wrote", _CODE)]
)
SILENCES = pa.schema(
    [
        _required("node", _ID),
        *[pa.field(name, pa.float64()) for name in ("silence", "silence_expected", "silence_happened", "silence_days")],
    ]
)

#: Inputs by name, in the spelling the compiled text uses.
INPUTS: dict[str, pa.Schema] = {
    "activities": ACTIVITIES,
    "participants": PARTICIPANTS,
    "touches": TOUCHES,
    "stakeholders": STAKEHOLDERS,
    "nodes": NODES,
    "lines": LINES,
    "users": USERS,
    "norms": NORMS,
    "influence_norms": INFLUENCE_NORMS,
    "moment": MOMENT,
    "weighed": WEIGHED,
    "threads": THREADS,
    "usual": USUAL,
}

#: Answers of the steps, by the name of the step.
ANSWERED: dict[str, pa.Schema] = {
    "counts": COUNTS,
    "pairs": PAIRS,
    "contacts": CONTACTS,
    "edges": EDGES,
    "weeks": WEEKS,
    "silences": SILENCES,
}


@cache
def unbound(name: str) -> Table:
    """The Ibis table the expressions are written over; its data is bound by the engine that runs the text."""
    # Nullable throughout: Ibis takes a column that holds no null for another type, and would unite no two of them.
    nullable = pa.schema([item.with_nullable(True) for item in INPUTS[name]])
    return ibis.table(ibis.Schema.from_pyarrow(nullable), name=name)


def table_of(name: str, rows: Sequence[dict[str, object]]) -> pa.Table:
    """Rows as a table of the named input, missing fields null. For small sets and tests; bulk comes as Arrow."""
    schema = INPUTS[name]
    return pa.Table.from_pylist([{column: row.get(column) for column in schema.names} for row in rows], schema=schema)
