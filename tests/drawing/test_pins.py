"""Promises of pins: a card placed by hand stays where it was put, and nobody lies under it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from coalition.drawing.layout import arrange
from coalition.drawing.model import Card, Page, Tie
from tests.drawing.test_layout import maps, overlap

Map = tuple[list[Card], list[Tie]]
SPOTS = st.tuples(st.integers(-400, 2_000), st.integers(-400, 2_000))


@st.composite
def pinned_maps(draw: st.DrawFn) -> Map:
    cards, ties = draw(maps())
    spots = draw(st.lists(st.none() | SPOTS, min_size=len(cards), max_size=len(cards)))
    return [replace(card, pin=spot) for card, spot in zip(cards, spots, strict=True)], ties


@settings(max_examples=80, deadline=None)
@given(pinned_maps())
def test_nobody_overlaps_wherever_cards_were_placed(given_map: Map) -> None:
    cards, ties = given_map
    layout = arrange(cards, ties)
    assert set(layout.boxes) == {card.id for card in cards}
    assert not [pair for pair in combinations(layout.boxes.values(), 2) if overlap(*pair)]
    drawn = {tie.id for tie in ties}
    assert set(layout.routes) <= drawn
    for route in layout.routes.values():
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(route))


@settings(max_examples=60, deadline=None)
@given(maps(), st.data())
def test_a_pin_holds_on_every_page_and_moves_only_whom_it_covers(given_map: Map, data: st.DataObject) -> None:
    cards, ties = given_map
    if not cards:
        return
    spot = data.draw(SPOTS)
    one = data.draw(st.integers(0, len(cards) - 1))
    pinned = [replace(card, pin=spot) if at == one else card for at, card in enumerate(cards)]
    for page in (Page(), Page(210, 297)):
        before, after = arrange(cards, ties, page=page), arrange(pinned, ties, page=page)
        mine = after.boxes[cards[one].id]
        assert (mine.x, mine.y) == spot
        for card in cards:
            if card.id != cards[one].id and after.boxes[card.id] != before.boxes[card.id]:
                assert overlap(before.boxes[card.id], mine)


@settings(max_examples=30, deadline=None)
@given(maps())
def test_pinning_everybody_where_they_stand_changes_nothing(given_map: Map) -> None:
    cards, ties = given_map
    before = arrange(cards, ties)
    here = [replace(card, pin=(before.boxes[card.id].x, before.boxes[card.id].y)) for card in cards]
    assert arrange(here, ties) == before
