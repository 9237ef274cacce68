"""One step of a merge, taken back. What somebody changed since wins, and is told in a sentence."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction

from coalition.access.models import User
from coalition.record import history
from coalition.record.errors import CycleRefused, NotFound
from coalition.record.models import Contact, Line, LineKind
from coalition.record.models.base import Recorded
from coalition.record.services.reporting import refuse_cycle


def step_back(step: dict[str, Any], *, by: User | None, reason: str) -> str:
    """Take one step of a ledger back. Returns what could not be, empty when all was."""
    model: Any = apps.get_model(step["model"])
    try:
        with transaction.atomic():
            if step["did"] == "turn":
                rows = model._base_manager.filter(pk__in=step["keys"], **{f"{step['field']}_id": step["after"]})
                rows.update(**{f"{step['field']}_id": step["before"]})
                return ""
            if step["did"] == "remove":
                return _bring_back(model, step["uuid"], by, reason)
            return _change_back(model, step, by, reason)
    except (IntegrityError, NotFound):
        return f"A {model._meta.verbose_name} could not go back: what it needs was removed or taken since."
    except CycleRefused as refused:
        return f"A reporting line could not go back: {refused.message}"


def _bring_back(model: type[Recorded], uuid: str, by: User | None, reason: str) -> str:
    row = history.removed(model, uuid)
    if row is not None:  # else somebody brought it back already
        _refuse_circle(row)
        history.restore(row, by=by, reason=reason)
    return ""


def _change_back(model: type[Recorded], step: dict[str, Any], by: User | None, reason: str) -> str:
    row = model._default_manager.filter(pk=step["key"]).first()
    if row is None:
        return f"A {model._meta.verbose_name} that the merge moved was removed since."
    changes: dict[str, Any] = {}
    kept: list[str] = []
    for name, before in step["before"].items():
        field: Any = model._meta.get_field(name)
        was, then, now = field.to_python(before), field.to_python(step["after"][name]), getattr(row, name)
        try:
            changes[name] = _without(now, then, was)
        except ValueError:
            kept.append(str(field.verbose_name))
    for name, value in changes.items():
        setattr(row, name, value)
    _refuse_circle(row)
    history.change(row, changes, by=by, reason=reason)
    return f"{row}: changed since the merge and left as it is now: {', '.join(sorted(kept))}." if kept else ""


def _without(now: Any, then: Any, was: Any) -> Any:
    """``now`` without what the merge made of ``was``. Raises ValueError where somebody said something else since."""
    if now == then:
        return was
    if isinstance(now, list) and isinstance(then, list):
        stays = [each for each in now if each not in then or each in was]
        return [*stays, *(each for each in was if each not in then and each not in stays)]
    if isinstance(now, dict) and isinstance(then, dict):
        return {key: value for key, value in now.items() if key in was or then.get(key) != value}
    raise ValueError("changed since")


def _refuse_circle(row: Recorded) -> None:
    if isinstance(row, Line) and row.kind == LineKind.REPORTS_TO and row.opportunity_id is None:
        people = Contact.objects.in_bulk([row.from_contact_id, row.to_contact_id])
        if len(people) == 2:
            refuse_cycle(people[row.from_contact_id], people[row.to_contact_id])
