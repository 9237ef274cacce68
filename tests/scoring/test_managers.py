"""Guesses of managers: who is addressed together counts, and one mail makes nobody sure."""

from __future__ import annotations

import pyarrow as pa
import pytest

from coalition.scoring.evaluation.files import Message
from coalition.scoring.evaluation.world import Numbers, their_network
from coalition.scoring.managers import guesses

PEOPLE = ("anna", "ben", "boss", "other", "zoe")


def mail(at: int, sender: str, *to: str) -> Message:
    return Message(f"m{at}", at, sender, to, "")


def guessed(messages: list[Message], **height: float) -> dict[str, list[tuple[str, float]]]:
    numbers = Numbers.of(PEOPLE)
    log, _ = their_network(messages, numbers, {})
    standing = pa.table(
        {
            "contact_id": [numbers[name] for name in PEOPLE],
            "influence_score": [height.get(name, 10.0) for name in PEOPLE],
        }
    )
    found = guesses(log.touches(), standing)
    names = {numbers[name]: name for name in PEOPLE}
    return {names[key]: [(names[other], share) for other, share in ranked] for key, ranked in found.items()}


def test_whoever_is_addressed_with_somebody_comes_before_a_stranger_of_the_same_standing() -> None:
    apart = [mail(n, "anna", "boss") for n in range(4)] + [mail(10 + n, "anna", "other") for n in range(4)]
    together = [mail(20 + n, "zoe", "anna", "other") for n in range(6)]
    ranked = guessed(apart + together, boss=50.0, other=50.0)["anna"]
    assert ranked[0][0] == "other"
    assert guessed(apart, boss=50.0, other=50.0)["anna"][0][1] == pytest.approx(ranked_share(apart), rel=1e-6)


def ranked_share(messages: list[Message]) -> float:
    """The share of two equal candidates, as sure as so many exchanges allow: half of each mail goes to the record."""
    seen = 0.5 * len(messages)
    return 0.5 * seen / (seen + 5.0)


def test_an_announcement_to_many_ties_nobody() -> None:
    crowd = tuple(f"p{n}" for n in range(12))
    numbers = Numbers.of((*PEOPLE, *crowd))
    log, _ = their_network([mail(1, "zoe", "anna", "boss", *crowd)], numbers, {})
    standing = pa.table({"contact_id": list(range(1, len(numbers.names) + 1)), "influence_score": [1.0] * 17})
    found = guesses(log.touches(), standing)
    assert [other for other, _ in found[numbers["anna"]]] == [numbers["zoe"]]


def test_one_mail_to_one_colleague_makes_nobody_sure() -> None:
    (found,) = guessed([mail(1, "anna", "boss")], boss=90.0)["anna"]
    assert found[0] == "boss" and found[1] < 0.2
    many = guessed([mail(n, "anna", "boss") for n in range(95)], boss=90.0)["anna"]
    assert many[0][1] > 0.9
