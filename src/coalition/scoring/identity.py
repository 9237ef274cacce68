"""Which addresses and names are one person: a proposal for a merge, made from the alias and the name alone.

Two aliases are one person when their names agree: the same family name, and given names that are equal, initial and
name, or a name and its short form. An alias without a name is read: ``jane.doe@firm.example`` and ``"Doe, Jane"`` say
the same. One written together (``jdoe``, ``doej``, ``janedoe``) is whoever alone of those known writes so.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from coalition.scoring.letters import as_spoken, latin

#: Names the method; raise it when it changes.
VERSION = "names-2"
#: Short forms of given names, each with the name it stands for.
SHORT = {
    "al": "albert", "alex": "alexander", "andy": "andrew", "ben": "benjamin", "beth": "elizabeth", "bill": "william",
    "bob": "robert", "cathy": "catherine", "charlie": "charles", "chris": "christopher", "chuck": "charles",
    "cindy": "cynthia", "dan": "daniel", "dave": "david", "debbie": "deborah", "dick": "richard", "don": "donald",
    "doug": "douglas", "ed": "edward", "fred": "frederick", "geoff": "geoffrey", "greg": "gregory", "jack": "john",
    "jeff": "jeffrey", "jen": "jennifer", "jenny": "jennifer", "jerry": "gerald", "jim": "james", "joe": "joseph",
    "jon": "jonathan", "kate": "katherine", "kathy": "katherine", "ken": "kenneth", "kim": "kimberly",
    "larry": "lawrence", "liz": "elizabeth", "matt": "matthew", "max": "maximilian", "mike": "michael",
    "nick": "nicholas", "pat": "patrick", "pete": "peter", "phil": "philip", "ray": "raymond", "rick": "richard",
    "rob": "robert", "ron": "ronald", "sam": "samuel", "sandy": "sandra", "steve": "steven", "stephen": "steven",
    "sue": "susan", "ted": "theodore", "tim": "timothy", "tom": "thomas", "tony": "anthony", "vince": "vincent",
    "will": "william",
}  # fmt: skip
_TITLES = {"mr", "mrs", "ms", "dr", "prof", "jr", "sr", "ii", "iii", "iv", "phd", "herr", "frau"}
_PARTICLES = {"van", "der", "den", "de", "von", "vom", "zu", "la", "le", "del", "della", "di", "da", "dos", "bin", "el"}
_ROLES = {"info", "sales", "support", "admin", "office", "noreply", "no", "reply", "team", "mail", "contact"}


@dataclass(frozen=True)
class Name:
    """A family name, given names as written, and how the name was come by."""

    family: str
    given: tuple[str, ...]

    @property
    def first(self) -> str:
        return self.given[0] if self.given else ""


def same_person(aliases: dict[str, str]) -> dict[str, int]:
    """A person's number for each alias; ``aliases`` maps each to the name beside it, or to nothing."""
    names = {alias: name_of(alias, shown) for alias, shown in aliases.items()}
    person = {alias: alias for alias in aliases}

    def root(alias: str) -> str:
        while person[alias] != alias:
            alias = person[alias]
        return alias

    def join(one: str, other: str) -> None:
        low, high = sorted((root(one), root(other)))
        person[high] = low

    spelt = _family_spellings(names)
    by_family: dict[str, list[str]] = defaultdict(list)
    for alias, name in names.items():
        if name.family:
            by_family[as_spoken(spelt[name.family])].append(alias)
    for group in by_family.values():
        _join_family(sorted(group), names, join)
    _join_exact(aliases, join)
    _join_written_together(names, root, join)
    numbers = {alias: number for number, alias in enumerate(sorted({root(alias) for alias in aliases}))}
    return {alias: numbers[root(alias)] for alias in aliases}


def name_of(alias: str, shown: str) -> Name:
    """The name shown, else what the address itself says."""
    for text in (shown, alias):
        name = _parsed(text)
        if name.family and name.given:
            return name
    return _parsed(shown or alias)


