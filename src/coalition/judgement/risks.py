"""Risks: the few short sentences above a map, each with whom it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from coalition.judgement.consensus import Consensus, is_against
from coalition.judgement.coverage import UNNAMED, Coverage
from coalition.judgement.frame import Frame, label_of
from coalition.judgement.people import Stakeholder
from coalition.judgement.threads import Threads
from coalition.judgement.words import Severity

SINGLE_THREAD_FROM = 60.0
_MUST = 3


@dataclass(frozen=True, slots=True)
class Risk:
    """``severity`` high or medium."""

    code: str
    text: str
    severity: Severity
    contact_ids: tuple[str, ...] = ()


def risks(frame: Frame, covered: Coverage, agreed: Consensus, woven: Threads) -> tuple[Risk, ...]:
    """High before medium; within these roles, opposition, silence, threads, doubt."""
    if not frame.people:
        return (Risk("empty_map", "Nobody is on the map", "high"),)
    called = _names(frame)
    found = [
        *_roles(covered),
        *_opposed(frame, agreed, called),
        *_gone_quiet(frame, called),
        *_silent(frame, called),
        *_threads(covered, woven, called),
        *_diverging(frame, called),
        *_gone(frame),
    ]
    return tuple(sorted(found, key=lambda risk: risk.severity != "high"))


def _names(frame: Frame) -> dict[str, str]:
    """``CFO`` where one person has that title, else title and name."""
    titles = Counter(person.title for person in frame.people)
    return {
        person.contact_id: person.title if person.title and titles[person.title] == 1 else label_of(person)
        for person in frame.people
    }


def _roles(covered: Coverage) -> Iterator[Risk]:
    for role in covered.roles:
        if role.level == UNNAMED:
            yield Risk("role_missing", f"{role.name} missing", "high" if role.importance == _MUST else "medium")
        elif not role.is_engaged and role.importance == _MUST and role.level:
            yield Risk("role_not_engaged", f"{role.name} not engaged", "medium", role.contact_ids)


def _opposed(frame: Frame, agreed: Consensus, called: dict[str, str]) -> Iterator[Risk]:
    for person in _by_weight(frame):
        if not is_against(frame, person.contact_id):
            continue
        ids = (person.contact_id,)
        if person.contact_id in agreed.blocking:
            yield Risk("veto_against", f"{called[person.contact_id]} can veto and is against", "high", ids)
        elif person.influence.level == "high" or frame.has_group(person, "decision_maker"):
            yield Risk("opposed", f"{called[person.contact_id]} opposed", "high", ids)
        else:
            yield Risk("opposed", f"{called[person.contact_id]} opposed", "medium", ids)


def _gone_quiet(frame: Frame, called: dict[str, str]) -> Iterator[Risk]:
    """Anybody may fall quiet; of those who carry the deal it is news of the first order."""
    for person in _by_weight(frame):
        silence = person.engagement.silence
        if silence is None:
            continue
        weighty = person.influence.level == "high" or frame.has_group(person, "champion")
        text = (
            f"{called[person.contact_id]} has gone quiet: {silence.expected:.0f} answers expected in"
            f" {silence.days:.0f} days, {silence.happened:.0f} came"
        )
        yield Risk("gone_quiet", text, "high" if weighty else "medium", (person.contact_id,))


def _silent(frame: Frame, called: dict[str, str]) -> Iterator[Risk]:
    for person in _by_weight(frame):
        weighty = person.influence.level == "high" or frame.has_group(person, "decision_maker")
        if not weighty or not person.engagement.level or person.engagement.silence is not None:
            continue
        last = person.engagement.last_two_way_at
        if last is None:
            yield Risk("never_met", f"{called[person.contact_id]} never heard from", "medium", (person.contact_id,))
            continue
        days = (frame.snapshot.as_of - last).days
        if days >= frame.settings.silent_days:
            text = f"{called[person.contact_id]} not heard from for {_weeks(days)}"
            yield Risk(
                "silent", text, "high" if days >= 2 * frame.settings.silent_days else "medium", (person.contact_id,)
            )


def _weeks(days: int) -> str:
    return f"{days // 7} weeks" if days >= 14 else f"{days} days"


def _threads(covered: Coverage, woven: Threads, called: dict[str, str]) -> Iterator[Risk]:
    if covered.score and not covered.engaged:
        yield Risk("nobody_engaged", "Nobody is engaged", "high")
    elif woven.single_thread_risk is not None and woven.single_thread_risk >= SINGLE_THREAD_FROM and woven.rests_on:
        text = f"{woven.single_thread_risk:.0f} % of coverage rests on {called[woven.rests_on[0]]}"
        yield Risk("single_thread", text, "high", woven.rests_on)
    elif woven.effective is not None and 0 < woven.effective < 1.5:
        yield Risk("single_thread", "The conversation rests on one person", "high", tuple(woven.shares))


def _diverging(frame: Frame, called: dict[str, str]) -> Iterator[Risk]:
    for person in _by_weight(frame):
        if person.sentiment.diverges:
            text = f"{called[person.contact_id]} behaves otherwise than marked"
            yield Risk("diverges", text, "medium", (person.contact_id,))


def _gone(frame: Frame) -> Iterator[Risk]:
    for person in sorted(frame.snapshot.people, key=lambda person: person.contact_id):
        if not person.is_active:
            yield Risk("left", f"{label_of(person)} has left and is still mapped", "medium", (person.contact_id,))


def _by_weight(frame: Frame) -> list[Stakeholder]:
    return sorted(frame.people, key=lambda person: (-frame.weights[person.contact_id], person.contact_id))
