"""`coalition evaluate managers`: is the guessed manager the real one?"""

from __future__ import annotations

from typing import Any

import numpy as np

from coalition.scoring import engine
from coalition.scoring.evaluation import figures
from coalition.scoring.evaluation.files import FileProblem, Message, people_of
from coalition.scoring.evaluation.world import DEAL, Numbers, end_of, stakeholders, their_network
from coalition.scoring.managers import guesses
from coalition.scoring.settings import DEFAULT, ScoringSettings
from coalition.scoring.tables import ScoringTables

SURE = 0.8


def evaluate(
    messages: list[Message], pairs: list[tuple[str, str]], settings: ScoringSettings = DEFAULT
) -> dict[str, Any]:
    """First guess, first three, mean reciprocal rank; and how often a confident guess is right."""
    numbers = Numbers.of(people_of(messages))
    bosses: dict[int, set[int]] = {}
    for superior, subordinate in pairs:
        if superior in numbers and subordinate in numbers and superior != subordinate:
            bosses.setdefault(numbers[subordinate], set()).add(numbers[superior])
    if not bosses:
        raise FileProblem("The truth names no two people of these messages; check the names.")
    log, users = their_network(messages, numbers, {})
    touches = log.touches()
    tables = ScoringTables(
        stakeholders=stakeholders((DEAL, numbers[name]) for name in numbers.names), touches=touches, users=users
    )
    scores = engine.score(tables, end_of(messages), settings).stakeholders
    guessed = guesses(touches, scores.select(["contact_id", "influence_score"]))
    plain = _most_written(messages, numbers)

    asked = sorted(bosses)
    places = np.array([_place(guessed.get(person, []), bosses[person]) for person in asked])
    rival = np.array([_place([(other, 0.0) for other in plain.get(person, [])], bosses[person]) for person in asked])
    sure = np.array([bool(guessed.get(person)) and guessed[person][0][1] >= SURE for person in asked])
    first = places == 1

    def mean_of(values: Any) -> Any:
        return lambda drawn: float((values * drawn).sum() / drawn.sum())

    once = np.ones(len(asked))
    hit, rival_hit = first.astype(float), (rival == 1).astype(float)
    return {
        "first_guess": figures.shown(mean_of(hit)(once)),
        "interval": figures.interval(mean_of(hit), len(asked)),
        "in_first_three": figures.shown(float((places <= 3).mean())),
        "mrr": figures.shown(float((1 / places).mean())),
        "precision_at_confidence_0.8": figures.shown(float(hit[sure].mean())) if sure.any() else None,
        "confident": int(sure.sum()),
        "base_rate": figures.shown(1 / max(len(numbers.names) - 1, 1)),
        "people": len(asked),
        "rivals": {
            "most_mail": {
                "first_guess": figures.shown(mean_of(rival_hit)(once)),
                "ours_better_by": figures.paired(mean_of(hit), mean_of(rival_hit), len(asked)),
            }
        },
        "settings_version": settings.version,
    }


def _place(ranked: list[tuple[int, float]], right: set[int]) -> float:
    """The place of the first right one; infinitely far if none is listed."""
    return next((float(place) for place, (person, _) in enumerate(ranked, start=1) if person in right), float("inf"))


def _most_written(messages: list[Message], numbers: Numbers) -> dict[int, list[int]]:
    """The plain rival: whom somebody exchanges most mail with."""
    count: dict[int, dict[int, int]] = {}
    for message in messages:
        for to in message.recipients:
            for one, other in ((message.sender, to), (to, message.sender)):
                row = count.setdefault(numbers[one], {})
                row[numbers[other]] = row.get(numbers[other], 0) + 1
    return {person: sorted(row, key=lambda other: (-row[other], other)) for person, row in count.items()}
