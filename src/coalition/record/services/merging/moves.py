"""Everything else that hangs on a merged contact: seats on maps, standings, insights, participations, and what others
keep about a contact without this package knowing of it."""

from __future__ import annotations

from typing import Any

from django.db.models import ForeignObjectRel, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from coalition.record.models import (
    Contact,
    Insight,
    Line,
    Merge,
    MovedParticipation,
    Participant,
    SeatLine,
    Stakeholder,
    Standing,
)
from coalition.record.models.base import Recorded
from coalition.record.services.merging.fields import stakeholder_gaps, standing_gaps
from coalition.record.services.merging.ledger import Ledger

_BATCH = 2_000
# Moved with rules of their own; every other reference is simply turned to the survivor.
_OWN_RULES: frozenset[Any] = frozenset({Line, Merge, MovedParticipation, Participant, Stakeholder, Standing})


def move_stakeholders(keep: Contact, absorb: Contact, ledger: Ledger) -> None:
    """Their seats become the survivor's; where both sit on a deal, one seat stays and fills its gaps."""
    mine = {seat.opportunity_id: seat for seat in Stakeholder.objects.filter(contact=keep)}
    for seat in Stakeholder.objects.filter(contact=absorb).order_by("id"):
        own = mine.get(seat.opportunity_id)
        if own is None:
            ledger.change(seat, {"contact_id": keep.pk})
            continue
        changes = stakeholder_gaps(own, seat)
        ledger.remove(seat)
        if not own.external_id and seat.external_id:
            changes |= {"source": seat.source, "external_id": seat.external_id}
        ledger.change(own, changes)


def move_standings(keep: Contact, absorb: Contact, ledger: Ledger) -> None:
    """What each of ours is to them."""
    mine = {standing.user_id: standing for standing in Standing.objects.filter(contact=keep)}
    for standing in Standing.objects.filter(contact=absorb).order_by("id"):
        own = mine.get(standing.user_id)
        if own is None:
            ledger.change(standing, {"contact_id": keep.pk})
            continue
        ledger.remove(standing)
        ledger.change(own, standing_gaps(own, standing))


def move_insights(keep: Contact, absorb: Contact, ledger: Ledger) -> None:
    """Whose insights they are is kept as a list of public ids. Searched as text, which both databases can."""
    said = str(absorb.uuid)
    listed = Insight.objects.annotate(holders=Cast("contact_ids", TextField())).filter(holders__contains=said)
    for insight in listed.order_by("id"):
        holders = dict.fromkeys(str(keep.uuid) if str(each) == said else str(each) for each in insight.contact_ids)
        ledger.change(insight, {"contact_ids": list(holders)})


def move_participations(keep: Contact, absorb: Contact) -> int:
    """What they took part in is the survivor's past; whose it was before stays on record for the maps of that time.

    Returns when, in whole seconds.
    """
    return give_participations(Participant.objects.filter(contact=absorb), frm=absorb, to=keep)


def give_participations(rows: QuerySet[Participant], *, frm: Contact, to: Contact) -> int:
    """Turn these rows from one contact to the other, and keep whose they were. Returns when, in whole seconds."""
    ids = list(rows.values_list("id", flat=True))
    moved_s = int(timezone.now().timestamp())
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        MovedParticipation.objects.bulk_create(
            MovedParticipation(participant_id=each, contact=frm, moved_s=moved_s) for each in batch
        )
        Participant.objects.filter(pk__in=batch).update(contact=to)
    return moved_s


def drop_double_seat_lines(keep: Contact, ledger: Ledger) -> None:
    """Both had a line to the same empty seat: one is enough."""
    seen = set()
    for line in SeatLine.objects.filter(Q(from_contact=keep) | Q(to_contact=keep)).order_by("id"):
        says = (line.kind, line.from_contact_id, line.from_seat_id, line.to_contact_id, line.to_seat_id)
        if says in seen:
            ledger.remove(line)
        seen.add(says)


def move_the_rest(keep: Contact, absorb: Contact, ledger: Ledger) -> None:
    """Comments, actions and whatever another folder hangs on a contact; who told an insight; who was merged before."""
    for relation in Contact._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue
        model, name = relation.related_model, relation.field.name
        if model in _OWN_RULES or hasattr(model, "history_id"):  # a history tells what was, and stays
            continue
        rows: QuerySet[Any] = model._base_manager.filter(**{name: absorb})
        if issubclass(model, Recorded):
            for row in rows:
                ledger.change(row, {f"{name}_id": keep.pk})
        else:
            ledger.turn(rows, name, absorb.pk, keep.pk)