def _parsed(text: str) -> Name:
    local = re.sub(r"<[^>]*>|\([^)]*\)", " ", text).split("@")[0]
    if "/cn=" in local.casefold():  # an X.500 address: the last of its names is the person's
        local = local[local.casefold().rindex("/cn=") + 4 :]
    plain = latin(local)
    turned = "," in plain
    if turned:
        family, _, given = plain.partition(",")
        plain = f"{given} {family}"
    words = [word for word in re.split(r"[^a-z]+", plain) if word and word not in _TITLES]
    if not words or set(words) <= _ROLES:
        return Name("", ())
    if len(words) == 1:
        return Name(words[0], ())
    # "van der Berg" and "Berg": the particles are no given names.
    middle = (word for word in words[1:-1] if word not in _PARTICLES)
    return Name(words[-1], (words[0], *middle))


def _family_spellings(names: dict[str, Name]) -> dict[str, str]:
    """Each family name by its most usual spelling; one slip of the pen in a long name is the same name."""
    count = Counter(name.family for name in names.values() if name.family)
    ordered = sorted(count, key=lambda family: (-count[family], family))
    by_edge: dict[str, list[str]] = defaultdict(list)
    spelt = {}
    for family in ordered:
        usual = family
        if len(family) >= 7 and count[family] == 1:
            close = (
                other for other in by_edge[family[0]] if DamerauLevenshtein.distance(family, other, score_cutoff=1) <= 1
            )
            usual = next(close, family)
        spelt[family] = usual
        if usual == family and len(family) >= 7:
            by_edge[family[0]].append(family)
    return spelt


def _join_family(group: list[str], names: dict[str, Name], join: Callable[[str, str], None]) -> None:
    """Within one family name: full given names that agree, then initials where only one person fits."""
    full: dict[str, list[str]] = defaultdict(list)
    for alias in group:
        first = names[alias].first
        if len(first) > 1:
            full[as_spoken(SHORT.get(first, first))].append(alias)
    for same in full.values():
        clusters = _by_middle(same, names)
        for cluster in clusters:
            for alias in cluster[1:]:
                join(cluster[0], alias)
    for alias in group:
        first = names[alias].first
        if len(first) != 1:
            continue
        fits = [given for given in full if given.startswith(first)]
        if len(fits) == 1 and len(_by_middle(full[fits[0]], names)) == 1:
            join(full[fits[0]][0], alias)
        elif not fits:
            for other in group:
                if other < alias and names[other].given == names[alias].given:
                    join(other, alias)


def _join_written_together(
    names: dict[str, Name], root: Callable[[str], str], join: Callable[[str, str], None]
) -> None:
    """An address of one word is whoever alone would write so; two who could are nobody."""
    writers: dict[str, set[str]] = defaultdict(set)
    for alias, name in names.items():
        for word in _together(name):
            writers[word].add(root(alias))
    for alias in sorted(names):
        word = names[alias].family
        if not names[alias].given and len(writers.get(word, ())) == 1:
            join(next(iter(writers[word])), alias)


def _together(name: Name) -> set[str]:
    """A given and a family name as addresses put them in one word; short ones say too little."""
    if len(name.first) < 2 or not name.family:
        return set()
    first, initial = name.first, name.first[0]
    middle = "".join(word[0] for word in name.given[1:])
    made = {first + name.family, name.family + first, initial + name.family, name.family + initial}
    made |= {initial + middle + name.family, name.family + initial + middle}
    return {word for word in made if len(word) >= 4}


def _by_middle(same: list[str], names: dict[str, Name]) -> list[list[str]]:
    """People of one first and family name, kept apart where their middle initials contradict each other."""
    initial = {alias: (names[alias].given[1][0] if len(names[alias].given) > 1 else "") for alias in same}
    known = sorted({letter for letter in initial.values() if letter})
    if len(known) <= 1:
        return [same]
    clusters = [[alias for alias in same if initial[alias] == letter] for letter in known]
    return clusters + [[alias] for alias in same if not initial[alias]]


def _join_exact(aliases: dict[str, str], join: Callable[[str, str], None]) -> None:
    """The same alias in other letters, and the same shown name of two words or more."""
    seen: dict[str, str] = {}
    for alias in sorted(aliases):
        for key in (alias.casefold().strip(), _letters(alias), _letters(aliases[alias])):
            if len(key) < 5:
                continue
            if key in seen:
                join(seen[key], alias)
            else:
                seen[key] = alias


def _letters(text: str) -> str:
    """The words of a name in the order of the alphabet, so that turned names meet; one word says too little."""
    name = _parsed(text)
    words = sorted((*name.given, name.family))
    return " ".join(words) if len(words) > 1 and all(len(word) > 1 for word in words) else ""
