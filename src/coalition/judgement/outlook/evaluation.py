"""`coalition evaluate outlook`: can the outcome of these deals be foretold, and is the forecast honest?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

from coalition.judgement.outlook.held_out import Figures, measured
from coalition.judgement.outlook.model import VERSION, Deals, Outlook, copies_of, learn
from coalition.scoring.evaluation.moments import moments
from coalition.scoring.evaluation.reading import FileProblem, rows_of

#: How systems call a deal that was lost. Where such a value occurs, any other than won and lost is a deal still open.
_LOST = re.compile(r"^(closed[ _-]?)?(lost|lose|loss|no|false|0|n)$", re.IGNORECASE)


def evaluate(
    path: Path,
    outcome: str,
    won: str,
    *,
    time_column: str | None = None,
    group_column: str | None = None,
    test: Path | None = None,
) -> dict[str, Any]:
    """Learn from the deals of a file and say what came out, on deals held out or on those of a second file."""
    deals, still_open = read_deals(path, outcome, won, time_column, group_column)
    outlook = learn(deals)
    report: dict[str, Any] = {
        "shown": outlook.shown,
        "why": outlook.why,
        "deals": len(deals.rows),
        "still_open_left_out": still_open,
        "refused_fields": outlook.fields.refused,
        "left_out_fields": outlook.fields.left_out,
        "used_fields": list(outlook.fields.used),
        "held_out": _figures(outlook.figures),
        **_headline(outlook.figures),
        "reasons": _reasons(outlook, deals) if outlook.shown else None,
        "settings_version": VERSION,
    }
    if test is not None:
        further, _ = read_deals(test, outcome, won, time_column, group_column)
        figures = _on_further(outlook, deals, further)
        report["test"] = _figures(figures)
        report |= _headline(figures)
        if figures is not None and not figures.beats_base:
            report["shown"] = False
            report["why"] = "On the test file it is no better than the base rate beyond chance."
            report["reasons"] = None
    return report


def read_deals(
    path: Path, outcome: str, won: str, time_column: str | None, group_column: str | None
) -> tuple[Deals, int]:
    """The closed deals, and how many are still open. Outcome, time and group are no fields to learn from."""
    needed = [name for name in (outcome, time_column, group_column) if name]
    numbered = list(rows_of(path, *needed))
    values = {row[outcome] for _, row in numbered}
    yes = won.strip().casefold()
    if yes not in {value.casefold() for value in values}:
        raise FileProblem(f"{path.name}: no deal has {won!r} in column {outcome}; its values are {_some(values)}.")
    lost = {value for value in values if _LOST.match(value) and value.casefold() != yes}
    closed = [
        (number, row)
        for number, row in numbered
        if row[outcome].casefold() == yes or row[outcome] in lost or (row[outcome] and not lost)
    ]
    fields = [{name: value for name, value in row.items() if name not in needed} for _, row in closed]
    times = None
    if time_column:
        _refuse_empty(path, closed, time_column)
        times = moments([row[time_column] for _, row in closed], path, [number for number, _ in closed], time_column)
    return (
        Deals(
            rows=fields,
            won=[row[outcome].casefold() == yes for _, row in closed],
            times=times,
            groups=[row[group_column] for _, row in closed] if group_column else None,
        ),
        len(numbered) - len(closed),
    )


def _refuse_empty(path: Path, closed: list[tuple[int, dict[str, str]]], column: str) -> None:
    empty = [number for number, row in closed if not row[column]]
    if empty:
        raise FileProblem(
            f"{path.name} row {empty[0]}: {len(empty)} closed deals have no time (column {column}); fill it in, or"
            " leave --time out."
        )


def _on_further(outlook: Outlook, deals: Deals, further: Deals) -> Figures | None:
    if outlook.model is None or not further.rows:
        return None
    if all(further.won) or not any(further.won):
        raise FileProblem("The test file has deals of one outcome only; it needs won and lost ones to compare.")
    missing = [name for name in outlook.fields.used if name not in further.rows[0]]
    if missing:
        raise FileProblem(f"The test file has no column {', '.join(missing)}.")
    probability = outlook.model.probabilities(further.rows)
    base = np.full(len(further.rows), float(np.mean(deals.won)))
    won = np.asarray(further.won, dtype=bool)
    return measured(probability, base, won, copies_of(further.rows, outlook.fields), "test file")


def _headline(figures: Figures | None) -> dict[str, Any]:
    if figures is None:
        return {"auc": None, "brier": None, "base_brier": None, "ece": None, "base_rate": None}
    return {
        "auc": round(figures.auc, 4),
        "brier": round(figures.brier, 4),
        "base_brier": round(figures.base_brier, 4),
        "ece": round(figures.ece, 4),
        "base_rate": round(figures.base_rate, 4),
    }


def _figures(figures: Figures | None) -> dict[str, Any] | None:
    if figures is None:
        return None
    return _headline(figures) | {
        "auc_interval": [round(value, 4) for value in figures.auc_interval],
        "brier_gain_interval": [round(value, 4) for value in figures.gain_interval],
        "deals": figures.deals,
        "groups": figures.groups,
        "split": figures.split,
    }


def _reasons(outlook: Outlook, deals: Deals) -> dict[str, Any]:
    """The three largest reasons for and against, of the deals rated highest and lowest."""
    if outlook.model is None:
        return {}
    order = np.argsort(outlook.model.probabilities(deals.rows), kind="stable")
    shown = {}
    for name, number in (("highest", order[-1]), ("lowest", order[0])):
        forecast = outlook.model.forecast(deals.rows[int(number)])
        shown[name] = {
            "probability": round(forecast.probability, 3),
            "for": [f"{reason.field}: {reason.value}" for reason in forecast.reasons_for],
            "against": [f"{reason.field}: {reason.value}" for reason in forecast.reasons_against],
        }
    return shown


def _some(values: set[str]) -> str:
    listed = sorted(values)[:8]
    return ", ".join(repr(value) for value in listed) + (" and more" if len(values) > 8 else "")
