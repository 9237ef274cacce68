"""Halden Freight: seventeen people on the map and those around them."""

from __future__ import annotations

from dataclasses import dataclass

from coalition.demo.calendar import Presence, WorkCalendar
from coalition.demo.companies import COMPANIES, HALDEN, KESTREL
from coalition.demo.dice import Dice
from coalition.demo.names import address
from coalition.demo.people import Contact, days_away


@dataclass(frozen=True, slots=True)
class Person:
    """A chair at Halden Freight. ``boss`` is another slot; ``place`` where they work."""

    slot: str
    name: str
    title: str
    department: str
    seniority: str
    boss: str
    tempo: float
    unit: str = ""
    place: str = "oslo"


ON_THE_MAP = (
    Person("sunniva", "Sunniva Aasland", "Chief Executive Officer", "Executive", "executive", "", 9.0),
    Person("gideon", "Gideon Afolayan", "Chief Operating Officer", "Operations", "executive", "sunniva", 5.0),
    Person("sharada", "Sharada Venkatesan", "Chief Information Officer", "IT", "executive", "sunniva", 6.0),
    Person("valter", "Valter Ahlgren", "Chief Financial Officer", "Finance", "executive", "sunniva", 9.0),
    Person("ottilie", "Ottilie Kranz", "General Counsel", "Legal", "executive", "sunniva", 12.0),
    Person("samuel", "Samuel Onyekachi", "VP Fleet Operations", "Operations", "vp", "gideon", 2.0, "Road"),
    Person("shu_fen", "Shu-Fen Tsai", "Director, Network Planning", "Operations", "director", "gideon", 3.0, "Network"),
    Person("lennart", "Lennart Voss", "VP Enterprise Architecture", "IT", "vp", "sharada", 4.0),
    Person("ilaria", "Ilaria Bonetti", "Head of Data & Analytics", "Data", "director", "sharada", 2.5),
    Person("padraig", "Padraig O'Hanlon", "Head of Information Security", "Security", "director", "sharada", 6.0),
    Person("coralie", "Coralie Vautrin", "Director of Procurement", "Procurement", "director", "valter", 5.0),
    Person("bojan", "Bojan Velev", "FP&A Manager", "Finance", "manager", "valter", 6.0),
    Person(
        "vicente",
        "Vicente Roldan",
        "Regional Operations Lead, South",
        "Operations",
        "manager",
        "samuel",
        4.0,
        "Road",
        "valencia",
    ),
    Person(
        "halina", "Halina Wrona", "Depot Systems Manager", "Operations", "manager", "samuel", 5.0, "Depots", "gdansk"
    ),
    Person("chihiro", "Chihiro Onodera", "Senior Integration Engineer", "IT", "staff", "lennart", 2.5),
    Person("naledi", "Naledi Sithebe", "Commercial Contracts Counsel", "Legal", "staff", "ottilie", 8.0, "", "london"),
)
ADVISER = Person(
    "arne", "Arne Oelrich", "External Adviser, Kestrel Lane Advisory", "Advisory", "director", "", 7.0, "", "hamburg"
)
AROUND = (
    Person("people", "Solveig Haugen", "Chief People Officer", "People", "executive", "sunniva", 8.0),
    Person("planner", "Oskar Nygård", "Senior Planner", "Operations", "staff", "shu_fen", 4.0, "Network"),
    Person("analyst", "Karin Ekström", "Operations Analyst", "Operations", "staff", "shu_fen", 4.0, "Network"),
    Person(
        "maintenance", "Henrik Bakken", "Fleet Engineering Director", "Engineering", "director", "gideon", 6.0, "Depots"
    ),
    Person("quality", "Astrid Fjeldstad", "Quality and Safety Manager", "Quality", "manager", "gideon", 6.0),
    Person("integration", "Nils Dahlberg", "Integration Manager", "IT", "manager", "lennart", 4.0),
    Person("architect", "Elin Hedlund", "Lead Solution Architect", "IT", "manager", "lennart", 4.0),
    Person("buyer", "Mathias Vestby", "Category Manager, Software", "Procurement", "manager", "coralie", 5.0),
    Person("data_eng", "Tuva Sandvik", "Data Platform Engineer", "Data", "staff", "ilaria", 3.0),
    Person(
        "site", "Piotr Zieliński", "Depot Manager, Gdańsk", "Operations", "manager", "samuel", 6.0, "Depots", "gdansk"
    ),
    Person("sustainability", "Freja Kjeldsen", "Head of Sustainability", "Sustainability", "director", "sunniva", 7.0),
)
ADVISERS_FIRM = (
    Person("partner", "Joanna Penrose", "Managing Partner", "Advisory", "executive", "", 9.0, "", "london"),
    Person("associate", "Callum Hollis", "Associate", "Advisory", "staff", "arne", 4.0, "", "london"),
)
# Of earlier drafts, still held back: given free, the draw would name half of the other customers' people anew.
HELD_BACK = {
    "Ingrid Solheim",
    "Marcus Adeyemi",
    "Priya Raghunathan",
    "Tobias Lindqvist",
    "Helena Brandt",
    "Daniel Okafor",
    "Mei-Ling Zhou",
    "Jonas Weber",
    "Sofia Marchetti",
    "Liam O'Connor",
    "Camille Durand",
    "Viktor Petrov",
    "Rafael Costa",
    "Anna Kowalczyk",
    "Yuki Tanaka",
    "Grace Mbeki",
    "Noah Fischer",
}
TAKEN = HELD_BACK | {person.name for person in (*ON_THE_MAP, ADVISER, *AROUND, *ADVISERS_FIRM)}

# The chairs of the common chart these people hold, for the ordinary deals with the same customer.
CHART_SLOTS = {
    "ceo": "sunniva",
    "coo": "gideon",
    "cfo": "valter",
    "cio": "sharada",
    "ops_vp": "samuel",
    "ops_dir": "shu_fen",
    "it_dir": "lennart",
    "data": "ilaria",
    "security": "padraig",
    "procurement": "coralie",
    "fpa": "bojan",
    "regional": "vicente",
    "engineer": "chihiro",
    "counsel": "ottilie",
}


def staff_of(
    persons: tuple[Person, ...],
    account: str,
    company: str,
    calendars: dict[str, WorkCalendar],
    span: tuple[int, int],
    first_index: int,
) -> dict[str, Contact]:
    """Contacts of these persons; bosses stand before their reports."""
    domain = next(each.domain for each in COMPANIES if each.name == company)
    made: dict[str, Contact] = {}
    for index, person in enumerate(persons, start=first_index):
        first, last = person.name.split(" ", 1)
        leave = days_away(Dice("leave", person.slot), *span, southern=False)
        made[person.slot] = Contact(
            key=f"con-{index + 1:04d}",
            index=index,
            name=person.name,
            email=address(first, last, domain),
            account=account,
            title=person.title,
            department=person.department,
            seniority=person.seniority,
            # The story is told by what they do; their leave ends well before it.
            presence=Presence(calendars[person.place], tuple(each for each in leave if each[1] < span[1] - 100)),
            tempo=person.tempo,
            manager=made.get(person.boss),
            answers_when_away=True,
        )
    return made


FIRMS = {HALDEN: (*ON_THE_MAP, *AROUND), KESTREL: (ADVISERS_FIRM[0], ADVISER, ADVISERS_FIRM[1])}
