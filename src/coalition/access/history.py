"""Who changed a row that keeps its past, and why: said before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coalition.access.models import User


def sign(row: Any, by: User | None, reason: str = "") -> None:
    """Name the author and the reason of the version that the next save of ``row`` writes.

    simple-history reads both from the instance; without them it would look for a request, and workers have none.
    """
    row._history_user = by
    row._change_reason = reason or None
