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
    Person("ingrid", "Ingrid Solheim", "Chief Executive Officer", "Executive", "executive", "", 9.0),
    Person("marcus", "Marcus Adeyemi", "Chief Operating Officer", "Operations", "executive", "ingrid", 5.0),
    Person("priya", "Priya Raghunathan", "Chief Information Officer", "IT", "executive", "ingrid", 6.0),
    Person("tobias", "Tobias Lindqvist", "Chief Financial Officer", "Finance", "executive", "ingrid", 9.0),
    Person("helena", "Helena Brandt", "General Counsel", "Legal", "executive", "ingrid", 12.0),
    Person("daniel", "Daniel Okafor", "VP Fleet Operations", "Operations", "vp", "marcus", 2.0, "Road"),
    Person(
        "mei_ling", "Mei-Ling Zhou", "Director, Network Planning", "Operations", "director", "marcus", 3.0, "Network"
    ),
    Person("jonas", "Jonas Weber", "VP Enterprise Architecture", "IT", "vp", "priya", 4.0),
    Person("sofia", "Sofia Marchetti", "Head of Data & Analytics", "Data", "director", "priya", 2.5),
    Person("liam", "Liam O'Connor", "Head of Information Security", "Security", "director", "priya", 6.0),
    Person("camille", "Camille Durand", "Director of Procurement", "Procurement", "director", "tobias", 5.0),
    Person("viktor", "Viktor Petrov", "FP&A Manager", "Finance", "manager", "tobias", 6.0),
    Person(
        "rafael",
        "Rafael Costa",
        "Regional Operations Lead, South",
        "Operations",
        "manager",
        "daniel",
        4.0,
        "Road",
        "valencia",
    ),
    Person(
        "anna", "Anna Kowalczyk", "Depot Systems Manager", "Operations", "manager", "daniel", 5.0, "Depots", "gdansk"
    ),
    Person("yuki", "Yuki Tanaka", "Senior Integration Engineer", "IT", "staff", "jonas", 2.5),
    Person("grace", "Grace Mbeki", "Commercial Contracts Counsel", "Legal", "staff", "helena", 8.0, "", "london"),
)
ADVISER = Person(
    "noah", "Noah Fischer", "External Adviser, Kestrel Lane Advisory", "Advisory", "director", "", 7.0, "", "hamburg"
)
AROUND = (
    Person("people", "Solveig Haugen", "Chief People Officer", "People", "executive", "ingrid", 8.0),
    Person("planner", "Oskar Nygård", "Senior Planner", "Operations", "staff", "mei_ling", 4.0, "Network"),
    Person("analyst", "Karin Ekström", "Operations Analyst", "Operations", "staff", "mei_ling", 4.0, "Network"),
    Person(
        "maintenance", "Henrik Bakken", "Fleet Engineering Director", "Engineering", "director", "marcus", 6.0, "Depots"
    ),
    Person("quality", "Astrid Fjeldstad", "Quality and Safety Manager", "Quality", "manager", "marcus", 6.0),
    Person("integration", "Nils Dahlberg", "Integration Manager", "IT", "manager", "jonas", 4.0),
    Person("architect", "Elin Hedlund", "Lead Solution Architect", "IT", "manager", "jonas", 4.0),
    Person("buyer", "Mathias Vestby", "Category Manager, Software", "Procurement", "manager", "camille", 5.0),
    Person("data_eng", "Tuva Sandvik", "Data Platform Engineer", "Data", "staff", "sofia", 3.0),
    Person(
        "site", "Piotr Zieliński", "Depot Manager, Gdańsk", "Operations", "manager", "daniel", 6.0, "Depots", "gdansk"
    ),
    Person("sustainability", "Freja Kjeldsen", "Head of Sustainability", "Sustainability", "director", "ingrid", 7.0),
)
ADVISERS_FIRM = (
    Person("partner", "Joanna Penrose", "Managing Partner", "Advisory", "executive", "", 9.0, "", "london"),
    Person("associate", "Callum Hollis", "Associate", "Advisory", "staff", "noah", 4.0, "", "london"),
)
TAKEN = {person.name for person in (*ON_THE_MAP, ADVISER, *AROUND, *ADVISERS_FIRM)}

# The chairs of the common chart these people hold, for the ordinary deals with the same customer.
CHART_SLOTS = {
    "ceo": "ingrid",
    "coo": "marcus",
    "cfo": "tobias",
    "cio": "priya",
    "ops_vp": "daniel",
    "ops_dir": "mei_ling",
    "it_dir": "jonas",
    "data": "sofia",
    "security": "liam",
    "procurement": "camille",
    "fpa": "viktor",
    "regional": "rafael",
    "engineer": "yuki",
    "counsel": "helena",
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
        leave = days_away(Dice("leave", person.name), *span, southern=False)
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
