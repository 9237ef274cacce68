"""The lines of the flagship deal, what was learned there, and the moments worth reading."""

from __future__ import annotations

from coalition.demo.insights import Learned
from coalition.demo.people import Contact
from coalition.demo.relations import Tie

# kind, from, to, strength, days ago, note, told by, only on this deal
_TIES = (
    ("dotted", "ilaria", "gideon", 2, 330, "Analytics for Operations is hers.", "Organisation chart", False),
    ("dotted", "arne", "sharada", 2, 178, "Contracted by the CIO's office.", "Chihiro Onodera", True),
    ("dotted", "halina", "chihiro", 1, 180, "Local contact for the yard interface.", "Chihiro Onodera", True),
    ("influences", "samuel", "gideon", 3, 300, "Ran Operations for him for six years.", "Vicente Roldan", True),
    ("influences", "gideon", "valter", 2, 210, "The COO's word counts in the budget round.", "Samuel Onyekachi", True),
    ("influences", "arne", "lennart", 3, 150, "Lennart quotes his paper word for word.", "Chihiro Onodera", True),
    ("influences", "bojan", "valter", 2, 160, "Valter signs what Bojan has recalculated.", "Coralie Vautrin", True),
    ("influences", "chihiro", "ilaria", 1, 140, "Builds what her team needs.", "Ilaria Bonetti", True),
    ("ally", "samuel", "ilaria", 3, 220, "Argue for the pilot together.", "Samuel Onyekachi", True),
    ("ally", "shu_fen", "ilaria", 2, 120, "Share the forecast model.", "Shu-Fen Tsai", True),
    ("conflict", "samuel", "lennart", 3, 190, "Replacing the current platform.", "Chihiro Onodera", True),
    (
        "conflict",
        "padraig",
        "coralie",
        2,
        62,
        "Whether the second region is a condition of the tender.",
        "Coralie Vautrin",
        True,
    ),
    ("knows", "valter", "arne", 2, 140, "Worked together at an earlier employer.", "Bojan Velev", True),
    ("knows", "vicente", "chihiro", 1, 175, "Set up the first depot together.", "Vicente Roldan", True),
    ("knows", "sunniva", "gideon", 3, 280, "Came to Halden in the same year.", "Samuel Onyekachi", True),
)

# kind, text, our answer, holders, told by, days ago, confirmed by the customer, linked to
_LEARNED = (
    (
        "goal",
        "Twelve per cent fewer empty kilometres in the southern network within a year.",
        "Matched-load planning; the pilot shows nine per cent in ten weeks.",
        ("gideon", "samuel"),
        "gideon",
        310,
        True,
        (),
    ),
    (
        "pressure",
        "The group expects a margin plan for the road business by the end of January.",
        "Business case with monthly checkpoints.",
        ("sunniva", "gideon"),
        "gideon",
        205,
        True,
        (0,),
    ),
    (
        "initiative",
        "One data platform for Freight and Terminals.",
        "Open tables; no data held back.",
        ("sharada", "ilaria"),
        "ilaria",
        240,
        True,
        (),
    ),
    (
        "obstacle",
        "The architecture board meets once a quarter; the next date is in December.",
        "One paper signed by Data and Architecture.",
        ("sharada", "lennart"),
        "chihiro",
        95,
        True,
        (2,),
    ),
    (
        "challenge",
        "Planners keep three spreadsheets beside the dispatch system.",
        "One screen; their sheets are imported.",
        ("shu_fen",),
        "shu_fen",
        270,
        True,
        (0,),
    ),
    (
        "criterion",
        "No second event bus.",
        "Connector to the existing one; joint working session proposed.",
        ("lennart",),
        "lennart",
        190,
        True,
        (3,),
    ),
    (
        "criterion",
        "Payback under 18 months on conservative figures.",
        "Second calculation with Bojan, fuel effect left out.",
        ("valter", "bojan"),
        "bojan",
        80,
        True,
        (1,),
    ),
    (
        "concern",
        "Location data of drivers must stay in the region.",
        "Second region is optional; written confirmation in preparation.",
        ("padraig",),
        "padraig",
        70,
        True,
        (),
    ),
    ("concern", "An extra screen in the yard slows the shift change.", "", ("halina",), "halina", 120, None, (4,)),
    (
        "criterion",
        "Two comparable offers above the threshold.",
        "Comparison table delivered.",
        ("coralie",),
        "coralie",
        130,
        True,
        (),
    ),
)

