"""What concerns the group: roles nobody fills, a deal that rests on one person, and rules of political sense."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from coalition.judgement.coverage import UNNAMED
from coalition.judgement.missing_roles import MissingRole
from coalition.judgement.political_sense import Frown
from coalition.judgement.risks import SINGLE_THREAD_FROM
from coalition.judgement.signals.model import Evidence, Finding
from coalition.judgement.signals.scene import Scene
from coalition.judgement.words import Severity

_MUST, _IMPORTANT = 3, 2
#: From so many threads on, a deal rests on no single person, whatever coverage would leave with one of them.
ENOUGH_THREADS = 3.0
ALONE = 1.5
_SOFT = {"nobody_against"}
_ADVICE = {
    "more_against": "Decide with your manager whether this deal can still be won, and by whom",
    "lonely_decision_maker": "Win one of those around them before you ask for a decision",
    "nobody_against": "Ask your champion who would rather see another supplier",
    "no_decision_maker": "Ask your champion who signs, and put them on the map",
}


def group_findings(scene: Scene, told: AbstractSet[str]) -> Iterator[Finding]:
    """``told``: people of whom something stronger is said already; a role they hold says nothing new."""
    if not scene.frame.people:
        text = "Nobody is on the map."
        yield Finding("empty", "role_missing", "high", text, "Put the people you have met on the map", (), _deal(scene))
        return
    yield from _roles(scene, told)
    yield from _threads(scene)
    yield from _frowns(scene)


def _roles(scene: Scene, told: AbstractSet[str]) -> Iterator[Finding]:
    expected = scene.judgement.expectation
    levels = {role.persona: role.level for role in scene.judgement.coverage.roles}
    for role in expected.missing:
        if role.named and (not levels.get(role.persona) or role.importance < _MUST or told & set(role.contact_ids)):
            continue
        unnamed = levels.get(role.persona) == UNNAMED
        kind = "role_missing" if unnamed else "role_not_engaged"
        text = f"{role.name}: {'nobody on the map holds this role' if unnamed else 'nobody who holds it is engaged'}."
        action = (
            f"Ask who it is, and put them on the map as {role.name.lower()}"
            if unnamed or not role.contact_ids
            else scene.way_to(role.contact_ids[0])
        )
        proof = (Evidence("deal", scene.frame.snapshot.deal.id, role.reason), *scene.proof(*role.contact_ids))
        proof += tuple(Evidence("deal", other.deal_id, f"Won: {other.name}") for other in expected.compared[:3])
        yield Finding(f"{kind}:{role.persona}", kind, _importance(role), text, action, role.contact_ids, proof)


def _importance(role: MissingRole) -> Severity:
    if role.named:
        return "medium"
    return "high" if role.importance >= _MUST else "medium" if role.importance == _IMPORTANT else "low"


def _threads(scene: Scene) -> Iterator[Finding]:
    woven, covered = scene.judgement.threads, scene.judgement.coverage
    threads, points = scene.slack("single_thread", 3), scene.slack("single_thread", 100)
    risk, effective = woven.single_thread_risk or 0.0, woven.effective
    if covered.score and not covered.engaged:
        text = "Nobody of the buyers is engaged with us now."
        yield Finding("single_thread", "single_thread", "high", text, _first_way(scene), (), _deal(scene))
    elif effective is not None and 0 < effective < ALONE + threads:
        keys = tuple(sorted(woven.shares, key=lambda key: -woven.shares[key]))[:1]
        text = f"The whole conversation rests on {scene.name(keys[0])}."
        yield _resting(scene, "high", text, keys)
    elif risk >= SINGLE_THREAD_FROM - points and woven.rests_on and (effective or 0.0) < ENOUGH_THREADS + threads:
        text = f"{risk:.0f} % of coverage would leave with {scene.name(woven.rests_on[0])}."
        yield _resting(scene, "medium", text, woven.rests_on)


def _resting(scene: Scene, severity: Severity, text: str, keys: tuple[str, ...]) -> Finding:
    action = "Have them bring a second person into the next meeting"
    return Finding("single_thread", "single_thread", severity, text, action, keys, scene.proof(*keys))


def _first_way(scene: Scene) -> str:
    heaviest = max(scene.frame.people, key=lambda person: scene.frame.weights[person.contact_id])
    return scene.way_to(heaviest.contact_id)


def _frowns(scene: Scene) -> Iterator[Finding]:
    for frown in scene.judgement.political_sense:
        own = frown.code.startswith("own:")
        yield Finding(
            key=frown.code if own else f"political:{frown.code}{_about(frown)}",
            kind="own_rule" if own else "political",
            severity="low" if frown.code in _SOFT else frown.severity if own else "medium",
            text=frown.text,
            action=_ADVICE.get(frown.code, "Look at this with your manager"),
            contact_ids=frown.contact_ids if len(frown.contact_ids) <= 20 else frown.contact_ids[:20],
            evidence=(
                *scene.proof(*frown.contact_ids[:20]),
                *(Evidence("line", key, "Line on the map") for key in frown.line_ids[:20]),
            )
            or _deal(scene),
        )


def _about(frown: Frown) -> str:
    """Told once for each decision maker; the other rules are about the whole group."""
    return f":{frown.contact_ids[0]}" if frown.code == "lonely_decision_maker" else ""


def _deal(scene: Scene) -> tuple[Evidence, ...]:
    deal = scene.frame.snapshot.deal
    return (Evidence("deal", deal.id, deal.name),)
