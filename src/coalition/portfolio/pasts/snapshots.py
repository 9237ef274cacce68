"""Deals as judgement would have read them at several past moments, read in one go.

Fields are read as they stood at each moment, from the history of the record. Scores are worked out for the same
moments by the expressions that make every score: each deal at each moment is a deal by itself that is moved in time
(see ``shadows``), so that the whole quarter is one run. The number of queries does not grow with the deals.
Some things are today's: our people and their teams, the settings, what is usual, and which mail answered which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Q

from coalition.judgement.rule_fields import Part
from coalition.judgement.snapshot import DealSnapshot
from coalition.portfolio.pasts.scores import facts_of
from coalition.portfolio.snapshots import DealRows, Surroundings, build, supply, surroundings
from coalition.record.models import (
    Account,
    Contact,
    EmptySeat,
    Insight,
    Line,
    Opportunity,
    Outcome,
    SeatState,
    Stage,
    StageChange,
    Stakeholder,
)
from coalition.record.selectors.versions import versions_at_each

#: Deals looked at, the latest first; the answer says when there were more.
DEALS_AT_MOST = 120
Key = tuple[int, datetime]


@dataclass(frozen=True)
class Chosen:
    """Deals that were open at some moment, by internal id, and when those that closed did."""

    deals: dict[int, Opportunity]
    left_out: int
    closed: dict[int, datetime]


def deals_since(since: datetime) -> Chosen:
    """Deals that were open at some moment since then, how many more there are, and when the closed ones closed."""
    ends = StageChange.objects.exclude(to_stage__outcome=Outcome.OPEN).filter(occurred_at__gte=since)
    closed = dict(ends.order_by("occurred_at").values_list("opportunity_id", "occurred_at"))
    lately = Q(stage__outcome=Outcome.OPEN) | Q(pk__in=list(closed))
    rows = Opportunity.objects.filter(lately).select_related("account", "stage")
    total = rows.count()
    chosen = {deal.pk: deal for deal in rows.order_by("-recorded_at", "-id")[:DEALS_AT_MOST]}
    still = {key: at for key, at in closed.items() if key in chosen and chosen[key].stage.outcome != Outcome.OPEN}
    return Chosen(chosen, total - len(chosen), still)


def snapshots_of(chosen: Chosen, moments: Sequence[datetime], parts: AbstractSet[Part]) -> dict[Key, DealSnapshot]:
    """Each deal at each moment it was open and recorded, with these parts; others are left out of the snapshots."""
    found = _rows(chosen, moments)
    if parts & {"around", "scores"}:  # influence runs along lines
        _lines(found, moments)
    if "around" in parts:
        _insights(found, moments)
    if "scores" in parts:
        facts = facts_of(found, moments)
        for (deal, moment), rows in found.items():
            rows.facts = {row.pk: facts.get((deal, moment, row.contact_id), {}) for row in rows.stakeholders}
    if parts & {"reviews", "gates"}:
        for moment in moments:
            supply({deal: rows for (deal, at), rows in found.items() if at == moment}, moment, past=True)
    around = _surroundings(moments, parts)
    return {key: build(rows, around[key[1]]) for key, rows in found.items()}


def _surroundings(moments: Sequence[datetime], parts: AbstractSet[Part]) -> dict[datetime, Surroundings]:
    if "roles" in parts:
        return {moment: surroundings(moment, past=True) for moment in moments}
    plain = surroundings(moments[-1])
    plain.comparables = ()
    return dict.fromkeys(moments, plain)


def _rows(chosen: Chosen, moments: Sequence[datetime]) -> dict[Key, DealRows]:
    ids = list(chosen.deals)
    deals = versions_at_each(Opportunity, moments, Q(id__in=ids))
    found = {
        (row.pk, moment): DealRows(row, moment)
        for moment, rows in deals.items()
        for row in rows
        if (end := chosen.closed.get(row.pk)) is None or end > moment
    }
    _in_their_stages(found, ids)
    for moment, rows in versions_at_each(Stakeholder, moments, Q(opportunity_id__in=ids)).items():
        for row in rows:
            if (deal := found.get((row.opportunity_id, moment))) is not None:
                deal.stakeholders.append(row)
    for moment, seats in versions_at_each(EmptySeat, moments, Q(opportunity_id__in=ids)).items():
        for seat in seats:
            if (deal := found.get((seat.opportunity_id, moment))) is not None and seat.state == SeatState.OPEN:
                deal.seats = [*deal.seats, seat]
    _contacts(found, moments)
    _in_their_accounts(found, moments)
    return found


def _in_their_stages(found: Mapping[Key, DealRows], ids: list[int]) -> None:
    """In which stage each was, and since when, by what was recorded by then."""
    stages = Stage.objects.in_bulk()
    entered: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    changes = StageChange.objects.filter(opportunity_id__in=ids).order_by("occurred_at", "id")
    for deal, occurred, recorded in changes.values_list("opportunity_id", "occurred_at", "recorded_at"):
        entered[deal].append((occurred, recorded))
    for (deal, moment), rows in found.items():
        rows.deal.stage = stages[rows.deal.stage_id]
        rows.entered_at = max(
            (occurred for occurred, recorded in entered[deal] if occurred <= moment and recorded <= moment),
            default=None,
        )


def _contacts(found: Mapping[Key, DealRows], moments: Sequence[datetime]) -> None:
    met = {row.contact_id for rows in found.values() for row in rows.stakeholders}
    contacts = {
        moment: {row.pk: row for row in rows}
        for moment, rows in versions_at_each(Contact, moments, Q(id__in=met)).items()
    }
    for (_, moment), rows in found.items():
        here = contacts[moment]
        rows.stakeholders = [row for row in rows.stakeholders if row.contact_id in here]
        rows.contacts = {row.contact_id: here[row.contact_id] for row in rows.stakeholders}


def _in_their_accounts(found: Mapping[Key, DealRows], moments: Sequence[datetime]) -> None:
    """So that nothing reads an account as it is called and placed today."""
    ids = {rows.deal.account_id for rows in found.values()}
    ids |= {contact.account_id for rows in found.values() for contact in rows.contacts.values()}
    accounts = {
        moment: {row.pk: row for row in rows}
        for moment, rows in versions_at_each(Account, moments, Q(id__in=ids - {None})).items()
    }
    for (_, moment), rows in found.items():
        here = accounts[moment]
        rows.deal = _placed(rows.deal, here)
        rows.contacts = {key: _placed(contact, here) for key, contact in rows.contacts.items()}


P = TypeVar("P", Contact, Opportunity)


def _placed(row: P, accounts: Mapping[int, Account]) -> P:
    """The row in its account as it was. A version stands for many moments: copied where its account changed."""
    account = accounts.get(row.account_id or 0)
    held = row.__dict__.get("_placed_in", row)
    if held is account:
        return row
    placed = row if held is row else copy(row)
    placed.account = account
    placed.__dict__["_placed_in"] = account
    return placed


def _lines(found: Mapping[Key, DealRows], moments: Sequence[datetime]) -> None:
    on_deals: dict[datetime, dict[int, set[int]]] = {moment: defaultdict(set) for moment in moments}
    for (deal, moment), rows in found.items():
        for contact in rows.contacts:
            on_deals[moment][contact].add(deal)
    people = {contact for each in on_deals.values() for contact in each}
    started = Line.history.filter(from_contact_id__in=people, history_date__lte=moments[-1]).values("id")
    for moment, held in versions_at_each(Line, moments, Q(id__in=started)).items():
        here = on_deals[moment]
        for line in held:
            both = here.get(line.from_contact_id, set()) & here.get(line.to_contact_id, set())
            for deal in both if line.opportunity_id is None else both & {line.opportunity_id}:
                found[deal, moment].lines.append(line)


def _insights(found: Mapping[Key, DealRows], moments: Sequence[datetime]) -> None:
    of_account: dict[tuple[int | None, datetime], list[int]] = defaultdict(list)
    for (deal, moment), rows in found.items():
        of_account[rows.deal.account_id, moment].append(deal)
    accounts = {account for account, _ in of_account if account is not None}
    mine = Q(opportunity_id__in={deal for deal, _ in found}) | Q(opportunity_id__isnull=True, account_id__in=accounts)
    for moment, held in versions_at_each(Insight, moments, mine).items():
        for row in held:
            deals = [row.opportunity_id] if row.opportunity_id else of_account.get((row.account_id, moment), [])
            for deal in deals:
                if (deal, moment) in found:
                    found[deal, moment].insights.append(row)
