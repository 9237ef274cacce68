"""`coalition evaluate trend`: does the behaviour part of sentiment see a person drawing back before it is plain?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coalition.scoring.evaluation import figures, part
from coalition.scoring.evaluation.files import FileProblem, Message, people_of
from coalition.scoring.evaluation.world import DEAL, Log, Numbers, stakeholders
from coalition.scoring.expressions import DAY_S
from coalition.scoring.settings import DEFAULT, ScoringSettings
from coalition.scoring.tables import ScoringTables

AHEAD_DAYS = 28
BEHIND_DAYS = 84
#: Fewer own messages than this in the weeks before are no volume that could halve.
LEAST = 6
ALERT_WEEKS = 13
ALERT_BELOW = -20.0
#: Both windows of sentiment, and the longest wait for an answer.
LOOKED_BACK_DAYS = 250
#: Participants recorded in one go: bounds the memory of a run.
TOGETHER = 400_000


def evaluate(messages: list[Message], at_s: int, settings: ScoringSettings = DEFAULT) -> dict[str, Any]:
    """Every person is a contact towards all the others.

    ``volume_halves``: in the next four weeks they write at most half of their own weekly mean of the twelve before.
    ``slow_replies``: the median of their answers' delays in the next four weeks is at least twice their own before.
    """
    numbers = Numbers.of(people_of(messages))
    past = [message for message in messages if message.sent_s < at_s]
    ahead = [message for message in messages if at_s <= message.sent_s < at_s + AHEAD_DAYS * DAY_S]
    if not past or not ahead:
        raise FileProblem("There is no message before the date, or none in the four weeks after it; move --at.")
    people = stakeholders((DEAL, numbers[name]) for name in numbers.names)
    touches = _touches(messages, numbers, at_s)
    now = _scores(people, touches, at_s, settings)
    volume = _halves(past, ahead, at_s, numbers)
    slow = _slows(touches, at_s, numbers)
    recent, before = _counts(past, at_s, numbers)
    falling = -np.log((recent + 1) / (before * 30 / 180 + 1))
    return {
        "volume_halves": _figures(
            now,
            volume,
            -now["sum"],
            {"count_ratio": falling, "low_count": -recent, "recency": _silence(past, at_s, numbers)},
        ),
        "slow_replies": _figures(now, slow, -now["latency"], {"own_median": _own_pace(touches, at_s, numbers)}),
        "alerts": _alerts(people, touches, at_s, settings),
        "people": len(numbers.names),
        "at_s": at_s,
        "settings_version": settings.version,
    }


def _touches(messages: list[Message], numbers: Numbers, at_s: int) -> pa.Table:
    """Each message twice: as the sender's own act towards the others, and as our mail to its recipients.

    A few persons at a time, because a conversation is one contact's; and what no figure looks back to is dropped."""
    since = at_s - (ALERT_WEEKS * 7 + LOOKED_BACK_DAYS) * DAY_S
    mine: dict[int, list[int]] = {}
    for place, message in enumerate(messages):
        for name in (message.sender, *message.recipients):
            mine.setdefault(numbers[name], []).append(place)
    found, group, rows = [], [], 0
    for number in range(1, len(numbers.names) + 1):
        group.append(number)
        rows += sum(2 + len(messages[place].recipients) for place in mine[number])
        if rows >= TOGETHER or number == len(numbers.names):
            touches = _log(messages, sorted({place for each in group for place in mine[each]}), numbers).touches()
            kept = pc.and_(
                pc.is_in(touches["contact_id"], pa.array(group, pa.int64())),
                pc.greater_equal(touches["occurred_s"], since),
            )
            found.append(touches.filter(kept))
            group, rows = [], 0
    return pa.concat_tables(found).combine_chunks()


def _log(messages: list[Message], places: list[int], numbers: Numbers) -> Log:
    log = Log.empty()
    for message in (messages[place] for place in places):
        sender, to = numbers[message.sender], [numbers[name] for name in message.recipients]
        log.mail(message.sent_s, "inbound", "", ("contact", sender), [("user", person) for person in to])
        log.mail(message.sent_s, "outbound", "", ("user", sender), [("contact", person) for person in to])
    return log


def _scores(people: pa.Table, touches: pa.Table, at_s: int, settings: ScoringSettings) -> dict[str, Any]:
    rows = part.sentiment_of(ScoringTables(stakeholders=people, touches=touches), at_s, settings)
    known = rows["behaviour_score"]
    parts = [name for name in rows.column_names if name.startswith("sentiment_") and name.endswith("_points")]
    return {
        "known": np.array([value is not None for value in known.to_pylist()]),
        "sum": np.sum([rows[name].to_numpy() for name in parts], axis=0),
        "latency": rows["sentiment_reply_latency_points"].to_numpy(),
    }


