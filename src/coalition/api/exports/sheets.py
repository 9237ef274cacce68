"""What stands in the Excel file: people, lines, every score with its parts, and the evidence behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from coalition.access.models import User
from coalition.api.evidence.touches import Counted, behind, known_touches
from coalition.api.exports.sheet import Sheet
from coalition.api.map.rows import MapRows
from coalition.api.map.scores import UNSCORED
from coalition.api.map.seats import with_seats
from coalition.portfolio.settings import current_settings, settings_at
from coalition.record import gates
from coalition.record.models import Activity

PER_PERSON = 40  # the latest activities of each; the page of a score shows all
_PEOPLE = (
    ("Name", 26),
    ("Title", 30),
    ("Department", 18),
    ("Business unit", 18),
    ("Seniority", 12),
    ("Account", 22),
    ("Outsider", 9),
    ("Status", 9),
    ("Personas", 28),
    ("Covered by", 18),
    ("Sentiment", 12),
    ("Sentiment from", 14),
    ("Seller's view", 13),
    ("Behaviour score", 14),
    ("Differ", 8),
    ("Influence", 10),
    ("Influence level", 14),
    ("Influence assumed", 16),
    ("Engagement", 11),
    ("Engagement level", 15),
    ("Last two-way contact (UTC)", 22),
    ("Vote", 11),
    ("E-mail", 30),
    ("Contact id", 38),
)
_LINES = (
    ("From", 26),
    ("Kind", 14),
    ("To", 26),
    ("Strength (1-3)", 13),
    ("Since", 12),
    ("Told by", 22),
    ("Only on this deal", 16),
    ("Note", 50),
    ("Line id", 38),
)
_SEATS = (
    ("Title hoped for", 30),
    ("Personas", 28),
    ("Notes", 50),
    ("Seat id", 38),
)
_PARTS = (
    ("Name", 26),
    ("Score", 12),
    ("Total", 9),
    ("Part", 28),
    ("Value", 10),
    ("Weight", 10),
    ("Points", 10),
    ("Detail", 60),
)
_EVIDENCE = (
    ("Name", 26),
    ("When (UTC)", 18),
    ("What", 20),
    ("Says", 14),
    ("Evidence", 70),
    ("Points for engagement", 20),
    ("By or with", 40),
)


def sheets_of(body: dict[str, Any], rows: MapRows, viewer: User) -> list[Sheet]:
    """The tables of a map (the plain values of MapOut, and the rows it was made from)."""
    sheets = [
        Sheet("People", _PEOPLE, (_person(each, body) for each in body["people"])),
        Sheet("Lines", _LINES, _lines(with_seats(body))),
        Sheet("Scores", _PARTS, _parts(body["people"])),
        Sheet("Evidence", _EVIDENCE, [*_said(body["people"]), *_done(rows, viewer)]),
    ]
    return [*sheets, Sheet("Empty seats", _SEATS, _seats(body))] if body["seats"] else sheets


def _person(each: dict[str, Any], body: dict[str, Any]) -> Sequence[Any]:
    names = {persona["key"]: persona["name"] for persona in body["personas"]}
    sentiment, influence, engagement = each["sentiment"], each["influence"], each["engagement"]
    seller, behaviour = sentiment["seller"], sentiment["behaviour"]
    return (
        each["name"],
        each["title"],
        each["department"],
        each["business_unit"],
        each["seniority"],
        each["account"]["name"] if each["account"] else "",
        _yes(each["is_outsider"]),
        each["status"],
        ", ".join(names.get(key, key) for key in each["personas"]),
        each["coverage_owner"]["name"] if each["coverage_owner"] else "",
        sentiment["effective"] or "not assessed",
        sentiment["source"] or "",
        seller["word"] if seller else "",
        behaviour["score"] if behaviour else None,
        _yes(sentiment["diverges"]),
        influence["score"],
        influence["level"] or "not assessed",
        _yes(influence["assumed"]),
        engagement["score"],
        engagement["level"] or "not scored",
        engagement["last_two_way_at"],
        each["indicators"]["vote"],
        each["email"],
        each["contact_id"],
    )


def _seats(body: dict[str, Any]) -> Iterator[Sequence[Any]]:
    names = {persona["key"]: persona["name"] for persona in body["personas"]}
    for each in body["seats"]:
        yield each["title"], ", ".join(names.get(key, key) for key in each["personas"]), each["notes"], each["id"]


def _lines(body: dict[str, Any]) -> Iterator[Sequence[Any]]:
    names = {each["contact_id"]: each["name"] for each in body["people"]}
    for line in body["lines"]:
        yield (
            names[line["from"]],
            line["kind"].replace("_", " "),
            names[line["to"]],
            line["strength"],
            line["since"],
            line["told_by"],
            _yes(line["opportunity_id"] is not None),
            line["note"],
            line["id"],
        )


def _parts(people: Iterable[dict[str, Any]]) -> Iterator[Sequence[Any]]:
    """Each part in a row of its own: the points of one person and score add up to its total."""
    for each in people:
        behaviour = each["sentiment"]["behaviour"] or {}
        scores = (
            ("engagement", each["engagement"]["score"], each["engagement"]["parts"]),
            ("behaviour", behaviour.get("score"), behaviour.get("parts") or []),
            ("influence", each["influence"]["score"], each["influence"]["parts"]),
        )
        for score, total, parts in scores:
            for part in parts:
                figures = (part["value"], part["weight"], part["points"])
                yield (each["name"], score, total, part["label"], *figures, part["detail"])


def _said(people: Iterable[dict[str, Any]]) -> Iterator[Sequence[Any]]:
    """What our own people wrote: a view with its evidence, an influence set by hand with its reason."""
    for each in people:
        seller, override = each["sentiment"]["seller"], each["influence"]["override"]
        if seller:
            by = seller["by"]["name"] if seller["by"] else ""
            yield each["name"], seller["at"], "Seller's view", seller["word"], seller["evidence"], None, by
        if override:
            by = override["by"]["name"] if override["by"] else ""
            says = f"{override['level']} until {override['until']}"
            yield each["name"], None, "Influence set by hand", says, override["reason"], None, by


def _done(rows: MapRows, viewer: User) -> Iterator[Sequence[Any]]:
    """The latest activities of everybody, with what each adds to the engagement."""
    settings = settings_at(rows.moment).scoring if rows.past else current_settings()
    seconds = int(rows.moment.timestamp() // 1)
    found: list[tuple[str, Counted]] = []
    for stakeholder in rows.stakeholders:
        facts = rows.scored.people.get(stakeholder.id, UNSCORED)
        touches = known_touches(stakeholder.contact_id, rows.moment, rows.past)
        counted = behind("engagement", touches, rows.deal.pk, seconds, facts, settings)
        name = rows.contacts[stakeholder.contact_id].name
        found += [(name, each) for each in counted[:PER_PERSON]]
    activities = _activities({each.activity_id for _, each in found}, viewer)
    for name, each in found:
        activity = activities.get(each.activity_id)
        if activity is not None:
            kind, subject = activity.kind.replace("_", " "), activity.subject
            yield name, activity.occurred_at, kind, activity.direction, subject, each.points, each.counts_as


def _activities(ids: set[int], viewer: User) -> dict[int, Activity]:
    """Only those the viewer may read: a file cannot be shown in part."""
    readable: dict[int, Activity] = {}
    ordered = sorted(ids)
    for start in range(0, len(ordered), 500):
        readable |= gates.visible_activities(viewer).in_bulk(ordered[start : start + 500])
    return readable


def _yes(value: bool) -> str:
    return "yes" if value else "no"
