"""`coalition evaluate engagement`: does the score rank who will act towards us within the horizon?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import numpy as np

from coalition.scoring.evaluation import figures, part
from coalition.scoring.evaluation.files import FileProblem, Message, people_of
from coalition.scoring.evaluation.world import Log, Numbers, stakeholders
from coalition.scoring.expressions import DAY_S
from coalition.scoring.settings import DEFAULT, ScoringSettings
from coalition.scoring.tables import ScoringTables

#: Participants recorded in one go: bounds the memory of a run.
TOGETHER = 200_000


def evaluate(
    messages: list[Message],
    at_s: int,
    horizon_days: int,
    observers: list[str],
    settings: ScoringSettings = DEFAULT,
) -> dict[str, Any]:
    """Every person (or every observer) in turn is ours, and each they have exchanged mail with before is a contact.

    The outcome is two-way contact: the contact writes to that person within the horizon.
    """
    numbers = Numbers.of(people_of(messages))
    ours = {name for name in observers if name in numbers} if observers else set(numbers.names)
    if not ours:
        raise FileProblem("None of the observers took part in any message; check that the names match.")
    past = [message for message in messages if message.sent_s < at_s]
    soon = [message for message in messages if at_s <= message.sent_s < at_s + horizon_days * DAY_S]
    pairs = sorted(_met(past, ours, numbers))
    if not pairs or not soon:
        raise FileProblem("There is no message before the date, or none within the horizon after it; move --at.")
    acted = {(numbers[to], numbers[m.sender]) for m in soon for to in m.recipients if to in ours}
    positive = np.array([pair in acted for pair in pairs])

    scores, levels = _scored(past, pairs, ours, numbers, at_s, settings)
    rivals = _rivals(past, pairs, ours, numbers)

    owner = np.unique([pair[0] for pair in pairs], return_inverse=True)[1]
    people = int(owner.max()) + 1

    def precision_of(values: Any) -> Any:
        figure = figures.precision_over(values, positive)
        return lambda drawn: figure(drawn[owner])

    once = np.ones(people)
    rank = {"absent": 0.0, "present": 1.0, "lapsed": 2.0, "engaged": 3.0, "deep": 4.0}
    rivals["levels"] = np.array([rank[level] for level in levels])
    return {
        "average_precision": figures.shown(precision_of(scores)(once)),
        "interval": figures.interval(precision_of(scores), people),
        "base_rate": figures.shown(float(positive.mean())),
        "auc": figures.shown(figures.auc(scores, positive)),
        "deciles": _deciles(scores, positive),
        "pairs": len(pairs),
        "people": people,
        "positives": int(positive.sum()),
        "at_s": at_s,
        "why": _why(messages, at_s + horizon_days * DAY_S, positive),
        "horizon_days": horizon_days,
        "rivals": {
            name: {
                "average_precision": figures.shown(precision_of(values)(once)),
                "ours_better_by": figures.paired(precision_of(scores), precision_of(values), people),
            }
            for name, values in rivals.items()
        },
        "settings_version": settings.version,
    }


def _met(past: list[Message], ours: set[str], numbers: Numbers) -> set[tuple[int, int]]:
    """(one of ours, contact) who wrote to each other before; two observers are not each other's contacts."""
    everybody_ours = len(ours) == len(numbers.names)
    met = set()
    for message in past:
        for to in message.recipients:
            for us, them in ((message.sender, to), (to, message.sender)):
                if us in ours and (everybody_ours or them not in ours):
                    met.add((numbers[us], numbers[them]))
    return met


def _why(messages: list[Message], until_s: int, positive: Any) -> str | None:
    """What the figures cannot tell, in one sentence."""
    if not positive.any() or positive.all():
        return "Everybody or nobody acted within the horizon: there is nothing to rank, and the AUC is null."
    if messages[-1].sent_s < until_s - DAY_S:
        ends = datetime.fromtimestamp(messages[-1].sent_s, UTC).date()
        return f"The messages end on {ends}, before the horizon does: who would have acted later counts as not acting."
    return None


def _scored(
    past: list[Message],
    pairs: list[tuple[int, int]],
    ours: set[str],
    numbers: Numbers,
    at_s: int,
    settings: ScoringSettings,
) -> tuple[Any, list[str]]:
    """Score and level of each pair. A few of ours at a time, each pair a contact by itself: memory stays bounded, and
    nobody's mail to one of ours counts for another."""
    seen: dict[int, list[Message]] = {}
    for message in past:
        for name in {message.sender, *message.recipients} & ours:
            seen.setdefault(numbers[name], []).append(message)
    contact = {pair: place for place, pair in enumerate(pairs, start=1)}
    scores, levels = np.zeros(len(pairs)), [""] * len(pairs)
    for group in _groups(sorted({us for us, _ in pairs}), seen):
        log, met = Log.empty(), [contact[pair] for pair in pairs if pair[0] in group]
        for us in sorted(group):
            for message in seen[us]:
                _record(log, message, us, contact, numbers)
        deals = {place: pairs[place - 1][0] for place in met}
        tables = ScoringTables(stakeholders=stakeholders((deals[key], key) for key in met), touches=log.touches())
        found = part.engagement_of(tables, at_s, settings)
        for key, score, level in zip(
            *(found[name].to_pylist() for name in ("contact_id", "engagement_score", "engagement_level")), strict=True
        ):
            scores[key - 1], levels[key - 1] = score, level
    return scores, levels


def _groups(ours: list[int], seen: dict[int, list[Message]]) -> Iterator[set[int]]:
    group: set[int] = set()
    rows = 0
    for us in ours:
        group.add(us)
        rows += sum(1 + len(message.recipients) for message in seen[us])
        if rows >= TOGETHER:
            yield group
            group, rows = set(), 0
    if group:
        yield group


def _record(log: Log, message: Message, us: int, contact: dict[tuple[int, int], int], numbers: Numbers) -> None:
    """The message as one of ours who took part recorded it, on their own deal."""
    sender, *to = (numbers[name] for name in (message.sender, *message.recipients))
    # Who wrote nothing to them and got nothing from them is on none of their deals, and is recorded as somebody.
    sides = [("user", us) if one == us else ("contact", contact.get((us, one), -one)) for one in (sender, *to)]
    direction = "outbound" if sender == us else "inbound"
    log.mail(message.sent_s, direction, message.thread, sides[0], sides[1:], opportunity=us)


def _rivals(past: list[Message], pairs: list[tuple[int, int]], ours: set[str], numbers: Numbers) -> dict[str, Any]:
    """The contact's messages so far, and the time of the last one."""
    count: dict[tuple[int, int], float] = {}
    last: dict[tuple[int, int], float] = {}
    for message in past:
        for to in message.recipients:
            if to in ours:
                pair = (numbers[to], numbers[message.sender])
                count[pair] = count.get(pair, 0.0) + 1.0
                last[pair] = float(message.sent_s)
    return {
        "count": np.array([count.get(pair, 0.0) for pair in pairs]),
        "recency": np.array([last.get(pair, 0.0) for pair in pairs]),
    }


def _deciles(scores: Any, positive: Any) -> list[dict[str, Any]]:
    """Ten parts of equal size from the highest score down: how many acted in each."""
    order = np.argsort(-scores, kind="stable")
    return [
        {"mean_score": round(float(scores[part].mean()), 2), "acted": round(float(positive[part].mean()), 4)}
        for part in np.array_split(order, 10)
        if part.size
    ]
