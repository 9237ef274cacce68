"""Where people stand: behaviour that parts from the seller's view, that turned within weeks, or stands against us."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from coalition.judgement.frame import label_of
from coalition.judgement.people import Stakeholder
from coalition.judgement.signals.model import Evidence, Finding
from coalition.judgement.signals.scene import Scene
from coalition.judgement.words import WORD_SCORE, Severity, word_for

#: A part of behaviour this far below a person's own baseline (-1..1) has turned, where the whole is below zero too.
TURNED_PART = -0.45
#: Or the whole has fallen by so many points within the weeks that the news looks back.
TURNED_POINTS = 40.0
PARTS = {
    "reply_latency": "answers come later",
    "reply_rate": "fewer of our mails are answered",
    "acceptance": "invitations are turned down",
    "volume": "less comes from them",
}


def stance_findings(scene: Scene, without: AbstractSet[str]) -> Iterator[Finding]:
    """At most one for each person."""
    for person in scene.frame.people:
        if person.contact_id in without:
            continue
        found = _diverges(scene, person) or _turned(scene, person) or _opposed(scene, person)
        if found is not None:
            yield found


def _diverges(scene: Scene, person: Stakeholder) -> Finding | None:
    held, behaves = person.sentiment.seller, person.sentiment.behaviour.score
    if not person.sentiment.diverges or held is None or behaves is None:
        return None
    marked, shown = held.word, word_for(behaves)
    if _same_side(WORD_SCORE[marked], behaves):
        return None
    if behaves > WORD_SCORE[held.word]:
        text = f"{label_of(person)} is marked {marked} and behaves {shown}: better than we think."
        return _finding(scene, person, "diverges", "low", text, "Look again at how you assessed them")
    text = f"{label_of(person)} is marked {marked} and behaves {shown}."
    action = f"Ask them openly what changed. {scene.way_to(person.contact_id)}"
    return _finding(scene, person, "diverges", _how_bad(scene, person, behaves), text, action)


def _same_side(marked: float, behaves: float) -> bool:
    """Both for us, or both against: a matter of degree, which the panel shows and nobody need act on."""
    return (marked >= 20 and behaves >= 20) or (marked <= -20 and behaves <= -20)


def _how_bad(scene: Scene, person: Stakeholder, behaves: float) -> Severity:
    """Warmth short of what was marked is mild; coldness is not, and of those who decide it is grave."""
    if behaves > -20:
        return "low"
    return "high" if behaves <= -40 and scene.weighty(person) else "medium"


def _turned(scene: Scene, person: Stakeholder) -> Finding | None:
    view = person.sentiment.behaviour
    key = f"turned:{person.contact_id}"
    surely = scene.frame.settings.least_sentiment_confidence - scene.slack(key, 1)
    if view.score is None or view.confidence < surely:
        return None
    peak = scene.news.warmest.get(person.contact_id)
    down = [part for part, value in view.trend if part in PARTS and value <= TURNED_PART + scene.slack(key, 2)]
    if peak is not None and peak - view.score >= TURNED_POINTS - scene.slack(key, 200):
        why = f"from {peak:.0f} to {view.score:.0f} within weeks"
    elif down and view.score < scene.slack(key, 200):
        why = ", ".join(PARTS[part] for part in down)
    else:
        return None
    text = f"{label_of(person)} is turning away from us, by their own measure: {why}."
    action = f"Find out what they fear before they say no. {scene.way_to(person.contact_id)}"
    return _finding(scene, person, "turned", "high" if scene.weighty(person) else "medium", text, action)


def _opposed(scene: Scene, person: Stakeholder) -> Finding | None:
    if not _is_against(scene, person.contact_id):
        return None
    veto = person.indicators.vote_kind == "veto"
    text = f"{label_of(person)} can veto and is against us." if veto else f"{label_of(person)} is against us."
    action = "Learn what they would need, or who balances them"
    return _finding(scene, person, "opposed", "high" if veto or scene.weighty(person) else "medium", text, action)


def _is_against(scene: Scene, contact_id: str) -> bool:
    support = scene.frame.supports[contact_id]
    limit = -scene.frame.settings.support_from + scene.slack(f"opposed:{contact_id}", 2)
    return support is not None and support <= min(limit, -1e-9)


def _finding(scene: Scene, person: Stakeholder, kind: str, severity: Severity, text: str, action: str) -> Finding:
    key, view = person.contact_id, person.sentiment.behaviour
    said = f"behaviour {view.score:.0f}, confidence {view.confidence:.0%}" if view.score is not None else "their vote"
    evidence = [Evidence("contact", key, f"{label_of(person)}: {said}")]
    if person.sentiment.seller is not None and person.sentiment.seller.evidence:
        evidence.append(Evidence("contact", key, f"Seller’s view: {person.sentiment.seller.evidence}"))
    return Finding(f"{kind}:{key}", kind, severity, text, action, (key,), tuple(evidence), person.coverage_owner_id)
