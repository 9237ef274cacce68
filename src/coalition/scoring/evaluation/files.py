"""The labelled files of ``coalition evaluate``, as plain values. Persons are compared without case."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from coalition.scoring.evaluation.moments import moment
from coalition.scoring.evaluation.reading import FileProblem, columns_of, person

__all__ = [
    "FileProblem",
    "Message",
    "moment",
    "read_column",
    "read_levels",
    "read_lines",
    "read_messages",
    "read_pairs",
]


@dataclass(frozen=True, slots=True)
class Message:
    """One mail or the like: who wrote it, when, and to whom."""

    key: str
    sent_s: int
    sender: str
    recipients: tuple[str, ...]
    thread: str


def read_messages(path: Path) -> list[Message]:
    """Rows of ``message_id, sent_at, from, to`` (one a recipient), gathered into messages in the order of time.

    A row that comes twice counts once, a mail to oneself not at all, and an id that is used again for another sender or
    time is another message. Of whatever ``kind``, a row counts as mail.
    """
    found: dict[tuple[str, str, str], tuple[int, dict[str, None], str]] = {}
    known: dict[str, int] = {}
    for number, (key, sent, sender, to, thread) in columns_of(
        path, "message_id", "sent_at", "from", "to", optional="thread_id"
    ):
        at = known.get(sent)
        if at is None:
            at = known[sent] = moment(sent, path, number, "sent_at")
            if len(known) > _TIMES_KEPT:
                known.clear()
        sender, to = person(sender), person(to)
        if not sender or not to:
            column = "to" if sender else "from"
            raise FileProblem(
                f"{path.name} row {number} names nobody in column {column}; fill it in or leave the row out."
            )
        entry = found.get((key, sender, sent))
        if entry is None:
            entry = found[key, sender, sent] = (at, {}, thread)
        if to != sender:
            entry[1][to] = None
    messages = [
        Message(key, at, sender, tuple(to), thread) for (key, sender, _), (at, to, thread) in found.items() if to
    ]
    if not messages:
        raise FileProblem(f"{path.name} holds no message from one person to another; check its columns from and to.")
    return sorted(messages, key=lambda message: (message.sent_s, message.key, message.sender))


#: Equal times stand beside each other; there is no need to keep them all.
_TIMES_KEPT = 100_000


def people_of(messages: Iterable[Message]) -> set[str]:
    """Everybody who wrote or was written to."""
    found: set[str] = set()
    for message in messages:
        found.add(message.sender)
        found.update(message.recipients)
    return found


def read_lines(path: Path) -> list[tuple[str, str, str]]:
    """Rows of ``from, to, kind``; a line from somebody to themselves says nothing."""
    rows = columns_of(path, "from", "to", "kind")
    lines = [(person(start), person(end), kind.casefold()) for _, (start, end, kind) in rows]
    lines = [line for line in lines if line[0] != line[1] and line[0] and line[1]]
    if not lines:
        raise FileProblem(f"{path.name} holds no line from one person to another; check its columns from and to.")
    return lines


def read_levels(path: Path) -> dict[str, float]:
    """Rows of ``person, level``; higher is more senior. Somebody without a level is left out."""
    levels: dict[str, float] = {}
    for number, (name, text) in columns_of(path, "person", "level"):
        if not text:
            continue
        try:
            level = float(text)
        except ValueError:
            level = math.nan
        if not math.isfinite(level):
            raise FileProblem(
                f"{path.name} row {number}: level {text!r} is not a number; higher must mean more senior (column"
                " level)."
            )
        if levels.setdefault(person(name), level) != level:
            raise FileProblem(f"{path.name} row {number}: {name!r} has two levels; keep one (column level).")
    if not levels:
        raise FileProblem(f"{path.name} names nobody's level; it needs a row of person and level for each.")
    return levels


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Rows of ``superior, subordinate``; nobody is their own."""
    rows = columns_of(path, "superior", "subordinate")
    pairs = {(person(above), person(below)): None for _, (above, below) in rows}
    found = [pair for pair in pairs if pair[0] != pair[1]]
    if not found:
        raise FileProblem(f"{path.name} names no superior and subordinate; it needs a row for each pair.")
    return found


def read_column(path: Path, name: str) -> list[str]:
    """The persons of one column, such as those who are ours, each once."""
    found = list(dict.fromkeys(person(value) for _, (value,) in columns_of(path, name) if value))
    if not found:
        raise FileProblem(f"{path.name} names nobody in column {name}.")
    return found
