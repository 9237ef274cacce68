"""Expected against actual silence: has somebody who used to answer fallen quiet, and since when?

Each of our mails lets us expect a part of an answer (the longer it waits, the more), each invitation a part of an
acceptance, each day a part of a conversation they start: all at the person's own earlier rate. Every event since then
speaks for or against the rate having fallen to r of what it was, by its log likelihood ratio: an answer or a start
``ln r``, an answer missing that was to be expected with chance p ``ln((1 - r p) / (1 - p))``, a day ``(1 - r)`` times
the starts expected in it. The score is the sum over the span ending now that speaks loudest (Page's CUSUM, E. S. Page,
Biometrika 41, 1954): no window has to be chosen, and one answer takes it down at once.
"""

from __future__ import annotations

import math

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coalition.scoring.expressions import DAY_S, Table, beside, real
from coalition.scoring.settings import ScoringSettings, SilenceSettings
from coalition.scoring.tables import unbound

#: What an event is.
_ANSWERED, _UNANSWERED, _INVITED, _STARTED = range(4)
#: Columns of the answer. ``silence`` is the log odds, 0 and more; the others tell it in words. Null: never in touch.
COLUMNS = ("silence", "silence_expected", "silence_happened", "silence_days", "is_quiet")


def silences(s: ScoringSettings) -> Table:
    """Per stakeholder: the span that speaks loudest for silence, what was expected in it and what came."""
    q = s.silence
    events = _events(s)
    # Of two events of one moment the one against silence counts first, in whatever order they were recorded.
    latest_first = ibis.window(group_by="node", order_by=["age_s", "ratio"], preceding=None, following=0)
    starts = events.starts_per_day * (events.age_s / real(DAY_S))
    events = events.mutate(
        evidence=events.ratio.sum().over(latest_first) + real(1 - q.rate_left) * starts,
        expected_so_far=events.expected.sum().over(latest_first) + starts,
        happened_so_far=events.came.sum().over(latest_first),
    )
    return events.group_by("node").aggregate(
        silence=ibis.greatest(events.evidence.max(), real(0)),
        silence_expected=events.expected_so_far.argmax(events.evidence),
        silence_happened=events.happened_so_far.argmax(events.evidence),
        silence_days=(events.age_s / real(DAY_S)).argmax(events.evidence),
    )


def scores(silences: pa.Table, nodes: int, s: SilenceSettings) -> dict[str, pa.Array]:
    """The silence of each stakeholder, and whether it is past doubt. Nothing to go by is null and not quiet."""
    place = np.full(nodes, -1)
    place[silences["node"].to_numpy()] = np.arange(silences.num_rows)
    # Taken by place instead of joined: Arrow's join costs five milliseconds, however few the rows.
    found = silences.select(COLUMNS[:-1]).take(pa.array(place, mask=place < 0))
    is_quiet = pc.fill_null(pc.greater_equal(found["silence"], s.quiet_from), False)
    return {name: found[name] for name in found.column_names} | {"is_quiet": is_quiet}


def _events(s: ScoringSettings) -> Table:
    """One row an event: its age, what was expected and came, and how it speaks for silence."""
    rows = _mails(s.silence).union(_others(s.silence), distinct=False)
    rows = beside(rows, unbound("usual"), "node")
    q = s.silence
    # The chance that an answer would be here by now: nobody answers at once.
    by_now = real(1) / (real(1) + ((rows.usual_wait - rows.waited) / real(q.wait_spread)).exp())
    chance = ibis.cases(
        (rows.kind == _ANSWERED, rows.answered_share),
        (rows.kind == _UNANSWERED, rows.answered_share * by_now),
        (rows.kind == _INVITED, rows.accepted_share),
        else_=real(0),
    )
    rows = rows.mutate(expected=chance)
    missed = ((real(1) - real(q.rate_left) * rows.expected) / (real(1) - rows.expected)).ln()
    return rows.mutate(ratio=rows.came * real(math.log(q.rate_left)) + (real(1) - rows.came) * missed)


def _mails(q: SilenceSettings) -> Table:
    """Our mails of the last weeks, how long they have waited, and whether an answer came."""
    rows = unbound("threads")
    rows = rows.filter(rows.waiting_s <= q.horizon_days * DAY_S)
    return rows.select(
        "node",
        age_s=rows.waiting_s,
        kind=ibis.ifelse(rows.is_answered, _ANSWERED, _UNANSWERED).cast("int16"),
        waited=rows.waited,
        came=ibis.ifelse(rows.is_answered, real(1), real(0)),
    )


def _others(q: SilenceSettings) -> Table:
    """Invitations and what they started themselves."""
    rows = unbound("weighed")
    is_invited = rows.acceptance >= 0
    rows = rows.filter(rows.is_here & (is_invited | rows.is_start) & (rows.age_s <= q.horizon_days * DAY_S))
    return rows.select(
        "node",
        "age_s",
        kind=ibis.ifelse(is_invited, _INVITED, _STARTED).cast("int16"),
        waited=real(0),
        came=ibis.ifelse(is_invited, rows.acceptance / real(2), real(1)),
    )
