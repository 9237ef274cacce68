"""Promises of the drawing: nobody overlaps, lines go round people, and the picture fits a page."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.layout import NEWCOMERS, chart, joined, stayed, stayed_together
from coalition.drawing import settled
from coalition.drawing.grid import UNKNOWN
from coalition.drawing.layout import TRAY, arrange
from coalition.drawing.model import Box, Card, Grouping, Layout, Page, Tie
from coalition.drawing.tree import forest_of

KINDS = ("dotted", "influences", "ally", "conflict", "knows")
RANKS = ("executive", "vp", "director", "manager", "staff", "")


@st.composite
def maps(draw: st.DrawFn, most: int = 24) -> tuple[list[Card], list[Tie]]:
    """Any buying group: several roots, people without a manager, lines of every kind."""
    count = draw(st.integers(0, most))
    cards = [
        Card(
            id=f"p{i}",
            name=draw(st.sampled_from(["Ada", "Bo", "Cy", "Di"])),
            influence=draw(st.none() | st.floats(0, 100)),
            seniority=draw(st.sampled_from(RANKS)),
            department=draw(st.sampled_from(["", "IT", "Finance", "Legal"])),
            personas=draw(st.sampled_from([(), ("champion",), ("coach", "champion")])),
            arrival=draw(st.integers(0, 9)),
        )
        for i in range(count)
    ]
    ties = [
        Tie(f"r{i}", "reports_to", f"p{i}", f"p{draw(st.integers(0, i - 1))}")
        for i in range(1, count)
        if draw(st.booleans())
    ]
    if count > 1:
        for n in range(draw(st.integers(0, 8))):
            a, b = draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=2, unique=True))
            ties.append(Tie(f"o{n}", draw(st.sampled_from(KINDS)), f"p{a}", f"p{b}"))
    return cards, ties


def overlap(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def crosses(box: Box, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Whether a straight right-angled piece runs through the inside of a card."""
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    return left < box.right - 1 and right > box.x + 1 and top < box.bottom - 1 and bottom > box.y + 1


def line_of_command(size: int, span: int) -> tuple[list[Card], list[Tie]]:
    cards = [Card(f"p{i}", f"Person {i}", influence=(i * 37) % 100) for i in range(size)]
    return cards, [Tie(f"r{i}", "reports_to", f"p{i}", f"p{(i - 1) // span}") for i in range(1, size)]


@settings(max_examples=60, deadline=None)
@given(maps(), st.sampled_from(["reporting", "persona", "department", "network"]))
def test_everybody_has_a_place_and_nobody_overlaps(given_map: tuple[list[Card], list[Tie]], group: Grouping) -> None:
    cards, ties = given_map
    layout = arrange(cards, ties, group=group, persona_order=("champion", "coach"))
    assert set(layout.boxes) == {card.id for card in cards}
    assert not [pair for pair in combinations(layout.boxes.values(), 2) if overlap(*pair)]
    assert not [pair for pair in combinations([lane.box for lane in layout.lanes], 2) if overlap(*pair)]


@settings(max_examples=60, deadline=None)
@given(maps())
def test_a_report_stands_below_the_manager_and_their_line_meets_no_other_card(
    given_map: tuple[list[Card], list[Tie]],
) -> None:
    cards, ties = given_map
    layout = arrange(cards, ties)
    for tie in ties:
        if tie.kind != "reports_to":
            continue
        report, manager = layout.boxes[tie.from_id], layout.boxes[tie.to_id]
        assert report.y >= manager.bottom
        path = layout.routes[tie.id]
        assert _touches(report, path[0]) and _touches(manager, path[-1])
        others = [box for person, box in layout.boxes.items() if person not in (tie.from_id, tie.to_id)]
        assert not [box for box in others for piece in pairwise(path) if crosses(box, *piece)]


@settings(max_examples=40, deadline=None)
@given(maps(most=14))
def test_an_overlay_line_starts_and_ends_at_its_people_and_goes_round_everybody(
    given_map: tuple[list[Card], list[Tie]],
) -> None:
    cards, ties = given_map
    layout = arrange(cards, ties)
    for tie in ties:
        if tie.kind == "reports_to":
            continue
        path = layout.routes[tie.id]
        assert _touches(layout.boxes[tie.from_id], path[0]) and _touches(layout.boxes[tie.to_id], path[-1])
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(path))
        assert not [box for box in layout.boxes.values() for piece in pairwise(path) if crosses(box, *piece)]


@settings(max_examples=30, deadline=None)
@given(maps(), st.randoms(use_true_random=False))
def test_the_order_in_which_records_arrive_changes_nothing(given_map: tuple[list[Card], list[Tie]], random) -> None:  # type: ignore[no-untyped-def]
    cards, ties = given_map
    expected = arrange(cards, ties)
    random.shuffle(cards)
    random.shuffle(ties)
    assert arrange(cards, ties) == expected


def test_a_loop_in_foreign_data_is_drawn_and_does_not_hang() -> None:
    cards = [Card("a", "Ada"), Card("b", "Bo")]
    layout = arrange(cards, [Tie("1", "reports_to", "a", "b"), Tie("2", "reports_to", "b", "a")])
    assert set(layout.boxes) == {"a", "b"}
    assert set(layout.routes) == {"1"}


