"""Things that happened: somebody left, a mail bounced, a new name turned up, a job or a manager changed (C4)."""

from __future__ import annotations

from collections.abc import Iterator

from coalition.judgement.frame import label_of
from coalition.judgement.signals.model import Evidence, Finding, NewName
from coalition.judgement.signals.scene import Scene

_FIELDS = {"title": "title", "department": "department", "account": "company"}
#: Met this often, a new name takes part; once, it may be a slip.
TAKES_PART = 3


def event_findings(scene: Scene) -> Iterator[Finding]:
    yield from _left(scene)
    yield from _bounced(scene)
    for name in scene.news.new_names:
        yield _new_name(name)
    yield from _jobs(scene)
    yield from _managers(scene)


def _left(scene: Scene) -> Iterator[Finding]:
    for person in scene.frame.snapshot.people:
        if person.is_active:
            continue
        keys = (person.contact_id,)
        grave = person.influence.level == "high" or bool(person.personas)
        gone = "has moved to another company" if person.status == "moved" else "has left"
        text = f"{label_of(person)} {gone} and still stands on the map."
        action = "Ask who takes over, put them on the map, and keep in touch with who left"
        yield Finding(
            f"left:{keys[0]}", "left", "high" if grave else "medium", text, action, keys, scene.proof(*keys),
            person.coverage_owner_id,
        )  # fmt: skip


def _bounced(scene: Scene) -> Iterator[Finding]:
    for bounce in scene.news.bounces:
        person = scene.people.get(bounce.contact_id)
        if person is None or not person.is_active:
            continue
        text = f"Mail to {label_of(person)} bounces since {bounce.at:%d %B}: they may have left."
        yield Finding(
            f"bounced:{bounce.contact_id}",
            "bounced",
            "high" if scene.weighty(person) else "medium",
            text,
            "Ask a colleague of theirs whether they left, and who takes over",
            (bounce.contact_id,),
            (Evidence("activity", bounce.activity_id, "The last bounce"), *scene.proof(bounce.contact_id)),
            person.coverage_owner_id,
        )


def _new_name(name: NewName) -> Finding:
    where = "in an invitation" if name.in_meeting else "in copy"
    times = f"{name.times} times since {name.first_at:%d %B}" if name.times > 1 else f"on {name.last_at:%d %B}"
    return Finding(
        key=f"new_name:{name.address}"[:200],
        kind="new_name",
        severity="medium" if name.times >= TAKES_PART or name.in_meeting else "low",
        text=f"{name.address} appears {where} {times} and is on no map.",
        action="Ask who they are, and add them as a contact with this address",
        evidence=(Evidence("activity", name.activity_id, "The last time"), Evidence("address", "", name.address)),
    )


def _jobs(scene: Scene) -> Iterator[Finding]:
    for change in scene.news.jobs:
        person = scene.people.get(change.contact_id)
        if person is None or not person.is_active:
            continue
        what = _FIELDS[change.field]
        text = f"{person.name} has a new {what}: {change.before or 'none'} → {change.after or 'none'}."
        yield Finding(
            f"changed_job:{change.contact_id}:{change.field}:{change.at:%Y-%m-%d}",
            "changed_job",
            "medium" if change.field == "account" else "low",
            text,
            "Ask what it means for their say in this decision",
            (change.contact_id,),
            scene.proof(change.contact_id),
            person.coverage_owner_id,
        )


def _managers(scene: Scene) -> Iterator[Finding]:
    for change in scene.news.managers:
        person = scene.people.get(change.contact_id)
        if person is None or not person.is_active:
            continue
        text = f"{label_of(person)} now reports to {scene.name(change.manager_id)}."
        yield Finding(
            f"changed_manager:{change.contact_id}:{change.at:%Y-%m-%d}",
            "changed_manager",
            "low",
            text,
            "Find out whether their new manager stands behind the project",
            (change.contact_id,),
            (Evidence("line", change.line_id, "Reporting line"), *scene.proof(change.contact_id)),
            person.coverage_owner_id,
        )
