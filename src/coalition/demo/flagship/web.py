"""The lines of the flagship deal, what was learned there, and the moments worth reading."""

from __future__ import annotations

from coalition.demo.insights import Learned
from coalition.demo.people import Contact
from coalition.demo.relations import Tie

# kind, from, to, strength, days ago, note, told by, only on this deal
_TIES = (
    ("dotted", "sofia", "marcus", 2, 330, "Analytics for Operations is hers.", "Organisation chart", False),
    ("dotted", "noah", "priya", 2, 178, "Contracted by the CIO's office.", "Yuki Tanaka", True),
    ("dotted", "anna", "yuki", 1, 180, "Local contact for the yard interface.", "Yuki Tanaka", True),
    ("influences", "daniel", "marcus", 3, 300, "Ran Operations for him for six years.", "Rafael Costa", True),
    ("influences", "marcus", "tobias", 2, 210, "The COO's word counts in the budget round.", "Daniel Okafor", True),
    ("influences", "noah", "jonas", 3, 150, "Jonas quotes his paper word for word.", "Yuki Tanaka", True),
    ("influences", "viktor", "tobias", 2, 160, "Tobias signs what Viktor has recalculated.", "Camille Durand", True),
    ("influences", "yuki", "sofia", 1, 140, "Builds what her team needs.", "Sofia Marchetti", True),
    ("ally", "daniel", "sofia", 3, 220, "Argue for the pilot together.", "Daniel Okafor", True),
    ("ally", "mei_ling", "sofia", 2, 120, "Share the forecast model.", "Mei-Ling Zhou", True),
    ("conflict", "daniel", "jonas", 3, 190, "Replacing the current platform.", "Yuki Tanaka", True),
    (
        "conflict",
        "liam",
        "camille",
        2,
        62,
        "Whether the second region is a condition of the tender.",
        "Camille Durand",
        True,
    ),
    ("knows", "tobias", "noah", 2, 140, "Worked together at an earlier employer.", "Viktor Petrov", True),
    ("knows", "rafael", "yuki", 1, 175, "Set up the first depot together.", "Rafael Costa", True),
    ("knows", "ingrid", "marcus", 3, 280, "Came to Halden in the same year.", "Daniel Okafor", True),
)

# kind, text, our answer, holders, told by, days ago, confirmed by the customer, linked to
_LEARNED = (
    (
        "goal",
        "Twelve per cent fewer empty kilometres in the southern network within a year.",
        "Matched-load planning; the pilot shows nine per cent in ten weeks.",
        ("marcus", "daniel"),
        "marcus",
        310,
        True,
        (),
    ),
    (
        "pressure",
        "The group expects a margin plan for the road business by the end of January.",
        "Business case with monthly checkpoints.",
        ("ingrid", "marcus"),
        "marcus",
        205,
        True,
        (0,),
    ),
    (
        "initiative",
        "One data platform for Freight and Terminals.",
        "Open tables; no data held back.",
        ("priya", "sofia"),
        "sofia",
        240,
        True,
        (),
    ),
    (
        "obstacle",
        "The architecture board meets once a quarter; the next date is in December.",
        "One paper signed by Data and Architecture.",
        ("priya", "jonas"),
        "yuki",
        95,
        True,
        (2,),
    ),
    (
        "challenge",
        "Planners keep three spreadsheets beside the dispatch system.",
        "One screen; their sheets are imported.",
        ("mei_ling",),
        "mei_ling",
        270,
        True,
        (0,),
    ),
    (
        "criterion",
        "No second event bus.",
        "Connector to the existing one; joint working session proposed.",
        ("jonas",),
        "jonas",
        190,
        True,
        (3,),
    ),
    (
        "criterion",
        "Payback under 18 months on conservative figures.",
        "Second calculation with Viktor, fuel effect left out.",
        ("tobias", "viktor"),
        "viktor",
        80,
        True,
        (1,),
    ),
    (
        "concern",
        "Location data of drivers must stay in the region.",
        "Second region is optional; written confirmation in preparation.",
        ("liam",),
        "liam",
        70,
        True,
        (),
    ),
    ("concern", "An extra screen in the yard slows the shift change.", "", ("anna",), "anna", 120, None, (4,)),
    (
        "criterion",
        "Two comparable offers above the threshold.",
        "Comparison table delivered.",
        ("camille",),
        "camille",
        130,
        True,
        (),
    ),
)

