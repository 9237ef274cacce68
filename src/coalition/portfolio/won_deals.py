"""What won deals had: which roles had an engaged holder, and from which stage on.

A won deal is scored once as it stood at the end of each of its stages, by the same expressions as every other: its
touches are moved in time so that the end of every stage falls on one moment, and each stage counts as a deal by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from coalition.portfolio.comparables import note_not_won, note_won
from coalition.portfolio.models import DealScore
from coalition.record.models import Opportunity, Outcome, StageChange, Stakeholder

ENGAGED = ("engaged", "deep")


def learn(opportunity_ids: Iterable[int]) -> None:
    """Work out and keep ``engaged_from`` of those among these deals that are won."""
    ids = list(opportunity_ids)
    won = list(Opportunity.objects.filter(pk__in=ids, stage__outcome=Outcome.WON).select_related("account"))
    note_not_won(set(ids) - {deal.pk for deal in won})
    if not won:
        return
    found = engaged_from({deal.pk: stage_ends(deal.pk) for deal in won})
    rows = [DealScore(opportunity_id=deal.pk, engaged_from=found[deal.pk]) for deal in won]
    DealScore.objects.bulk_update(rows, ["engaged_from"], batch_size=200)
    note_won(won, found)


def stage_ends(opportunity_id: int) -> dict[int, datetime]:
    """Position of each stage the deal was in to the moment it last left it."""
    changes = StageChange.objects.filter(opportunity_id=opportunity_id).select_related("from_stage")
    return {change.from_stage.position: change.occurred_at for change in changes if change.from_stage is not None}


def engaged_from(ends: dict[int, dict[int, datetime]]) -> dict[int, dict[str, int]]:
    """Per deal: persona to the first stage at whose end somebody holding it was engaged."""
    from coalition.portfolio.pasts.shadows import Shadows
    from coalition.portfolio.reading import read_tables
    from coalition.scoring import engine
    from coalition.scoring.tables import LINES

    moments = [moment for stages in ends.values() for moment in stages.values()]
    if not moments:
        return {deal: {} for deal in ends}
    last = max(moments)
    tables = read_tables(list(ends), last)
    shadows = Shadows(
        {(deal, position): moment for deal, stages in ends.items() for position, moment in stages.items()},
        int(last.timestamp()),
    )
    positions = {position for stages in ends.values() for position in stages}
    parts = dict.fromkeys(sorted(positions), (tables.stakeholders, LINES.empty_table()))
    scores = engine.score(shadows.tables(parts, tables.touches), int(last.timestamp()))
    personas = _personas(list(ends))
    found: dict[int, dict[str, int]] = {deal: {} for deal in ends}
    for (deal, position), contact, row in shadows.rows(scores):
        if row["engagement_level"] in ENGAGED:
            for persona in personas[deal, contact]:
                first = found[deal].get(persona, position)
                found[deal][persona] = min(first, position)
    return found


def _personas(deals: list[int]) -> dict[tuple[int, int], list[str]]:
    rows = Stakeholder.objects.filter(opportunity_id__in=deals).values_list("opportunity_id", "contact_id", "personas")
    return {(deal, contact): personas for deal, contact, personas in rows}
