"""A map file into the record: found by id, then by source and external id, then by what it is; else made anew.

One transaction: all of it or nothing. Nothing is taken away: who stands on the map here and not in the file stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from coalition.access.models import User
from coalition.record import gates, history, pulse
from coalition.record.errors import Forbidden, Invalid
from coalition.record.locks import hold_reporting_lines
from coalition.record.models import (
    DIRECTED,
    Account,
    Contact,
    EmptySeat,
    Insight,
    Line,
    LineKind,
    Opportunity,
    Persona,
    SeatLine,
    SeatState,
    Stage,
    StageChange,
    Stakeholder,
)
from coalition.record.models.base import Recorded
from coalition.record.services.activities import claim_address
from coalition.record.services.lines import in_order
from coalition.record.services.opportunities import move_stage
from coalition.record.services.reporting import refuse_cycle
from coalition.record.stage_checks import StageMove, run_checks
from coalition.sources.map_format.document import FileDeal, FileLine, MapDocument

R = TypeVar("R", bound=Recorded)
REASON = "map file"


@dataclass
class Counts:
    """What became of the records of one kind."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass
class ReadMap:
    """The deal that was read in, and what became of everything."""

    opportunity: Opportunity
    counts: dict[str, Counts] = field(default_factory=dict)
    unknown_users: list[str] = field(default_factory=list)


@transaction.atomic
def read_map(document: MapDocument, *, by: User) -> ReadMap:
    """Read a map in for this user. Raises Invalid or Forbidden, and then nothing has changed."""
    gates.may_write(by)
    reader = _Reader(document, by)
    reader.refuse_unknown_words()
    accounts = reader.accounts()
    deal = reader.deal(accounts)
    contacts = reader.contacts(accounts, deal)
    reader.stakeholders(deal, contacts)
    reader.lines(deal, contacts)
    reader.seats(deal, contacts)
    reader.insights(deal, accounts, contacts)
    pulse.map_changed([deal.pk], what="map", ids=[deal.uuid])
    return ReadMap(deal, reader.counts, sorted(reader.unknown_users))


