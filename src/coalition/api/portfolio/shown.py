"""Rows as the API shows them. Plain dictionaries: two thousand deals go through here in one answer."""

from __future__ import annotations

from typing import Any

from coalition.portfolio.summaries import GAPS


def row_out(row: dict[str, Any], signals: tuple[int, str] | None = None) -> dict[str, Any]:
    """One deal."""
    shown = row["summary__shown"] or {}
    scored = row["summary__as_of"] is not None
    return {
        "id": row["uuid"],
        "name": row["name"],
        "account": _ref(row, "account"),
        "segment": row["account__segment"] or "",
        "stage": row["stage__key"],
        "stage_name": row["stage__name"],
        "owner": _ref(row, "owner"),
        "amount": None if row["amount"] is None else float(row["amount"]),
        "currency": row["currency"],
        "close_on": row["close_on"],
        "next_step": row["next_step"],
        "as_of": row["summary__as_of"],
        "deciders": shown.get("deciders", []),
        "economic_buyer": shown.get("economic_buyer"),
        "finance_lead": shown.get("finance_lead"),
        "gaps": {gap: {"value": row[f"summary__{gap}"], **shown["gaps"][gap]} for gap in GAPS} if scored else None,
        "map_score": row["summary__map_score"],
        "map_colour": row["summary__map_colour"] or "",
        "engaged": row["summary__engaged"],
        "effective_threads": row["summary__effective_threads"],
        "consensus": row["summary__consensus"],
        "gates": shown.get("gates", []),
        "outlook": _outlook(row),
        "signals": {"count": signals[0], "worst": signals[1]} if signals else None,
    }


def _ref(row: dict[str, Any], name: str) -> dict[str, Any] | None:
    uuid = row[f"{name}__uuid"]
    return {"id": uuid, "name": row[f"{name}__name"]} if uuid is not None else None


def _outlook(row: dict[str, Any]) -> dict[str, Any] | None:
    probability = row["summary__outlook"]
    if probability is None:
        return None
    return {"probability": probability, "reasons": row["summary__outlook_reasons"]}
