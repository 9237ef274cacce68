"""How our mails to a person are answered, and what was to be expected of them by what went before."""

from __future__ import annotations

import math

import ibis
import numpy as np
import pyarrow as pa

from coalition.scoring.expressions import DAY_S, Column, Table, real
from coalition.scoring.rowwise import Vector, numbers
from coalition.scoring.settings import ScoringSettings, SentimentSettings
from coalition.scoring.tables import ANSWERS, USUAL, unbound

_HOUR_S = 3_600
#: The logarithm of hours an answer takes, about a day, while there is little history.
_USUAL_WAIT = math.log(25)


def threads(s: SentimentSettings) -> Table:
    """Our mails to a stakeholder, one row a thread and day, with how long an answer took or has been waited for.

    One thread counts once a day. A mail not answered yet has waited for its whole age: the logarithm of the hours
    waited is the exposure of a Poisson count of answers, so silence lowers the rate instead of being left out.
    """
    rows = unbound("weighed")
    rows = rows.filter(rows.is_mail)
    # Days are counted back from the moment, not by the calendar, so that shifted times change nothing.
    rows = rows.mutate(day=rows.age_s // DAY_S, pair=rows.user_id)
    per_thread = rows.group_by(["node", "pair", "thread", "day"]).aggregate(
        youngest_s=rows.age_s.min(), answered_after_s=rows.replied_after_s.max(), waiting_s=rows.age_s.max()
    )
    is_answered = per_thread.answered_after_s >= 0
    waited_s = ibis.ifelse(is_answered, per_thread.answered_after_s, per_thread.waiting_s)
    wait_s = ibis.least(waited_s, ibis.literal(s.longest_wait_days * DAY_S))
    return per_thread.select(
        "node",
        "pair",
        "waiting_s",
        window=ibis.ifelse(per_thread.youngest_s <= s.recent_days * DAY_S, 1, 2).cast("int16"),
        is_answered=is_answered,
        waited=(real(1) + wait_s / real(_HOUR_S)).ln(),
    )


def pairs(_: SentimentSettings) -> Table:
    """The same summed per stakeholder and one of ours, in both windows."""
    rows = unbound("threads")
    counted: dict[str, Column] = {}
    for place, window in ((1, "recent"), (2, "baseline")):
        within = rows.window == place
        counted[f"sent_{window}"] = rows.count(where=within)
        counted[f"answered_{window}"] = rows.count(where=within & rows.is_answered)
        counted[f"waited_{window}"] = rows.waited.sum(where=within)
    answered_before = (rows.window == 2) & rows.is_answered
    return rows.group_by(["node", "pair"]).aggregate(
        **counted, answered_wait_baseline=rows.waited.sum(where=answered_before)
    )


class Answers:
    """What the pairs say of each of ``nodes`` stakeholders. Who got no mail of ours has zeros: that is the truth."""

    def __init__(self, per_pair: pa.Table, nodes: int) -> None:
        self._pairs = {name: np.nan_to_num(values) for name, values in numbers(per_pair).items()}
        self._node, self._nodes = per_pair["node"].to_numpy(), nodes

    def of_each(self, s: SentimentSettings) -> pa.Table:
        """Counts of both windows, and the answers to be expected at the pace of before the recent one.

        A pair's own pace is held to the person's, and that to what is usual: each as far as there is history.
        """
        k, before = s.answers_prior, self._pairs
        answered, waited = self._total("answered_baseline"), self._total("waited_baseline")
        person_pace = ((answered + k) / (waited + k / s.answers_per_log_hour))[self._node]
        pace = (before["answered_baseline"] + k) / (before["waited_baseline"] + k / person_pace)
        found = {"node": np.arange(self._nodes), "expected_answers": self._sum(before["waited_recent"] * pace)}
        found |= {name: self._total(name) for name in ANSWERS.names if name not in found}
        return pa.table({item.name: pa.array(found[item.name]).cast(item.type) for item in ANSWERS}, schema=ANSWERS)

    def usual(self, facts: pa.Table, s: ScoringSettings) -> pa.Table:
        """What is to be expected from before, against which silence is heard; see ``silence``."""
        m, answered = s.sentiment, self._total("answered_baseline")
        before = numbers(facts, ("accepted_baseline", "invited_baseline", "starts_baseline"))
        return pa.table(
            {
                "node": np.arange(self._nodes, dtype=np.int32),
                "answered_share": (answered + m.answers_prior * m.reply_rate)
                / (self._total("sent_baseline") + m.answers_prior),
                "usual_wait": (self._total("answered_wait_baseline") + m.answers_prior * _USUAL_WAIT)
                / (answered + m.answers_prior),
                "accepted_share": (before["accepted_baseline"] + m.prior * m.acceptance)
                / (before["invited_baseline"] + m.prior),
                "starts_per_day": before["starts_baseline"] / m.baseline_days,
            },
            schema=USUAL,
        )

    def _total(self, name: str) -> Vector:
        return self._sum(self._pairs[name])

    def _sum(self, values: Vector) -> Vector:
        return np.bincount(self._node, weights=values, minlength=self._nodes)
