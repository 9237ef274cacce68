"""Lenses: the facts of a deal in the vocabulary of a sales method, with no retyping (F11).

A lens is a mapping and nothing else: each slot lists what the record holds for it and names what it does not hold, with
the place to fill that in. No slot is scored, and none is filled from a guess.
"""

from coalition.judgement.lenses.blue_sheet import blue_sheet
from coalition.judgement.lenses.challenger import challenger
from coalition.judgement.lenses.meddpicc import meddpicc
from coalition.judgement.lenses.shape import Fact, Fill, Lens, Missing, Slot, lenses_of
from coalition.judgement.lenses.tas import tas

LENSES = (meddpicc, blue_sheet, tas, challenger)

__all__ = ["LENSES", "Fact", "Fill", "Lens", "Missing", "Slot", "lenses_of"]
