"""Where everything stands on the map. Laid out on the server, so that every export looks like the screen."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from coalition.api.map.rows import MapRows
from coalition.drawing.grid import UNKNOWN
from coalition.drawing.layout import TRAY, arrange
from coalition.drawing.model import Box, Card, Grouping, Layout, Tie
from coalition.drawing.network import UNLINKED

# A map is opened far more often than its people, lines or sizes change; what does not matter to the drawing (scores
# below the steps of size, notes, mail) is not part of the key.
KEPT = 512
_SIZE_STEPS = (85.0, 50.0)


def layout_of(rows: MapRows, people: list[dict[str, Any]], lines: list[dict[str, Any]], group: str) -> dict[str, Any]:
    """Boxes by contact id, routes by line id."""
    arrivals = _arrivals(rows)
    cards = tuple(
        sorted(
            (
                Card(
                    id=str(person["contact_id"]),
                    name=person["name"],
                    influence=_step(person["influence"]["score"]),
                    seniority=person["seniority"],
                    department=person["department"],
                    personas=tuple(person["personas"]),
                    pin=(person["pin"]["x"], person["pin"]["y"]) if person["pin"] else None,
                    arrival=arrivals.get(person["contact_id"], 0),
                )
                for person in people
            ),
            key=lambda card: card.id,
        )
    )
    ties = tuple(
        sorted(
            (Tie(str(line["id"]), cast(Any, line["kind"]), str(line["from"]), str(line["to"])) for line in lines),
            key=lambda tie: tie.id,
        )
    )
    order = tuple(persona.key for persona in rows.personas)
    layout = _arranged(cards, ties, cast(Grouping, group), order)
    return _as_json(layout, {persona.key: persona.name for persona in rows.personas})


@lru_cache(maxsize=KEPT)
def _arranged(cards: tuple[Card, ...], ties: tuple[Tie, ...], group: Grouping, order: tuple[str, ...]) -> Layout:
    return arrange(cards, ties, group=group, persona_order=order)


def _arrivals(rows: MapRows) -> dict[UUID, int]:
    """The second in which each came to the map: one import is one arrival."""
    people = {rows.contacts[each.contact_id].uuid: each.recorded_at for each in rows.stakeholders}
    seats = {each.uuid: each.recorded_at for each in rows.seats}
    return {key: int(moment.timestamp()) for key, moment in (people | seats).items()}


def _step(influence: float | None) -> float | None:
    """Influence rounded down to the step that decides the card's size."""
    if influence is None:
        return None
    return next((step for step in _SIZE_STEPS if influence >= step), 0.0)


def _as_json(layout: Layout, persona_names: dict[str, str]) -> dict[str, Any]:
    around = layout.extent
    return {
        "algorithm": layout.algorithm,
        "page": {"width": around.w, "height": around.h},
        "boxes": {person: _box(box) for person, box in layout.boxes.items()},
        "lanes": [
            {"key": lane.key, "label": _label(lane.key, layout.algorithm, persona_names), "count": lane.count}
            | _box(lane.box)
            for lane in layout.lanes
        ],
        "routes": layout.routes,
    }


def _box(box: Box) -> dict[str, float]:
    return {"x": box.x, "y": box.y, "w": box.w, "h": box.h}


def _label(key: str, algorithm: str, persona_names: dict[str, str]) -> str:
    if key == TRAY:
        return "No reporting line yet"
    if key == UNLINKED:
        return "No line of influence yet"
    if key == UNKNOWN:
        return "Rank and department unknown"
    if algorithm == "lanes:persona":
        return persona_names.get(key, key) or "No persona yet"
    return key or "No department"
