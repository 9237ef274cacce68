"""Two contacts again: what a merge moved goes back, what people changed since stays and is told."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from coalition.access.models import User
from coalition.record import history, pulse
from coalition.record.errors import Invalid
from coalition.record.locks import hold_reporting_lines
from coalition.record.models import Contact, Merge, Participant
from coalition.record.services.merging.back import step_back
from coalition.record.services.merging.merge import deals_both_met, derive_both
from coalition.record.services.merging.moves import give_participations
from coalition.record.services.reach import deals_of


@transaction.atomic
def undo_merge(merge: Merge, *, by: User | None) -> list[str]:
    """Make the two of ``merge`` two again. Returns what could not go back, a sentence each.

    Raises Invalid when it was undone already, or when a later merge stands in the way.
    """
    hold_reporting_lines()
    for key in sorted((merge.keep_id, merge.absorb_id)):
        history.held(Contact(pk=key))
    merge = Merge.objects.select_for_update(of=("self",)).select_related("keep", "absorb").get(pk=merge.pk)
    refuse_undo(merge)
    keep, absorb = merge.keep, merge.absorb
    deals = set(deals_of([keep.pk]))
    reason = f"undid the merge of {absorb.name} into {keep.name}"
    told = [said for step in reversed(merge.steps) if (said := step_back(step, by=by, reason=reason))]
    give_participations(_theirs(merge), frm=keep, to=absorb)
    Merge.objects.filter(pk=merge.pk).update(undone_at=timezone.now(), undone_by=by)
    derive_both(keep, absorb)
    deals |= {*deals_of([keep.pk, absorb.pk]), *deals_both_met(keep, absorb)}
    pulse.map_changed(deals, what="contact", ids=[keep.uuid, absorb.uuid])
    return told


def refuse_undo(merge: Merge) -> None:
    """Raise Invalid when this merge cannot be undone now."""
    if merge.undone_at is not None:
        raise Invalid({}, "This merge was undone already.")
    later = Merge.objects.filter(Q(keep=merge.keep) | Q(absorb=merge.keep), pk__gt=merge.pk, undone_at=None)
    # The later one took from what this one made: the other way round, it would not know what to give back.
    last = later.select_related("keep", "absorb").order_by("-pk").first()
    if last is not None:
        said = f"Undo the later merge of {last.absorb.name} into {last.keep.name} first."
        raise Invalid({}, said)


def _theirs(merge: Merge) -> QuerySet[Participant]:
    """What moved with the merge, and what was met since under an address of theirs."""
    absorb = merge.absorb
    absorb.refresh_from_db()
    addresses = [address for address in (absorb.email, *absorb.other_emails) if address]
    moved = Q(moves__contact=absorb, moves__moved_s=merge.moved_s)
    since = Q(address__in=addresses, activity__recorded_at__gte=merge.merged_at)
    ids = Participant.objects.filter(moved | since, contact=merge.keep).values("id")
    return Participant.objects.filter(pk__in=ids)
