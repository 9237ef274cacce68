"""From the answer of the map endpoint to a picture: the same people, words and lines, laid out for a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from coalition.drawing.grid import UNKNOWN
from coalition.drawing.layout import TRAY, arrange
from coalition.drawing.model import Card, Grouping, Layout, Page, Tie
from coalition.drawing.network import UNLINKED
from coalition.drawing.picture.compose import UNREAD, unreadable
from coalition.drawing.picture.model import Person, Picture, Relation
from coalition.drawing.picture.wires import bearable

STALE_DAYS = 30
WARN_INFLUENCE = 50
_DEPTH = {"absent": "Absent", "present": "Present", "lapsed": "Lapsed", "engaged": "Engaged", "deep": "Deeply engaged"}
_FORWARD = {
    "reports_to": "reports to",
    "dotted": "has a dotted line to",
    "influences": "influences",
    "ally": "is an ally of",
    "conflict": "is in conflict of views with",
    "knows": "knows",
}
MapBody = dict[str, Any]


def picture_of(body: MapBody, *, group: Grouping, page: Page, moment: datetime) -> Picture:
    """The picture of a map (the plain values of MapOut) as it stood at ``moment``."""
    names = {each["key"]: each["name"] for each in body["personas"]}
    relations = _relations(body)
    layout = layout_for(body, bearable(relations), group, page)
    deal = body["opportunity"]
    return Picture(
        title=deal["name"],
        subtitle=_subtitle(deal),
        moment=f"As of {day(moment)}" if body["as_of"] else day(moment),
        figures=_figures(body),
        people=tuple(_person(each, names, group, moment) for each in body["people"]),
        relations=relations,
        layout=layout,
        lane_names=tuple((lane.key, _lane_name(lane.key, layout.algorithm, names)) for lane in layout.lanes),
    )


def with_font_note(picture: Picture) -> Picture:
    """The picture, with a sentence at its foot where our font cannot show all of it."""
    if not unreadable(picture):
        return picture
    return Picture(**{name: getattr(picture, name) for name in Picture.__slots__} | {"notes": (*picture.notes, UNREAD)})


def layout_for(body: MapBody, relations: Sequence[Relation], group: Grouping, page: Page) -> Layout:
    """People and these lines arranged to fill this page."""
    cards = [
        Card(
            id=str(each["contact_id"]),
            name=each["name"],
            influence=each["influence"]["score"],
            seniority=each["seniority"],
            department=each["department"],
            personas=tuple(each["personas"]),
            pin=(each["pin"]["x"], each["pin"]["y"]) if each["pin"] else None,
        )
        for each in sorted(body["people"], key=lambda each: str(each["contact_id"]))
    ]
    ties = [Tie(each.id, each.kind, each.from_id, each.to_id) for each in sorted(relations, key=lambda each: each.id)]
    order = [each["key"] for each in body["personas"]]
    return arrange(cards, ties, group=group, page=page, persona_order=order)


def day(moment: datetime | date) -> str:
    """22 Nov 2026: read the same everywhere."""
    return f"{moment.day} {moment:%b %Y}"


def age(moment: datetime | None, now: datetime) -> str:
    """How long ago, as on the screen's cards."""
    if moment is None:
        return "No contact yet"
    days = max(0, (now - moment).days)
    if days == 0:
        return "today"
    if days < 14:
        return f"{days}d ago"
    if days < 70:
        return f"{round(days / 7)}w ago"
    return f"{round(days / 30.44)}mo ago" if days < 365 else f"{days // 365}y ago"


def money(amount: float | None, currency: str) -> str:
    """EUR 1.42M, for a heading."""
    if amount is None:
        return ""
    for step, letter in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        if amount >= step:
            return f"{currency} {amount / step:.3g}{letter}".strip()
    return f"{currency} {amount:.0f}".strip()


def _subtitle(deal: dict[str, Any]) -> str:
    closes = f"closes {day(deal['close_on'])}" if deal["close_on"] else ""
    owner = f"owner {deal['owner']['name']}" if deal["owner"] else ""
    account = deal["account"]["name"] if deal["account"] else ""
    parts = [account, deal["stage"]["name"], money(deal["amount"], deal["currency"]), closes, owner]
    return "  ·  ".join(part for part in parts if part)


