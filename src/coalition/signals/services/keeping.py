"""Keeps what was found: new causes open signals, causes that are gone close them. A re-run changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from coalition.access.models import User
from coalition.judgement.signals import life as lives
from coalition.judgement.signals.life import Life, State
from coalition.judgement.signals.model import RANK, Finding
from coalition.record.models import Contact, LiveEvent
from coalition.signals.models import Signal, SignalEvent, SignalState, What

SIGNALS_CHANGED = "signals.changed"
#: How exact ``seen_at`` is. A write for every signal at every run would cost more than it tells.
SEEN_EVERY = timedelta(hours=6)
_SAID = ("kind", "severity", "rank", "text", "action", "contact_id", "contact_ids", "evidence", "owner_id")
_LIFE = (
    "state", "state_since", "snoozed_until", "is_present", "closed_severity", "reason", "changed_by_id",
    "wavers", "gone_since", "worst",
)  # fmt: skip
_WRITTEN = [name.removesuffix("_id") for name in (*_SAID, *_LIFE, "opened_at", "seen_at", "closed_at")]


@dataclass
class _Names:
    """Public ids to internal ones."""

    users: dict[str, int]
    contacts: dict[str, int]


@transaction.atomic
def keep(
    found: Mapping[int, tuple[Finding, ...]],
    *,
    owners: Mapping[int, str],
    now: datetime | None = None,
    wavers: timedelta = lives.WAVERS,
) -> set[str]:
    """Bring the signals of these deals to what was found of each; public ids of those that changed.

    ``wavers``: a cause that came back within that time must stay away as long before its signal closes.
    """
    now = now or timezone.now()
    kept = _kept(found)
    names = _names(found, owners)
    new: list[Signal] = []
    changed: list[Signal] = []
    seen: list[int] = []
    events: list[SignalEvent] = []
    for deal, findings in found.items():
        left = dict(kept.get(deal, {}))
        for finding in findings:
            said = _said(finding, owners.get(deal, ""), names)
            row = left.pop(finding.key, None)
            if row is None:
                row = _opened(deal, finding.key, said, now)
                new.append(row)
                events.append(_event(row, What.OPENED, now))
            elif what := _found_again(row, said, now, wavers):
                changed.append(row)
                events += [_event(row, each, now) for each in what if each]
            elif now - row.seen_at >= SEEN_EVERY:
                seen.append(row.pk)
        for row in left.values():
            before = _life(row)
            after = lives.gone(before, now, wavers)
            if not row.is_present or after == before:
                continue
            changed.append(row)
            _live(row, after, now)
            if after.state != before.state:
                events.append(_event(row, What.RESOLVED, now))
    _write(new, changed, seen, events, now)
    return _publish([*new, *changed])


def _kept(found: Mapping[int, tuple[Finding, ...]]) -> dict[int, dict[str, Signal]]:
    keys = {finding.key for findings in found.values() for finding in findings}
    rows = Signal.objects.select_for_update().filter(opportunity_id__in=list(found))
    kept: dict[int, dict[str, Signal]] = {}
    for row in rows.filter(Q(is_present=True) | Q(key__in=keys)).order_by("id"):
        kept.setdefault(row.opportunity_id, {})[row.key] = row
    return kept


def _names(found: Mapping[int, tuple[Finding, ...]], owners: Mapping[int, str]) -> _Names:
    each = [finding for findings in found.values() for finding in findings]
    users = {finding.owner_id for finding in each} | set(owners.values())
    contacts = {finding.contact_ids[0] for finding in each if finding.contact_ids}
    return _Names(
        {str(uuid): pk for uuid, pk in User.objects.filter(uuid__in=users - {""}).values_list("uuid", "pk")},
        {str(uuid): pk for uuid, pk in Contact.objects.filter(uuid__in=contacts).values_list("uuid", "pk")},
    )


def _said(finding: Finding, owner: str, names: _Names) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "rank": RANK[finding.severity],
        "text": finding.text,
        "action": finding.action,
        "contact_id": names.contacts.get(finding.contact_ids[0]) if finding.contact_ids else None,
        "contact_ids": list(finding.contact_ids),
        "evidence": [asdict(each) for each in finding.evidence],
        "owner_id": names.users.get(finding.owner_id) or names.users.get(owner),
    }


def _opened(deal: int, key: str, said: dict[str, Any], now: datetime) -> Signal:
    worst = said["severity"]
    return Signal(opportunity_id=deal, key=key, **said, worst=worst, opened_at=now, seen_at=now, state_since=now)


def _found_again(row: Signal, said: dict[str, Any], now: datetime, wavers: timedelta) -> list[What | None]:
    """What happened to it; ``[None]`` when only what it says is new, and nothing when nothing is."""
    before = _life(row)
    after = lives.found_again(before, said["severity"], now, wavers)
    differs = any(getattr(row, name) != value for name, value in said.items())
    for name, value in said.items():
        setattr(row, name, value)
    if after.state != before.state:
        _live(row, after, now)
        return [What.REOPENED]
    if not (differs or after != before):
        return []
    worse = after.is_worse and row.state == SignalState.OPEN
    _live(row, lives.told(after), now)
    return [What.WORSE if worse else None]


def _life(row: Signal) -> Life:
    return Life(
        cast(State, row.state),  # its choices are these words
        row.severity,
        row.state_since,
        row.snoozed_until,
        row.is_present,
        row.closed_severity,
        row.wavers,
        row.gone_since,
        row.worst,
    )


def _live(row: Signal, life: Life, now: datetime) -> None:
    """Put the life into the row. Opened again, it starts anew: nobody has said anything of it yet."""
    if life.state == "open" and row.state != "open":
        row.opened_at, row.closed_at, row.reason, row.changed_by_id = now, None, "", None
    if life.state == "resolved" and row.state != "resolved":
        row.closed_at = now
    if life.is_present and life.gone_since is None:
        row.seen_at = now
    row.state, row.state_since, row.snoozed_until = life.state, life.since, life.snoozed_until
    row.is_present, row.closed_severity = life.is_present, life.closed_severity
    row.wavers, row.gone_since, row.worst = life.wavers, life.gone_since, life.worst


def _event(row: Signal, what: What, now: datetime) -> SignalEvent:
    return SignalEvent(signal=row, what=what, at=now, severity=row.severity, text=row.text)


def _write(new: list[Signal], changed: list[Signal], seen: list[int], events: list[SignalEvent], now: datetime) -> None:
    Signal.objects.bulk_create(new, batch_size=500)
    Signal.objects.bulk_update(changed, _WRITTEN, batch_size=100)
    if seen:
        Signal.objects.filter(pk__in=seen).update(seen_at=now)
    SignalEvent.objects.bulk_create(events, batch_size=500)


def _publish(rows: list[Signal]) -> set[str]:
    """Tell open pages, one event a deal."""
    by_deal: dict[int, list[str]] = {}
    for row in rows:
        by_deal.setdefault(row.opportunity_id, []).append(str(row.uuid))
    LiveEvent.objects.bulk_create(
        LiveEvent(kind=SIGNALS_CHANGED, opportunity_id=deal, payload={"signals": ids[:100]})
        for deal, ids in sorted(by_deal.items())
    )
    return {each for ids in by_deal.values() for each in ids}
