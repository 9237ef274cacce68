"""What scoring would have read of one deal at a past moment: only what was recorded by then."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pyarrow as pa
from django.db.models import Q

from coalition.portfolio.norms import norms_at
from coalition.portfolio.reading import RAW, as_scored, read_users, with_counts
from coalition.record.models import Contact, Opportunity, Outcome, Stage, Stakeholder
from coalition.record.selectors.as_of import PastMap, map_as_of, versions_at
from coalition.record.touches import touches_as_of
from coalition.scoring.tables import LINES, ScoringTables

_TICKS = ("purchasing_authority", "approval_power", "committee_member", "senior_for_decision")
_FOR = {"advocate", "supportive"}
_AGAINST = {"sceptical", "opposed"}


def tables_as_of(opportunity_id: int, moment: datetime) -> ScoringTables:
    """The tables for this deal as it was known at ``moment``."""
    known = map_as_of(opportunity_id, moment)
    contacts = sorted(known.contacts)
    raw = pa.Table.from_pylist([_raw(each, known) for each in known.stakeholders], schema=RAW)
    stakeholders = with_counts(as_scored(raw, moment), raw["account_id"].to_pylist(), _decided(contacts, moment))
    return ScoringTables(
        stakeholders=stakeholders,
        touches=touches_as_of(contacts, int(moment.timestamp() // 1)),
        lines=pa.Table.from_pylist(
            [{name: getattr(line, name) for name in LINES.names} for line in known.lines], schema=LINES
        ),
        users=read_users(),
        **norms_at(moment),
    )


def _raw(stakeholder: Stakeholder, known: PastMap) -> dict[str, Any]:
    contact: Contact = known.contacts[stakeholder.contact_id]
    deal = known.opportunity
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
    stands = {
        (each.contact_id, each.opportunity_id): stand
        for each in versions_at(Stakeholder, moment, Q(contact_id__in=contact_ids))
        if (stand := _stand(each)) is not None
    }
    deals = {deal.pk: deal for deal in versions_at(Opportunity, moment, Q(id__in={deal for _, deal in stands}))}
    outcomes = dict(Stage.objects.values_list("id", "outcome"))
    found = []
    for (contact, opportunity), stand in sorted(stands.items()):
        deal = deals.get(opportunity)
        outcome = outcomes.get(deal.stage_id) if deal else None
        if deal is None or deal.account_id is None or outcome in (None, Outcome.OPEN):
            continue
        won_as_wanted = (outcome == Outcome.WON) == stand
        found.append(
            {
                "contact_id": contact,
                "account_id": deal.account_id,
                "opportunity_id": opportunity,
                "their_way": int(won_as_wanted),
            }
        )
    return found


def _stand(stakeholder: Stakeholder) -> bool | None:
    """For or against; a vote outweighs a view. None: took no stand."""
    if stakeholder.vote in ("for", "against"):
        return stakeholder.vote == "for"
    if stakeholder.sentiment in _FOR | _AGAINST:
        return stakeholder.sentiment in _FOR
    return None
