"""Stage changes of an import meet the gates like all others (docs/decisions/0012-stage-gates.md)."""

from __future__ import annotations

from coalition.gates.services.moves import keep_passages, missing_for
from coalition.judgement.gate import Gate
from coalition.record.models import Opportunity, Stage
from coalition.sources.files.steps.plan import Plan
from coalition.sources.files.values import quoted

NAMED = 5


def check_stages(plan: Plan, now: str) -> None:
    """Look at every known deal that the files move: past a closed gate it is flagged, or held where it stands.

    A file tells what is true elsewhere already, so its stages are taken; with ``hold_stages`` the stage is left out and
    reported, and the rest of the row goes in. A deal that is new stands where the file says: nobody moved it.
    """
    stages = {stage.pk: stage for stage in Stage.objects.all()}
    moves = {
        deal: stages[stage]
        for deal, stage in plan.bench.rows(
            f"SELECT r.match_id, r.stage_id FROM ready_opportunities r JOIN {now} n ON n.id = r.match_id"
            " WHERE r.stage_id IS DISTINCT FROM n.stage_id"
        )
    }
    closed = missing_for(moves) if moves else {}
    if plan.hold_stages:
        for deal, missing in closed.items():
            _hold(plan, deal, moves[deal], missing)
    elif closed:
        plan.flagged = {deal: (moves[deal].pk, missing) for deal, missing in closed.items()}
        plan.notes.append(_note(list(closed)))


def keep_flags(plan: Plan) -> None:
    """Write down which deals went past which condition."""
    for deal, (stage, missing) in plan.flagged.items():
        keep_passages(deal, stage, missing, by=None)


def _hold(plan: Plan, deal: int, to: Stage, missing: list[Gate]) -> None:
    said = "; ".join(f"{gate.label}: {gate.missing}" for gate in missing)
    reason = f"the gate of {to.name} is closed ({said}): see to it or grant an exception; the rest of the row went in"
    plan.bench.complain(
        "opportunities",
        "stage",
        f"SELECT file, row, {quoted(to.name)} AS value, {quoted(reason)} AS reason"
        f" FROM ready_opportunities WHERE match_id = {deal}",
        fatal=False,
    )
    plan.bench.run("UPDATE ready_opportunities SET stage_id = NULL WHERE match_id = ?", [deal])


def _note(deals: list[int]) -> str:
    names = list(Opportunity.objects.filter(pk__in=deals[:NAMED]).order_by("id").values_list("name", flat=True))
    more = f" and {len(deals) - NAMED} more" if len(deals) > NAMED else ""
    return (
        f"Moved past a stage gate that is not met, and flagged: {', '.join(names)}{more}."
        " --hold-stages leaves such stages out."
    )
