"""Empty seats that came, went or changed on some maps, told like the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from coalition.access.models import User
from coalition.judgement.difference import Step, Version, difference
from coalition.portfolio.changes.model import Change, Named
from coalition.portfolio.changes.words import LABELS
from coalition.record.models import EmptySeat, Opportunity, Persona, SeatState

_FIELDS = ("title", "personas", "notes")
ROWS_AT_MOST = 2000


def seat_changes(
    deals: QuerySet[Opportunity], since: datetime, until: datetime, since_of: Mapping[int, datetime]
) -> list[Change]:
    """The changes of empty seats on these maps. Five queries at most; none but the first where no seat changed."""
    history: Any = EmptySeat.history
    ids = deals.order_by().values("id")
    recent = history.filter(opportunity_id__in=ids, history_date__gt=since, history_date__lte=until)
    touched = set(recent.order_by("-history_date").values_list("id", flat=True)[:ROWS_AT_MOST])
    if not touched:
        return []
    columns = ("id", "uuid", "opportunity_id", "state", "history_type", "history_date", "history_user_id")
    rows = history.filter(id__in=touched, history_date__lte=until).order_by("history_date", "history_id")
    pasts: dict[int, list[dict[str, Any]]] = {}
    for row in rows.values(*columns, "history_change_reason", *_FIELDS):
        pasts.setdefault(row["id"], []).append(row)
    named = {row["opportunity_id"] for past in pasts.values() for row in past}
    known = deals.filter(pk__in=named).values_list("id", "uuid", "name")
    around = _Around(
        deals={pk: Named(uuid, name) for pk, uuid, name in known},
        users=_users({row["history_user_id"] for past in pasts.values() for row in past}),
        personas=dict(Persona.objects.values_list("key", "name")),
    )
    starts = {key: max(since, since_of.get(past[-1]["opportunity_id"], since)) for key, past in pasts.items()}
    return [change for key, past in pasts.items() for change in _told(past, around, starts[key], until)]


class _Around:
    def __init__(self, deals: Mapping[int, Named], users: Mapping[int, Named], personas: Mapping[str, str]) -> None:
        self.deals, self.users, self.personas = deals, users, personas

    def words(self, field: str, value: Any) -> str:
        said = ", ".join(self.personas.get(key, key) for key in value or []) if field == "personas" else value
        return said or "Not assessed"


def _users(ids: set[int | None]) -> dict[int, Named]:
    known = [each for each in ids if each is not None]
    rows = User.objects.filter(pk__in=known).values_list("id", "uuid", "name", "email")
    return {pk: Named(uuid, name or email) for pk, uuid, name, email in rows}


def _told(past: Sequence[Mapping[str, Any]], around: _Around, since: datetime, until: datetime) -> Iterator[Change]:
    versions = [_version(row) for row in past]
    deal = around.deals.get(past[-1]["opportunity_id"])
    if deal is None:
        return
    for step in difference(versions, since, until, _FIELDS):
        yield _change(step, past[-1], deal, around)


def _version(row: Mapping[str, Any]) -> Version:
    there = row["history_type"] != "-" and row["state"] == SeatState.OPEN
    return Version(
        at=row["history_date"],
        values={name: row[name] for name in _FIELDS} if there else None,
        by=row["history_user_id"],
        reason=row["history_change_reason"] or "",
    )


def _change(step: Step, row: Mapping[str, Any], deal: Named, around: _Around) -> Change:
    by = around.users.get(step.cause.by or 0)
    whole = step.what != "changed"
    return Change(
        id=f"empty:{row['id']}:{step.field or step.what}",
        opportunity=deal,
        subject="seat",
        what=step.what,
        field=step.field,
        label="" if whole else LABELS[step.field],
        before="" if whole else around.words(step.field, step.before),
        after="" if whole else around.words(step.field, step.after),
        at=step.cause.at,
        cause="user" if by else "system",
        by=by,
        reason=step.cause.reason or ("Somebody took the seat." if row["state"] == SeatState.FILLED and whole else ""),
        contact=Named(row["uuid"], row["title"] or around.words("personas", row["personas"])),
    )
