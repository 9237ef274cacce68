"""The same facts in the words of a sales method: MEDDPICC, Blue Sheet, TAS, Challenger (F11)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.judgement import JudgementQuery, judged_by, snapshot_for
from coalition.judgement.frame import Frame
from coalition.judgement.lenses import LENSES, Fact, Lens, Missing, lenses_of
from coalition.judgement.lenses.shape import Slot, State

router = Router(tags=["map"])


class SlotOut(s.Out):
    """One field of the method. Nothing in it is typed a second time: facts are read from the record."""

    key: str
    name: str
    asks: str
    state: State = Field(description="Empty: no fact at all. Partly: some, and we know what is missing.")
    facts: list[Fact]
    missing: list[Missing] = Field(description="What nobody wrote down yet, and where it is filled in.")


class LensOut(s.Out):
    key: str
    name: str
    about: str
    slots: list[SlotOut]


class LensesOut(s.Out):
    """Every lens on one deal. People are named by contact id, insights by their id."""

    as_of: datetime
    lenses: list[LensOut]


@router.get("/{uuid:opportunity_id}/lenses", response={200: LensesOut, **s.ERRORS}, operation_id="get_lenses")
def get_lenses(request: HttpRequest, opportunity_id: UUID, filters: Query[JudgementQuery]) -> Any:
    """The deal through each lens, with what is missing and where to fill it in."""
    snapshot = snapshot_for(viewer(request), opportunity_id, filters.as_of)
    frame = Frame(snapshot, judged_by(filters.as_of))
    return LensesOut(as_of=snapshot.as_of, lenses=[_lens(lens) for lens in lenses_of(frame, LENSES)])


def _lens(lens: Lens) -> LensOut:
    return LensOut(key=lens.key, name=lens.name, about=lens.about, slots=[_slot(slot) for slot in lens.slots])


def _slot(slot: Slot) -> SlotOut:
    return SlotOut(
        **s.columns(slot, "key", "name", "asks", "state"), facts=list(slot.facts), missing=list(slot.missing)
    )
