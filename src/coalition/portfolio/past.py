"""What scoring would have read of one deal at a past moment: only what was recorded by then."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pyarrow as pa
from django.db.models import Q

from coalition.portfolio.norms import norms_at
from coalition.portfolio.reading import RAW, as_scored, read_users, with_counts
from coalition.record.models import Contact, Opportunity, Outcome, Stage, Stakeholder
from coalition.record.selectors.as_of import map_as_of, versions_at
from coalition.record.touches import touches_as_of
from coalition.scoring.tables import LINES, ScoringTables

_TICKS = ("purchasing_authority", "approval_power", "committee_member", "senior_for_decision")
_FOR = {"advocate", "supportive"}
_AGAINST = {"sceptical", "opposed"}


def tables_as_of(opportunity_id: int, moment: datetime) -> ScoringTables:
    """The tables for this deal as it was known at ``moment``."""
    known = map_as_of(opportunity_id, moment)
    contacts = sorted(known.contacts)
    seats = [(each, known.contacts[each.contact_id], known.opportunity) for each in known.stakeholders]
    return ScoringTables(
        stakeholders=people_then(seats, _decided(contacts, moment), moment),
        touches=touches_as_of(contacts, int(moment.timestamp() // 1)),
        lines=pa.Table.from_pylist(
            [{name: getattr(line, name) for name in LINES.names} for line in known.lines], schema=LINES
        ),
        users=read_users(),
        **norms_at(moment),
    )


def people_then(
    seats: Iterable[tuple[Stakeholder, Contact, Opportunity | None]], decided: list[dict[str, int]], moment: datetime
) -> pa.Table:
    """Stakeholders with their contacts and deals, each as it was at ``moment``, as scoring reads them."""
    raw = pa.Table.from_pylist([_raw(*each) for each in seats], schema=RAW)
    return with_counts(as_scored(raw, moment), raw["account_id"].to_pylist(), decided)


def _raw(stakeholder: Stakeholder, contact: Contact, deal: Opportunity | None) -> dict[str, Any]:
    ticks = {name: None if (value := getattr(stakeholder, name)) is None else int(value) for name in _TICKS}
    return {
        **ticks,
        "opportunity_id": stakeholder.opportunity_id,
        "contact_id": stakeholder.contact_id,
        "personas": json.dumps(stakeholder.personas),
        "seniority": contact.seniority,
        "stage": deal.stage.key if deal else "",
        "sentiment": stakeholder.sentiment,
        "sentiment_s": int(stakeholder.sentiment_at.timestamp() // 1) if stakeholder.sentiment_at else None,
        "sentiment_by": stakeholder.sentiment_by_id,
        "influence": stakeholder.influence,
        "influence_until": stakeholder.influence_until.isoformat() if stakeholder.influence_until else None,
        "time_zone": contact.time_zone,
        "account_id": deal.account_id if deal else None,
    }


def _decided(contact_ids: list[int], moment: datetime) -> list[dict[str, int]]:
    """Stands these contacts had taken in deals that were closed by then."""
    seats = versions_at(Stakeholder, moment, Q(contact_id__in=contact_ids))
    stood = {each.opportunity_id for each in seats if stand_of(each) is not None}
    return decided_of(seats, versions_at(Opportunity, moment, Q(id__in=stood)))


def decided_of(seats: Iterable[Stakeholder], deals: Iterable[Opportunity]) -> list[dict[str, int]]:
    """Stands taken in those of the deals that are closed, with whether each deal went their way."""
    outcomes = dict(Stage.objects.values_list("id", "outcome"))
    closed = {
        deal.pk: (deal.account_id, outcomes[deal.stage_id] == Outcome.WON)
        for deal in deals
        if deal.account_id is not None and outcomes.get(deal.stage_id, Outcome.OPEN) != Outcome.OPEN
    }
    stands = {
        (each.contact_id, each.opportunity_id): stand
        for each in seats
        if each.opportunity_id in closed and (stand := stand_of(each)) is not None
    }
    return [
        {
            "contact_id": contact,
            "account_id": closed[deal][0],
            "opportunity_id": deal,
            "their_way": int(closed[deal][1] == stand),
        }
        for (contact, deal), stand in sorted(stands.items())
    ]


def stand_of(stakeholder: Stakeholder) -> bool | None:
    """For or against; a vote outweighs a view. None: took no stand."""
    if stakeholder.vote in ("for", "against"):
        return stakeholder.vote == "for"
    if stakeholder.sentiment in _FOR | _AGAINST:
        return stakeholder.sentiment in _FOR
    return None
