"""A rule tried on the last quarter before it goes live: how often it would have fired, and how those deals ended.

Fields are read as they stood at each moment, from the history of the record. Scores are worked out for the same
moments by the expressions that make every score: each deal at each moment is a deal by itself whose touches are moved
in time (see ``portfolio.won_deals``), so that the whole quarter is one run.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from coalition.judgement.own_rules import OwnRule
from coalition.judgement.people import Stakeholder as Person
from coalition.portfolio.snapshots import DealRows, Facts, build, surroundings
from coalition.portfolio.won_deals import Shadows
from coalition.record.models import Account, Contact, Opportunity, Outcome, StageChange, Stakeholder
from coalition.record.models.base import Recorded

QUARTER, EVERY = timedelta(days=91), timedelta(days=18)
MOMENTS = 6
#: Deals looked at, the latest first; the answer says when there were more.
DEALS_AT_MOST = 120
EXAMPLES = 10
#: Fields that are worked out. A rule that reads none of them needs no scoring run.
_SCORES = ("engagement.", "sentiment.", "influence.")


@dataclass(frozen=True)
class Example:
    """A deal the rule would have fired on: when it did so first, and what it would have said."""

    deal: Opportunity
    at: datetime
    text: str


@dataclass(frozen=True)
class Trial:
    """``fired`` counts each time it began to hold; the deals are counted once."""

    since: datetime
    until: datetime
    deals: int
    left_out: int
    fired: int
    on_deals: int
    then_lost: int
    then_won: int
    still_open: int
    examples: tuple[Example, ...]


def try_rule(rule: OwnRule, now: datetime) -> Trial:
    """What the rule would have done at six moments of the last quarter. Nothing is stored."""
    moments = [now - QUARTER + EVERY * place for place in range(MOMENTS)]
    deals, left_out, closed = _deals(moments[0])
    people = _people(
        deals, moments, closed, now, scored=any(each.field.startswith(_SCORES) for each in rule.conditions)
    )
    fired = 0
    first: dict[int, Example] = {}
    for deal in deals.values():
        held = False
        for moment in moments:
            present = people.get((deal.pk, moment))
            met = rule.matches(present) if present is not None else None
            if met is not None and not held:
                fired += 1
                first.setdefault(deal.pk, Example(deal, moment, rule.say(met, deal.name)))
            held = met is not None
    ends = [deals[key].stage.outcome for key in first]
    return Trial(
        since=moments[0],
        until=now,
        deals=len(deals),
        left_out=left_out,
        fired=fired,
        on_deals=len(first),
        then_lost=ends.count(Outcome.LOST),
        then_won=ends.count(Outcome.WON),
        still_open=ends.count(Outcome.OPEN),
        examples=tuple(sorted(first.values(), key=lambda each: each.at, reverse=True)[:EXAMPLES]),
    )


def _deals(since: datetime) -> tuple[dict[int, Opportunity], int, dict[int, datetime]]:
    """Deals that were open at some moment since then, how many more there are, and when the closed ones closed."""
    ends = StageChange.objects.exclude(to_stage__outcome=Outcome.OPEN).filter(occurred_at__gte=since)
    closed = dict(ends.order_by("occurred_at").values_list("opportunity_id", "occurred_at"))
    lately = Q(stage__outcome=Outcome.OPEN) | Q(pk__in=list(closed))
    rows = Opportunity.objects.filter(lately).select_related("account", "stage")
    total = rows.count()
    chosen = {deal.pk: deal for deal in rows.order_by("-recorded_at", "-id")[:DEALS_AT_MOST]}
    still = {key: at for key, at in closed.items() if key in chosen and chosen[key].stage.outcome != Outcome.OPEN}
    return chosen, total - len(chosen), still


def _people(
    deals: dict[int, Opportunity], moments: list[datetime], closed: dict[int, datetime], now: datetime, *, scored: bool
) -> dict[tuple[int, datetime], tuple[Person, ...]]:
    """The people of each deal at each moment it was open, as judgement reads them."""
    stakeholders = _versions(Stakeholder, Q(opportunity_id__in=list(deals)), moments)
    met = {row.contact_id for rows in stakeholders.values() for row in rows}
    contacts = {
        moment: {row.pk: row for row in rows} for moment, rows in _versions(Contact, Q(id__in=met), moments).items()
    }
    # Rows of the history know their account by its key alone: looked up once, not for each person at each moment.
    accounts = Account.objects.in_bulk({row.account_id for each in contacts.values() for row in each.values()} - {None})
    for each in contacts.values():
        for row in each.values():
            row.account = accounts.get(row.account_id)
    by_deal: dict[tuple[int, datetime], list[Stakeholder]] = defaultdict(list)
    for moment, rows in stakeholders.items():
        for row in rows:
            if (end := closed.get(row.opportunity_id)) is None or end > moment:
                by_deal[row.opportunity_id, moment].append(row)
    facts = _facts(by_deal, moments) if scored else {}
    around = surroundings(now)
    around.comparables = ()
    found = {}
    for (deal, moment), rows in by_deal.items():
        told: dict[int, Facts] = {row.pk: facts.get((deal, moment, row.contact_id), {}) for row in rows}
        theirs = {
            row.contact_id: contacts[moment][row.contact_id] for row in rows if row.contact_id in contacts[moment]
        }
        past = DealRows(deals[deal], moment, stakeholders=rows, contacts=theirs, facts=told)
        found[deal, moment] = build(past, around).active
    return found


def _versions(model: type[Recorded], which: Q, moments: list[datetime]) -> dict[datetime, list[Any]]:
    """The version of each row that held at each moment, from one read of the history."""
    rows = model.history.filter(which, history_date__lte=moments[-1])
    ordered = list(rows.order_by("history_date", "history_id"))
    latest: dict[int, Any] = {}
    made: dict[int, Any] = {}  # an object for each version, not for each moment it held at
    found, place = {}, 0
    for moment in moments:
        while place < len(ordered) and ordered[place].history_date <= moment:
            latest[ordered[place].id] = ordered[place]
            place += 1
        held = [row for row in latest.values() if row.history_type != "-"]
        for row in held:
            if row.history_id not in made:
                made[row.history_id] = row.instance
        found[moment] = [made[row.history_id] for row in held]
    return found


def _facts(
    by_deal: dict[tuple[int, datetime], list[Stakeholder]], moments: list[datetime]
) -> dict[tuple[int, datetime, int], dict[str, Any]]:
    """Scoring columns by deal, moment and contact: one run for all of them."""
    from coalition.portfolio.reading import read_tables
    from coalition.scoring import engine

    ends: dict[int, dict[int, datetime]] = defaultdict(dict)
    for deal, moment in by_deal:
        ends[deal][moments.index(moment)] = moment
    if not ends:
        return {}
    last = moments[-1]
    shadows = Shadows(ends, int(last.timestamp()))
    tables = shadows.tables(read_tables(list(ends), last))
    found = {}
    for row in engine.score(tables, int(last.timestamp())).stakeholders.to_pylist():
        deal, place = shadows.deals[row["opportunity_id"]]
        found[deal, moments[place], shadows.contacts[row["contact_id"]]] = row
    return found
