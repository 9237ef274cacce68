"""The key figures above a map: as judgement gave them, or counted from the people where it has not spoken yet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from coalition.api.map.rows import MapRows
from coalition.judgement.support import side, support, weight
from coalition.judgement.words import WORD_SCORE

ENGAGED = ("engaged", "deep")
_DEPTH = ("absent", "present", "lapsed", "engaged", "deep")
_CONTACT_DAYS = 30


def summary_of(rows: MapRows, people: list[dict[str, Any]]) -> dict[str, Any]:
    """The summary of these people."""
    since = rows.moment - timedelta(days=_CONTACT_DAYS)
    last = [person["engagement"]["last_two_way_at"] for person in people]
    header = rows.scored.judgement.get("header") or {}
    return {
        **(_judged(header) if "support" in header else _support(rows, people)),
        "contacted_30_days": {"count": sum(1 for at in last if at and at >= since), "total": len(people)},
        "effective_threads": rows.scored.deal.get("effective_threads"),
        "engaged": sum(1 for person in people if person["engagement"]["level"] in ENGAGED),
        "roles": [*(roles := _known_roles(rows, people, header)), *_hoped_for(rows, roles)],
        "risks": header.get("risks") or [],
    }


def _known_roles(rows: MapRows, people: list[dict[str, Any]], header: dict[str, Any]) -> list[dict[str, Any]]:
    return [_expected(role) for role in header["roles"]] if header.get("roles") else _roles(rows, people)


def _hoped_for(rows: MapRows, roles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Personas of empty seats that are not among the roles yet: not identified."""
    named = {role["persona"] for role in roles}
    wanted = {key for seat in rows.seats for key in seat.personas} - named
    return [
        {"persona": persona.key, "name": persona.name, "level": None, "contact_ids": []}
        for persona in rows.personas
        if persona.key in wanted
    ]


def _support(rows: MapRows, people: list[dict[str, Any]]) -> dict[str, Any]:
    """Whose stance is known, and the shares of influence by side: the same figures that judgement works out."""
    here = [person for person in people if person["status"] == "active"]
    shares = dict.fromkeys(("for", "neutral", "against", "unknown"), 0.0)
    known = 0
    for person in here:
        stands = support(person["indicators"]["vote"], _score(person["sentiment"]))
        known += stands is not None
        shares[side(stands, rows.judged_by)] += weight(person["influence"]["score"], rows.judged_by)
    total = sum(shares.values())
    return {
        "known_stance": {"known": known, "total": len(here)},
        "support": {side: share / total if total else 0.0 for side, share in shares.items()},
    }


def _score(sentiment: dict[str, Any]) -> float | None:
    """Before the first scoring there is the seller's word alone."""
    word, score = sentiment["effective"], sentiment["score"]
    return WORD_SCORE[word] if score is None and word else score


def _judged(header: dict[str, Any]) -> dict[str, Any]:
    stands, sides = header["known_stance"], header["support"]
    names = {"for": "supporting", "neutral": "neutral", "against": "against", "unknown": "unknown"}
    return {
        "known_stance": {"known": stands["count"], "total": stands["total"]},
        "support": {shown: sides[name] for shown, name in names.items()},
    }


def _expected(role: dict[str, Any]) -> dict[str, Any]:
    """A role judgement expects; nobody holds it, or nobody was assessed: no level."""
    level = role["level"] if role["level"] in _DEPTH else None
    return {"persona": role["persona"], "name": role["name"], "level": level, "contact_ids": role["contact_ids"]}


def _roles(rows: MapRows, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Personas that somebody holds, with the deepest engagement among the holders."""
    roles = []
    for persona in rows.personas:
        holders = [person for person in people if persona.key in person["personas"]]
        if not holders:
            continue
        levels = [person["engagement"]["level"] for person in holders if person["engagement"]["level"]]
        roles.append(
            {
                "persona": persona.key,
                "name": persona.name,
                "level": max(levels, key=_DEPTH.index, default=None),
                "contact_ids": [person["contact_id"] for person in holders],
            }
        )
    return roles