# days ago, kind, direction, who leads, others in it, subject, minutes, status
Moment = tuple[int, str, str, str, tuple[str, ...], str, int, str]
MOMENTS: tuple[Moment, ...] = (
    (352, "meeting", "inbound", "samuel", (), "First talk after the customer day", 45, "done"),
    (331, "meeting", "outbound", "sharada", ("lennart",), "Introduction to Enterprise IT", 60, "done"),
    (300, "meeting", "outbound", "gideon", ("samuel", "shu_fen"), "Business case working session", 60, "done"),
    (236, "meeting", "inbound", "samuel", ("gideon", "vicente"), "Pilot kick-off: two depots in the south", 90, "done"),
    (
        214,
        "meeting",
        "outbound",
        "gideon",
        ("sunniva", "samuel"),
        "Executive briefing: what the pilot will show",
        30,
        "done",
    ),
    (188, "meeting", "outbound", "lennart", ("ilaria", "chihiro"), "Architecture review #1", 60, "done"),
    (165, "mail", "inbound", "shu_fen", ("ilaria",), "Trial results, week six", 0, "done"),
    (124, "meeting", "inbound", "ilaria", ("shu_fen", "chihiro"), "Forecasts side by side", 60, "done"),
    (119, "meeting", "outbound", "sunniva", ("gideon", "samuel"), "Depot tour", 90, "done"),
    (98, "meeting", "outbound", "lennart", ("arne", "ilaria"), "Architecture review #2", 60, "done"),
    (92, "mail", "inbound", "lennart", ("arne", "sharada"), "Integration pattern", 0, "done"),
    (76, "meeting", "outbound", "valter", ("bojan", "gideon"), "Payback: second look", 45, "done"),
    (63, "meeting", "outbound", "lennart", (), "Interface review", 45, "cancelled"),
    (56, "mail", "inbound", "ottilie", ("coralie",), "Contract: who drafts", 0, "done"),
    (49, "call", "outbound", "arne", (), "Call: how the ranking was made", 22, "done"),
    (42, "meeting", "outbound", "sunniva", ("gideon",), "Executive alignment", 30, "done"),
    (35, "mail", "inbound", "valter", ("bojan",), "Assumptions in the savings case", 0, "done"),
    (28, "mail", "inbound", "bojan", ("valter",), "Baseline without the fuel effect", 0, "done"),
    (21, "mail", "inbound", "padraig", ("coralie",), "Second region: open question", 0, "done"),
    (38, "meeting", "outbound", "lennart", ("chihiro",), "Joint session on the event model", 60, "cancelled"),
    (17, "meeting", "outbound", "lennart", ("ilaria",), "Working session on the event bus", 60, "cancelled"),
    (14, "mail", "inbound", "coralie", (), "Comparison table: two corrections", 0, "done"),
    (14, "call", "outbound", "halina", (), "Call: yard screen at shift change", 18, "done"),
    (12, "meeting", "outbound", "sharada", ("ilaria", "lennart"), "One paper for the architecture board", 45, "done"),
    (9, "call", "inbound", "vicente", (), "Call: four more depots", 25, "done"),
    (8, "meeting", "outbound", "lennart", ("ilaria", "chihiro"), "Architecture review #3", 60, "done"),
    (6, "meeting", "inbound", "gideon", ("samuel",), "Where we stand before the board", 30, "done"),
    (4, "meeting", "outbound", "shu_fen", ("samuel",), "Pilot checkpoint", 45, "done"),
    (3, "call", "inbound", "chihiro", (), "Call: who reads which paper", 15, "done"),
    (2, "mail", "inbound", "ilaria", ("samuel",), "Draft paper for the architecture board", 0, "done"),
    (1, "mail", "inbound", "samuel", (), "Agenda of the December board", 0, "done"),
    (
        -4,
        "meeting",
        "outbound",
        "samuel",
        ("ilaria", "shu_fen"),
        "Weekly sync: Fleet Intelligence Platform",
        30,
        "planned",
    ),
    (-11, "meeting", "inbound", "sharada", ("lennart", "ilaria"), "Architecture board", 90, "planned"),
)

# Small things of the last weeks, days ago: who passes our papers on, who answers at once, whom we chase in vain.
LATELY: dict[str, tuple[tuple[int, str], ...]] = {
    "samuel": (
        (26, "forward"),
        (20, "quick"),
        (16, "forward"),
        (11, "quick"),
        (9, "forward"),
        (5, "quick"),
        (4, "forward"),
    ),
    "ilaria": ((24, "forward"), (19, "quick"), (13, "forward"), (10, "quick"), (6, "forward"), (5, "quick")),
    "gideon": ((25, "quick"), (18, "forward"), (12, "quick")),
    "shu_fen": ((22, "quick"), (15, "forward"), (8, "quick")),
    "chihiro": ((21, "quick"), (14, "forward"), (7, "quick")),
    "vicente": ((23, "quick"), (17, "quick")),
    "valter": ((27, "declined"), (18, "ask"), (11, "ask")),
    "padraig": ((29, "declined"), (17, "ask"), (10, "ask")),
    "bojan": ((24, "ask"), (16, "declined"), (9, "ask")),
    "lennart": (
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
