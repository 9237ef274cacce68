"""The worked examples in docs/explanation are what the product computes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coalition.judgement.knowledge_gaps import WORTH
from coalition.judgement.next_conversation import next_conversations
from coalition.judgement.rater import PastView, calibrate
from coalition.judgement.settings import DEFAULT
from coalition.judgement.summary import judge
from coalition.judgement.what_if import Turns, WonOver, apply
from tests.judgement.example import COMPARABLES, EXAMPLE

PAGES = Path(__file__).resolve().parents[2] / "docs" / "explanation"
FOUND = judge(EXAMPLE)


def page(name: str) -> str:
    """The text of a page on one line, so that a sentence may break anywhere."""
    return " ".join((PAGES / f"{name}.md").read_text(encoding="utf-8").split())


def test_coverage_and_threads() -> None:
    text, cover, woven = page("coverage"), FOUND.coverage, FOUND.threads
    for role in cover.roles:
        assert (
            f"| {role.name.lower()} | {role.importance} |" in text and f"| {role.level} | {role.points:.1f} |" in text
        )
    assert f"/ 11 = **{cover.score:.1f}**" in text
    assert f"= **{woven.effective:.1f}** effective threads" in text
    assert f"coverage falls to **{woven.losses[0].coverage:.1f}**" in text
    assert f"single-thread risk is **{woven.single_thread_risk:.1f}**" in text and woven.rests_on == ("ben",)


def test_consensus() -> None:
    text, agreed = page("consensus"), FOUND.consensus
    for opinion in agreed.opinions:
        if opinion.support is not None:
            assert f"{opinion.support:.1f} | {opinion.points:.2f} |" in text
    assert f"/ 140 = **{agreed.mean:.2f}**, the spread **{agreed.spread:.2f}**" in text
    assert f"**{agreed.known_share:.0%}**".replace("%", " %") in text
    assert (agreed.blocking, agreed.missing_approvals) == (("cleo",), ("ada",))
    assert FOUND.needed.contact_ids == FOUND.needed.forced == ("ada", "cleo")
    assert f"the mean would be **{FOUND.needed.mean_after:.2f}**" in text
    worst = FOUND.agreement.pairs[0]
    assert worst.contact_ids == ("ben", "cleo") and f"agreement is **{worst.agreement:.2f}**" in text


def test_visibility_gaps() -> None:
    text = page("visibility-gaps")
    for gap in FOUND.gaps:
        assert f"| {gap.name.lower()} | {gap.value:.1f} |" in text
        row = text.split(f"| {gap.name.lower()} | {gap.value:.1f} |")[1].split("|")[0]
        for item in gap.items:
            assert f"{item.points:.1f}" in row, (gap.key, item)
    assert len(FOUND.gaps[0].items) == 9 and len(EXAMPLE.people) * len(DEFAULT.essential_fields) == 20


def test_missing_roles() -> None:
    text = page("missing-roles")
    found = judge(replace(EXAMPLE, comparables=COMPARABLES)).expectation
    assert f"**{found.compared[0].distance:.2f}**" in text
    assert [(role.persona, role.engaged_in) for role in found.roles] == [
        ("economic_buyer", 10),
        ("champion", 7),
        ("ratifier", 7),
    ]
    champion = found.roles[1]
    assert champion.low is not None and champion.high is not None
    assert f"interval **{100 * champion.low:.0f} to {100 * champion.high:.0f} %**" in text
    assert [(m.persona, m.named) for m in found.missing] == [("economic_buyer", True), ("ratifier", False)]


def test_map_score() -> None:
    text, score = page("map-score"), FOUND.map_score
    for persona in ("champion", "economic_buyer", "technical_buyer", "user_buyer"):
        points = sum(rule.points for rule in score.rules if rule.persona == persona and rule.state == "met")
        assert f"({points:.1f}" in text, persona
    assert f"The score is **{score.score:.1f}**, {score.colour}" in text
    assert f"costs **{score.cost}**" in text
    assert [(step.contact_id, step.rule, step.cost) for step in score.to_green] == [
        ("ada", "dialogue", 2),
        ("ada", "supports", 3),
    ]
    assert f"add **{sum(step.gain for step in score.to_green):.1f}** points" in text


def test_political_sense() -> None:
    text, stances = page("political-sense"), FOUND.consensus.stances
    assert FOUND.political_sense == ()
    assert f"**{100 * stances.supporting:.0f} %** of the influence is for us" in text
    assert f"**{100 * stances.against:.0f} %** against" in text
    turned = judge(apply(EXAMPLE, WonOver("ada"), Turns("ben", "sceptical")))
    lonely = next(frown for frown in turned.political_sense if frown.code == "lonely_decision_maker")
    assert f'"{lonely.text}"' in text and set(lonely.line_ids) == {"l1", "l3"}
    stance = {opinion.contact_id: opinion for opinion in turned.consensus.opinions}
    circle = [stance[key] for key in ("ben", "cleo")]
    mean = sum(o.share * (o.support or 0.0) for o in circle) / sum(o.share for o in circle)
    assert f"a mean of **{mean:.2f}**" in text
    for risk in FOUND.risks:
        assert f'"{risk.text}"' in text


def test_next_conversation() -> None:
    text = page("next-conversation")
    first, second = next_conversations(EXAMPLE)[:2]
    assert (first.contact_id, second.contact_id) == ("ada", "dan")
    assert f"reached by **{first.reach:.2f}**" in text
    assert f"takes **{first.gap_closed:.1f}** points off" in text
    assert len(first.gates_opened) == 3 and first.needed_for_yes
    assert f"= **{first.change:.2f}**" in text and f"the rank is **{first.rank_value:.2f}**" in text
    assert f"Dan follows with **{second.rank_value:.2f}**" in text
    assert f'"{first.questions[0]}"' in text


def test_knowledge_gaps() -> None:
    text, gaps = page("knowledge-gaps"), FOUND.knowledge_gaps
    assert f'"{gaps[0].question}", worth **{gaps[0].worth:.0f}**' in text and gaps[0].ask == ("ben",)
    vote = next(gap for gap in gaps if gap.about == ("cleo",) and gap.code == "vote")
    assert f'"{vote.question}" is worth 80 × 50 / 90 = **{vote.worth:.0f}**' in text and vote.ask == ("cleo",)
    for code, worth in WORTH.items():
        assert f"{ {'answer': 'unanswered concern'}.get(code, code) } {worth}" in text


def test_rater_calibration() -> None:
    views = [PastView("u", f"c{n}", f"d{n}", "supportive", -50.0, 0.8) for n in range(11)]
    said = calibrate(views)[0].text.replace("11", "**11**").replace("12", "**12**")
    assert f'"{said}"' in page("rater-calibration")


@pytest.mark.parametrize("name", ["coverage", "consensus", "visibility-gaps", "missing-roles", "map-score"])
def test_the_figures_named_in_a_formula_are_the_defaults(name: str) -> None:
    """A default changed in the settings must be changed on its page."""
    text = page(name)
    said = {
        "coverage": [f"| {level} | {points:.0f} |" for level, points in DEFAULT.level_points[1:]],
        "consensus": [f"at least {DEFAULT.consensus_threshold}", f"weighs {DEFAULT.weight_if_not_assessed:.0f}"],
        "visibility-gaps": [f"for {DEFAULT.fresh_days} days", f"the cadence of {DEFAULT.review_cadence_days}"],
        "missing-roles": [f"at least {DEFAULT.least_comparables} comparable", f"nearest {DEFAULT.nearest_comparables}"],
        "map-score": [f"Green from {DEFAULT.green_from:.0f}, amber from {DEFAULT.amber_from:.0f}"]
        + [f"| {rule} | {weight} |" for rule, weight in DEFAULT.rule_weights],
    }[name]
    for words in said:
        assert words in text, words
