"""`coalition evaluate identity`: are the aliases merged that belong to one person, and no others?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from coalition.scoring.evaluation import figures
from coalition.scoring.evaluation.reading import FileProblem, columns_of
from coalition.scoring.identity import VERSION, same_person


def read_aliases(path: Path) -> dict[str, str]:
    """Rows of ``alias, name``."""
    return {alias.casefold(): name for _, (alias, name) in columns_of(path, "alias", "name") if alias}


def read_truth(path: Path) -> dict[str, str]:
    """Rows of ``alias, person``."""
    return {alias.casefold(): name for _, (alias, name) in columns_of(path, "alias", "person") if alias and name}


def evaluate(aliases: dict[str, str], truth: dict[str, str]) -> dict[str, Any]:
    """Precision, recall and F1 over pairs of aliases; the interval resamples persons."""
    known = sorted(alias for alias in aliases if alias in truth)
    if len(known) < 2:
        raise FileProblem("The truth names fewer than two of the aliases; check that both files spell them alike.")
    guessed = same_person(aliases)
    exact = {alias: " ".join(sorted(aliases[alias].casefold().split())) or alias for alias in aliases}
    people = sorted({truth[alias] for alias in known})
    place = {person: number for number, person in enumerate(people)}
    owner = np.array([place[truth[alias]] for alias in known])

    def f1_of(groups: dict[str, Any]) -> Any:
        labels = np.unique([str(groups[alias]) for alias in known], return_inverse=True)[1]
        return lambda drawn: _scores(labels, owner, drawn)[2]

    labels = np.unique([str(guessed[alias]) for alias in known], return_inverse=True)[1]
    precision, recall, f1 = _scores(labels, owner, np.ones(len(people)))
    return {
        "precision": figures.shown(precision),
        "recall": figures.shown(recall),
        "f1": figures.shown(f1),
        "interval": figures.interval(f1_of(guessed), len(people)),
        "base_rate": 0.0,
        "aliases": len(known),
        "people": len(people),
        "rivals": {
            "same_name": {
                "f1": figures.shown(f1_of(exact)(np.ones(len(people)))),
                "ours_better_by": figures.paired(f1_of(guessed), f1_of(exact), len(people)),
            }
        },
        "settings_version": VERSION,
    }


def _scores(labels: Any, owner: Any, drawn: Any) -> tuple[float, float, float]:
    """Over pairs of aliases; a pair weighs as often as both of its persons were drawn."""
    weight = drawn[owner]
    merged = _pairs(labels, weight)
    true = _pairs(owner, weight)
    both = _pairs(labels.astype(np.int64) * (int(owner.max()) + 1) + owner, weight)
    precision = both / merged if merged else float("nan")
    recall = both / true if true else float("nan")
    if np.isnan(precision) or np.isnan(recall):
        return precision, recall, float("nan") if not true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _pairs(labels: Any, weight: Any) -> float:
    """The weight of all pairs that share a label."""
    _, group = np.unique(labels, return_inverse=True)
    total = np.bincount(group, weights=weight)
    squares = np.bincount(group, weights=weight * weight)
    return float(((total * total - squares) / 2).sum())
