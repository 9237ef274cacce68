"""What happened lately around deals: bounces, new names, new jobs and managers. A few queries for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Max, Q

from coalition.access.models import User
from coalition.judgement.signals.model import Bounce, JobChange, ManagerChange, NewName, News
from coalition.judgement.snapshot import DealSnapshot
from coalition.portfolio.models import ScoreSnapshot
from coalition.record.models import Account, Activity, Contact, Line, LineKind, Participant, Stakeholder, Touch
from coalition.scoring.codes import Automatic as Code

#: How far back the mails and invitations are read.
MAILS = timedelta(days=60)
#: How long a new job, or a new manager, is news.
CHANGES = timedelta(days=21)
#: Within this time, behaviour that was warm and is cold has turned.
TURNS = timedelta(days=45)
_Row = Mapping[str, Any]
#: Addresses that are machines.
_MACHINES = (
    "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "mailer-daemon", "postmaster", "bounce",
    "notification", "calendar", "newsletter", "unsubscribe", "support@", "info@", "invite", "room", "resource",
)  # fmt: skip


def news_of(snapshots: Mapping[int, DealSnapshot]) -> dict[int, News]:
    """By internal id of the deal."""
    if not snapshots:
        return {}
    ids = [key for key, each in snapshots.items() if each.deal.outcome == "open"]
    bounces, strangers = _bounces(ids, snapshots), _strangers(ids, snapshots)
    jobs, managers, warmest = _jobs(ids, snapshots), _managers(ids, snapshots), _warmest(ids, snapshots)
    ours = {email.rpartition("@")[2].lower() for email in User.objects.values_list("email", flat=True)}
    return {
        key: News(
            bounces=tuple(_unanswered(snapshot, bounces)),
            new_names=tuple(_new_names(strangers[key], ours)),
            jobs=tuple(jobs[key]),
            managers=tuple(managers[key]),
            warmest=warmest[key],
        )
        for key, snapshot in snapshots.items()
    }


def _bounces(ids: list[int], snapshots: Mapping[int, DealSnapshot]) -> dict[str, Bounce]:
    """The last bounce of each contact on these deals, by public id, whichever deal the mail was about."""
    if not ids:
        return {}
    now = max(snapshots[key].as_of for key in ids)
    rows = Touch.objects.filter(
        contact_id__in=Stakeholder.objects.filter(opportunity__in=ids).values("contact_id"),
        occurred_s__gte=int((now - MAILS).timestamp()),
        occurred_s__lte=int(now.timestamp()),
        automatic=Code.BOUNCE,
        retracted_s__isnull=True,
    )
    found = rows.order_by("occurred_s", "activity_id").values_list("contact_id", "occurred_s", "activity_id")
    last = {contact: (at, activity) for contact, at, activity in found}
    if not last:
        return {}
    contacts = dict(Contact.objects.filter(pk__in=last).values_list("pk", "uuid"))
    mails = Activity.objects.filter(pk__in=[activity for _, activity in last.values()])
    activities = dict(mails.values_list("pk", "uuid"))
    return {
        str(contacts[contact]): Bounce(
            str(contacts[contact]), datetime.fromtimestamp(at, UTC), str(activities[activity])
        )
        for contact, (at, activity) in last.items()
    }


def _unanswered(snapshot: DealSnapshot, bounces: Mapping[str, Bounce]) -> Iterator[Bounce]:
    """Of the people of a deal, those from whom nothing came since."""
    for person in snapshot.people:
        bounce, answered = bounces.get(person.contact_id), person.engagement.last_two_way_at
        if bounce is not None and (answered is None or answered < bounce.at):
            yield bounce


def _strangers(ids: list[int], snapshots: Mapping[int, DealSnapshot]) -> dict[int, list[_Row]]:
    """Addresses nobody has claimed, in the activities of these deals, by deal."""
    found: dict[int, list[_Row]] = defaultdict(list)
    if not ids:
        return found
    now = max(snapshots[key].as_of for key in ids)
    rows = Participant.objects.filter(
        ~Q(address=""),
        contact__isnull=True,
        user__isnull=True,
        activity__opportunity__in=ids,
        activity__automatic="",
        activity__occurred_at__gte=now - MAILS,
        activity__occurred_at__lte=now,
        activity__retracted_at__isnull=True,
    )
    columns = ("address", "activity__opportunity_id", "activity__kind", "activity__occurred_at", "activity__uuid")
    for row in rows.order_by("activity__occurred_at", "id").values(*columns):
        found[row["activity__opportunity_id"]].append(row)
    return found


def _new_names(met: list[_Row], ours: set[str]) -> Iterator[NewName]:
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in met:
        address = str(row["address"]).lower()
        if _is_person(address, ours):
            found[address].append(row)
    for address, rows in sorted(found.items()):
        yield NewName(
            address,
            len(rows),
            rows[0]["activity__occurred_at"],
            rows[-1]["activity__occurred_at"],
            str(rows[-1]["activity__uuid"]),
            any(row["activity__kind"] == "meeting" for row in rows),
        )


def _is_person(address: str, ours: set[str]) -> bool:
    name, _, domain = address.rpartition("@")
    return bool(name) and domain not in ours and not any(word in f"{name}@" for word in _MACHINES)


def _on(ids: list[int]) -> dict[int, list[int]]:
    """Contact to the deals among these they stand on."""
    found: dict[int, list[int]] = defaultdict(list)
    for contact, deal in Stakeholder.objects.filter(opportunity__in=ids).values_list("contact_id", "opportunity_id"):
        found[contact].append(deal)
    return found


def _jobs(ids: list[int], snapshots: Mapping[int, DealSnapshot]) -> dict[int, list[JobChange]]:
    """The last change of title, department or company of each contact, unless the deal's owner made it: they know."""
    found: dict[int, list[JobChange]] = defaultdict(list)
    if not ids:
        return found
    since = max(snapshots[key].as_of for key in ids) - CHANGES
    history = Contact.history.model.objects
    stood = Stakeholder.objects.filter(opportunity__in=ids).values("contact_id")
    lately = history.filter(history_type="~", history_date__gte=since, id__in=stood)
    touched = set(lately.values_list("id", flat=True))
    if not touched:
        return found
    names = dict(Account.objects.filter(contacts__in=touched).values_list("id", "name"))
    columns = ("id", "uuid", "title", "department", "account_id", "history_date", "history_user__uuid")
    last: dict[int, tuple[Any, ...]] = {}
    latest: dict[int, tuple[JobChange, str]] = {}
    for row in history.filter(id__in=touched).order_by("history_date", "history_id").values_list(*columns):
        before, last[row[0]] = last.get(row[0]), row
        if before is not None and row[5] >= since and (change := _changed(before, row, names)) is not None:
            latest[row[0]] = (change, str(row[6]))
    on = _on(ids)
    for contact, (change, by) in latest.items():
        for deal in on[contact]:
            if by != snapshots[deal].deal.owner_id:
                found[deal].append(change)
    return found


