"""What the seventeen are in the deal: how they feel month by month, what Rosa believes, and on what evidence.

Days are counted back from today.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from coalition.demo.deal import Seat, View
from coalition.demo.manners import Phase
from coalition.demo.people import Contact


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part. ``turns``: (days ago, warmth, conversations a week, courtesy, silence)."""

    slot: str
    personas: tuple[str, ...]
    joined: int
    turns: tuple[tuple[int, float, float, float, float], ...]
    last: int | None
    views: tuple[tuple[int, str, str], ...]
    fields: dict[str, object] = field(default_factory=dict)
    draw: float = 1.0
    first_personas: tuple[tuple[str, ...], int] | None = None


PARTS = (
    Part(
        "sunniva",
        ("ratifier",),
        300,
        ((300, 0.1, 0.05, 0, 0), (120, 0.42, 0.05, 0, 0)),
        42,
        (
            (286, "neutral", "Ten minutes at the customer day. Friendly, asked who else in the region uses it."),
            (
                118,
                "supportive",
                "“If Gideon stands behind it, I will not stand in the way.” Said after the depot tour.",
            ),
        ),
        {
            "vote_kind": "approve",
            "vote": "for",
            "approval_power": True,
            "purchasing_authority": False,
            "is_key": True,
            "process_role": "signs with the board above €1M",
            "relationship": 2,
            "access": "rare",
            "change_stance": "visionary",
        },
        draw=0.15,
    ),
    Part(
        "gideon",
        ("economic_buyer",),
        350,
        ((350, 0.25, 0.5, 0, 0), (200, 0.35, 0.55, 0, 0), (34, 0.8, 1.3, 0, 0)),
        6,
        (
            (338, "neutral", "First call: wants fewer empty kilometres, has no view on vendors."),
            (214, "supportive", "Put the pilot into his own plan for the year and named Samuel as owner."),
        ),
        {
            "vote_kind": "approve",
            "vote": "for",
            "approval_power": True,
            "purchasing_authority": True,
            "is_key": True,
            "process_role": "holds the budget",
            "relationship": 4,
            "access": "monthly",
            "change_stance": "pragmatist",
            "fit_view": 4,
            "preference": "us",
            "committee_member": True,
        },
        draw=1.3,
    ),
    Part(
        "sharada",
        ("technical_buyer", "ratifier"),
        330,
        ((330, 0.4, 0.6, 0, 0), (75, 0.02, 0.55, 0.4, 0)),
        12,
        (
            (316, "supportive", "Liked the open interfaces; asked for the reference architecture."),
            (68, "neutral", "Wants Architecture and Data to agree first. “Bring me one paper, not two.”"),
        ),
        {
            "vote_kind": "approve",
            "vote": "undecided",
            "approval_power": True,
            "is_key": True,
            "committee_member": True,
            "process_role": "owns the architecture decision",
            "relationship": 3,
            "access": "monthly",
            "fit_view": 3,
            "change_stance": "pragmatist",
            "preference": "neutral",
        },
        draw=1.2,
    ),
    Part(
        "valter",
        ("ratifier",),
        280,
        ((280, 0.05, 0.3, 0, 0), (95, -0.45, 0.3, 0, 0)),
        35,
        (
            (262, "neutral", "Listened to the savings case, asked for the raw numbers."),
            (
                76,
                "sceptical",
                "“Payback of 26 months is not what I was told in the spring.” Wants a second calculation.",
            ),
        ),
        {
            "vote_kind": "approve",
            "vote": "undecided",
            "approval_power": True,
            "purchasing_authority": True,
            "is_key": True,
            "process_role": "releases the money",
            "relationship": 2,
            "access": "rare",
            "fit_view": 3,
            "change_stance": "conservative",
            "preference": "neutral",
            "committee_member": True,
        },
        draw=0.9,
    ),
    Part(
        "ottilie",
        ("ratifier",),
        210,
        ((210, 0.0, 0.1, 0, 0),),
        56,
        ((150, "neutral", "Will look at the contract once Procurement sends it. No view on the product."),),
        {
            "vote_kind": "approve",
            "approval_power": True,
            "process_role": "signs off the contract",
            "relationship": 2,
            "access": "rare",
        },
        draw=0.4,
    ),
    Part(
        "samuel",
        ("champion", "user_buyer"),
        360,
        ((360, 0.4, 1.5, 0, 0), (235, 0.6, 1.6, 0, 0), (34, 0.98, 3.2, 0, 0)),
        1,
        (
            (352, "supportive", "Came to us after the customer day and asked for a pilot at two depots."),
            (228, "advocate", "Presented our pilot numbers to Gideon unasked and argued for the whole network."),
            (40, "advocate", "Warned us about the architecture board and sent the agenda ahead."),
        ),
        {
            "vote_kind": "recommend",
            "vote": "for",
            "is_key": True,
            "owns_problem": True,
            "relationship": 5,
            "access": "weekly",
            "process_role": "owns the project",
            "fit_view": 5,
            "preference": "us",
            "change_stance": "visionary",
            "personal_connections": True,
            "committee_member": True,
            "purchasing_authority": False,
        },
        draw=2.2,
        first_personas=(("user_buyer",), 235),
    ),
    Part(
        "shu_fen",
        ("user_buyer",),
        290,
        ((290, 0.1, 0.7, 0, 0), (165, 0.3, 0.8, 0, 0), (34, 0.75, 1.5, 0, 0)),
        4,
        (
            (280, "neutral", "Curious, worried about the planners' time."),
            (158, "supportive", "Her team saved a day a week in the trial; she said so in the checkpoint."),
        ),
        {
            "vote_kind": "recommend",
            "vote": "for",
            "relationship": 4,
            "access": "weekly",
            "process_role": "runs the planning trial",
            "fit_view": 4,
            "preference": "us",
            "change_stance": "pragmatist",
        },
        draw=1.2,
    ),
    Part(
        "lennart",
        ("blocker", "evaluator"),
        320,
        ((320, 0.42, 1.3, 0.4, 0), (195, 0.3, 1.3, 0.5, 0), (100, -0.6, 0.8, 0.45, 0), (44, -1.0, 0.35, 0.05, 0.92)),
        8,
        (
            (306, "neutral", "Polite and exact. Asked for the event model in writing."),
            (
                188,
                "sceptical",
                "Was project lead for the current platform; replacing it reads as a criticism of his work.",
            ),
            (
                92,
                "opposed",
                "“I do not see why we would run two event buses. My recommendation stays with the incumbent.”",
            ),
        ),
        {
            "vote_kind": "veto",
            "vote": "against",
            "committee_member": True,
            "is_key": True,
            "relationship": 2,
            "access": "monthly",
            "process_role": "writes the architecture recommendation",
            "fit_view": 2,
            "preference": "competitor",
            "change_stance": "conservative",
            "aligned_with": "Arne Oelrich",
        },
        draw=1.5,
        first_personas=(("evaluator",), 188),
    ),
    Part(
        "ilaria",
        ("evaluator", "champion"),
        250,
        ((250, 0.35, 0.9, 0, 0), (130, 0.55, 0.9, 0, 0), (34, 0.98, 2.6, 0, 0)),
        2,
        (
            (238, "supportive", "Loaded three years of history in a week and liked the open tables."),
            (124, "advocate", "Showed our forecast next to her own in the data round and said ours was better."),
        ),
        {
            "vote_kind": "recommend",
            "vote": "for",
            "relationship": 5,
            "access": "weekly",
            "process_role": "scores the vendors on data",
            "fit_view": 5,
            "preference": "us",
            "change_stance": "innovator",
            "owns_problem": False,
            "committee_member": True,
            "aligned_with": "Samuel Onyekachi",
        },
        draw=1.5,
        first_personas=(("evaluator",), 124),
    ),
    Part(
        "padraig",
        ("evaluator",),
        230,
        ((230, 0.1, 0.5, 0, 0), (85, -0.45, 0.45, 0.3, 0.2)),
        21,
        (
            (216, "neutral", "Sent the standard questionnaire."),
            (
                63,
                "sceptical",
                "Says driver location data leaves the region; our answer on the second region did not satisfy him.",
            ),
        ),
        {
            "vote_kind": "veto",
            "vote": "undecided",
            "relationship": 2,
            "access": "monthly",
            "process_role": "security clearance",
            "fit_view": 3,
            "preference": "neutral",
            "change_stance": "conservative",
            "approval_power": True,
        },
    ),
    Part(
        "arne",
        ("influencer",),
        180,
        ((180, -0.4, 0.04, 0, 0), (110, -0.9, 0.005, 0, 0)),
        49,
        (
            (168, "sceptical", "Brought in by Architecture; asked leading questions about our roadmap."),
            (82, "opposed", "His paper ranks us third. Kestrel Lane implements the incumbent elsewhere."),
        ),
        {
            "vote_kind": "influence",
            "vote": "against",
            "relationship": 1,
            "access": "rare",
            "process_role": "advises the architecture board",
            "fit_view": 2,
            "preference": "competitor",
            "notes": "External: paid by the day, reports to the architecture board.",
        },
        draw=0.12,
    ),
    Part(
        "coralie",
        ("evaluator",),
        160,
        ((160, 0.0, 0.55, 0.3, 0),),
        14,
        ((140, "neutral", "Correct. Two comparable offers are needed above the threshold; no preference shown."),),
        {
            "vote_kind": "influence",
            "vote": "undecided",
            "relationship": 3,
            "access": "monthly",
            "process_role": "runs the tender",
            "fit_view": 3,
            "preference": "neutral",
            "change_stance": "pragmatist",
        },
        draw=0.8,
    ),
    Part(
        "bojan",
        ("influencer",),
        200,
        ((200, 0.1, 0.5, 0, 0), (90, -0.45, 0.4, 0, 0.35)),
        28,
        (
            (186, "neutral", "Built the baseline with us."),
            (66, "sceptical", "Recalculated without the fuel effect and sent it to Valter before showing us."),
        ),
        {
            "vote_kind": "influence",
            "vote": "undecided",
            "relationship": 3,
            "access": "monthly",
            "process_role": "does the numbers for the CFO",
            "fit_view": 3,
            "preference": "neutral",
        },
        draw=0.8,
    ),
    Part(
        "vicente",
        ("user_buyer",),
        240,
        ((240, 0.3, 0.5, 0, 0), (38, 0.8, 1.9, 0, 0)),
        9,
        ((220, "supportive", "His two depots were the first in the pilot; wants the other four."),),
        {
            "vote_kind": "influence",
            "vote": "for",
            "relationship": 4,
            "access": "monthly",
            "process_role": "pilot region",
            "fit_view": 4,
            "preference": "us",
        },
    ),
    Part(
        "halina",
        ("user_buyer",),
        190,
        ((190, 0.02, 0.42, 0.3, 0),),
        14,
        ((170, "neutral", "Sees the use, fears the extra screen in the yard."),),
        {
            "vote_kind": "influence",
            "vote": "undecided",
            "relationship": 3,
            "access": "monthly",
            "process_role": "pilot depot",
            "fit_view": 3,
        },
        draw=0.8,
    ),
    Part(
        "chihiro",
        ("coach",),
        270,
        ((270, 0.42, 0.8, 0, 0), (34, 0.8, 1.4, 0, 0)),
        3,
        ((246, "supportive", "Explains how the architecture board really works, and who reads which paper."),),
        {
            "vote_kind": "influence",
            "vote": "for",
            "relationship": 4,
            "access": "weekly",
            "process_role": "built the first interface",
            "fit_view": 4,
            "preference": "us",
            "influence": "medium",
            "influence_reason": "Junior by title; the board reads the interface notes first.",
            "influence_until": 60,
            "personal_connections": True,
        },
    ),
    Part(
        "naledi",
        ("influencer",),
        24,
        ((24, 0.0, 0.0, 0, 1.0),),
        None,
        (),
        {"process_role": "will draft the contract", "notes": "Named by Ottilie; nobody has spoken to her yet."},
        draw=0.0,
    ),
)


def seats(people: dict[str, Contact], today: int) -> list[Seat]:
    """The parts as seats, with days in place of days ago."""
    made = []
    for part in PARTS:
        phases = [
            Phase(today - ago, warmth, pace, courtesy, silence) for ago, warmth, pace, courtesy, silence in part.turns
        ]
        first = (part.first_personas[0], today - part.first_personas[1]) if part.first_personas else None
        made.append(
            Seat(
                people[part.slot],
                part.personas,
                today - part.joined,
                phases,
                draw=part.draw,
                views=[View(today - ago, word, evidence) for ago, word, evidence in part.views],
                last_day=None if part.last is None else today - part.last,
                first_personas=first,
                fields=_dated(part.fields, today),
            )
        )
    return made


def _dated(fields: dict[str, object], today: int) -> dict[str, object]:
    """An override's expiry is written as days from today."""
    until = fields.get("influence_until")
    return {**fields, "influence_until": today + until} if isinstance(until, int) else dict(fields)
