"""From an event of ours to the message another system gets: ids and words, nothing anybody wrote in confidence."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from coalition.record.models import LiveEvent, Opportunity

_KINDS = {
    "map.changed": "opportunity.map_changed",
    "scores.changed": "opportunity.scores_changed",
    "signals.changed": "opportunity.signals_changed",
}


def message_of(event: LiveEvent) -> str | None:
    """The kind of message an event becomes; None: it stays inside."""
    if event.kind == "map.changed" and event.payload.get("what") == "stage":
        return "opportunity.stage_changed"
    return _KINDS.get(event.kind)


def body_of(message: str, at: datetime, data: dict[str, Any]) -> str:
    """The body as it is signed and sent."""
    return json.dumps({"type": message, "timestamp": at.isoformat(), "data": data}, separators=(",", ":"))


def data_of(message: str, event: LiveEvent, deal: Opportunity) -> dict[str, Any]:
    """What a message says."""
    about = {"id": str(deal.uuid), "name": deal.name, "stage": deal.stage.key, "version": deal.version}
    return {"opportunity": about, **({} if message == "opportunity.stage_changed" else event.payload)}
