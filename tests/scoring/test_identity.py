"""Spellings of one name meet, and namesakes stay apart."""

from __future__ import annotations

import pytest

from coalition.scoring.identity import same_person
from coalition.scoring.letters import as_spoken, latin

ONE = [
    ({"k.mueller@x.example": "Karl Mueller", "km@y.example": "Karl Müller", "z@z.example": "Karl Muller"}, "umlauts"),
    ({"a@x.example": "Heinz Strauß", "b@x.example": "Heinz Strauss"}, "sharp s"),
    ({"a@x.example": "Søren Kjær", "b@x.example": "Soren Kjaer"}, "Danish letters"),
    ({"a@x.example": "Łukasz Wałęsa", "b@x.example": "Lukasz Walesa"}, "Polish letters"),
    ({"a@x.example": "Иван Петров", "ivan.petrov@y.example": ""}, "Cyrillic"),
    ({"a@x.example": "Γιάννης Παππάς", "giannis.pappas@y.example": ""}, "Greek"),
    ({"a@x.example": "Jan van der Berg", "jan.berg@x.example": "", "b@x.example": "Berg, Jan"}, "particles"),
    ({"jane.doe@x.example": "Jane Doe", "jdoe@y.example": ""}, "initial and family in one word"),
    ({"jane.doe@x.example": "Jane Doe", "doej@y.example": "", "janedoe@z.example": ""}, "either order in one word"),
    ({"/O=FIRM/OU=EU/CN=RECIPIENTS/CN=JDOE": "", "jane.doe@x.example": "Jane Doe"}, "a directory's address"),
    ({"a@x.example": "Doe Jane", "b@x.example": "Jane Doe"}, "turned without a comma"),
]


@pytest.mark.parametrize(("aliases", "why"), ONE, ids=[why for _, why in ONE])
def test_spellings_of_one_name_are_one_person(aliases: dict[str, str], why: str) -> None:
    assert len(set(same_person(aliases).values())) == 1


APART = [
    ({"jane.doe@x.example": "Jane Doe", "john.doe@x.example": "John Doe", "jdoe@y.example": ""}, "two could write so"),
    ({"a@x.example": "Jan Berg", "b@x.example": "Jens Berg"}, "other given names"),
    ({"a@x.example": "Jane A. Doe", "b@x.example": "Jane B. Doe"}, "other middle initials"),
    ({"a@x.example": "Anna Lee", "alee@y.example": "Amir Lee"}, "a name shown beside the word"),
    ({"info@x.example": "", "info@y.example": ""}, "no names"),
    ({"a@x.example": "Bo Li", "bli@y.example": ""}, "too short to say"),
]


@pytest.mark.parametrize(("aliases", "why"), APART, ids=[why for _, why in APART])
def test_who_may_be_somebody_else_stays_apart(aliases: dict[str, str], why: str) -> None:
    assert len(set(same_person(aliases).values())) == len(aliases)


def test_letters_come_in_one_spelling() -> None:
    assert latin("ÉLODIE Çelik") == "elodie celik"
    assert latin("李明") == ""
    assert as_spoken("mueller") == as_spoken(latin("Müller")) == "muller"
