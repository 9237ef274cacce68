"""How many signals stand open on each of some deals, and how bad the worst is. One query."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Max

from coalition.signals.models import Signal, SignalState

_WORDS = {3: "high", 2: "medium", 1: "low"}


def open_signals(opportunity_ids: Iterable[int]) -> dict[int, tuple[int, str]]:
    """By internal id of deals the asker may see: count and worst severity. Deals without one are left out."""
    rows = Signal.objects.filter(opportunity_id__in=list(opportunity_ids), state=SignalState.OPEN).order_by()
    counted = rows.values("opportunity_id").annotate(n=Count("id"), worst=Max("rank"))
    return {row["opportunity_id"]: (row["n"], _WORDS.get(row["worst"], "low")) for row in counted}
