"""How a customer is staffed: seats, who reports to whom, and who sits there."""

from __future__ import annotations

from dataclasses import dataclass

from coalition.demo.calendar import Presence, WorkCalendar
from coalition.demo.companies import Company
from coalition.demo.dice import Dice
from coalition.demo.names import NameBook, address
from coalition.demo.people import Contact, days_away
from coalition.demo.places import PLACES


@dataclass(frozen=True)
class Chair:
    """A job in the chart. ``boss`` is the slot it reports to; ``titles`` are alternatives."""

    slot: str
    titles: tuple[str, ...]
    department: str
    seniority: str
    boss: str


_CHART = """
ceo|Chief Executive Officer; Managing Director; President|Executive|executive|
coo|Chief Operating Officer; Chief Supply Chain Officer|Operations|executive|ceo
cfo|Chief Financial Officer|Finance|executive|ceo
cio|Chief Information Officer; Chief Digital Officer; Chief Technology Officer|IT|executive|ceo
ops_vp|VP Operations; VP Network Operations; SVP Field Operations; VP Service Delivery|Operations|vp|coo
it_dir|Director of Enterprise Systems; Head of Enterprise Applications; Director, IT Platforms|IT|director|cio
procurement|Director of Procurement; Head of Procurement; Purchasing Director|Procurement|director|cfo
ops_dir|Director, Network Planning; Director of Operations Planning; Head of Dispatch|Operations|director|ops_vp
security|Head of Information Security; Chief Information Security Officer|Security|director|cio
finance_dir|Finance Director, Operations; Director of FP&A; Group Financial Controller|Finance|director|cfo
site|Site Operations Manager; Depot Systems Manager; Regional Operations Lead|Operations|manager|ops_dir
integration|Integration Manager; Applications Manager; Manager, Data Interfaces|IT|manager|it_dir
data|Head of Data & Analytics; Director of Business Intelligence|Data|director|cio
planner|Senior Planner; Shift Planning Lead; Dispatch Coordinator|Operations|staff|site
counsel|General Counsel; Head of Legal|Legal|executive|ceo
fpa|FP&A Manager; Business Controller|Finance|manager|finance_dir
engineer|Senior Integration Engineer; Solutions Engineer; Systems Engineer|IT|staff|integration
maintenance|Head of Maintenance; Director of Asset Management; Fleet Engineering Director|Engineering|director|coo
buyer|Category Manager, Software; Senior Buyer, Technology|Procurement|manager|procurement
contracts|Commercial Contracts Counsel; Contracts Manager|Legal|staff|counsel
analyst|Operations Analyst; Performance Analyst|Operations|staff|ops_dir
architect|Enterprise Architect; Lead Solution Architect|IT|manager|it_dir
sustainability|Head of Sustainability; Director of Environment|Sustainability|director|ceo
people|Chief People Officer; HR Director|People|executive|ceo
regional|Regional Director, North; Regional Director, South|Operations|director|ops_vp
quality|Quality and Safety Manager; Head of Health and Safety|Quality|manager|coo
"""


def _chair(row: str) -> Chair:
    slot, titles, department, seniority, boss = row.split("|")
    return Chair(slot, tuple(title.strip() for title in titles.split(";")), department, seniority, boss)


CHART: tuple[Chair, ...] = tuple(_chair(row) for row in _CHART.strip().splitlines())
_ALWAYS = 8


def chairs(dice: Dice, company: Company) -> list[Chair]:
    """The first seats of the chart always, then others by chance, in chart order so that bosses come first."""
    wanted = company.people
    rest = list(CHART[_ALWAYS:])
    left_out = {chair.slot for chair in dice.some(rest, max(0, len(CHART) - wanted))}
    seats = [chair for chair in CHART[:wanted] if chair in CHART[:_ALWAYS]]
    return seats + [chair for chair in rest if chair.slot not in left_out]


def staff(
    company: Company, account: str, calendar: WorkCalendar, span: tuple[int, int], names: NameBook, first_index: int
) -> dict[str, Contact]:
    """The people of one company by slot, each with a manager where the chart knows one."""
    dice = Dice("staff", company.name)
    place = PLACES[company.place]
    answers_when_away = dice.happens(0.7)
    people: dict[str, Contact] = {}
    bosses = {chair.slot: chair.boss for chair in CHART}
    for chair in chairs(dice, company):
        first, last = names.draw(dice, place.cultures)
        index = first_index + len(people)
        boss = bosses[chair.slot]
        while boss and boss not in people:
            boss = bosses[boss]
        presence = Presence(calendar, days_away(dice, *span, southern=place.key == "melbourne"))
        people[chair.slot] = Contact(
            key=f"con-{index + 1:04d}",
            index=index,
            name=f"{first} {last}",
            email=address(first, last, company.domain),
            account=account,
            title=dice.pick(chair.titles),
            department=chair.department,
            seniority=chair.seniority,
            presence=presence,
            tempo=dice.spread(
                (9.0, 6.0, 4.5, 3.5, 3.0)[("executive", "vp", "director", "manager", "staff").index(chair.seniority)],
                0.45,
            ),
            manager=people.get(boss),
            answers_when_away=answers_when_away,
        )
    return people
