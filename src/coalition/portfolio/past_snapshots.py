"""A deal as judgement would have read it at a past moment: record, scores, insights, reviews as known then."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, Q

from coalition.judgement.snapshot import DealSnapshot
from coalition.portfolio.scores import score_as_of
from coalition.portfolio.snapshots import DealRows, build, supply, surroundings
from coalition.record.errors import NotFound
from coalition.record.models import Insight, Opportunity, Stage, StageChange
from coalition.record.selectors.as_of import PastMap, accounts_as_of, map_as_of, versions_at


def snapshot_as_of(opportunity_id: int, moment: datetime) -> DealSnapshot:
    """The snapshot of one deal. Raises NotFound when it was not recorded yet."""
    known = map_as_of(opportunity_id, moment)
    if known.opportunity is None:
        raise NotFound("opportunity at that moment")
    rows = _rows(known, known.opportunity, moment)
    supply({opportunity_id: rows}, moment, past=True)
    return build(rows, surroundings(moment, past=True))


def _rows(known: PastMap, deal: Opportunity, moment: datetime) -> DealRows:
    from coalition.portfolio.store import ties_of

    _in_their_accounts(known, deal, moment)
    deal.stage = Stage.objects.get(pk=deal.stage_id)
    entered = StageChange.objects.filter(opportunity_id=deal.pk, recorded_at__lte=moment, occurred_at__lte=moment)
    whose = Q(opportunity_id=deal.pk)
    if deal.account_id is not None:
        whose |= Q(account_id=deal.account_id, opportunity_id__isnull=True)
    run = score_as_of(deal.pk, moment)
    seats = {each.contact_id: each.pk for each in known.stakeholders}
    scored = [row for row in run.stakeholders.to_pylist() if row["contact_id"] in seats]
    return DealRows(
        deal=deal,
        as_of=moment,
        entered_at=entered.aggregate(at=Max("occurred_at"))["at"],
        stakeholders=known.stakeholders,
        contacts=known.contacts,
        lines=known.lines,
        insights=versions_at(Insight, moment, whose),
        facts={seats[row["contact_id"]]: row for row in scored},
        ties=ties_of(run, run.stakeholders).get(deal.pk, ()),
        seats=known.seats,
    )


def _in_their_accounts(known: PastMap, deal: Opportunity, moment: datetime) -> None:
    """So that nothing reads an account as it is called and placed today."""
    ids = {contact.account_id for contact in known.contacts.values()} | {deal.account_id}
    accounts = accounts_as_of({key for key in ids if key is not None}, moment)
    deal.account = accounts.get(deal.account_id or 0)
    for contact in known.contacts.values():
        contact.account = accounts.get(contact.account_id or 0)
