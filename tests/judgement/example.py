"""The deal of the worked examples in docs/explanation: a heat-recovery pilot, at its third stage."""

from __future__ import annotations

from datetime import date

from coalition.judgement.people import (
    BehaviourView,
    Engagement,
    Indicators,
    Influence,
    SellerView,
    Sentiment,
    Stakeholder,
)
from coalition.judgement.snapshot import (
    CoachingAction,
    Comparable,
    DealFacts,
    DealSnapshot,
    Insight,
    Line,
    OurTie,
    ReviewComment,
    ReviewFacts,
)
from tests.judgement.strategies import NOW, ago

TOLD = Indicators(relationship=3, access="monthly", preference="us", vote="for")

ADA = Stakeholder(
    "s-ada",
    "ada",
    name="Ada Okafor",
    title="CFO",
    department="Finance",
    personas=("economic_buyer",),
    engagement=Engagement("lapsed", two_way_90=2.0, last_two_way_at=ago(35)),
    sentiment=Sentiment(),
    influence=Influence(90.0, "high", 0.8, assumed=False),
)
BEN = Stakeholder(
    "s-ben",
    "ben",
    name="Ben Ruiz",
    title="Head of Operations",
    department="Operations",
    personas=("champion",),
    engagement=Engagement("deep", two_way_90=12.0, last_two_way_at=ago(2), last_seller_led_at=ago(2)),
    sentiment=Sentiment(70.0, "behaviour", behaviour=BehaviourView(70.0, 0.8)),
    influence=Influence(60.0, "medium", 0.7, assumed=False),
    indicators=TOLD,
)
CLEO = Stakeholder(
    "s-cleo",
    "cleo",
    name="Cleo Tan",
    title="Architect",
    department="IT",
    personas=("technical_buyer",),
    engagement=Engagement("engaged", two_way_90=4.0, last_two_way_at=ago(9), last_seller_led_at=ago(9)),
    sentiment=Sentiment(-30.0, "blend", seller=SellerView("sceptical", "Asked for a rival's quote", ago(9))),
    influence=Influence(50.0, "medium", 0.3, assumed=True),
    indicators=Indicators(relationship=2, access="monthly", preference="competitor", vote_kind="veto"),
)
DAN = Stakeholder(
    "s-dan",
    "dan",
    name="Dan Weiss",
    title="Plant Manager",
    department="Operations",
    personas=("user_buyer",),
    engagement=Engagement("present", two_way_90=0.0),
    sentiment=Sentiment(40.0, "seller", seller=SellerView("supportive", "Liked the demo", ago(60))),
    influence=Influence(30.0, "low", 0.2, assumed=True),
)


def won(number: int, *roles: str) -> Comparable:
    return Comparable(
        f"w{number}", f"Won {number}", "industry", "chemicals", "pilot", 90_000.0, dict.fromkeys(roles, 1)
    )


EXAMPLE = DealSnapshot(
    as_of=NOW,
    deal=DealFacts(
        "d",
        "Heat-recovery pilot",
        "pilot",
        segment="industry",
        industry="chemicals",
        amount=120_000.0,
        stage_key="validation",
        stage_position=2,
        created_on=date(2025, 12, 1),
    ),
    people=(ADA, BEN, CLEO, DAN),
    lines=(
        Line("l1", "reports_to", "ben", "ada", 3),
        Line("l2", "reports_to", "dan", "ben", 2),
        Line("l3", "influences", "cleo", "ada", 2),
    ),
    insights=(
        Insight("i1", "goal", "Cut energy cost by 12 %", ("ada", "ben"), confirmed=True),
        Insight("i2", "criterion", "Payback within two years", ("ben",), confirmed=True),
        Insight("i3", "criterion", "No change to the control system", ("cleo",), confirmed=True),
        Insight("i4", "concern", "Downtime while installing", ("cleo", "dan")),
    ),
    reviews=ReviewFacts(
        ago(14),
        (ReviewComment("r1", "Who signs above Ada?"),),
        (CoachingAction("a1", "Ask Ben for a meeting with Ada", date(2026, 2, 20)),),
    ),
    ties=(OurTie("rep", "ben", 0.9), OurTie("rep", "cleo", 0.4)),
)
COMPARABLES = (
    *(won(n, "economic_buyer", "champion", "ratifier") for n in range(7)),
    *(won(n, "economic_buyer", "technical_buyer") for n in range(7, 10)),
)