def _figures(now: dict[str, Any], truth: dict[int, bool], scores: Any, rivals: dict[str, Any]) -> dict[str, Any]:
    chosen = np.array(sorted(truth))
    if not chosen.size:
        return {"auc": None, "people": 0, "why": "nobody writes enough before and after the date"}
    positive = np.array([truth[index] for index in chosen])
    one_sided = bool(positive.all() or not positive.any())

    def auc_of(values: Any) -> Any:
        return figures.auc_over(values[chosen], positive)

    once = np.ones(chosen.size)
    return {
        "auc": figures.shown(auc_of(scores)(once)),
        "interval": figures.interval(auc_of(scores), chosen.size),
        "base_rate": figures.shown(float(positive.mean())),
        "people": int(chosen.size),
        "why": "all of them did, or none: there is nothing to rank" if one_sided else None,
        "rivals": {
            name: {
                "auc": figures.shown(auc_of(values)(once)),
                "ours_better_by": figures.paired(auc_of(scores), auc_of(values), chosen.size),
            }
            for name, values in rivals.items()
        },
    }


def _halves(past: list[Message], ahead: list[Message], at_s: int, numbers: Numbers) -> dict[int, bool]:
    before, after = np.zeros(len(numbers.names)), np.zeros(len(numbers.names))
    for message in past:
        if message.sent_s >= at_s - BEHIND_DAYS * DAY_S:
            before[numbers[message.sender] - 1] += 1
    for message in ahead:
        after[numbers[message.sender] - 1] += 1
    usual = before * AHEAD_DAYS / BEHIND_DAYS
    return {int(index): bool(after[index] <= usual[index] / 2) for index in np.flatnonzero(before >= LEAST)}


def _slows(touches: pa.Table, at_s: int, numbers: Numbers) -> dict[int, bool]:
    waits = _waits(touches, numbers)
    found = {}
    for index, rows in enumerate(waits):
        before = [wait for sent, wait in rows if at_s - BEHIND_DAYS * DAY_S <= sent < at_s]
        after = [wait for sent, wait in rows if at_s <= sent < at_s + AHEAD_DAYS * DAY_S]
        if len(before) >= LEAST / 2 and len(after) >= 2:
            found[index] = bool(np.median(after) >= 2 * np.median(before))
    return found


def _own_pace(touches: pa.Table, at_s: int, numbers: Numbers) -> Any:
    """The plain rival: the median delay of the last month against that of the months before."""
    ratio = np.zeros(len(numbers.names))
    for index, rows in enumerate(_waits(touches, numbers)):
        recent = [wait for sent, wait in rows if at_s - 30 * DAY_S <= sent < at_s]
        before = [wait for sent, wait in rows if at_s - 210 * DAY_S <= sent < at_s - 30 * DAY_S]
        if recent and before:
            ratio[index] = np.log((np.median(recent) + 1) / (np.median(before) + 1))
    return ratio


def _waits(touches: pa.Table, numbers: Numbers) -> list[list[tuple[int, int]]]:
    """Per person: when each answered mail was sent to them, and how long it waited."""
    found: list[list[tuple[int, int]]] = [[] for _ in numbers.names]
    columns = (touches[name].to_pylist() for name in ("contact_id", "occurred_s", "replied_after_s"))
    for contact, sent, wait in zip(*columns, strict=True):
        if wait is not None:
            found[contact - 1].append((sent, wait))
    return found


def _counts(past: list[Message], at_s: int, numbers: Numbers) -> tuple[Any, Any]:
    recent, before = np.zeros(len(numbers.names)), np.zeros(len(numbers.names))
    for message in past:
        age = (at_s - message.sent_s) / DAY_S
        if age <= 210:
            (recent if age <= 30 else before)[numbers[message.sender] - 1] += 1
    return recent, before


def _silence(past: list[Message], at_s: int, numbers: Numbers) -> Any:
    last = np.zeros(len(numbers.names))
    for message in past:
        last[numbers[message.sender] - 1] = message.sent_s
    return at_s - last


def _alerts(people: pa.Table, touches: pa.Table, at_s: int, settings: ScoringSettings) -> dict[str, Any]:
    """How often the signal would be raised in the quarter before: known behaviour falls below the line."""
    below = None
    raised = np.zeros(people.num_rows)
    for week in reversed(range(ALERT_WEEKS + 1)):
        scores = _scores(people, touches, at_s - week * 7 * DAY_S, settings)
        now = scores["known"] & (scores["sum"] <= ALERT_BELOW)
        if below is not None:
            raised += now & ~below
        below = now
    return {"per_person_and_quarter": round(float(raised.mean()), 4), "raised": int(raised.sum()), "below": ALERT_BELOW}