def _figures(body: MapBody) -> tuple[str, ...]:
    known, support = body["summary"]["known_stance"], body["summary"]["support"]
    if not body["people"]:
        return ()
    people = "1 person" if known["total"] == 1 else f"{known['total']} people"
    weighed = f"influence-weighted: {support['for']:.0%} for, {support['against']:.0%} against"
    return (people, f"{known['known']} with a known stance", weighed)


def _person(each: dict[str, Any], names: dict[str, str], group: Grouping, now: datetime) -> Person:
    engagement, influence = each["engagement"], each["influence"]
    last = engagement["last_two_way_at"]
    unscored = last is None and engagement["level"] is None
    stale = not unscored and (last is None or (now - last).days > STALE_DAYS)
    personas = [names.get(key, key.replace("_", " ")) for key in each["personas"]]
    by_persona = group == "persona"
    return Person(
        id=str(each["contact_id"]),
        name=each["name"],
        title=each["title"],
        tag=(each["department"] or "No department") if by_persona else (personas[0] if personas else ""),
        persona="" if by_persona or not personas else each["personas"][0],
        marks=_marks(each),
        stance=each["sentiment"]["effective"] or "unknown",
        diverges=each["sentiment"]["diverges"],
        influence=influence["score"],
        assumed=influence["assumed"],
        last_contact="" if each.get("is_seat") else "Not scored yet" if unscored else age(last, now),
        stale=stale,
        alert=stale and (influence["score"] or 0) >= WARN_INFLUENCE,
        trend=tuple(engagement["trend"]),
        department=each["department"],
        engagement=_DEPTH.get(engagement["level"] or "", "Not scored"),
        covered_by=each["coverage_owner"]["name"] if each["coverage_owner"] else "",
        sentence=_sentence(each, personas),
    )


def _marks(each: dict[str, Any]) -> tuple[str, ...]:
    more = len(each["personas"]) - 1
    said = [f"+{more}"] if more > 0 else []
    said += ["Empty seat"] if each.get("is_seat") else []
    said += ["Outsider"] if each["is_outsider"] else []
    said += ["Left"] if each["status"] == "left" else []
    return tuple(said)


def _sentence(each: dict[str, Any], personas: Sequence[str]) -> str:
    """The card in words: what a screen reader says, and what PowerPoint keeps as alternative text."""
    if each.get("is_seat"):
        return f"Empty seat: {each['name']}. {', '.join(personas) or 'No persona'}; nobody named yet."
    who = f"{each['name']}, {each['title']}." if each["title"] else f"{each['name']}."
    score = each["influence"]["score"]
    influence = "influence not assessed" if score is None else f"influence {score:.0f} of 100"
    if score is not None and each["influence"]["assumed"]:
        influence += ", assumed"
    sentiment = each["sentiment"]["effective"] or "unknown"
    return f"{who} {', '.join(personas) or 'No persona'}; sentiment {sentiment}; {influence}."


def _relations(body: MapBody) -> tuple[Relation, ...]:
    names = {str(each["contact_id"]): each["name"] for each in body["people"]}
    return tuple(
        Relation(
            id=str(line["id"]),
            kind=line["kind"],
            from_id=str(line["from"]),
            to_id=str(line["to"]),
            strength=line["strength"],
            sentence=f"{names[str(line['from'])]} {_FORWARD[line['kind']]} {names[str(line['to'])]}",
        )
        for line in body["lines"]
    )


def _lane_name(key: str, algorithm: str, names: dict[str, str]) -> str:
    if key == UNLINKED:
        return "No line of influence yet"
    if key == UNKNOWN:
        return "Rank and department unknown"
    if key == TRAY:
        return "No reporting line yet"
    if algorithm == "lanes:persona":
        return names.get(key, key) or "No persona yet"
    return key or "No department"


__all__ = ["age", "day", "layout_for", "money", "picture_of", "with_font_note"]
