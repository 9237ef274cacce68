"""Who reports to whom, as a forest: one manager each, no loops, in a stable order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coalition.drawing.model import Card, Tie

RANK = {"executive": 0, "vp": 1, "director": 2, "manager": 3, "staff": 4, "": 5}


@dataclass(frozen=True, slots=True)
class Forest:
    """``order`` lists leaves before their managers; ``alone`` are those with neither manager nor report on the map."""

    roots: tuple[str, ...]
    reports: dict[str, tuple[str, ...]]
    manager: dict[str, str]
    order: tuple[str, ...]
    alone: tuple[str, ...]


def forest_of(cards: Sequence[Card], ties: Sequence[Tie]) -> Forest:
    """Solid lines between people on the map. A second manager, or a line that would close a loop, is not followed.

    The record refuses loops; a drawing of an old or foreign map must still terminate.
    """
    on_map = {card.id: card for card in cards}
    manager: dict[str, str] = {}
    for tie in sorted((t for t in ties if t.kind == "reports_to"), key=lambda t: t.id):
        known = tie.from_id in on_map and tie.to_id in on_map and tie.from_id not in manager
        if known and not _is_above(tie.to_id, tie.from_id, manager):
            manager[tie.from_id] = tie.to_id
    reports: dict[str, list[str]] = {}
    for person, boss in manager.items():
        reports.setdefault(boss, []).append(person)

    def place_key(person: str) -> tuple[int, str, str]:
        card = on_map[person]
        return (RANK.get(card.seniority, 5), card.name, card.id)

    ordered = {boss: tuple(sorted(team, key=place_key)) for boss, team in reports.items()}
    tops = sorted((p for p in on_map if p not in manager and p in ordered), key=place_key)
    alone = sorted((p for p in on_map if p not in manager and p not in ordered), key=place_key)
    return Forest(tuple(tops), ordered, manager, tuple(_leaves_first(tops, ordered)), tuple(alone))


def _is_above(start: str, sought: str, manager: dict[str, str]) -> bool:
    """Whether ``sought`` is ``start`` or stands above them."""
    here: str | None = start
    while here is not None:
        if here == sought:
            return True
        here = manager.get(here)
    return False


def _leaves_first(roots: Sequence[str], reports: dict[str, tuple[str, ...]]) -> list[str]:
    walked: list[str] = []
    waiting = list(reversed(roots))
    while waiting:
        person = waiting.pop()
        walked.append(person)
        waiting.extend(reversed(reports.get(person, ())))
    return walked[::-1]
