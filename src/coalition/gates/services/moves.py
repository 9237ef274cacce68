"""The check every stage change goes through, and the trace it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from coalition.access.models import User
from coalition.gates.models import GateRule, Passage, StageException, Way
from coalition.gates.selectors.exceptions import covered, in_force
from coalition.gates.selectors.standing import is_forward, standing, standings, unmet
from coalition.judgement.gate import Gate
from coalition.record import history
from coalition.record.errors import StageRefused
from coalition.record.models import Opportunity, Stage
from coalition.record.stage_checks import StageMove


def check_move(move: StageMove) -> None:
    """Refuse a move while a condition is unmet and no exception covers it; else keep how each condition was passed.

    The row of the deal is locked and the exception is read under that lock: of two people who move one deal at once,
    the second looks at the deal as the first left it.
    """
    deal, to = move.opportunity, move.to
    if move.before is not None and not is_forward(deal, to):
        return
    now = timezone.now()
    found = standing(deal, to, now)
    missing = unmet(found)
    exception = in_force(deal, to, now.date(), lock=True) if missing else None
    waived = covered(exception) & {gate.key for gate in missing}
    left = [gate for gate in missing if gate.key not in waived]
    if left and not _is_taken_as_it_stands(move):
        raise refusal(deal, to, left)
    if exception is not None and waived:
        if exception.used_at is None:
            history.change(exception, {"used_at": now}, by=move.by)
        keep_passages(deal.pk, to.pk, found, waived=waived, exception=exception, by=move.by)
    else:
        keep_passages(deal.pk, to.pk, found, by=move.by)


def _is_taken_as_it_stands(move: StageMove) -> bool:
    """A move made elsewhere; and a deal recorded by those who bring whole books over. Both are flagged.

    Others start a deal before its first gate: recording it anew further on would be a way around.
    """
    return move.is_reported or (move.before is None and (move.by is None or move.by.sees_everything))


def refusal(deal: Opportunity, to: Stage, missing: Iterable[Gate]) -> StageRefused:
    """What is missing, in words and with the people it is about."""
    rows = list(missing)
    said = [f"{gate.label}: {gate.missing}." for gate in rows]
    unmet_rows: list[Mapping[str, Any]] = [
        {
            "rule_id": gate.key,
            "label": gate.label,
            "missing": gate.missing,
            "people": [{"contact_id": each.contact_id, "reason": each.reason} for each in gate.short],
            "wanted": list(gate.wanted),
            "link": link(deal, gate),
        }
        for gate in rows
    ]
    start = f"{deal.name} cannot enter {to.name} yet. {' '.join(said)}"
    return StageRefused(f"{start} See to these, or ask for an exception.", said, unmet_rows)


def link(deal: Opportunity, gate: Gate) -> str:
    """Where on the screen to see to it: the first person it is about, else the map."""
    page = f"/opportunities/{deal.uuid}"
    return f"{page}?p={gate.short[0].contact_id}" if gate.short else page


def missing_for(moves: Mapping[int, Stage]) -> dict[int, list[Gate]]:
    """For moves that come in bulk: internal id of a deal to what is missing for its stage, exceptions in force counted.

    Only deals with something missing are in the answer. The number of queries grows with those, not with the moves.
    """
    now = timezone.now()
    deals = Opportunity.objects.filter(pk__in=list(moves)).select_related("stage")
    forward = {deal.pk: deal for deal in deals if is_forward(deal, moves[deal.pk])}
    found: dict[int, list[Gate]] = {}
    for key, gates in standings({key: moves[key].position for key in forward}, now).items():
        missing = unmet(gates)
        if missing:
            waived = covered(in_force(forward[key], moves[key], now.date()))
            missing = [gate for gate in missing if gate.key not in waived]
        if missing:
            found[key] = missing
    return found


def keep_passages(
    opportunity_id: int,
    stage_id: int,
    found: Iterable[Gate],
    *,
    by: User | None,
    waived: Iterable[str] = (),
    exception: StageException | None = None,
) -> None:
    """Write down how a deal went past each condition; statistics are counted from these."""
    gates, let_past = list(found), set(waived)
    rows = GateRule.objects.filter(uuid__in=[gate.key for gate in gates])
    rules = {str(rule.uuid): rule.pk for rule in rows}
    Passage.objects.bulk_create(
        Passage(
            opportunity_id=opportunity_id,
            to_stage_id=stage_id,
            rule_id=rules[gate.key],
            way=Way.MET if gate.met else Way.WAIVED if gate.key in let_past else Way.FLAGGED,
            missing=gate.missing,
            exception=exception if gate.key in let_past else None,
            by=by,
        )
        for gate in gates
    )
