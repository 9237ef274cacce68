"""How a deal stands against the conditions of a stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from coalition.judgement.frame import Frame
from coalition.judgement.gate import Gate
from coalition.judgement.gates import gates_to
from coalition.portfolio.settings import current_judgement_settings
from coalition.portfolio.snapshots import deal_snapshots
from coalition.record.models import Opportunity, Outcome, Stage, StageChange


def reached(deal: Opportunity) -> int:
    """Position of the open stage the deal is in, or was in before it was closed; -1 where none is known.

    Closing a deal is free and so is reopening it where it stood: without this look back, closing it as lost and
    reopening it further on would be a way around every gate.
    """
    if deal.stage.outcome == Outcome.OPEN:
        return deal.stage.position
    left = StageChange.objects.filter(opportunity=deal, from_stage__outcome=Outcome.OPEN)
    last = left.order_by("-occurred_at", "-id").values_list("from_stage__position", flat=True).first()
    return -1 if last is None else last


def is_forward(deal: Opportunity, to: Stage) -> bool:
    """Whether the move is one that gates look at: onward, and not to the end of a lost deal."""
    return to.outcome != Outcome.LOST and to.position > reached(deal)


def standing(deal: Opportunity, to: Stage, as_of: datetime) -> tuple[Gate, ...]:
    """Every condition of entering the stage, from the scores as they are stored."""
    return standings({deal.pk: to.position}, as_of)[deal.pk]


def standings(moves: Mapping[int, int], as_of: datetime) -> dict[int, tuple[Gate, ...]]:
    """The same for many deals: internal id to the position asked about. The number of queries does not grow."""
    settings = current_judgement_settings()
    return {
        key: gates_to(Frame(snapshot, settings), moves[key]) for key, snapshot in deal_snapshots(moves, as_of).items()
    }


def unmet(gates: Iterable[Gate]) -> list[Gate]:
    return [gate for gate in gates if not gate.met]
