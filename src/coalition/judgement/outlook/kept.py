"""A fitted model as plain JSON values and back: what a night learnt is used until the next."""

from __future__ import annotations

from typing import Any

import numpy as np

from coalition.judgement.outlook.fields import Fields
from coalition.judgement.outlook.model import Fitted


def to_plain(model: Fitted) -> dict[str, Any]:
    return {
        "words": list(model.fields.words),
        "numbers": list(model.fields.numbers),
        "columns": [list(column) for column in model.columns],
        "middle": model.middle,
        "spread": model.spread,
        "weights": [float(weight) for weight in model.weights],
        "start": model.start,
        "usual": [float(value) for value in model.usual],
    }


def from_plain(kept: dict[str, Any]) -> Fitted:
    return Fitted(
        fields=Fields(tuple(kept["words"]), tuple(kept["numbers"]), {}, {}),
        columns=tuple((name, value) for name, value in kept["columns"]),
        middle=kept["middle"],
        spread=kept["spread"],
        weights=np.array(kept["weights"]),
        start=kept["start"],
        usual=np.array(kept["usual"]),
    )
