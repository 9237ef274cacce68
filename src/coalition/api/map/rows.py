"""What a map is made of, read in a number of queries that does not depend on how many people stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Expression, Model, Q

from coalition.access.models import User
from coalition.judgement.settings import DEFAULT, JudgementSettings
from coalition.portfolio.models import DealScore, StakeholderScore
from coalition.portfolio.scores import score_as_of
from coalition.portfolio.settings import settings_at
from coalition.record import gates
from coalition.record.errors import NotFound
from coalition.record.models import (
    Account,
    Contact,
    EmptySeat,
    Line,
    Opportunity,
    Persona,
    SeatLine,
    SeatState,
    Stage,
    Stakeholder,
)
from coalition.record.selectors.as_of import PastMap, accounts_as_of, between, map_as_of
from coalition.reviews.selectors.between import open_on_line

if TYPE_CHECKING:
    from coalition.scoring.tables import Scores

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of a deal: per stakeholder (by internal id) every column of the scoring run by its name."""

    people: dict[int, Facts]
    judgement: Facts
    deal: Facts
    scored_at: datetime | None
    settings_version: str | None
    run: Scores | None = None
    """Of a past moment: everything the run found."""


@dataclass(frozen=True, slots=True)
class MapRows:
    """One deal's map. Contacts, accounts and users by internal id."""

    deal: Opportunity
    can_edit: bool
    moment: datetime
    past: bool
    stakeholders: list[Stakeholder]
    contacts: dict[int, Contact]
    lines: list[Line]
    accounts: dict[int, tuple[UUID, str, int | None]]
    users: dict[int, dict[str, Any]]
    personas: list[Persona]
    scored: Scored
    judged_by: JudgementSettings = DEFAULT
    """By which those not judged yet are: maps of the past."""
    seats: Sequence[EmptySeat] = ()
    seat_lines: Sequence[SeatLine] = ()


def rows_now(viewer: User, uuid: UUID, now: datetime) -> MapRows:
    """The map as it stands."""
    deal, rights = gates.opportunity_and_rights(viewer, uuid)
    stakeholders = list(_light(Stakeholder).filter(opportunity=deal).order_by("id"))
    ids = [each.contact_id for each in stakeholders]
    contacts = {each.id: each for each in _light(Contact).filter(id__in=ids)}
    here = Q(opportunity__isnull=True) | Q(opportunity=deal)
    # Asked with the lines: a question of its own would be one more for every map that is opened.
    drawn = _light(Line, open_comments=open_on_line(deal))
    lines = list(drawn.filter(here, from_contact__in=ids, to_contact__in=ids).order_by("id"))
    can_edit = rights is gates.Rights.WRITE
    seats, seat_lines = [], []
    if deal.has_seats:  # type: ignore[attr-defined]  # the gate says so
        seats = list(_light(EmptySeat).filter(opportunity=deal, state=SeatState.OPEN).order_by("id"))
        there = {each.id for each in seats}
        seat_lines = between(_light(SeatLine).filter(opportunity=deal).order_by("id"), there, set(contacts))
    known = PastMap(deal, stakeholders, contacts, lines, seats, seat_lines)
    return _assembled(deal, known, _stored(deal), now, can_edit=can_edit)


def _light(model: type[Model], **also: Expression) -> Any:
    """Rows with the columns of the model, what is asked beside them, and none of its machinery: a third of the cost of
    model objects, which is what counts where a map of many people is opened again and again."""
    names = [field.attname for field in model._meta.concrete_fields]
    return model._default_manager.annotate(**also).values_list(*names, *also, named=True)


def rows_as_of(viewer: User, uuid: UUID, moment: datetime) -> MapRows:
    """The map as it was known at ``moment``, to somebody who may see it today. Scores are worked out afresh."""
    today, _ = gates.opportunity_and_rights(viewer, uuid)
    known = map_as_of(today.pk, moment)
    if known.opportunity is None:
        raise NotFound("opportunity at that moment")
    deal = known.opportunity
    if deal.owner_id != today.owner_id:
        deal.owner = User.objects.filter(pk=deal.owner_id or 0).first()
    else:
        deal.owner = today.owner
    if deal.stage_id != today.stage_id:
        deal.stage = Stage.objects.get(pk=deal.stage_id)
    else:
        deal.stage = today.stage
    theirs = {contact.account_id for contact in known.contacts.values()} | {deal.account_id}
    accounts = accounts_as_of({key for key in theirs if key is not None}, moment)
    deal.account = accounts.get(deal.account_id or 0)
    for contact in known.contacts.values():
        contact.account = accounts.get(contact.account_id or 0)
    scored = _worked_out(deal, known.stakeholders, moment)
    rows = _assembled(deal, known, scored, moment, past=True)
    known_then = {key: (row.uuid, row.name, row.parent_id) for key, row in accounts.items()}
    return replace(rows, accounts=known_then, judged_by=settings_at(moment).judgement)


def _assembled(
    deal: Opportunity,
    known: PastMap,
    scored: Scored,
    moment: datetime,
    *,
    past: bool = False,
    can_edit: bool = False,
) -> MapRows:
    stakeholders, contacts = known.stakeholders, known.contacts
    user_ids = {
        each_id
        for each in stakeholders
        for each_id in (each.coverage_owner_id, each.sentiment_by_id, each.influence_by_id)
        if each_id is not None
    }
    account_ids = {each.account_id for each in contacts.values() if each.account_id is not None}
    if deal.account_id is not None:
        account_ids.add(deal.account_id)
    users = User.objects.filter(pk__in=user_ids).values_list("id", "uuid", "name", "email")
    accounts = Account.objects.filter(pk__in=account_ids).values_list("id", "uuid", "name", "parent_id")
    return MapRows(
        deal=deal,
        can_edit=can_edit,
        moment=moment,
        past=past,
        stakeholders=stakeholders,
        contacts=contacts,
        lines=known.lines,
        accounts={pk: (uuid, name, parent) for pk, uuid, name, parent in accounts},
        users={pk: {"id": uuid, "name": name or email} for pk, uuid, name, email in users},
        personas=list(Persona.objects.all()),
        scored=scored,
        seats=known.seats,
        seat_lines=known.seat_lines,
    )


def _stored(deal: Opportunity) -> Scored:
    people = dict(StakeholderScore.objects.filter(opportunity=deal).values_list("stakeholder_id", "facts"))
    row = _light(DealScore).filter(opportunity=deal).first()
    if row is None:
        return Scored(people, {}, {}, None, None)
    figures = {**row.facts, "engaged": row.engaged, "effective_threads": row.effective_threads}
    return Scored(people, row.judgement, figures, row.scored_at, row.settings_version)


def _worked_out(deal: Opportunity, stakeholders: list[Stakeholder], moment: datetime) -> Scored:
    scores = score_as_of(deal.pk, moment)
    by_contact = {each.contact_id: each.id for each in stakeholders}
    people = {
        by_contact[row["contact_id"]]: row for row in scores.stakeholders.to_pylist() if row["contact_id"] in by_contact
    }
    deals = scores.deals.to_pylist()
    at = datetime.fromtimestamp(scores.as_of_s, UTC)
    return Scored(people, {}, deals[0] if deals else {}, at, scores.settings_version, scores)
