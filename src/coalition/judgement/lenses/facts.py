"""What several lenses read from a deal. Every sentence is made of recorded facts; "not known" is said as such."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from coalition.judgement.frame import Frame, label_of
from coalition.judgement.lenses.shape import Fact, Fill, Missing
from coalition.judgement.people import Stakeholder
from coalition.judgement.snapshot import Insight
from coalition.judgement.words import word_for

ENGAGEMENT = {
    "": "engagement not assessed",
    "absent": "no contact yet",
    "present": "seen, never answered",
    "lapsed": "contact lapsed",
    "engaged": "engaged",
    "deep": "deeply engaged",
}
VOTES = {"for": "votes for us", "against": "votes against us", "undecided": "undecided"}
VOTE_KINDS = {"approve": "approves", "veto": "can veto", "recommend": "recommends", "influence": "influences"}
PAPERWORK = ("procurement", "purchasing", "legal")
_FIGURE = re.compile(r"\d")


def stance(frame: Frame, person: Stakeholder) -> str:
    """Their vote if given, else the effective sentiment."""
    return VOTES.get(person.indicators.vote) or word_for(person.sentiment.score) or "stance not known"


def about(frame: Frame, person: Stakeholder, *more: str) -> Fact:
    """``CFO Ada Okafor: sceptical, engaged``."""
    words = [stance(frame, person), ENGAGEMENT[person.engagement.level], *filter(None, more)]
    return Fact(f"{label_of(person)}: {', '.join(words)}", (person.contact_id,))


def heaviest_first(frame: Frame, people: Iterable[Stakeholder]) -> list[Stakeholder]:
    return sorted(people, key=lambda person: (-frame.weights[person.contact_id], person.contact_id))


def holders(frame: Frame, *personas: str) -> list[Stakeholder]:
    """Who holds one of these personas, the most influential first."""
    return heaviest_first(frame, (p for p in frame.people if set(personas) & set(p.personas)))


def insights(frame: Frame, *kinds: str) -> list[Insight]:
    return sorted((i for i in frame.snapshot.insights if i.kind in kinds), key=lambda i: (kinds.index(i.kind), i.id))


def said(frame: Frame, insight: Insight, *, answer: bool = False) -> Fact:
    """An insight as a fact: who holds it, what we answer, whether the customer confirmed it."""
    held = tuple(key for key in insight.contact_ids if key in frame.by_contact)
    text = insight.text.strip()
    if answer and insight.answer.strip():
        text += f" (our answer: {insight.answer.strip()})"
    if insight.confirmed is False:
        text += " (the customer did not confirm it)"
    return Fact(text, held, (insight.id,))


def has_figure(insight: Insight) -> bool:
    return bool(_FIGURE.search(insight.text))


def day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


def nobody(frame: Frame, persona: str) -> Missing:
    return Missing(f"Nobody is named as {frame.persona_name(persona).lower()}", Fill("role", persona))


def unknown(person: Stakeholder, text: str, field: str) -> Missing:
    """A field of a person that is not assessed. ``text`` speaks of {who}."""
    return Missing(text.format(who=label_of(person)), Fill("person", field, person.contact_id))


def unasked(text: str, kind: str, contact_id: str = "") -> Missing:
    """An insight nobody wrote down yet."""
    return Missing(text, Fill("new_insight", kind, contact_id))


def unanswered(found: Sequence[Insight]) -> list[Missing]:
    return [
        Missing(f"Our answer to: {each.text.strip()}", Fill("insight", "answer", insight_id=each.id))
        for each in found
        if not each.answer.strip()
    ]


def where(people: Iterable[Stakeholder], test: Callable[[Stakeholder], bool], text: str, field: str) -> list[Missing]:
    """One missing fact for each person the test holds for."""
    return [unknown(person, text, field) for person in people if test(person)]


def no_stance(frame: Frame, people: Iterable[Stakeholder]) -> list[Missing]:
    return where(people, lambda p: frame.supports[p.contact_id] is None, "Where {who} stands", "sentiment")


def competition(frame: Frame) -> tuple[tuple[Fact, ...], tuple[Missing, ...]]:
    """Who of them wants somebody else, and of which decision maker we do not know."""
    facts = []
    for person in heaviest_first(frame, frame.people):
        words = []
        if person.indicators.preference == "competitor":
            words.append("wants a competitor to win")
        if person.competitor_stance:
            words.append(f"on competitors: {person.competitor_stance}")
        if words:
            facts.append(Fact(f"{label_of(person)}: {'; '.join(words)}", (person.contact_id,)))
    asked = heaviest_first(frame, frame.decision_makers)
    missing = where(asked, lambda p: not p.indicators.preference, "Whom {who} wants to win", "preference")
    return tuple(facts), tuple(missing)


def decision_process(frame: Frame) -> tuple[tuple[Fact, ...], tuple[Missing, ...]]:
    """Who approves, vetoes and recommends, in that order."""
    order = list(VOTE_KINDS)
    voting = [p for p in heaviest_first(frame, frame.people) if p.indicators.vote_kind in VOTE_KINDS]
    voting.sort(key=lambda person: order.index(person.indicators.vote_kind))
    facts = tuple(
        Fact(f"{label_of(p)} {VOTE_KINDS[p.indicators.vote_kind]} ({stance(frame, p)})", (p.contact_id,))
        for p in voting
    )
    deciding = heaviest_first(frame, frame.decision_makers)
    missing = where(deciding, lambda p: not p.indicators.vote_kind, "What vote {who} has", "vote_kind")
    if not deciding and not voting:
        missing.append(nobody(frame, "economic_buyer"))
    return facts, tuple(missing)
