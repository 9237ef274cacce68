"""A strongly shrunk logistic regression over what was known before the close, and whether it may be shown.

On a few hundred deals it beats forests and boosting. Deals that are equal in every field are one observation said
often: they stay together when the data is split, and n of them weigh as much as the root of n.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from coalition.judgement.outlook.fields import Fields, names_ours, sort_out
from coalition.judgement.outlook.held_out import Figures, held_out

#: Names the method and its constants; raise it when either changes.
VERSION = "outlook-1"
#: Inverse of how strongly weights are pulled to zero. One unit is one field's value present or absent.
SHRINKAGE = 8.0
REASONS = 3
#: Fewer deals than this of either outcome teach nothing.
LEAST = 30


@dataclass(frozen=True)
class Deals:
    """Past deals, one mapping of field to text each. ``times`` order them, equal ``groups`` are not split apart."""

    rows: Sequence[Mapping[str, str]]
    won: Sequence[bool]
    times: Sequence[float] | None = None
    groups: Sequence[str] | None = None


@dataclass(frozen=True)
class Reason:
    """A field and its value, and how far they move the odds (logarithm, in the model's own weights)."""

    field: str
    value: str
    weight: float


@dataclass(frozen=True)
class Forecast:
    probability: float
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]


@dataclass(frozen=True)
class Outlook:
    """What was learnt. Ask it only where ``shown`` is true; ``why`` says what stands in the way or what was found."""

    shown: bool
    why: str
    fields: Fields
    figures: Figures | None
    model: Fitted | None

    def of(self, deal: Mapping[str, str]) -> Forecast | None:
        """The forecast for an open deal, or nothing where nothing can be foretold."""
        if not self.shown or self.model is None:
            return None
        return self.model.forecast(deal)


def learn(deals: Deals, asked: int = 1) -> Outlook:
    """Fit on all past deals, and measure on deals held out: by time where it is known, and never splitting copies.

    ``asked``: how many models are tried on the same book; the more, the surer each must be to be shown.
    """
    won = np.asarray(deals.won, dtype=bool)
    fields = sort_out(deals.rows, won)
    if min(int(won.sum()), int((~won).sum())) < LEAST:
        why = f"Too few past deals: {int(won.sum())} won and {int((~won).sum())} lost, at least {LEAST} of each needed."
        return Outlook(False, why, fields, None, None)
    if not fields.used:
        return Outlook(False, "No field is left that was known before the close.", fields, None, None)
    figures = held_out(
        copies_of(deals.rows, fields),
        won,
        lambda train, test: fit(_pick(deals.rows, train), won[train], fields).probabilities(_pick(deals.rows, test)),
        groups=deals.groups,
        times=deals.times,
    )
    shown = figures.beats_base_among(asked)
    why = (
        f"On deals held out its Brier score is {figures.brier:.3f} against {figures.base_brier:.3f} of the base rate."
        if shown
        else (
            f"On deals held out it is no better than the base rate beyond chance (Brier {figures.brier:.3f} against"
            f" {figures.base_brier:.3f}): nothing here foretells the outcome."
        )
    )
    return Outlook(shown, why, fields, figures, fit(deals.rows, won, fields))


@dataclass(frozen=True)
class Fitted:
    """Weights by column; a column is a word of a field, or a number on the scale of the deals it was learnt from."""

    fields: Fields
    columns: tuple[tuple[str, str], ...]
    middle: dict[str, float]
    spread: dict[str, float]
    weights: Any
    start: float
    usual: Any

    def probabilities(self, rows: Sequence[Mapping[str, str]]) -> Any:
        return 1.0 / (1.0 + np.exp(-(self.matrix(rows) @ self.weights + self.start)))

    def matrix(self, rows: Sequence[Mapping[str, str]]) -> Any:
        place = {column: number for number, column in enumerate(self.columns)}
        made = np.zeros((len(rows), len(self.columns)))
        for number, row in enumerate(rows):
            for name in self.fields.words:
                column = place.get((name, row.get(name, "")))
                if column is not None:
                    made[number, column] = 1.0
            for name in self.fields.numbers:
                text = row.get(name, "")
                if text:
                    scaled = (float(text) - self.middle[name]) / self.spread[name]
                    made[number, place[name, "number"]] = np.clip(scaled, -3.0, 3.0)
        return made

    def forecast(self, deal: Mapping[str, str]) -> Forecast:
        row = self.matrix([deal])[0]
        moved: Counter[str] = Counter()
        for (name, _), part in zip(self.columns, (row - self.usual) * self.weights, strict=True):
            moved[name] += part
        named = [Reason(name, deal.get(name, ""), float(part)) for name, part in moved.items() if not names_ours(name)]
        named.sort(key=lambda reason: (-reason.weight, reason.field))
        return Forecast(
            float(self.probabilities([deal])[0]),
            tuple(reason for reason in named[:REASONS] if reason.weight > 0),
            tuple(reason for reason in named[::-1][:REASONS] if reason.weight < 0),
        )


def fit(rows: Sequence[Mapping[str, str]], won: Any, fields: Fields) -> Fitted:
    """The weights from these deals."""
    from sklearn.linear_model import LogisticRegression  # large, and only a night needs it: a page asks what is fitted

    words = sorted({(name, row[name]) for row in rows for name in fields.words})
    columns = (*words, *((name, "number") for name in fields.numbers))
    middle, spread = {}, {}
    for name in fields.numbers:
        values = np.array([float(row[name]) for row in rows if row[name]] or [0.0])
        middle[name] = float(np.median(values))
        spread[name] = float(np.percentile(values, 75) - np.percentile(values, 25)) or float(values.std()) or 1.0
    blank = Fitted(fields, columns, middle, spread, np.zeros(len(columns)), 0.0, np.zeros(len(columns)))
    matrix = blank.matrix(rows)
    copies = copies_of(rows, fields)
    weight = 1.0 / np.sqrt(np.bincount(copies)[copies])
    model = LogisticRegression(C=1.0 / SHRINKAGE, max_iter=1000)
    # The mean weight is one, so that the shrinkage means the same with and without copies.
    model.fit(matrix, won, sample_weight=weight * len(weight) / weight.sum())
    return Fitted(
        fields, columns, middle, spread, model.coef_[0], float(model.intercept_[0]), np.average(matrix, 0, weight)
    )


def copies_of(rows: Sequence[Mapping[str, str]], fields: Fields) -> Any:
    """A number for each deal, the same for deals that are equal in every field in use."""
    return np.unique(["\x1f".join(row[name] for name in fields.used) for row in rows], return_inverse=True)[1]


def _pick(rows: Sequence[Mapping[str, str]], chosen: Any) -> list[Mapping[str, str]]:
    return [rows[number] for number in chosen]
