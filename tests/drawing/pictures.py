"""Pictures for tests of the exports: a small buying group with every kind of line, and one of any size."""

from __future__ import annotations

from coalition.drawing.layout import arrange
from coalition.drawing.model import Card, Grouping, Page, Tie
from coalition.drawing.picture.model import STANCES, Person, Picture, Relation
from coalition.drawing.picture.wires import bearable

PERSONAS = ("economic_buyer", "champion", "user_buyer", "influencer", "blocker")
KINDS = ("dotted", "influences", "ally", "conflict", "knows")
FIRST = ("Sunniva", "Βασίλης", "Наталья", "Łukasz", "Zoë", "Valter", "Shu-Fen", "Ștefan", "José")
LAST = ("Aasland", "Παπαδόπουλος", "Щербакова", "Wójcik", "O'Hanlon", "Ahlgren", "Tsai", "Ionescu", "Núñez")


def people(count: int) -> list[Person]:
    return [
        Person(
            id=f"p{n}",
            name=f"{FIRST[n % 9]} {LAST[n // 9 % 9]}",
            title=("Chief Financial Officer", "Director of Procurement", "Regional Operations Lead, South")[n % 3],
            tag=PERSONAS[n % 5].replace("_", " ").capitalize(),
            persona=PERSONAS[n % 5],
            marks=("Outsider",) if n % 11 == 3 else (),
            stance=STANCES[n % 6],
            diverges=n % 13 == 5,
            influence=None if n % 17 == 7 else (97 - n * 7) % 100,
            assumed=n % 4 == 0,
            last_contact=("6d ago", "5w ago", "No contact yet")[n % 3],
            stale=n % 3 > 0,
            alert=n % 7 == 2,
            trend=tuple((n * 31 + week * week * 7) % 90 + 5.0 for week in range(26)),
            department=("Finance", "IT", "Operations")[n % 3],
            engagement="Engaged",
            sentence=f"Person {n}",
        )
        for n in range(count)
    ]


def relations(count: int) -> list[Relation]:
    """A tree in which everybody manages up to five, and a line of each other kind for every few people."""
    chart = [
        Relation(f"r{n}", "reports_to", f"p{n}", f"p{(n - 1) // 5}", sentence=f"{n} reports") for n in range(1, count)
    ]
    others = [
        Relation(f"o{n}", KINDS[n % 5], f"p{n * 3 % count}", f"p{(n * 7 + 6) % count}", n % 3 + 1)  # type: ignore[arg-type]
        for n in range(count // 3)
        if n * 3 % count != (n * 7 + 6) % count
    ]
    return chart + others


def picture(count: int, page: Page | None = None, group: Grouping = "reporting", **said: object) -> Picture:
    """A picture of that many people, laid out for the page."""
    who, ties = people(count), relations(count)
    layout = arrange(
        [Card(p.id, p.name, p.influence, "", p.department, (p.persona,)) for p in who],
        [Tie(r.id, r.kind, r.from_id, r.to_id) for r in bearable(ties)],
        group=group,
        page=page or Page(),
    )
    made = {"title": "Fleet Intelligence Platform", "subtitle": "Halden Freight", "moment": "22 Nov 2026"} | said
    return Picture(
        figures=(f"{count} people",),
        people=tuple(who),
        relations=tuple(ties),
        layout=layout,
        lane_names=tuple((lane.key, lane.key) for lane in layout.lanes),
        **made,  # type: ignore[arg-type]
    )
