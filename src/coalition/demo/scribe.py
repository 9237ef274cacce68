"""Writes the record the way sellers do: late in the day, one change at a time, with a reason now and then."""

from __future__ import annotations

import uuid
from typing import Any

from coalition.demo.calendar import moment
from coalition.demo.deal import Deal, Seat
from coalition.demo.dice import Dice
from coalition.demo.insights import Learned
from coalition.demo.ledger import Ledger
from coalition.demo.people import Contact, User
from coalition.demo.relations import Tie
from coalition.demo.views import indicators

_NAMESPACE = uuid.UUID("6f0c7c52-5d2e-4b7e-9a55-2f6b0f3f6d1c")
_DECIDED_LATE = ("vote", "vote_kind", "buying_stage")


def public_id(kind: str, key: str) -> str:
    """The UUID of a record: the same in every demo database, so that links in the docs keep working."""
    return str(uuid.uuid5(_NAMESPACE, f"{kind}:{key}"))


class Scribe:
    """Puts deals into the ledger. ``horizon`` is the first second that is not yet known."""

    def __init__(self, ledger: Ledger, horizon: int) -> None:
        self.ledger = ledger
        self.horizon = horizon
        self.stage_changes: list[tuple[str, str | None, str, int, int]] = []
        self._lines = 0
        self._insights = 0

    def at(self, user: User, day: int, dice: Dice) -> int:
        """Some working minute of the user's on that day or the next working day, and never in the future."""
        second = user.presence.calendar.second(user.presence.next_day(day), dice.whole(500, 1075)) + dice.whole(0, 59)
        return min(second, self.horizon - dice.whole(3600, 14_400))

    # A deal

    def deal(self, deal: Deal, dice: Dice, today: int) -> None:
        """The opportunity with its stages, its stakeholders and what is known of them."""
        opened = self._opportunity(deal, dice)
        for place, seat in enumerate(deal.seats):
            self._stakeholder(deal, place, seat, dice, today, opened)

    def _opportunity(self, deal: Deal, dice: Dice) -> int:
        owner = deal.owner
        first_stage, _ = deal.stages[0]
        opened = self.at(owner, deal.created, dice)
        planned = deal.close_on if len(deal.stages) < 3 else deal.close_on - dice.whole(-20, 60)
        self.ledger.make(
            "opportunity",
            deal.key,
            opened,
            owner.index,
            "",
            account=deal.account,
            name=deal.name,
            kind=deal.kind,
            stage=first_stage,
            amount=self._first_amount(deal, dice),
            currency=deal.currency,
            created_on=deal.created,
            close_on=planned,
            owner=owner.index,
            is_primary=deal.outcome == "open",
            next_step="",
            notes="",
        )
        self.stage_changes.append((deal.key, None, first_stage, opened, owner.index))
        for (before, _), (stage, day) in zip(deal.stages, deal.stages[1:], strict=False):
            moved = max(self.at(owner, day, dice), opened + 60)
            changes: dict[str, Any] = {"stage": stage}
            if stage == "proposal" or (stage == deal.stage and deal.stage not in ("proposal", "negotiation")):
                changes["amount"] = deal.amount
            if stage == deal.stage:
                changes |= {"close_on": deal.close_on, "next_step": deal.next_step}
            self.ledger.change("opportunity", deal.key, moved, owner.index, self._stage_reason(stage, dice), **changes)
            self.stage_changes.append((deal.key, before, stage, moved, owner.index))
        return opened

    def _first_amount(self, deal: Deal, dice: Dice) -> int:
        return deal.amount if len(deal.stages) < 2 else int(round(deal.amount * dice.between(0.7, 1.3), -3))

    def _stage_reason(self, stage: str, dice: Dice) -> str:
        if stage == "lost":
            return dice.pick(
                ("Lost to the incumbent", "No decision this year", "Budget withdrawn", "Lost on price", "Champion left")
            )
        return dice.pick(("", "", "Agreed in the pipeline review", "Customer confirmed the next step"))

    def _stakeholder(self, deal: Deal, place: int, seat: Seat, dice: Dice, today: int, opened: int) -> None:
        owner = deal.owner
        key = f"{deal.key}/{seat.contact.key}"
        cover = deal.team[1] if seat.contact.department in ("IT", "Data", "Security") and len(deal.team) > 1 else owner
        joined = max(self.at(owner, seat.joined, dice), opened + 60 * (place + 1))
        first = seat.first_personas[0] if seat.first_personas else seat.personas
        self.ledger.make(
            "stakeholder",
            key,
            joined,
            owner.index,
            "",
            opportunity=deal.key,
            contact=seat.contact.key,
            notes=seat.notes,
            personas=list(first),
            coverage_owner=cover.index,
        )
        if seat.first_personas:
            when = max(self.at(owner, seat.first_personas[1], dice), joined + 60)
            self.ledger.change("stakeholder", key, when, owner.index, "Seen in action", personas=list(seat.personas))
        self._facts(deal, seat, key, joined, dice, today)
        if seat.removed is not None:
            gone = max(self.at(owner, seat.removed, dice), joined + 240)
            self.ledger.remove("stakeholder", key, gone, owner.index, "Not part of this decision")
            return
        for view in seat.views:
            when = max(self.at(owner, view.day, dice), joined + 120)
            self.ledger.change(
                "stakeholder",
                key,
                when,
                owner.index,
                view.reason,
                sentiment=view.word,
                sentiment_evidence=view.evidence,
                sentiment_at=moment(when),
                sentiment_by=owner.index,
            )

    def _facts(self, deal: Deal, seat: Seat, key: str, joined: int, dice: Dice, today: int) -> None:
        """Ticks and indicators some weeks in; the vote once the deal is about deciding."""
        owner = deal.owner
        facts = seat.fields or indicators(deal, seat, dice, today)
        facts = {name: value for name, value in facts.items() if value is not None}
        facts.setdefault("senior_for_decision", seat.contact.rank <= 2)
        early = {name: value for name, value in facts.items() if name not in _DECIDED_LATE}
        late = {name: value for name, value in facts.items() if name in _DECIDED_LATE}
        if "influence" in facts:
            early["influence_by"] = owner.index
        end = today if deal.outcome == "open" else deal.close_on
        first = max(self.at(owner, min(end - 1, seat.joined + dice.whole(8, 40)), dice), joined + 60)
        self.ledger.change("stakeholder", key, first, owner.index, "", **early)
        if late:
            half = seat.joined + (end - seat.joined) * 2 // 3
            when = max(self.at(owner, half, dice), first + 60)
            self.ledger.change("stakeholder", key, when, owner.index, "", **late)

    # What belongs to it

    def line(self, tie: Tie, deal: Deal | None, user: User, dice: Dice) -> str:
        self._lines += 1
        key = f"lin-{self._lines:05d}"
        source, target = tie.ends()
        self.ledger.make(
            "line",
            key,
            self.at(user, tie.since, dice),
            user.index,
            "",
            kind=tie.kind,
            from_contact=source.key,
            to_contact=target.key,
            opportunity=deal.key if deal and tie.on_deal else None,
            strength=tie.strength,
            note=tie.note,
            since=tie.since,
            told_by=tie.told_by,
            drawn_by=user.index,
        )
        return key

    def insights(self, found: list[Learned], deal: Deal, dice: Dice) -> None:
        keys: list[str] = []
        for each in found:
            self._insights += 1
            key = f"ins-{self._insights:04d}"
            keys.append(key)
            when = self.at(deal.owner, each.day, dice)
            self.ledger.make(
                "insight",
                key,
                when,
                deal.owner.index,
                "",
                account=deal.account,
                opportunity=deal.key,
                kind=each.kind,
                text=each.text,
                answer=each.answer,
                contact_ids=[public_id("contact", holder.key) for holder in each.holders],
                linked_ids=[public_id("insight", keys[place]) for place in each.linked],
                told_by=each.told_by.key if each.told_by else None,
                confirmed_by_customer=each.confirmed,
                confirmed_at=moment(when) if each.confirmed else None,
                confirmed_with=deal.owner.index if each.confirmed else None,
            )

    def contact(self, contact: Contact, at: int, by: User | None, reason: str, **more: Any) -> None:
        first, _, last = contact.name.partition(" ")
        self.ledger.make(
            "contact",
            contact.key,
            at,
            by.index if by else None,
            reason,
            account=contact.account,
            first_name=first,
            last_name=last,
            name=contact.name,
            email=contact.email,
            title=contact.title,
            department=contact.department,
            seniority=contact.seniority,
            time_zone=contact.presence.calendar.place.zone,
            location=contact.presence.calendar.place.city,
            status="active",
            **more,
        )
