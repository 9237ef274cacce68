"""Many deals at many past moments as one set: scoring takes one moment, so each deal is moved to it in time.

A shadow is a deal as it stood at one of its moments. Its times are moved so that this moment falls on the one all are
scored at; its people, and the activities they took part in, are copies, so that no shadow sees into another. A week has
seven kinds of days: where it matters on which one something happened, let the moments lie whole weeks apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coalition.scoring.tables import LINES, Scores, ScoringTables

#: Of one deal its number and the place of the moment among its moments, whatever the caller counts these by.
Key = tuple[int, int]
Numbers = np.ndarray[Any, np.dtype[np.int64]]
_TOUCH_TIMES = ("occurred_s", "recorded_s", "reply_recorded_s", "retracted_s")
_SCORE_TIMES = ("touched_s", "last_two_way_s", "last_seller_led_s")


class Shadows:
    """Each moment of each deal as a deal of its own, whose moment falls on ``end_s``."""

    def __init__(self, moments: Mapping[Key, datetime], end_s: int) -> None:
        self._end_s = end_s
        self._keys = list(moments)
        self._deal = _integers([deal for deal, _ in moments])
        self._shift = _integers([end_s - int(moment.timestamp()) for moment in moments.values()])
        self._contact = _integers([])

    def tables(
        self, parts: Mapping[int, tuple[pa.Table, pa.Table]], touches: pa.Table, **common: pa.Table
    ) -> ScoringTables:
        """The scoring tables of all shadows.

        ``parts``: for each place the stakeholders, and the lines drawn on each deal, as they were; people of deals
        without a moment at that place are left out. ``common``: what all have in common (users, norms).
        """
        people, lines = self._people({place: stakeholders for place, (stakeholders, _) in parts.items()}), []
        shadow = people["opportunity_id"].to_numpy() - 1
        self._contact = people["contact_id"].to_numpy()
        for place, (_, drawn) in parts.items():
            lines += drawn.append_column("place", pa.repeat(place, drawn.num_rows)).to_pylist()
        copy = np.arange(1, len(shadow) + 1)
        seen_s = pc.add(people["sentiment_s"], pa.array(self._shift[shadow]))
        return ScoringTables(
            _put(people, contact_id=copy, sentiment_s=seen_s),
            self._touches(touches, shadow),
            lines=self._lines(lines, shadow) if lines else LINES.empty_table(),
            **common,
        )

    def rows(self, scores: Scores) -> Iterator[tuple[Key, int, dict[str, Any]]]:
        """What came out: deal and place, contact, and the columns of its score with the times as they really were."""
        for row in scores.stakeholders.to_pylist():
            shadow = row["opportunity_id"] - 1
            for name in _SCORE_TIMES:
                if row[name] is not None:
                    row[name] -= int(self._shift[shadow])
            yield self._keys[shadow], int(self._contact[row["contact_id"] - 1]), row

    def _people(self, at: Mapping[int, pa.Table]) -> pa.Table:
        """The people of all shadows, a deal's number put in for its own."""
        number = {key: place for place, key in enumerate(self._keys, start=1)}
        found = []
        for place, people in at.items():
            numbers = _integers([number.get((deal, place), 0) for deal in people["opportunity_id"].to_pylist()])
            found.append(_put(people, opportunity_id=numbers).filter(pa.array(numbers > 0)))
        return pa.concat_tables(found)

    def _touches(self, touches: pa.Table, shadow: Numbers) -> pa.Table:
        """The touches of each copy, as far as they were known at its moment.

        Columns are taken by place: a filter for each copy would cost more than scoring.
        """
        who = touches["contact_id"].to_numpy()
        order = np.argsort(who, kind="stable")
        place, copy = _runs(who[order], self._contact)
        row, shadow = order[place], shadow[copy]
        known = touches["recorded_s"].to_numpy()[row] + self._shift[shadow] <= self._end_s
        row, copy, shadow = row[known], copy[known], shadow[known]
        taken = touches.take(pa.array(row))
        deal = taken["opportunity_id"].fill_null(0).to_numpy()
        # Of another deal: a number no shadow has.
        here = np.where(deal == self._deal[shadow], shadow + 1, -deal)
        shift = pa.array(self._shift[shadow])
        return _put(
            taken,
            contact_id=copy + 1,
            activity_id=taken["activity_id"].to_numpy() * len(self._keys) + shadow,
            opportunity_id=pa.array(here, mask=deal == 0),
            **{name: pc.add(taken[name], shift) for name in _TOUCH_TIMES},
        )

    def _lines(self, lines: list[dict[str, Any]], shadow: Numbers) -> pa.Table:
        number = {key: place for place, key in enumerate(self._keys)}
        copy = {
            (of, who): place
            for place, (of, who) in enumerate(zip(shadow.tolist(), self._contact.tolist(), strict=True), 1)
        }
        for line in lines:
            of = number[line["opportunity_id"], line.pop("place")]
            for end in ("from_contact_id", "to_contact_id"):
                line[end] = copy[of, line[end]]
            line["opportunity_id"] = of + 1
        return pa.Table.from_pylist(lines, schema=LINES)


def _runs(held: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """The places of each wanted value among ordered ones, one after the other, and which wanted each belongs to."""
    first = np.searchsorted(held, wanted, "left")
    count = np.searchsorted(held, wanted, "right") - first
    which = np.repeat(np.arange(len(wanted)), count)
    within = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    return first[which] + within, which


def _put(table: pa.Table, **columns: Any) -> pa.Table:
    """The table with these columns in place of its own."""
    for name, values in columns.items():
        place = table.schema.get_field_index(name)
        item = table.schema.field(place)
        values = pa.array(values) if isinstance(values, np.ndarray) else values
        table = table.set_column(place, item, values.cast(item.type))
    return table


def _integers(values: list[int]) -> Numbers:
    return np.array(values, dtype=np.int64)