def test_people_without_a_reporting_line_wait_in_a_tray() -> None:
    cards, ties = line_of_command(7, 3)
    layout = arrange([*cards, Card("outsider", "Arne")], ties)
    (tray,) = layout.lanes
    assert tray.key == TRAY and tray.count == 1
    assert overlap(tray.box, layout.boxes["outsider"])


def test_a_map_without_reporting_lines_is_a_grid_of_seniority_by_department() -> None:
    cards = [
        Card("a", "Ada", seniority="executive", department="IT"),
        Card("b", "Bo", seniority="staff", department="IT"),
    ]
    cards.append(Card("c", "Cy", seniority="staff", department="Finance"))
    layout = arrange(cards, [])
    assert layout.algorithm == "grid:seniority"
    assert layout.boxes["a"].y < layout.boxes["b"].y == layout.boxes["c"].y
    assert [lane.key for lane in layout.lanes] == ["Finance", "IT"]


def test_whoever_has_neither_rank_nor_department_waits_in_a_tray_beside_the_departments() -> None:
    cards = [Card("a", "Ada", seniority="executive", department="IT"), Card("b", "Bo", department="Finance")]
    cards += [Card(f"u{n}", f"Unknown {n}") for n in range(5)]
    layout = arrange(cards, [])
    assert [(lane.key, lane.count) for lane in layout.lanes] == [("Finance", 1), ("IT", 1), (UNKNOWN, 5)]
    tray = layout.lanes[-1].box
    assert all(tray.x <= layout.boxes[f"u{n}"].x < tray.right for n in range(5))
    assert max(lane.box.right for lane in layout.lanes[:-1]) < tray.x


def test_a_hundred_people_fit_the_page_four_times_larger_than_in_a_strip() -> None:
    cards, ties = line_of_command(100, 4)
    extent = arrange(cards, ties).extent
    assert min(1180 / extent.w, 720 / extent.h) > 0.24  # a textbook tree reaches 0.06


def test_most_cards_stay_where_they_are_when_one_person_joins() -> None:
    shares = []
    for count in (60, 100, 300):
        cards, ties = chart(count, Random(count))
        before, dice = arrange(cards, ties), Random(7)
        shares += [stayed(before, arrange(*joined(cards, ties, dice))) for _ in range(NEWCOMERS)]
    assert sum(shares) / len(shares) > 0.6


@pytest.mark.parametrize("one_by_one", [True, False], ids=["came one by one", "came at once"])
def test_on_the_map_of_a_deal_four_of_five_cards_keep_their_place_when_one_person_joins(one_by_one: bool) -> None:
    shares = []
    for people in range(17, 61):
        cards, ties = chart(people, Random(people))
        if not one_by_one:
            cards = [replace(card, arrival=0) for card in cards]
        before, dice = arrange(cards, ties), Random(people)
        shares += [stayed_together(before, arrange(*joined(cards, ties, dice))) for _ in range(4)]
    assert sum(shares) / len(shares) >= 0.8


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([11, 20, 24, 29, 43]), st.randoms(use_true_random=False))  # sizes at which it is looked at
def test_a_chart_that_kept_its_shape_fits_the_page_or_is_seen_nearly_as_large_as_in_the_best_one(
    people: int, random: Random
) -> None:
    cards, ties = chart(people, random)
    came = random.sample(range(people), people)
    cards = [replace(card, arrival=number, influence=50) for card, number in zip(cards, came, strict=True)]
    at_once = [replace(card, arrival=0) for card in cards]
    height, best = (settled.drawn(who, ties, forest_of(who, ties), Page()).height for who in (cards, at_once))
    assert height <= max(Page().height, best / settled.SERVES) + 1


def test_whoever_came_last_may_be_the_first_to_report_to_somebody() -> None:
    cards = [Card(f"p{n:02}", f"Person {n}", arrival=n) for n in range(12)]
    layout = arrange(cards, [Tie("r", "reports_to", "p11", "p00")])
    assert layout.boxes["p11"].y > layout.boxes["p00"].bottom


def test_a_score_that_moves_does_not_turn_the_chart_over() -> None:
    cards, ties = chart(40, Random(3))
    small = arrange([replace(card, influence=0) for card in cards], ties)
    large = arrange([replace(card, influence=100) for card in cards], ties)
    sideways = [
        [small.boxes[a].x < small.boxes[b].x, large.boxes[a].x < large.boxes[b].x]
        for a, b in combinations(small.boxes, 2)
        if abs(small.boxes[a].x - small.boxes[b].x) > 300
    ]
    assert sideways and all(before == after for before, after in sideways)


def test_another_page_shape_gives_another_drawing_of_that_shape() -> None:
    cards, ties = line_of_command(100, 4)
    wide, tall = arrange(cards, ties, page=Page(1600, 900)).extent, arrange(cards, ties, page=Page(210, 297)).extent
    assert wide.w / wide.h > 1.2 > 1.0 > tall.w / tall.h


def _touches(box: Box, point: tuple[float, float]) -> bool:
    x, y = point
    on_side = (abs(x - box.x) < 1 or abs(x - box.right) < 1) and box.y - 1 <= y <= box.bottom + 1
    on_top = (abs(y - box.y) < 1 or abs(y - box.bottom) < 1) and box.x - 1 <= x <= box.right + 1
    return on_side or on_top


def test_an_empty_map_is_an_empty_drawing() -> None:
    layout = arrange([], [])
    assert layout == Layout(layout.algorithm, {}, (), {}) and layout.extent == Box(0, 0, 0, 0)
