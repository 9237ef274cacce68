"""Whether people are in touch: fallen quiet, never answered, not heard from. One sentence a person, the strongest."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from coalition.judgement.frame import label_of
from coalition.judgement.people import Stakeholder
from coalition.judgement.signals.model import Evidence, Finding
from coalition.judgement.signals.scene import Scene, weeks
from coalition.judgement.stalled import is_stalled
from coalition.judgement.words import Severity


def contact_findings(scene: Scene, without: AbstractSet[str]) -> Iterator[Finding]:
    """At most one for each person."""
    for person in scene.frame.people:
        if person.contact_id in without:
            continue
        found = _gone_quiet(scene, person) or _unanswered(scene, person) or _silent(scene, person)
        if found is not None:
            yield found


def _gone_quiet(scene: Scene, person: Stakeholder) -> Finding | None:
    silence = person.engagement.silence
    grave = scene.weighty(person) or scene.frame.has_group(person, "champion")
    if silence is not None:
        text = (
            f"{label_of(person)} has gone quiet: by their own pace {silence.expected:.0f} answers were due in"
            f" {silence.days:.0f} days, {silence.happened:.0f} came."
        )
    elif grave and (days := _still_quiet(scene, person)):
        text = f"{label_of(person)} has gone quiet: nothing was heard from them for {weeks(days)}."
    else:
        return None
    return _finding(scene, person, "gone_quiet", "high" if grave else "medium", text, _expected(person))


def _still_quiet(scene: Scene, person: Stakeholder) -> int:
    """Days without a word from somebody already told of. Their own pace is forgotten after some weeks of silence, and
    the cause must not seem gone because it lasts."""
    last = person.engagement.last_two_way_at
    if last is None or f"gone_quiet:{person.contact_id}" not in scene.held:
        return 0
    days = (scene.frame.snapshot.as_of - last).days
    return days if days >= scene.frame.settings.silent_days else 0


def _expected(person: Stakeholder) -> str:
    silence = person.engagement.silence
    return f"expected {silence.expected:.1f}, came {silence.happened:.1f}" if silence else ""


def _unanswered(scene: Scene, person: Stakeholder) -> Finding | None:
    """On the map and never once in touch: of whoever holds the money a hole in the deal, of others a name on a list."""
    last, as_of = person.engagement.last_two_way_at, scene.frame.snapshot.as_of
    if last is not None or not person.engagement.level:
        return None
    decides = any(key in scene.frame.settings.approving_personas for key in person.personas)
    days = (as_of - person.added_at).days if person.added_at else None
    since = f" in {weeks(days)} on the map" if days is not None and days >= 1 else ""
    if decides:
        text = f"{label_of(person)} decides on the money and was never heard from{since}."
        return _finding(scene, person, "never_met", "high", text, "no two-way contact ever")
    if is_stalled(person, as_of, scene.frame.settings.stalled_days):
        text = f"{label_of(person)} was added to the map and never answered{since}. They count for no gate."
        action = "Get an answer within two weeks, or take them off the map"
        return _finding(scene, person, "stalled", "medium", text, "no two-way contact ever", action)
    return None


def _silent(scene: Scene, person: Stakeholder) -> Finding | None:
    """Somebody the deal turns on, out of touch for longer than a set time."""
    last, limit = person.engagement.last_two_way_at, scene.frame.settings.silent_days
    if last is None or not scene.weighty(person):
        return None
    days = (scene.frame.snapshot.as_of - last).days
    if days < limit:
        return None
    text = f"{label_of(person)} was not heard from for {weeks(days)}."
    severity: Severity = "medium" if days >= 2 * limit else "low"
    return _finding(scene, person, "silent", severity, text, f"last two-way contact {last:%d %B %Y}")


def _finding(
    scene: Scene, person: Stakeholder, kind: str, severity: Severity, text: str, why: str, action: str = ""
) -> Finding:
    key = person.contact_id
    return Finding(
        key=f"{kind}:{key}",
        kind=kind,
        severity=severity,
        text=text,
        action=action or scene.way_to(key),
        contact_ids=(key,),
        evidence=(Evidence("contact", key, f"{label_of(person)}: {why}" if why else label_of(person)),),
        owner_id=person.coverage_owner_id,
    )
