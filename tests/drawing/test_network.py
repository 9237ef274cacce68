"""The web of influence: deterministic, free of overlaps, and near on the page means near in the web."""

from __future__ import annotations

from itertools import combinations
from math import hypot
from random import Random

import pytest
from hypothesis import given, settings

from coalition.drawing.layout import arrange
from coalition.drawing.model import Card, Layout, Tie
from coalition.drawing.network import MOST_FREE, UNLINKED
from tests.drawing.test_layout import maps, overlap


def middle_distance(layout: Layout, one: str, other: str) -> float:
    a, b = layout.boxes[one], layout.boxes[other]
    return hypot(a.middle_x - b.middle_x, a.middle_y - b.middle_y)


@settings(max_examples=40, deadline=None)
@given(maps())
def test_the_order_of_the_records_never_shows(given_map: tuple[list[Card], list[Tie]]) -> None:
    cards, ties = given_map
    assert arrange(cards, ties, group="network") == arrange(cards[::-1], ties[::-1], group="network")


@settings(max_examples=40, deadline=None)
@given(maps())
def test_whom_no_line_of_influence_joins_stands_in_the_tray(given_map: tuple[list[Card], list[Tie]]) -> None:
    cards, ties = given_map
    web = {end for tie in ties if tie.kind not in ("reports_to", "dotted") for end in (tie.from_id, tie.to_id)}
    layout = arrange(cards, ties, group="network")
    alone = {card.id for card in cards} - web
    assert [(lane.key, lane.count) for lane in layout.lanes] == ([(UNLINKED, len(alone))] if alone else [])
    assert set(layout.routes) == {tie.id for tie in ties if tie.kind not in ("reports_to", "dotted")}


def test_friends_of_friends_stand_further_away_than_friends() -> None:
    cards = [Card(f"p{i}", f"P{i}") for i in range(7)]
    ties = [Tie(f"t{i}", "influences", f"p{i}", f"p{i + 1}") for i in range(6)]
    layout = arrange(cards, ties, group="network")
    near = max(middle_distance(layout, f"p{i}", f"p{i + 1}") for i in range(6))
    assert middle_distance(layout, "p0", "p6") > 2 * near


@pytest.mark.parametrize("size", [150, MOST_FREE + 600])
def test_a_large_web_keeps_everybody_apart(size: int) -> None:
    chance = Random(7)
    cards = [Card(f"p{i:04}", f"P{i}", influence=float(i % 100)) for i in range(size)]
    ties = [Tie(f"t{i}", "influences", f"p{i:04}", f"p{chance.randrange(i):04}") for i in range(1, size)]
    layout = arrange(cards, ties, group="network")
    assert not [pair for pair in combinations(layout.boxes.values(), 2) if overlap(*pair)]
