"""The changes of one merge, made and written down in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from coalition.access.models import User
from coalition.record import history
from coalition.record.models.base import Recorded


@dataclass
class Ledger:
    """Makes changes of records as ``by`` for one ``reason``, and keeps what each was before.

    A step is one of
    ``{"did": "change", "model", "key", "before": {field: value}, "after": {field: value}}``,
    ``{"did": "remove", "model", "uuid"}`` and
    ``{"did": "turn", "model", "field", "keys", "before", "after"}`` for rows without a history.
    """

    by: User | None
    reason: str
    steps: list[dict[str, Any]] = field(default_factory=list)

    def change(self, row: Recorded, changes: Mapping[str, Any]) -> Recorded:
        """Set what differs. Returns the fresh row."""
        held = history.held(row)
        before = {name: getattr(held, name) for name in changes}
        fresh, changed = history.change(held, changes, by=self.by, reason=self.reason)
        if changed:
            self._note(
                "change",
                row,
                key=row.pk,
                before=_plain({name: before[name] for name in changed}),
                after=_plain({name: changes[name] for name in changed}),
            )
        return fresh

    def remove(self, row: Recorded) -> None:
        """Remove a record; its history keeps it."""
        history.remove(row, by=self.by, reason=self.reason)
        self._note("remove", row, uuid=str(row.uuid))

    def turn(self, rows: QuerySet[Any], name: str, before: int, after: int) -> None:
        """Let rows that keep no history point to another contact."""
        keys = list(rows.values_list("pk", flat=True))
        if keys:
            rows.model._base_manager.filter(pk__in=keys).update(**{f"{name}_id": after})
            self._note("turn", rows.model, field=name, keys=keys, before=before, after=after)

    def _note(self, did: str, of: Any, **step: Any) -> None:
        self.steps.append({"did": did, "model": of._meta.label, **step})


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON has them. Moments whole: the encoders at hand cut them to milliseconds."""
    return {name: each.isoformat() if isinstance(each, date) else each for name, each in sorted(values.items())}
