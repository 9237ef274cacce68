"""``judge`` as a whole: the same deal reads the same, in JSON too, and quickly."""

from __future__ import annotations

import json
import math
import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coalition.judgement.brief import brief
from coalition.judgement.people import BehaviourView
from coalition.judgement.plain import Plain, plain
from coalition.judgement.settings import DEFAULT
from coalition.judgement.snapshot import DealFacts, DealSnapshot, Insight, Line
from coalition.judgement.summary import judge
from tests.judgement.strategies import GENES, NOW, comparables_from, deals, law, person_from
from tests.yardstick import measured


@law
@given(deals(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_show(deal: DealSnapshot, chance: random.Random) -> None:
    def mixed(records: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(records, len(records)))

    shuffled = replace(
        deal,
        people=mixed(deal.people),
        lines=mixed(deal.lines),
        comparables=mixed(deal.comparables),
    )  # type: ignore[arg-type]
    assert plain(judge(shuffled)) == plain(judge(deal))


@law
@given(deals())
def test_a_judgement_is_plain_json_without_a_number_that_is_none(deal: DealSnapshot) -> None:
    found = plain(judge(deal))
    assert json.loads(json.dumps(found, allow_nan=False)) == found


@law
@given(deals())
def test_no_share_is_negative_and_every_number_is_finite(deal: DealSnapshot) -> None:
    def numbers(value: Plain) -> list[float]:
        if isinstance(value, dict):
            return [n for inner in value.values() for n in numbers(inner)]
        if isinstance(value, list):
            return [n for inner in value for n in numbers(inner)]
        return [value] if isinstance(value, float) else []

    assert all(math.isfinite(number) for number in numbers(plain(judge(deal))))


@law
@given(deals(1))
def test_names_and_ids_change_nothing_but_names_and_ids(deal: DealSnapshot) -> None:
    """Relabelled so that the order of the ids stays, a deal has the same figures."""
    new = {person.contact_id: f"z-{person.contact_id}" for person in deal.people}
    renamed = replace(
        deal,
        people=tuple(replace(p, contact_id=new[p.contact_id], name="X") for p in deal.people),
        lines=tuple(replace(line, from_id=new[line.from_id], to_id=new[line.to_id]) for line in deal.lines),
        insights=tuple(replace(i, contact_ids=tuple(new[key] for key in i.contact_ids)) for i in deal.insights),
    )
    one, other = judge(deal), judge(renamed)
    assert one.coverage.score == other.coverage.score and one.consensus.mean == other.consensus.mean
    assert [gap.value for gap in one.gaps] == [gap.value for gap in other.gaps]
    assert one.map_score.score == other.map_score.score and one.threads.effective == other.threads.effective


@law
@given(deals())
def test_the_header_counts_what_is_there(deal: DealSnapshot) -> None:
    header = judge(deal).header
    assert header.known_stance.total == len(deal.active) >= header.known_stance.count
    assert header.engaged == sum(person.is_engaged for person in deal.active)


def test_the_version_of_the_settings_is_kept_and_changes_with_any_value() -> None:
    deal = DealSnapshot(NOW, DealFacts("d", "Pilot"))
    assert judge(deal).settings_version == DEFAULT.version == judge(deal, replace(DEFAULT)).settings_version
    assert judge(deal, replace(DEFAULT, fresh_days=61)).settings_version != DEFAULT.version


def large_deal(count: int) -> DealSnapshot:
    chance = random.Random(count)
    people = tuple(person_from(chance.randbytes(GENES), n) for n in range(count))
    ids = [person.contact_id for person in people]
    kinds = ("reports_to", "influences", "ally", "conflict")
    lines = tuple(Line(f"l{n}", chance.choice(kinds), *chance.sample(ids, 2)) for n in range(2 * count))  # type: ignore[arg-type]
    subjects = ("criterion", "concern", "goal")
    insights = tuple(
        Insight(f"i{n}", chance.choice(subjects), f"Text {n}", tuple(chance.sample(ids, 3)))  # type: ignore[arg-type]
        for n in range(count)
    )
    return DealSnapshot(
        NOW,
        DealFacts("d", "Pilot", stage_position=3),
        people,
        lines,
        insights,
        comparables=comparables_from(list(chance.randbytes(200)), 200),
    )


def test_three_hundred_people_are_judged_at_once() -> None:
    """Measured: about 50 ms. The limit leaves room for a busy machine, and none for anything exponential."""
    deal = large_deal(300)
    with measured() as judging:
        found = judge(deal)
    assert judging.seconds < 0.8
    assert len(found.consensus.opinions) == len(deal.active) > 200


def test_a_behavioural_view_below_confidence_is_still_a_blind_spot() -> None:
    deal = large_deal(3)
    sure = replace(deal.people[0], sentiment=replace(deal.people[0].sentiment, score=30.0, diverges=False))
    seen = replace(sure, status="active", sentiment=replace(sure.sentiment, behaviour=BehaviourView(30.0, 0.5)))
    unsure = replace(seen, sentiment=replace(seen.sentiment, behaviour=BehaviourView(30.0, 0.49)))
    assert judge(replace(deal, people=(seen,))).gaps[2].value == 0.0
    assert judge(replace(deal, people=(unsure,))).gaps[2].value > 0.0


@law
@given(deals())
def test_the_brief_says_the_same_and_how_much_it_leaves_out(deal: DealSnapshot) -> None:
    whole = judge(deal)
    short = json.loads(json.dumps(brief(whole), allow_nan=False))
    assert [gap["value"] for gap in short["gaps"]] == [gap.value for gap in whole.gaps]
    for cut, full in zip(short["gaps"], whole.gaps, strict=True):
        assert len(cut["items"]) + cut["left_out"] == len(full.items)
    assert short["map_score"]["score"] == whole.map_score.score and short["header"] == plain(whole.header)