# days ago, kind, direction, who leads, others in it, subject, minutes, status
Moment = tuple[int, str, str, str, tuple[str, ...], str, int, str]
MOMENTS: tuple[Moment, ...] = (
    (352, "meeting", "inbound", "daniel", (), "First talk after the customer day", 45, "done"),
    (331, "meeting", "outbound", "priya", ("jonas",), "Introduction to Enterprise IT", 60, "done"),
    (300, "meeting", "outbound", "marcus", ("daniel", "mei_ling"), "Business case working session", 60, "done"),
    (236, "meeting", "inbound", "daniel", ("marcus", "rafael"), "Pilot kick-off: two depots in the south", 90, "done"),
    (
        214,
        "meeting",
        "outbound",
        "marcus",
        ("ingrid", "daniel"),
        "Executive briefing: what the pilot will show",
        30,
        "done",
    ),
    (188, "meeting", "outbound", "jonas", ("sofia", "yuki"), "Architecture review #1", 60, "done"),
    (165, "mail", "inbound", "mei_ling", ("sofia",), "Trial results, week six", 0, "done"),
    (124, "meeting", "inbound", "sofia", ("mei_ling", "yuki"), "Forecasts side by side", 60, "done"),
    (119, "meeting", "outbound", "ingrid", ("marcus", "daniel"), "Depot tour", 90, "done"),
    (98, "meeting", "outbound", "jonas", ("noah", "sofia"), "Architecture review #2", 60, "done"),
    (92, "mail", "inbound", "jonas", ("noah", "priya"), "Integration pattern", 0, "done"),
    (76, "meeting", "outbound", "tobias", ("viktor", "marcus"), "Payback: second look", 45, "done"),
    (63, "meeting", "outbound", "jonas", (), "Interface review", 45, "cancelled"),
    (56, "mail", "inbound", "helena", ("camille",), "Contract: who drafts", 0, "done"),
    (49, "call", "outbound", "noah", (), "Call: how the ranking was made", 22, "done"),
    (42, "meeting", "outbound", "ingrid", ("marcus",), "Executive alignment", 30, "done"),
    (35, "mail", "inbound", "tobias", ("viktor",), "Assumptions in the savings case", 0, "done"),
    (28, "mail", "inbound", "viktor", ("tobias",), "Baseline without the fuel effect", 0, "done"),
    (21, "mail", "inbound", "liam", ("camille",), "Second region: open question", 0, "done"),
    (38, "meeting", "outbound", "jonas", ("yuki",), "Joint session on the event model", 60, "cancelled"),
    (17, "meeting", "outbound", "jonas", ("sofia",), "Working session on the event bus", 60, "cancelled"),
    (14, "mail", "inbound", "camille", (), "Comparison table: two corrections", 0, "done"),
    (14, "call", "outbound", "anna", (), "Call: yard screen at shift change", 18, "done"),
    (12, "meeting", "outbound", "priya", ("sofia", "jonas"), "One paper for the architecture board", 45, "done"),
    (9, "call", "inbound", "rafael", (), "Call: four more depots", 25, "done"),
    (8, "meeting", "outbound", "jonas", ("sofia", "yuki"), "Architecture review #3", 60, "done"),
    (6, "meeting", "inbound", "marcus", ("daniel",), "Where we stand before the board", 30, "done"),
    (4, "meeting", "outbound", "mei_ling", ("daniel",), "Pilot checkpoint", 45, "done"),
    (3, "call", "inbound", "yuki", (), "Call: who reads which paper", 15, "done"),
    (2, "mail", "inbound", "sofia", ("daniel",), "Draft paper for the architecture board", 0, "done"),
    (1, "mail", "inbound", "daniel", (), "Agenda of the December board", 0, "done"),
    (
        -4,
        "meeting",
        "outbound",
        "daniel",
        ("sofia", "mei_ling"),
        "Weekly sync: Fleet Intelligence Platform",
        30,
        "planned",
    ),
    (-11, "meeting", "inbound", "priya", ("jonas", "sofia"), "Architecture board", 90, "planned"),
)

# Small things of the last weeks, days ago: who passes our papers on, who answers at once, whom we chase in vain.
LATELY: dict[str, tuple[tuple[int, str], ...]] = {
    "daniel": (
        (26, "forward"),
        (20, "quick"),
        (16, "forward"),
        (11, "quick"),
        (9, "forward"),
        (5, "quick"),
        (4, "forward"),
    ),
    "sofia": ((24, "forward"), (19, "quick"), (13, "forward"), (10, "quick"), (6, "forward"), (5, "quick")),
    "marcus": ((25, "quick"), (18, "forward"), (12, "quick")),
    "mei_ling": ((22, "quick"), (15, "forward"), (8, "quick")),
    "yuki": ((21, "quick"), (14, "forward"), (7, "quick")),
    "rafael": ((23, "quick"), (17, "quick")),
    "tobias": ((27, "declined"), (18, "ask"), (11, "ask")),
    "liam": ((29, "declined"), (17, "ask"), (10, "ask")),
    "viktor": ((24, "ask"), (16, "declined"), (9, "ask")),
    "jonas": (
        (40, "declined"),
        (30, "slow"),
        (25, "ask"),
        (20, "declined"),
        (17, "ask"),
        (13, "declined"),
        (11, "ask"),
        (6, "ask"),
    ),
}

MAIL_SUBJECTS = (
    "Pilot south: numbers of the week",
    "Depot list and go-live order",
    "Event model, second version",
    "Open tables for the forecast",
    "Questions from the planning team",
    "Interface to the dispatch system",
    "Yard screen mock-up",
    "Savings case, page 4",
    "Reference visit in Gothenburg",
    "Board paper: our part",
)
MEETING_SUBJECTS = (
    "Weekly sync: {product}",
    "Pilot checkpoint",
    "Planning workshop",
    "Data round",
    "Savings case working session",
    "Interface review",
    "Site visit: depot south",
)


def ties(people: dict[str, Contact], today: int) -> list[Tie]:
    return [
        Tie(kind, people[source], people[target], strength, today - ago, note, teller, on_deal)
        for kind, source, target, strength, ago, note, teller, on_deal in _TIES
    ]


def learned(people: dict[str, Contact], today: int) -> list[Learned]:
    return [
        Learned(
            kind, text, answer, tuple(people[slot] for slot in holders), people[teller], today - ago, confirmed, linked
        )
        for kind, text, answer, holders, teller, ago, confirmed, linked in _LEARNED
    ]
