"""What won deals had: which roles had an engaged holder, and from which stage on.

A won deal is scored once as it stood at the end of each of its stages, by the same expressions as every other: its
touches are moved in time so that the end of every stage falls on one moment, and each stage counts as a deal by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

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
    from coalition.portfolio.reading import read_tables
    from coalition.scoring import engine

    moments = [moment for stages in ends.values() for moment in stages.values()]
    if not moments:
        return {deal: {} for deal in ends}
    last = max(moments)
    tables = read_tables(list(ends), last)
    shadows = Shadows(ends, int(last.timestamp()))
    moved = shadows.tables(tables)
    scores = engine.score(moved, int(last.timestamp()))
    engaged = scores.stakeholders.filter(pc.is_in(scores.stakeholders["engagement_level"], pa.array(ENGAGED)))
    personas = _personas(list(ends))
    found: dict[int, dict[str, int]] = {deal: {} for deal in ends}
    for row in engaged.select(["opportunity_id", "contact_id"]).to_pylist():
        deal, position = shadows.deals[row["opportunity_id"]]
        contact = shadows.contacts[row["contact_id"]]
        for persona in personas[deal, contact]:
            first = found[deal].get(persona, position)
            found[deal][persona] = min(first, position)
    return found


class Shadows:
    """Each stage of each deal as a deal of its own, whose end falls on ``end_s``; its people are copies too."""

    def __init__(self, ends: dict[int, dict[int, datetime]], end_s: int) -> None:
        self.deals: dict[int, tuple[int, int]] = {}
        self.contacts: dict[int, int] = {}
        self._of: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for deal, stages in ends.items():
            for position, moment in stages.items():
                shadow = len(self.deals) + 1
                self.deals[shadow] = (deal, position)
                self._of[deal].append((shadow, end_s - int(moment.timestamp())))

    def tables(self, tables: Any) -> Any:
        """The scoring tables of all shadows."""
        from coalition.scoring.tables import ScoringTables

        stakeholders, touches = [], []
        for deal, shadows in self._of.items():
            people = tables.stakeholders.filter(pc.equal(tables.stakeholders["opportunity_id"], deal))
            contacts = people["contact_id"].to_pylist()
            theirs = tables.touches.filter(
                pc.is_in(tables.touches["contact_id"], people["contact_id"].combine_chunks())
            )
            elsewhere = pc.and_kleene(
                pc.is_valid(theirs["opportunity_id"]), pc.not_equal(theirs["opportunity_id"], deal)
            )
            theirs = theirs.filter(pc.invert(pc.fill_null(elsewhere, False)))
            for shadow, shift in shadows:
                start = len(self.contacts) + 1
                copies = dict(zip(contacts, range(start, start + len(contacts)), strict=True))
                self.contacts.update({copy: contact for contact, copy in copies.items()})
                stakeholders.append(_renamed(people, shadow, copies))
                touches.append(_moved(_renamed(theirs, shadow, copies), shift))
        return ScoringTables(pa.concat_tables(stakeholders), pa.concat_tables(touches))


def _renamed(table: pa.Table, deal: int, contacts: dict[int, int]) -> pa.Table:
    copies = pa.array([contacts[each] for each in table["contact_id"].to_pylist()], pa.int64())
    # What hung on no deal counted for this one; what hung on this one still does.
    deals = pa.repeat(pa.scalar(deal, pa.int64()), table.num_rows)
    for name, values in (("contact_id", copies), ("opportunity_id", deals)):
        table = table.set_column(table.schema.get_field_index(name), table.schema.field(name), values)
    return table


def _moved(touches: pa.Table, seconds: int) -> pa.Table:
    for name in ("occurred_s", "recorded_s", "replied_after_s", "reply_recorded_s", "retracted_s"):
        index = touches.schema.get_field_index(name)
        touches = touches.set_column(index, touches.schema.field(name), pc.add(touches[name], seconds))
    return touches


def _personas(deals: list[int]) -> dict[tuple[int, int], list[str]]:
    rows = Stakeholder.objects.filter(opportunity_id__in=deals).values_list("opportunity_id", "contact_id", "personas")
    return {(deal, contact): personas for deal, contact, personas in rows}
