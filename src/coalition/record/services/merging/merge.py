"""Make two contacts one."""

from __future__ import annotations

from django.db import transaction

from coalition.access.models import User
from coalition.record import history, pulse
from coalition.record.errors import Invalid
from coalition.record.locks import hold_reporting_lines
from coalition.record.models import Contact, Merge, Participant
from coalition.record.services.activities import claim_address
from coalition.record.services.merging import lines, moves
from coalition.record.services.merging.fields import contact_gaps
from coalition.record.services.merging.ledger import Ledger
from coalition.record.services.reach import deals_of, deals_with_takers


@transaction.atomic
def merge_contacts(
    *, keep: Contact, absorb: Contact, by: User | None, expect_version: int | None = None, reason: str = ""
) -> Contact:
    """Everything of ``absorb`` becomes ``keep``'s; what ``keep`` says wins. Returns the survivor.

    The absorbed contact stays, with ``merged_into``, so that the ids and addresses it goes by elsewhere lead to the
    survivor. ``expect_version`` is the survivor's. Raises CycleRefused when the two report to each other through
    somebody else.
    """
    hold_reporting_lines()
    # In order of key: two merges of the same two people wait for each other instead of deadlocking.
    for each in sorted((keep, absorb), key=lambda contact: contact.pk):
        history.held(each, expect_version=expect_version if each.pk == keep.pk else None)
    keep, absorb = history.held(keep), history.held(absorb)
    refuse_merge(keep=keep, absorb=absorb)
    why = reason or f"merged {absorb.name} into {keep.name}"
    deals = {*deals_of([keep.pk, absorb.pk]), *deals_both_met(keep, absorb)}
    ledger = Ledger(by, why)
    keep = _join(keep, absorb, ledger)
    moves.move_stakeholders(keep, absorb, ledger)
    lines.move_lines(keep, absorb, ledger)
    moves.move_standings(keep, absorb, ledger)
    moves.move_insights(keep, absorb, ledger)
    moved_s = moves.move_participations(keep, absorb)
    moves.move_the_rest(keep, absorb, ledger)
    moves.drop_double_seat_lines(keep, ledger)
    Merge.objects.create(keep=keep, absorb=absorb, merged_by=by, moved_s=moved_s, steps=ledger.steps)
    claim_address(keep)
    derive_both(keep, absorb)
    pulse.map_changed(deals, what="contact", ids=[keep.uuid, absorb.uuid])
    return keep


def refuse_merge(*, keep: Contact, absorb: Contact) -> None:
    """Raise Invalid or CycleRefused when these two cannot become one."""
    if keep.pk == absorb.pk:
        raise Invalid({"absorb_id": ["Name two different people: a contact cannot be merged with itself."]})
    for each, field in ((keep, "keep_id"), (absorb, "absorb_id")):
        if each.merged_into is not None:
            said = f"{each.name} was merged into {each.merged_into.name} already. Use that contact."
            raise Invalid({field: [said]}, said)
    lines.refuse_circle(keep, absorb)


def _join(keep: Contact, absorb: Contact, ledger: Ledger) -> Contact:
    """The survivor's row with its gaps filled, the other pointing to it. An id elsewhere moves to who has none."""
    changes = contact_gaps(keep, absorb)
    going: dict[str, object] = {"merged_into_id": keep.pk}
    if absorb.external_id and not keep.external_id:
        changes |= {"source": absorb.source, "external_id": absorb.external_id}
        going |= {"source": "", "external_id": ""}
    ledger.change(absorb, going)
    ledger.change(keep, changes)
    return Contact.objects.get(pk=keep.pk)


def deals_both_met(keep: Contact, absorb: Contact) -> list[int]:
    """Deals of whoever was in one activity with both: there were fewer people in it than it seemed."""
    theirs = Participant.objects.filter(contact=absorb).values("activity")
    together = Participant.objects.filter(contact=keep, activity__in=theirs)
    return deals_with_takers(together.values_list("activity_id", flat=True).distinct())


def derive_both(keep: Contact, absorb: Contact) -> None:
    """What scoring reads of the two."""
    # Loaded here: the scoring engine takes a second to load, and the start of a server must not wait for it.
    from coalition.record.touches import derive_contact_touches

    derive_contact_touches([keep.pk, absorb.pk])