def _changed(before: tuple[Any, ...], after: tuple[Any, ...], names: dict[int, str]) -> JobChange | None:
    """A value put where there was none is a gap filled, and no change."""
    for field, place in (("account", 4), ("title", 2), ("department", 3)):
        old, new = before[place], after[place]
        if old and new and old != new:
            said = [str(names.get(each, "another company")) if field == "account" else str(each) for each in (old, new)]
            return JobChange(str(after[1]), field, said[0], said[1], after[5])
    return None


def _managers(ids: list[int], snapshots: Mapping[int, DealSnapshot]) -> dict[int, list[ManagerChange]]:
    """Whoever reports to somebody now, and reported to somebody else before, unless the owner drew it."""
    found: dict[int, list[ManagerChange]] = defaultdict(list)
    if not ids:
        return found
    since = max(snapshots[key].as_of for key in ids) - CHANGES
    history = Line.history.model.objects.filter(kind=LineKind.REPORTS_TO)
    stood = Stakeholder.objects.filter(opportunity__in=ids).values("contact_id")
    lately = history.filter(history_date__gte=since, from_contact__in=stood)
    touched = set(lately.values_list("from_contact_id", flat=True))
    if not touched:
        return found
    on = _on(ids)
    uuids = {pk: str(uuid) for pk, uuid in Contact.objects.filter(pk__in=touched).values_list("pk", "uuid")}
    now = Line.objects.filter(kind=LineKind.REPORTS_TO, from_contact__in=touched).select_related("to_contact")
    managed = {line.from_contact_id: line for line in now if line.opportunity_id is None}
    rows = history.filter(from_contact__in=touched).exclude(history_type="-").order_by("history_date", "history_id")
    last: dict[int, tuple[Any, ...]] = {}
    latest: dict[int, tuple[ManagerChange, str]] = {}
    columns = ("from_contact_id", "to_contact_id", "history_date", "history_user__uuid")
    for row in rows.values_list(*columns):
        before, last[row[0]] = last.get(row[0]), row
        line = managed.get(row[0])
        if before is None or before[1] == row[1] or row[2] < since or line is None or line.to_contact_id != row[1]:
            continue
        change = ManagerChange(uuids[row[0]], str(line.to_contact.uuid), row[2], str(line.uuid))
        latest[row[0]] = (change, str(row[3]))
    for contact, (change, by) in latest.items():
        for deal in on[contact]:
            if by != snapshots[deal].deal.owner_id:
                found[deal].append(change)
    return found


def _warmest(ids: list[int], snapshots: Mapping[int, DealSnapshot]) -> dict[int, dict[str, float]]:
    """The best behavioural sentiment each had in the last weeks, from the points of their trend lines."""
    found: dict[int, dict[str, float]] = defaultdict(dict)
    if not ids:
        return found
    since = max(snapshots[key].as_of for key in ids) - TURNS
    stakeholders = {
        pk: (deal, str(contact))
        for pk, deal, contact in Stakeholder.objects.filter(opportunity__in=ids).values_list(
            "pk", "opportunity_id", "contact__uuid"
        )
    }
    on_deals = Stakeholder.objects.filter(opportunity__in=ids).values("pk")
    points = ScoreSnapshot.objects.filter(stakeholder__in=on_deals, as_of__gte=since, behaviour_score__isnull=False)
    for pk, best in points.order_by().values_list("stakeholder_id").annotate(Max("behaviour_score")):
        deal, contact = stakeholders[pk]
        found[deal][contact] = best
    return found
