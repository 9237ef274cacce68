"""The changes on some maps, told in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet

from coalition.access.models import User
from coalition.judgement.difference import Step, Version, difference, steps_between
from coalition.portfolio.changes import pasts as read
from coalition.portfolio.changes.model import Cause, Change, Changes, Named, Subject
from coalition.portfolio.changes.seats import seat_changes
from coalition.portfolio.changes.words import LABELS, Names
from coalition.portfolio.settings import current_settings
from coalition.record.models import Account, Opportunity, Persona, Stage, StageChange
from coalition.scoring.settings import SentimentSettings

# Said with the value they belong to, and alone only where that one stayed the same.
_BESIDE = {"sentiment_evidence": "sentiment", "influence_reason": "influence", "influence_until": "influence"}
_SCORED = ("effective_sentiment", "engagement_level", "influence_level")
#: A quarter of a word's breadth.
POINTS_TOLD = 10.0
NEW_SETTINGS = "The scoring settings were changed"
FIRST_NORMS = "What is usual for a role at a stage was learnt for the first time"
BEHAVIOUR = "Worked out from what happened"


def changes_on(
    deals: QuerySet[Opportunity],
    since: datetime,
    until: datetime,
    since_of: Mapping[int, datetime] | None = None,
) -> Changes:
    """What changed on these maps after ``since``, up to ``until``, newest first.

    ``deals`` are those the asker may see. Twenty-four queries at most, however many deals and people.
    ``since_of`` gives deals (by internal id) a later moment of their own.
    """
    return _told(_Teller(read.read_pasts(deals, since, until), until, deals, since_of or {}), deals)


def every_change_on(deals: QuerySet[Opportunity], since: datetime, until: datetime) -> Changes:
    """As ``changes_on``, with every step on the way: also who came and went again, and each of several views."""
    return _told(_EveryStep(read.read_pasts(deals, since, until), until, deals, {}), deals)


def _told(teller: _Teller, deals: QuerySet[Opportunity]) -> Changes:
    told = [*teller.told(), *seat_changes(deals, teller.pasts.since, teller.until, teller.since_of)]
    items = sorted(told, key=lambda change: (change.at, change.id), reverse=True)
    return Changes(since=teller.pasts.since, until=teller.until, complete=teller.pasts.complete, items=items)


def entered_stage_at(deal: Opportunity, until: datetime) -> datetime | None:
    """When the deal entered the stage it stood in, by what was recorded by then."""
    entered = StageChange.objects.filter(opportunity=deal, recorded_at__lte=until, occurred_at__lte=until)
    return entered.order_by("-occurred_at", "-id").values_list("occurred_at", flat=True).first()


@dataclass(frozen=True)
class _About:
    """What a difference is about."""

    key: str
    deal: int
    subject: Subject
    contact: int | None = None
    other: int | None = None
    line_kind: str = ""


class _Teller:
    def __init__(
        self, pasts: read.Pasts, until: datetime, deals: QuerySet[Opportunity], since_of: Mapping[int, datetime]
    ) -> None:
        self.pasts, self.until, self.since_of = pasts, until, since_of
        self.sentiment = current_settings().sentiment
        self.on_map = self._on_map()
        self.ids, contacts = self._contacts()
        people = User.objects.filter(pk__in=self._users()).values_list("id", "uuid", "name", "email")
        self.users = {pk: (uuid, name or email) for pk, uuid, name, email in people}
        self.names = Names(
            users={pk: name for pk, (_, name) in self.users.items()},
            stages=dict(Stage.objects.values_list("id", "name")),
            accounts=dict(Account.objects.filter(pk__in=self._accounts()).values_list("id", "name")),
            contacts=contacts,
            personas=dict(Persona.objects.values_list("key", "name")),
        )
        wanted = {cast(int, key[0]) for past in (pasts.seats, pasts.deals) for key in past}
        rows = deals.order_by().filter(pk__in=wanted).values_list("id", "uuid", "name")
        self.deals = {pk: Named(uuid, name) for pk, uuid, name in rows}

    def told(self) -> Iterator[Change]:
        yield from self._seats()
        yield from self._people()
        yield from self._lines()
        yield from self._deals()
        yield from self._scores()

    # --- each kind ----------------------------------------------------------------------------------------------

    def _seats(self) -> Iterator[Change]:
        for (deal, contact), past in self.pasts.seats.items():
            about = _About(f"seat:{deal}:{contact}", cast(int, deal), "person", cast(int, contact))
            steps = self._steps(past, read.SEATS.fields, about.deal)
            for step in steps:
                if not self._told_beside(step, steps):
                    yield from self._change(about, step, reason=_evidence(step))

    def _people(self) -> Iterator[Change]:
        for (contact,), past in self.pasts.people.items():
            for deal in self._deals_with(cast(int, contact)):
                steps = self._steps(past, read.PEOPLE.fields, deal)
                about = _About(f"person:{deal}:{contact}", deal, "person", cast(int, contact))
                for step in steps:
                    # A person recorded in the time is news where they join a map, and told there.
                    if step.what == "changed" and self._there(deal, cast(int, contact), step.cause.at):
                        yield from self._change(about, step)

    def _lines(self) -> Iterator[Change]:
        for (kind, own, start, _), past in self.pasts.lines.items():
            if not self._steps(past, read.LINES.fields):
                continue
            for deal in self._deals_with(cast(int, start)):
                if own not in (None, deal):
                    continue
                for step in self._steps(past, read.LINES.fields, deal):
                    end = self._end_of(past, step)
                    if self._stands_on(deal, end):
                        key = f"line:{deal}:{kind}:{start}:{end}"
                        yield from self._change(_About(key, deal, "line", cast(int, start), end, str(kind)), step)

    def _deals(self) -> Iterator[Change]:
        for (deal,), past in self.pasts.deals.items():
            about = _About(f"deal:{deal}", cast(int, deal), "deal")
            for step in self._steps(past, read.DEALS.fields, about.deal):
                yield from self._change(about, step)

    def _scores(self) -> Iterator[Change]:
        seat_of = {
            version.values["id"]: key
            for key, past in self.pasts.seats.items()
            for version in past
            if version.values is not None
        }
        for (stakeholder,), past in self.pasts.scores.items():
            if stakeholder not in seat_of:
                continue
            deal, contact = cast(tuple[int, int], seat_of[stakeholder])
            if not self._stands_on(deal, contact):
                continue
            about = _About(f"score:{deal}:{contact}", deal, "person", contact)
            worded = list(_worded(past, self.sentiment))
            for step in self._steps(worded, _SCORED, deal):
                if step.what == "changed":
                    yield from self._change(about, step, cause="scores", reason=self._because(worded, step))

    def _because(self, past: Sequence[Version], step: Step) -> str:
        """Another yardstick, or other facts: told apart by the score before."""
        before = next(version for version in reversed(past) if version.at < step.cause.at)
        if (before.values or {})["settings_version"] != (step.cause.values or {})["settings_version"]:
            return NEW_SETTINGS
        norms = self.pasts.norms_since
        first = norms is not None and before.at < norms <= step.cause.at
        return FIRST_NORMS if first and step.field == "effective_sentiment" else BEHAVIOUR

    # --- shared -------------------------------------------------------------------------------------------------

    def _steps(self, past: Sequence[Version], fields: Sequence[str], deal: int = 0) -> list[Step]:
        since = max(self.pasts.since, self.since_of.get(deal, self.pasts.since))
        return difference(past, since, self.until, fields)

    def _change(self, about: _About, step: Step, *, cause: Cause | None = None, reason: str = "") -> Iterator[Change]:
        deal = self.deals.get(about.deal)
        if deal is None:
            return
        by = self.users.get(step.cause.by or 0)
        whole = step.what != "changed"
        yield Change(
            id=self._id(about, step),
            opportunity=deal,
            subject=about.subject,
            what=step.what,
            field=step.field.removesuffix("_id"),
            label="" if whole else LABELS[step.field],
            before="" if whole else self.names.of(step.field, step.before),
            after="" if whole else self.names.of(step.field, step.after),
            at=step.cause.at,
            cause=cause or ("user" if by else "system"),
            by=Named(by[0], by[1]) if by else None,
            reason=reason or step.cause.reason,
            contact=self._person(about.contact),
            other=self._person(about.other),
            line_kind=about.line_kind,
        )

    def _id(self, about: _About, step: Step) -> str:
        return f"{about.key}:{step.field or step.what}"

    def _told_beside(self, step: Step, steps: Sequence[Step]) -> bool:
        """Whether it is said with the change of the value it belongs to."""
        return any(other.field == _BESIDE.get(step.field) for other in steps)

    def _end_of(self, past: Sequence[Version], step: Step) -> int:
        """Where a line leads: after all of it."""
        return cast(int, next(version.values["to_contact_id"] for version in reversed(past) if version.values))

    def _there(self, deal: int, contact: int, at: datetime) -> bool:
        """Whether something of theirs at that moment is told; of the net difference always."""
        return True

    def _person(self, contact: int | None) -> Named | None:
        return Named(self.ids[contact], self.names.contacts[contact]) if contact in self.ids else None

    def _on_map(self) -> dict[tuple[int, int], bool]:
        """Whether a person stood on a map at either end of the time."""
        return {
            cast(tuple[int, int], key): _at(past, self.pasts.since) is not None or _at(past, self.until) is not None
            for key, past in self.pasts.seats.items()
        }

    def _stands_on(self, deal: int, contact: int) -> bool:
        return self.on_map.get((deal, contact), False)

    def _deals_with(self, contact: int) -> list[int]:
        return sorted(deal for (deal, who), there in self.on_map.items() if who == contact and there)

    def _contacts(self) -> tuple[dict[int, UUID], dict[int, str]]:
        ids: dict[int, UUID] = {}
        names: dict[int, str] = {}
        for (contact,), past in self.pasts.people.items():
            last = next((version.values for version in reversed(past) if version.values), None)
            if last is not None:
                ids[cast(int, contact)] = cast(UUID, last["uuid"])
                names[cast(int, contact)] = str(last["name"])
        return ids, names

    def _users(self) -> set[Any]:
        pasts = (self.pasts.seats, self.pasts.people, self.pasts.lines, self.pasts.deals)
        versions = [version for kind in pasts for past in kind.values() for version in past]
        named = {(version.values or {}).get(name) for version in versions for name in ("coverage_owner_id", "owner_id")}
        return ({version.by for version in versions} | named) - {None}

    def _accounts(self) -> set[Any]:
        versions = [version for past in self.pasts.people.values() for version in past]
        return {(version.values or {}).get("account_id") for version in versions} - {None}


class _EveryStep(_Teller):
    """Tells the way and not the difference between its ends."""

    def _steps(self, past: Sequence[Version], fields: Sequence[str], deal: int = 0) -> list[Step]:
        return steps_between(past, self.pasts.since, self.until, fields)

    def _id(self, about: _About, step: Step) -> str:
        return f"{super()._id(about, step)}@{step.cause.at.isoformat()}"

    def _told_beside(self, step: Step, steps: Sequence[Step]) -> bool:
        return super()._told_beside(step, [other for other in steps if other.cause is step.cause])

    def _end_of(self, past: Sequence[Version], step: Step) -> int:
        """Where a line led after this step, or until it."""
        return super()._end_of(past[: past.index(step.cause) + 1], step)

    def _on_map(self) -> dict[tuple[int, int], bool]:
        """Who ever stood on a map in the time."""
        return dict.fromkeys(cast(Iterable[tuple[int, int]], self.pasts.seats), True)

    def _there(self, deal: int, contact: int, at: datetime) -> bool:
        return _at(self.pasts.seats.get((deal, contact), []), at) is not None


def _at(past: Sequence[Version], moment: datetime) -> Mapping[str, object] | None:
    known = [version for version in past if version.at <= moment]
    return known[-1].values if known else None


def _evidence(step: Step) -> str:
    """What a view or an override rests on, as it was written with it."""
    beside = {"sentiment": "sentiment_evidence", "influence": "influence_reason"}.get(step.field)
    return str((step.cause.values or {}).get(beside) or "") if beside else ""


def _worded(past: Iterable[Version], settings: SentimentSettings) -> Iterator[Version]:
    """The versions with the word for their sentiment. A word that turns by a hair's breadth is no news: the one before
    stays until the score has moved far enough from where it was taken."""
    word: str | None = None
    taken: float | None = None
    for version in past:
        values = version.values or {}
        score = cast("float | None", values["sentiment_score"])
        if score is None or taken is None or abs(score - taken) >= POINTS_TOLD:
            now = settings.word(score)
            word, taken = now, (taken if now == word and taken is not None else score)
        yield Version(at=version.at, values={**values, "effective_sentiment": word})
