"""Log what happened between us and them, and retract what was logged by mistake. Nothing is ever rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from coalition.access.models import User
from coalition.record import pulse
from coalition.record.errors import Invalid
from coalition.record.models import (
    Account,
    Activity,
    ActivityStatus,
    Contact,
    Opportunity,
    Participant,
)
from coalition.record.services.checks import cleaned
from coalition.record.services.reach import deals_with_takers

# Statements stay under SQLite's limit of variables, with room for the widest row.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody in an activity: a contact, one of ours, or an address to be matched, now or later."""

    role: str
    contact: Contact | None = None
    user: User | None = None
    address: str = ""
    response: str = ""
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An activity to be logged. Account and opportunity follow from each other where one is missing."""

    kind: str
    occurred_at: datetime
    takers: Sequence[Taker]
    direction: str = ""
    status: str = ActivityStatus.DONE
    automatic: str = ""
    account: Account | None = None
    opportunity: Opportunity | None = None
    thread: str = ""
    subject: str = ""
    duration_minutes: int | None = None
    source: str = ""
    external_id: str = ""


def log_activity(draft: Draft, *, among: QuerySet[Contact] | None = None) -> tuple[Activity, bool]:
    """Log one activity; see ``log_activities``. Returns it and whether it is new."""
    return log_activities([draft], among=among)[0]


@transaction.atomic
def log_activities(drafts: Sequence[Draft], *, among: QuerySet[Contact] | None = None) -> list[tuple[Activity, bool]]:
    """Log activities in one go, in their order. Each comes back with whether it is new.

    One that is already here by its ``source`` and ``external_id`` is returned as it stands, so a caller may repeat.
    Addresses are matched with our users and with the contacts in ``among`` (default: all); an address nobody has is
    kept and claimed by the contact who turns up with it.
    """
    for draft in drafts:
        check(draft)
    known = _already_here(drafts)
    fresh = [draft for draft in drafts if (draft.source, draft.external_id) not in known]
    # The same row twice in one call is one activity, too.
    fresh = list({_identity(draft, place): draft for place, draft in enumerate(fresh)}.values())
    matched = _matched(fresh, Contact.objects.all() if among is None else among)
    rows = [_row(draft) for draft in matched]
    Activity.objects.bulk_create(rows, batch_size=_BATCH)
    Participant.objects.bulk_create(
        (
            Participant(
                activity=row,
                contact=taker.contact,
                user=taker.user,
                address=taker.address,
                role=taker.role,
                response=taker.response,
                seconds=taker.seconds,
            )
            for row, draft in zip(rows, matched, strict=True)
            for taker in draft.takers
        ),
        batch_size=_BATCH,
    )
    _settle(rows)
    made = {_key(row): row for row in rows if row.external_id}
    unnamed = iter([row for row in rows if not row.external_id])
    told: set[tuple[str, str]] = set()
    answers: list[tuple[Activity, bool]] = []
    for draft in drafts:
        key = (draft.source, draft.external_id)
        if not draft.external_id:
            answers.append((next(unnamed), True))
        elif key in known:
            answers.append((known[key], False))
        else:
            answers.append((made[key], key not in told))
            told.add(key)
    return answers


@transaction.atomic
def retract_activity(activity: Activity) -> Activity:
    """Take back what was logged by mistake. It stays true of what we knew before; retracting twice is once."""
    now = timezone.now()
    if Activity.objects.filter(pk=activity.pk, retracted_at=None).update(retracted_at=now):
        activity.retracted_at = now
        _settle([activity])
    else:
        activity.refresh_from_db(fields=["retracted_at"])
    return activity


@transaction.atomic
def claim_address(contact: Contact) -> int:
    """Give a contact the past of their addresses: who was only an address in an activity is them. Returns how many."""
    addresses = [address for address in (contact.email, *contact.other_emails) if address]
    if not addresses:
        return 0
    unclaimed = Participant.objects.filter(address__in=addresses, contact__isnull=True, user__isnull=True)
    activities = list(Activity.objects.filter(pk__in=unclaimed.values("activity")))
    claimed = unclaimed.update(contact=contact)
    if claimed:
        _settle(activities)
    return claimed


def _settle(activities: Sequence[Activity]) -> None:
    """What scoring reads of these activities, and who has to hear of them."""
    ids = [activity.pk for activity in activities]
    if not ids:
        return
    # Loaded here: the scoring engine takes a second to load, and the start of a server must not wait for it.
    from coalition.record.touches import derive_touches

    derive_touches(ids)
    deals = {activity.opportunity_id for activity in activities if activity.opportunity_id is not None}
    deals.update(deals_with_takers(ids))
    pulse.map_changed(deals, what="activity", ids=[activity.uuid for activity in activities][:100])


def check(draft: Draft) -> None:
    """Raise Invalid with everything that is wrong with a draft."""
    cleaned(
        Activity,
        {name: getattr(draft, name) for name in ("kind", "direction", "status", "automatic")},
    )
    for taker in draft.takers:
        cleaned(Participant, {"role": taker.role, "response": taker.response})
    wrong: dict[str, list[str]] = {}
    if not draft.takers:
        wrong["participants"] = ["Name at least one person who took part."]
    if any(not (taker.contact or taker.user or taker.address) for taker in draft.takers):
        wrong["participants"] = ["Each participant is a contact, a user or an address."]
    both = draft.account is not None and draft.opportunity is not None
    if both and draft.opportunity.account_id not in (None, draft.account.pk):  # type: ignore[union-attr]
        wrong["opportunity_id"] = ["This opportunity belongs to another account."]
    if wrong:
        raise Invalid(wrong)


def _identity(draft: Draft, place: int) -> tuple[str, str, int]:
    return (draft.source, draft.external_id, -1 if draft.external_id else place)


def _key(activity: Activity) -> tuple[str, str]:
    return (activity.source, activity.external_id)


def _already_here(drafts: Sequence[Draft]) -> dict[tuple[str, str], Activity]:
    wanted: dict[str, set[str]] = {}
    for draft in drafts:
        if draft.external_id:
            wanted.setdefault(draft.source, set()).add(draft.external_id)
    found: dict[tuple[str, str], Activity] = {}
    for source, ids in wanted.items():
        for batch in _batches(sorted(ids)):
            for activity in Activity.objects.filter(source=source, external_id__in=batch):
                found[_key(activity)] = activity
    return found


def _matched(drafts: Sequence[Draft], among: QuerySet[Contact]) -> list[Draft]:
    """The drafts with addresses turned into people, and accounts filled in."""
    loose = {
        taker.address.strip().lower()
        for draft in drafts
        for taker in draft.takers
        if taker.address and not (taker.contact or taker.user)
    }
    users: dict[str, User] = {}
    contacts: dict[str, list[Contact]] = {}
    for batch in _batches(sorted(loose)):
        users.update({user.email: user for user in User.objects.filter(email__in=batch)})
        found = list(among.filter(email__in=batch).order_by("id"))
        survivors = among.in_bulk({contact.merged_into_id for contact in found if contact.merged_into_id is not None})
        for contact in found:
            # The address of somebody who was merged leads to the person they became.
            person = contact if contact.merged_into_id is None else survivors.get(contact.merged_into_id)
            if person is not None and person not in contacts.setdefault(contact.email, []):
                contacts[contact.email].append(person)
    return [_placed(replace(draft, takers=_people(draft, users, contacts))) for draft in drafts]


def _people(draft: Draft, users: dict[str, User], contacts: dict[str, list[Contact]]) -> list[Taker]:
    account_id = draft.account.pk if draft.account else draft.opportunity.account_id if draft.opportunity else None
    people = []
    for taker in draft.takers:
        address = taker.address.strip().lower()
        if taker.contact or taker.user:
            people.append(replace(taker, address=address))
            continue
        # Two contacts may share an address; the one of this account is meant, else the one we knew first.
        candidates = contacts.get(address, [])
        here = [contact for contact in candidates if account_id is not None and contact.account_id == account_id]
        contact = next(iter(here or candidates), None)
        people.append(replace(taker, address=address, contact=contact, user=None if contact else users.get(address)))
    return people


def _placed(draft: Draft) -> Draft:
    if draft.account is not None:
        return draft
    if draft.opportunity is not None:
        return replace(draft, account=draft.opportunity.account)
    first = next((taker.contact for taker in draft.takers if taker.contact and taker.contact.account_id), None)
    return replace(draft, account=first.account) if first else draft


def _row(draft: Draft) -> Activity:
    return Activity(
        kind=draft.kind,
        direction=draft.direction,
        status=draft.status,
        automatic=draft.automatic,
        occurred_at=draft.occurred_at,
        account=draft.account,
        opportunity=draft.opportunity,
        thread=draft.thread,
        subject=draft.subject,
        duration_minutes=draft.duration_minutes,
        source=draft.source,
        external_id=draft.external_id,
    )


def _batches(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[start : start + _BATCH] for start in range(0, len(values), _BATCH))
