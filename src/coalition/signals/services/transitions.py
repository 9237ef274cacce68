"""What people do with a signal: put it off, say that they acted on it, dismiss it, take it up again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from coalition.access.models import User
from coalition.record import pulse
from coalition.record.errors import Invalid
from coalition.record.services.checks import require
from coalition.signals.models import Signal, SignalEvent, SignalState, What
from coalition.signals.services.keeping import SIGNALS_CHANGED

SNOOZED_AT_MOST = timedelta(days=180)
_NOTED = 2000


@transaction.atomic
def snooze_signal(signal: Signal, *, until: datetime, by: User) -> Signal:
    """Put it off until a moment to come; then it is open again, if its cause is still there."""
    now = timezone.now()
    if not now < until <= now + SNOOZED_AT_MOST:
        raise Invalid({"until": [f"Give a time to come, at most {SNOOZED_AT_MOST.days} days from now."]})
    return _turned(signal, SignalState.SNOOZED, What.SNOOZED, by, until=until)


@transaction.atomic
def act_on_signal(signal: Signal, *, by: User, note: str = "") -> Signal:
    """Say that something was done about it. It closes when its cause is gone, and opens again if that does not come."""
    return _turned(signal, SignalState.ACTED_ON, What.ACTED_ON, by, note=note)


@transaction.atomic
def dismiss_signal(signal: Signal, *, reason: str, by: User) -> Signal:
    """Say that it is none, and why. It comes back only if its cause goes away and comes again, or grows worse."""
    require(reason=reason)
    return _turned(signal, SignalState.DISMISSED, What.DISMISSED, by, note=reason)


@transaction.atomic
def reopen_signal(signal: Signal, *, by: User) -> Signal:
    """Take it up again, while its cause is there."""
    return _turned(signal, SignalState.OPEN, What.REOPENED, by)


def _turned(
    signal: Signal, state: SignalState, what: What, by: User, *, note: str = "", until: datetime | None = None
) -> Signal:
    row = Signal.objects.select_for_update(of=("self",)).get(pk=signal.pk)
    if len(note) > _NOTED:
        raise Invalid({"reason": [f"Keep it under {_NOTED} characters."]})
    if row.state == SignalState.RESOLVED or (state == SignalState.OPEN and not row.is_present):
        raise Invalid(
            {"state": ["Its cause is gone, so it is resolved. It opens by itself should the cause come back."]}
        )
    if row.state == state and state in (SignalState.OPEN, SignalState.DISMISSED):
        raise Invalid({"state": [f"It is {row.get_state_display().lower()} already."]})
    now = timezone.now()
    row.state, row.state_since, row.snoozed_until = state, now, until
    row.reason, row.changed_by = note, by
    row.closed_severity = "" if state == SignalState.OPEN else row.severity
    row.closed_at = now if state == SignalState.DISMISSED else None
    written = ("state", "state_since", "snoozed_until", "reason", "changed_by", "closed_severity", "closed_at")
    row.save(update_fields=written)
    SignalEvent.objects.create(signal=row, what=what, at=now, by=by, note=note, severity=row.severity, text=row.text)
    pulse.publish(SIGNALS_CHANGED, opportunity_id=row.opportunity_id, payload={"signals": [str(row.uuid)]})
    return row
