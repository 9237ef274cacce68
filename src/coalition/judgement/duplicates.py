"""Which contacts of an account are likely the same person twice, most likely first, each pair with its reasons.

A proposal, never a deed: a person looks at both and merges them, or does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from coalition.scoring.identity import name_of, same_person

#: Points a reason adds; 100 is as sure as a record can be.
SAME_ADDRESS, SAME_NAME, SAME_PHONE, LIKE_NAME, SAME_TITLE = 90, 70, 40, 45, 10
#: A phone or a name more people have than this is a switchboard or no name.
_MOST = 6


@dataclass(frozen=True, slots=True)
class Person:
    """What tells one contact from another. ``key`` is the caller's."""

    key: int
    name: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two keys, the lower first; how alike they are (1-100), and why, the weightiest reason first."""

    one: int
    other: int
    likeness: int
    reasons: tuple[str, ...]


def likely_duplicates(people: Sequence[Person]) -> list[Pair]:
    """Pairs that share an address or a name; equal likeness in the order of keys.

    The same phone or title alone says too little: colleagues share both.
    """
    by_key = {person.key: person for person in people}
    found: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
    for address, keys in _shared(people, _addresses):
        _add(found, keys, SAME_ADDRESS, f"The same e-mail address: {address}")
    for _, keys in _shared(people, _spelling):
        _add(found, keys, SAME_NAME, "The same name")
    for _, keys in _shared(people, _as_one(people)):
        for pair in _pairs(keys):
            if not any(points == SAME_NAME for points, _ in found[pair]):
                found[pair].append((LIKE_NAME, "Names that may be one: a short form, an initial or a slip of the pen"))
    for pair, reasons in found.items():
        one, other = by_key[pair[0]], by_key[pair[1]]
        if _numbers(one) & _numbers(other):
            reasons.append((SAME_PHONE, "The same phone number"))
        if one.title and one.title.casefold() == other.title.casefold():
            reasons.append((SAME_TITLE, "The same title"))
    pairs = [_pair(pair, reasons) for pair, reasons in found.items()]
    return sorted(pairs, key=lambda pair: (-pair.likeness, pair.one, pair.other))


def _pair(keys: tuple[int, int], reasons: list[tuple[int, str]]) -> Pair:
    """Each reason takes its share of the doubt that is left, so reasons add up and never reach certainty."""
    doubt = 1.0
    for points, _ in reasons:
        doubt *= 1 - points / 100
    said = tuple(text for _, text in sorted(reasons, key=lambda reason: -reason[0]))
    return Pair(*keys, likeness=min(99, round(100 * (1 - doubt))), reasons=said)


def _shared(people: Sequence[Person], values: Callable[[Person], Iterable[str]]) -> Iterator[tuple[str, list[int]]]:
    """Each value that two people or a few have, with their keys."""
    holders: dict[str, set[int]] = defaultdict(set)
    for person in people:
        for value in values(person):
            if value:
                holders[value].add(person.key)
    return ((value, sorted(keys)) for value, keys in sorted(holders.items()) if 2 <= len(keys) <= _MOST)


def _add(found: dict[tuple[int, int], list[tuple[int, str]]], keys: list[int], points: int, reason: str) -> None:
    for pair in _pairs(keys):
        if all(points != known for known, _ in found[pair]):
            found[pair].append((points, reason))


def _pairs(keys: list[int]) -> Iterator[tuple[int, int]]:
    return combinations(keys, 2)


def _addresses(person: Person) -> list[str]:
    return [each.strip().lower() for each in person.emails]


def _spelling(person: Person) -> list[str]:
    """First and family names in one spelling, whatever their order, case and accents; a single word is no name."""
    name = name_of("", person.name)
    words = sorted((*name.given, name.family))
    return [" ".join(words)] if name.given and all(len(word) > 1 for word in words) else []


def _as_one(people: Sequence[Person]) -> Callable[[Person], list[str]]:
    """The number of the person each contact is, by name and address."""
    alias = {person.key: f"{person.emails[0] if person.emails else person.name} {person.key}" for person in people}
    number = same_person({alias[person.key]: person.name for person in people})
    return lambda person: [str(number[alias[person.key]])]


def _numbers(person: Person) -> set[str]:
    """Phone numbers by their last eight digits: with and without the country they are one."""
    digits = ("".join(letter for letter in phone if letter.isdigit()) for phone in person.phones)
    return {each[-8:] for each in digits if len(each) >= 6}
