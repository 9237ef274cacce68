"""Silence: the worked example of its page, and its laws."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition.scoring import engine
from coalition.scoring.tables import ACTIVITIES, PARTICIPANTS, STAKEHOLDERS, ScoringTables

DAY = 86_400
NOW = 1_790_000_000 // DAY * DAY
PERSON = {
    "opportunity_id": 1,
    "contact_id": 1,
    "personas": ",champion,",
    "seniority": "",
    "stage": "",
    "utc_offset_s": 0,
    "sentiment": "",
    "influence": "",
    "past_deals": 0,
    "past_deals_their_way": 0,
}


def silence_after(mails: list[tuple[int, bool]]) -> dict[str, object]:
    """The silence of somebody who got our mails so many days ago, each answered within the hour or never."""
    activities: list[dict[str, object]] = []
    participants: list[dict[str, object]] = []

    def mail(at_s: int, thread: str, direction: str) -> None:
        number = len(activities) + 1
        activities.append(
            {"id": number, "kind": "email", "direction": direction, "status": "done", "automatic": "", "thread": thread}
            | {"occurred_s": at_s, "recorded_s": at_s, "opportunity_id": 1}
        )
        ours, theirs = ("from", "to") if direction == "outbound" else ("to", "from")
        participants.append({"activity_id": number, "user_id": 1, "role": ours, "response": ""})
        participants.append({"activity_id": number, "contact_id": 1, "role": theirs, "response": ""})

    for place, (days_ago, answered) in enumerate(mails):
        mail(NOW - days_ago * DAY, f"t{place}", "outbound")
        if answered:
            mail(NOW - days_ago * DAY + 1_800, f"t{place}", "inbound")
    touches = engine.derive_touches(
        pa.Table.from_pylist(activities, ACTIVITIES), pa.Table.from_pylist(participants, PARTICIPANTS)
    )
    tables = ScoringTables(stakeholders=pa.Table.from_pylist([PERSON], STAKEHOLDERS), touches=touches)
    (row,) = engine.score(tables, NOW).stakeholders.to_pylist()
    return row


HISTORY = [(40 + 12 * n, n < 8) for n in range(10)]


def test_the_worked_example_of_the_page() -> None:
    five = silence_after([*HISTORY, *((8 + 3 * n, False) for n in range(5))])
    assert five["silence"] == pytest.approx(5.9, abs=0.05) and five["is_quiet"] is False
    six = silence_after([*HISTORY, *((5 + 3 * n, False) for n in range(6))])
    assert six["silence"] == pytest.approx(7.1, abs=0.1) and six["is_quiet"] is True
    assert six["silence_expected"] == pytest.approx(4.5, abs=0.1) and six["silence_happened"] == 0


def test_one_answer_takes_it_down_at_once() -> None:
    silent = [*HISTORY, *((5 + 3 * n, False) for n in range(6))]
    assert silence_after([*silent, (1, True)])["is_quiet"] is False


def test_somebody_never_in_touch_is_not_quiet() -> None:
    nobody = silence_after([])
    assert nobody["silence"] is None and nobody["is_quiet"] is False


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(2, 29), min_size=1, max_size=8, unique=True), st.data())
def test_an_answer_of_the_last_month_never_raises_it(days: list[int], data: st.DataObject) -> None:
    answered = data.draw(st.sampled_from(days))
    before = silence_after([*HISTORY, *((day, False) for day in days)])
    after = silence_after([*HISTORY, *((day, day == answered) for day in days)])
    assert float(str(after["silence"])) <= float(str(before["silence"])) + 1e-9
