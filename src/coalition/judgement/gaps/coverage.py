"""Single-threaded coverage: few threads, roles without an engaged holder, and what would leave with one person."""

from __future__ import annotations

from coalition.judgement.coverage import UNNAMED, Coverage, RoleCoverage
from coalition.judgement.frame import Frame, Item, label_of
from coalition.judgement.gaps.model import Gap, empty_map, gap_of
from coalition.judgement.threads import Loss, Threads

KEY, NAME = "single_threaded_coverage", "Single-threaded coverage"
# Of 100: few threads, roles not engaged, and roles not engaged once the strongest contact has left. The last is what
# remains, not the drop: a drop grows when the strongest contact does more for us, what remains never shrinks by it.
THREADS, ROLES, REMAINING = 30.0, 40.0, 30.0


def single_threaded_coverage(frame: Frame, covered: Coverage, woven: Threads) -> Gap:
    """Without expected roles the threads are all there is to judge by."""
    if not frame.people:
        return gap_of(KEY, NAME, [empty_map()])
    items = _few_threads(frame, woven, THREADS if covered.roles else 100.0)
    importance = sum(role.importance for role in covered.roles)
    for role in covered.roles:
        if not role.is_engaged:
            items.append(_not_engaged(role, (ROLES + REMAINING) * role.importance / importance))
    worst = _worst(covered, woven)
    if worst:
        lost = sum(role.importance for role in covered.roles if role.persona in worst.roles_lost)
        items.append(_single_point(frame, covered, worst, REMAINING * lost / importance))
    return gap_of(KEY, NAME, items)


def _few_threads(frame: Frame, woven: Threads, points: float) -> list[Item]:
    effective, target = woven.effective or 0.0, frame.settings.target_threads
    short = 1.0 - min(1.0, max(0.0, (effective - 1.0) / (target - 1.0)))
    if short <= 0:
        return []
    text = (
        "The conversation of the last 90 days rests on nobody."
        if not effective
        else f"The conversation rests on {effective:.1f} people; {target:g} would carry it."
    )
    # Whom to bring in: the most influential people who are not in the conversation.
    idle = sorted(
        (p for p in frame.people if not p.is_engaged), key=lambda p: (-frame.weights[p.contact_id], p.contact_id)
    )
    return [Item("few_threads", text, points * short, frame.ids(idle[:5]))]


def _not_engaged(role: RoleCoverage, points: float) -> Item:
    text = f"{role.name}: nobody named." if role.level == UNNAMED else f"{role.name}: named, but not engaged."
    return Item("role_not_engaged", text, points, role.contact_ids, record_ids=(role.persona,))


def _worst(covered: Coverage, woven: Threads) -> Loss | None:
    importance = {role.persona: role.importance for role in covered.roles}
    losing = [loss for loss in woven.losses if loss.roles_lost]
    return max(losing, key=lambda loss: sum(importance[key] for key in loss.roles_lost), default=None)


def _single_point(frame: Frame, covered: Coverage, worst: Loss, points: float) -> Item:
    names = ", ".join(role.name for role in covered.roles if role.persona in worst.roles_lost)
    who = label_of(frame.by_contact[worst.contact_id])
    text = f"If {who} leaves, nobody engaged is left for: {names}."
    return Item("single_point", text, points, (worst.contact_id,), record_ids=worst.roles_lost)