class _Reader:
    def __init__(self, document: MapDocument, by: User) -> None:
        self._document, self._by = document, by
        self.counts: dict[str, Counts] = {}
        self._users = {user.email.lower(): user for user in User.objects.filter(email__in=_addresses(document))}
        self.unknown_users: set[str] = set()

    def refuse_unknown_words(self) -> None:
        known = set(Persona.objects.values_list("key", flat=True))
        used = {key for each in self._document.stakeholders for key in each.personas}
        used |= {key for each in self._document.seats for key in each.personas}
        if used - known:
            raise Invalid(
                {
                    "personas": [
                        f"“{key}” is no persona here. Add it first, then read the file in."
                        for key in sorted(used - known)
                    ]
                }
            )

    def accounts(self) -> dict[UUID, Account]:
        """Those above first, so that a parent is there before its unit."""
        done: dict[UUID, Account] = {}
        waiting = list(self._document.accounts)
        while waiting:
            ready = [each for each in waiting if each.parent is None or each.parent in done]
            if not ready:
                raise Invalid({"accounts": ["The accounts of this file are each other's parents, in a circle."]})
            for each in ready:
                fields = each.model_dump(exclude={"id", "parent", "owner"})
                fields |= {"parent": done[each.parent] if each.parent else None, "owner": self._user(each.owner)}
                found = self._find(Account, each.id, fields)
                seen = found is None or gates.visible_accounts(self._by).filter(pk=found.pk).exists()
                if found is not None and not seen:
                    # On the map its name is all there is to know of it; nothing of it can be changed from here.
                    self._count("accounts").unchanged += 1
                    done[each.id] = found
                    continue
                if found is None and fields["owner"] is None and not self._by.sees_everything:
                    fields["owner"] = self._by
                done[each.id] = self._put("accounts", Account, each.id, found, fields, gates.visible_accounts)
            waiting = [each for each in waiting if each.id not in done]
        return done

    def deal(self, accounts: Mapping[UUID, Account]) -> Opportunity:
        said = self._document.opportunity
        stage = _stage(said)
        fields = said.model_dump(exclude={"id", "account", "pipeline", "stage", "owner"})
        fields |= {"account": accounts[said.account] if said.account else None, "owner": self._user(said.owner)}
        found = self._find(Opportunity, said.id, fields)
        if found is None:
            self._may_add_to(fields["account"])
            if fields["owner"] is None and fields["account"] is None:
                fields["owner"] = self._by
            deal = history.add(Opportunity(uuid=said.id, stage=stage, **fields), by=self._by, reason=REASON)
            run_checks(StageMove(deal, None, stage, self._by))
            StageChange.objects.create(opportunity=deal, to_stage=stage, occurred_at=timezone.now(), by=self._by)
            self._count("opportunities").created += 1
            return deal
        deal = self._put("opportunities", Opportunity, said.id, found, fields, gates.visible_opportunities)
        if deal.stage_id != stage.pk:
            deal = move_stage(deal, stage=stage, by=self._by, reason=REASON)
        return deal

    def contacts(self, accounts: Mapping[UUID, Account], deal: Opportunity) -> dict[UUID, Contact]:
        done: dict[UUID, Contact] = {}
        for each in self._document.contacts:
            fields = each.model_dump(exclude={"id", "account"})
            fields["email"] = fields["email"].strip().lower()
            fields["account"] = accounts[each.account] if each.account else None
            found = self._find(Contact, each.id, fields)
            into = found.merged_into if found is not None else None
            if into is not None and gates.visible_contacts(self._by).filter(pk=into.pk).exists():
                # The two were compared when they were merged; what the map says of them is said of the survivor.
                self._count("contacts").unchanged += 1
                done[each.id] = into
                continue
            if found is None:
                self._may_add_to(fields["account"])
            done[each.id] = self._put("contacts", Contact, each.id, found, fields, gates.visible_contacts)
            if found is None or found.email != done[each.id].email:
                claim_address(done[each.id])
        return done

    def stakeholders(self, deal: Opportunity, contacts: Mapping[UUID, Contact]) -> None:
        for each in self._document.stakeholders:
            fields = each.model_dump(exclude={"id", "contact"})
            fields |= {name: self._user(fields[name]) for name in ("coverage_owner", "sentiment_by", "influence_by")}
            fields |= {"contact": contacts[each.contact], "opportunity": deal}
            found = self._find(Stakeholder, each.id, fields)
            if found is None:
                found = Stakeholder.objects.filter(opportunity=deal, contact=contacts[each.contact]).first()
            elif found.opportunity_id != deal.pk:
                raise Invalid({"stakeholders": [f"{each.id} stands on another deal here. Give it an id of its own."]})
            self._put("stakeholders", Stakeholder, each.id, found, fields, gates.visible_stakeholders)

    def lines(self, deal: Opportunity, contacts: Mapping[UUID, Contact]) -> None:
        hold_reporting_lines()
        for each in self._document.lines:
            first, second = contacts[each.from_], contacts[each.to]
            if each.kind not in DIRECTED:
                first, second = in_order(first, second)
            fields = each.model_dump(exclude={"id", "from_", "to", "only_here"}, by_alias=False)
            fields |= {"from_contact": first, "to_contact": second, "opportunity": deal if each.only_here else None}
            found = self._find(Line, each.id, fields) or _same_line(each, first, second, fields["opportunity"])
            if each.kind == LineKind.REPORTS_TO.value:
                refuse_cycle(first, second, field="lines")
            if found is None:
                fields["drawn_by"] = self._by
            self._put("lines", Line, each.id, found, fields, gates.visible_lines)

    def seats(self, deal: Opportunity, contacts: Mapping[UUID, Contact]) -> None:
        done: dict[UUID, EmptySeat] = {}
        for each in self._document.seats:
            fields = each.model_dump(exclude={"id"}) | {"opportunity": deal}
            found = self._find(EmptySeat, each.id, fields)
            if found is not None and found.opportunity_id != deal.pk:
                raise Invalid({"seats": [f"{each.id} stands on another deal here. Give it an id of its own."]})
            # One that was filled here meanwhile stays filled: the file knows less.
            if found is None or found.state == SeatState.OPEN:
                done[each.id] = self._put("seats", EmptySeat, each.id, found, fields, gates.visible_seats)
        for line in self._document.seat_lines:
            if any(end not in contacts and end not in done for end in (line.from_, line.to)):
                continue
            fields = line.model_dump(exclude={"id", "from_", "to", "only_here"}, by_alias=False)
            fields |= {"opportunity": deal}
            fields |= {"from_contact": contacts.get(line.from_), "from_seat": done.get(line.from_)}
            fields |= {"to_contact": contacts.get(line.to), "to_seat": done.get(line.to)}
            known = self._find(SeatLine, line.id, fields)
            if known is not None and known.opportunity_id != deal.pk:
                raise Invalid({"seat_lines": [f"{line.id} is a line of another deal here. Give it an id of its own."]})
            if known is None:
                fields["drawn_by"] = self._by
            self._put("seat_lines", SeatLine, line.id, known, fields, gates.visible_seat_lines)

    def insights(self, deal: Opportunity, accounts: Mapping[UUID, Account], contacts: Mapping[UUID, Contact]) -> None:
        for each in self._document.insights:
            fields = each.model_dump(exclude={"id", "account", "contacts", "linked", "told_by", "confirmed_with"})
            fields |= {
                "account": accounts[each.account],
                "opportunity": deal,
                "contact_ids": [str(one) for one in each.contacts],
                "linked_ids": [str(one) for one in each.linked],
                "told_by": contacts[each.told_by] if each.told_by else None,
                "confirmed_with": self._user(each.confirmed_with),
            }
            found = self._find(Insight, each.id, fields)
            self._put("insights", Insight, each.id, found, fields, gates.visible_insights)

    def _find(self, model: type[R], uuid: UUID, fields: Mapping[str, Any]) -> R | None:
        found = model._default_manager.filter(uuid=uuid).first()
        if found is None and fields["external_id"]:
            known = model._default_manager.filter(source=fields["source"], external_id=fields["external_id"])
            found = known.first()
        return found

    def _put(self, kind: str, model: type[R], uuid: UUID, found: R | None, fields: dict[str, Any], scope: Any) -> R:
        """Make it, or change what differs; refused where this user may not."""
        counts = self._count(kind)
        if found is None:
            counts.created += 1
            return history.add(model(uuid=uuid, **fields), by=self._by, reason=REASON)
        changes = _different(found, fields)
        name = str(found._meta.verbose_name)
        rows: QuerySet[Any] = scope(self._by, write=bool(changes))
        if not rows.filter(pk=found.pk).exists():
            # Even unchanged: somebody put on one's own map by the id alone would then be readable there.
            does = "changes" if changes else "names"
            raise Forbidden(f"The file {does} the {name} {uuid}, which you may not. Nothing was read in.")
        if not changes:
            counts.unchanged += 1
            return found
        if "account_id" in changes:
            self._may_add_to(fields["account"])
        counts.updated += 1
        return history.change(found, changes, by=self._by, reason=REASON)[0]

    def _may_add_to(self, account: Account | None) -> None:
        if account is None or gates.visible_accounts(self._by, write=True).filter(pk=account.pk).exists():
            return
        raise Forbidden(f"The file adds to the account {account.uuid}, which you may not. Nothing was read in.")

    def _user(self, email: str | None) -> User | None:
        """The user of this house with that address; somebody of another house is not known here, and that is said."""
        if email is None:
            return None
        user = self._users.get(email.lower())
        if user is None:
            self.unknown_users.add(email)
        return user

    def _count(self, kind: str) -> Counts:
        return self.counts.setdefault(kind, Counts())


