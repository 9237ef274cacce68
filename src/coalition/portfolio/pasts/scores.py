"""Scores of many deals at several past moments, in one run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from coalition.portfolio.norms import norms_at
from coalition.portfolio.scores import seconds
from coalition.portfolio.settings import current_settings
from coalition.portfolio.snapshots import DealRows
from coalition.record.models import Line, Opportunity, Outcome, Stakeholder
from coalition.record.selectors.versions import versions_at_each


def facts_of(
    found: Mapping[tuple[int, datetime], DealRows], moments: Sequence[datetime]
) -> dict[tuple[int, datetime, int], dict[str, Any]]:
    """Scoring columns by deal, moment and contact: one run for all of them."""
    import pyarrow as pa

    from coalition.portfolio.past import people_then
    from coalition.portfolio.pasts.shadows import Shadows
    from coalition.portfolio.reading import read_touches, read_users
    from coalition.scoring import engine
    from coalition.scoring.tables import LINES

    contacts = sorted({contact for rows in found.values() for contact in rows.contacts})
    if not contacts:
        return {}
    decided, parts = _decided(contacts, moments), {}
    for place, moment in enumerate(moments):
        here = [rows for (_, at), rows in found.items() if at == moment]
        seats = [(row, rows.contacts[row.contact_id], rows.deal) for rows in here for row in rows.stakeholders]
        lines = [_drawn(line, rows.deal.pk) for rows in here for line in rows.lines]
        parts[place] = people_then(seats, decided[moment], moment), pa.Table.from_pylist(lines, schema=LINES)
    last = moments[-1]
    shadows = Shadows({(deal, moments.index(at)): at for deal, at in found}, seconds(last))
    tables = shadows.tables(parts, read_touches(contacts), users=read_users(), **norms_at(last))
    scores = engine.score(tables, seconds(last), current_settings())
    return {(deal, moments[place], contact): row for (deal, place), contact, row in shadows.rows(scores)}


def _decided(contacts: Sequence[int], moments: Sequence[datetime]) -> dict[datetime, list[dict[str, int]]]:
    """Stands these contacts had taken in deals that were closed at each moment."""
    from coalition.portfolio.past import decided_of

    closed = Opportunity.history.exclude(stage__outcome=Outcome.OPEN).filter(history_date__lte=moments[-1])
    ever = set(closed.values_list("id", flat=True))
    seats = versions_at_each(Stakeholder, moments, Q(contact_id__in=contacts, opportunity_id__in=ever))
    stood = {row.opportunity_id for rows in seats.values() for row in rows}
    deals = versions_at_each(Opportunity, moments, Q(id__in=stood))
    return {moment: decided_of(seats[moment], deals[moment]) for moment in moments}


def _drawn(line: Line, deal: int) -> dict[str, Any]:
    ends = {"from_contact_id": line.from_contact_id, "to_contact_id": line.to_contact_id}
    return {**ends, "opportunity_id": deal, "kind": line.kind, "strength": line.strength}
