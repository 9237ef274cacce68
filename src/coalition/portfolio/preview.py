"""What other settings would do to the portfolio, worked out in memory before anybody saves them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone

from coalition.access.models import User
from coalition.portfolio import settings as service
from coalition.record.models import Contact, Opportunity, Outcome

#: Deals looked at, the largest first: enough to see what a change does, and an answer within seconds.
DEALS_AT_MOST = 2000
AFFECTED_SHOWN = 20
#: What is compared: column of the scoring run, and the word for "nothing to say".
WORDS = {"engagement": "engagement_level", "sentiment": "sentiment", "influence": "influence_level"}
UNKNOWN = "unknown"


def preview(values: Mapping[str, Any], *, by: User) -> dict[str, Any]:
    """Per score, how many stakeholders move from which word to which; and the deals most affected.

    Both runs are for the same moment and read the same rows, so every difference is the settings' doing.
    """
    service.may_change(by)
    wanted, now = service.validated(values).scoring, timezone.now()
    open_deals = Opportunity.objects.filter(stage__outcome=Outcome.OPEN)
    total = open_deals.count()
    chosen = open_deals.order_by(F("amount").desc(nulls_last=True), "id").values_list("id", flat=True)
    ids = list(chosen[:DEALS_AT_MOST])
    pairs = _both(ids, now, service.current_settings(), wanted)
    moves = {score: Counter((_word(a, column), _word(b, column)) for a, b in pairs) for score, column in WORDS.items()}
    return {
        "version": service.current_settings().version,
        "new_version": wanted.version,
        "deals": {"looked_at": len(ids), "open": total},
        "stakeholders": {"looked_at": len(pairs), "changed": sum(_moved(*pair) for pair in pairs)},
        "scores": {score: _told(moves[score]) for score in WORDS},
        "most_affected": _affected(pairs),
    }


def _both(ids: list[int], now: Any, before: Any, after: Any) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    from coalition.portfolio.reading import read_tables
    from coalition.portfolio.scores import seconds
    from coalition.scoring import engine

    tables = read_tables(ids, now)
    columns = ["opportunity_id", "contact_id", *WORDS.values()]
    runs = [engine.score(tables, seconds(now), each).stakeholders.select(columns) for each in (before, after)]
    order = [("opportunity_id", "ascending"), ("contact_id", "ascending")]
    old, new = (run.sort_by(order).to_pylist() for run in runs)
    return list(zip(old, new, strict=True))


def _word(row: dict[str, Any], column: str) -> str:
    return row[column] or UNKNOWN


def _moved(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return any(_word(old, column) != _word(new, column) for column in WORDS.values())


def _told(moves: Counter[tuple[str, str]]) -> dict[str, Any]:
    before, after = Counter[str](), Counter[str]()
    for (old, new), count in moves.items():
        before[old] += count
        after[new] += count
    changed = [
        {"from": old, "to": new, "count": count} for (old, new), count in moves.most_common() if old != new and count
    ]
    return {"before": dict(before), "after": dict(after), "moves": changed}


def _affected(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[dict[str, Any]]:
    """The deals with most stakeholders whose words would change, and who they are."""
    moved: dict[int, list[tuple[dict[str, Any], dict[str, Any]]]] = {}
    for old, new in pairs:
        if _moved(old, new):
            moved.setdefault(old["opportunity_id"], []).append((old, new))
    worst = sorted(moved, key=lambda deal: (-len(moved[deal]), deal))[:AFFECTED_SHOWN]
    deals = {deal.pk: deal for deal in Opportunity.objects.filter(pk__in=worst).select_related("account")}
    people = {old["contact_id"] for deal in worst for old, _ in moved[deal]}
    contacts = {contact.pk: contact for contact in Contact.objects.filter(pk__in=people)}
    return [
        {
            "id": str(deals[key].uuid),
            "name": deals[key].name,
            "account": account.name if (account := deals[key].account) else None,
            "changed": len(moved[key]),
            "people": [
                {
                    "contact_id": str(contacts[old["contact_id"]].uuid),
                    "name": contacts[old["contact_id"]].name,
                    **{
                        score: {"from": _word(old, column), "to": _word(new, column)}
                        for score, column in WORDS.items()
                        if _word(old, column) != _word(new, column)
                    },
                }
                for old, new in moved[key]
            ],
        }
        for key in worst
    ]
