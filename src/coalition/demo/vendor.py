"""Meridian, the vendor whose sellers use Coalition: three teams of four, an administrator and revenue operations."""

from __future__ import annotations

from coalition.demo.calendar import Presence, WorkCalendar
from coalition.demo.dice import Dice
from coalition.demo.names import plain
from coalition.demo.people import User, days_away

DOMAIN = "meridian.example"
TEAMS = ("Nordics and UK", "Continental Europe", "Americas and Asia-Pacific")

# Name, role, title, team, seniority 1-5, place, how far their view leans to hope.
_ROWS: tuple[tuple[str, str, str, int | None, int, str, float], ...] = (
    ("Sara Lund", "manager", "VP Sales, Nordics and UK", 0, 5, "oslo", 0.0),
    ("Rosa Martín", "rep", "Senior account executive", 0, 3, "oslo", 0.05),
    ("Imran Qureshi", "rep", "Account executive", 0, 2, "london", 0.30),
    ("Aksel Krogh", "rep", "Solution engineer", 0, 3, "oslo", -0.05),
    ("Dominik Haas", "manager", "Sales director, Continental Europe", 1, 4, "hamburg", 0.0),
    ("Léa Fournier", "rep", "Senior account executive", 1, 3, "lyon", -0.10),
    ("Marek Vondra", "rep", "Account executive", 1, 2, "brno", 0.15),
    ("Giorgia Tosi", "rep", "Solution engineer", 1, 3, "turin", 0.0),
    ("Denise Whitaker", "manager", "Sales director, Americas and Asia-Pacific", 2, 4, "chicago", 0.05),
    ("Caleb Ortega", "rep", "Account executive", 2, 2, "denver", 0.35),
    ("Hana Mori", "rep", "Senior account executive", 2, 3, "singapore", 0.0),
    ("Priyanka Rao", "rep", "Solution engineer", 2, 3, "boston", 0.05),
    ("Olav Tangen", "admin", "Sales systems lead", None, 3, "oslo", 0.0),
    ("Beatrice Nolan", "revops", "Head of revenue operations", None, 4, "london", 0.0),
)
ADMIN, REVOPS = 12, 13
_EASTERN = {"osaka", "singapore", "melbourne", "pune"}


def users(calendars: dict[str, WorkCalendar], span: tuple[int, int]) -> list[User]:
    """Our people. Their leave is shorter than life's, so that the evidence stays about the customer."""
    people: list[User] = []
    for index, (name, role, title, team, seniority, place, rosiness) in enumerate(_ROWS):
        leave = days_away(Dice("leave", name), *span, southern=False)
        short = tuple((start, min(end, start + 9)) for start, end in leave[::2])
        email = f"{'.'.join(plain(part) for part in name.split())}@{DOMAIN}"
        people.append(
            User(
                f"usr-{index + 1:02d}",
                index,
                name,
                email,
                role,
                title,
                team,
                seniority,
                Presence(calendars[place], short),
                rosiness,
            )
        )
    return people


def deal_team(people: list[User], team: int, place: str, turn: int) -> tuple[User, User, User]:
    """Owner, solution engineer and manager for a customer of a team in a place."""
    manager, first, second, engineer = people[4 * team : 4 * team + 4]
    owner = (first, second)[turn % 2]
    if team == 2:
        owner = second if place in _EASTERN else first
    return owner, engineer, manager