def _different(row: Recorded, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What would change. Relations are compared by key: loading each only to compare it would be a query a row."""
    changes: dict[str, Any] = {}
    for name, value in fields.items():
        column = cast(Any, row._meta.get_field(name))
        before = getattr(row, column.attname)
        after = value.pk if column.is_relation and value is not None else value
        if before != after:
            changes[column.attname] = after
    return changes


def _same_line(line: FileLine, first: Contact, second: Contact, deal: Opportunity | None) -> Line | None:
    """The line that says the same under another id. Everybody has one manager, so there it is the line itself."""
    rows = Line.objects.filter(kind=line.kind, from_contact=first, opportunity=deal)
    return (
        rows.first()
        if line.kind == LineKind.REPORTS_TO.value and deal is None
        else rows.filter(to_contact=second).first()
    )


def _stage(said: FileDeal) -> Stage:
    stage = Stage.objects.select_related("pipeline").filter(key=said.stage, pipeline__key=said.pipeline).first()
    if stage is None:
        raise Invalid({"opportunity": [f"There is no stage “{said.stage}” in a pipeline “{said.pipeline}” here."]})
    return stage


def _addresses(document: MapDocument) -> set[str]:
    named = {document.opportunity.owner, *(each.owner for each in document.accounts)}
    for each in document.stakeholders:
        named |= {each.coverage_owner, each.sentiment_by, each.influence_by}
    named |= {each.confirmed_with for each in document.insights}
    return {email.lower() for email in named if email}
