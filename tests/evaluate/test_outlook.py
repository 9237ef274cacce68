"""The outlook: honest where something foretells the outcome, silent where nothing does."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from coalition.judgement.outlook import Deals, learn
from coalition.judgement.outlook.evaluation import evaluate
from coalition.judgement.outlook.held_out import calibration_error, together

CHANCE = random.Random(11)


def deals(count: int, pull: float) -> Deals:
    """Deals in which a budget moves the odds by ``pull``; the seller and a colour say nothing."""
    rows, won = [], []
    for _ in range(count):
        budget = CHANCE.random() < 0.5
        rows.append(
            {
                "budget": "Yes" if budget else "No",
                "seller": f"Seller {CHANCE.randrange(6)}",
                "colour": CHANCE.choice(["red", "green", "blue"]),
                "size": str(CHANCE.randrange(1000)),
            }
        )
        won.append(CHANCE.random() < 1 / (1 + np.exp(-pull * (1 if budget else -1))))
    return Deals(rows=rows, won=won)


def test_it_learns_what_moves_the_outcome_and_gives_it_as_the_reason() -> None:
    outlook = learn(deals(400, 1.5))
    assert outlook.shown
    assert outlook.figures is not None
    assert outlook.figures.auc > 0.7
    forecast = outlook.of({"budget": "Yes", "seller": "Seller 1", "colour": "red", "size": "500"})
    assert forecast is not None
    assert forecast.probability > 0.6
    assert forecast.reasons_for[0].field == "budget"
    assert len(forecast.reasons_for) <= 3


def test_where_nothing_foretells_the_outcome_it_is_silent_and_marks_no_seller() -> None:
    outlook = learn(deals(600, 0.0))
    assert not outlook.shown
    assert "no better than the base rate" in outlook.why
    assert outlook.of({"budget": "Yes", "seller": "Seller 1", "colour": "red", "size": "500"}) is None


def test_a_seller_is_never_given_as_a_reason() -> None:
    made = deals(400, 1.5)
    rigged = [
        {**row, "seller": "Seller 1" if won else "Seller 2"} for row, won in zip(made.rows, made.won, strict=True)
    ]
    noise = [{**row, "seller": row["seller"] if CHANCE.random() < 0.8 else "Seller 3"} for row in rigged]
    outlook = learn(Deals(rows=noise, won=made.won))
    forecast = outlook.of(noise[0])
    assert forecast is not None
    assert "seller" not in {reason.field for reason in (*forecast.reasons_for, *forecast.reasons_against)}


def test_what_is_only_final_at_the_close_is_refused_by_name_or_because_it_gives_the_outcome_away() -> None:
    made = deals(300, 1.0)
    rows = [
        {**row, "close_date": "2025-03-01", "invoice_sum": "120" if won else "0", "expected_close": "2025-04-01"}
        for row, won in zip(made.rows, made.won, strict=True)
    ]
    fields = learn(Deals(rows=rows, won=made.won)).fields
    assert set(fields.refused) == {"close_date", "invoice_sum"}
    assert "tells the outcome by itself" in fields.refused["invoice_sum"] or "name" in fields.refused["invoice_sum"]
    assert "expected_close" not in fields.used


def test_too_few_deals_teach_nothing() -> None:
    assert "Too few past deals" in learn(deals(40, 2.0)).why


def test_copies_and_groups_are_never_split() -> None:
    copies = np.array([0, 0, 1, 2, 2, 3])
    bundle = together(copies, ["a", "b", "b", "c", "d", "e"])
    assert len(set(bundle[[0, 1, 2]])) == 1  # 1 is a copy of 0 and shares a group with 2
    assert len(set(bundle)) == 3


def test_a_forecast_that_says_what_happens_has_no_calibration_error() -> None:
    said = np.array([0.2] * 5 + [0.8] * 5)
    assert calibration_error(said, np.array([1, 0, 0, 0, 0, 1, 1, 1, 1, 0])) == pytest.approx(0)
    assert calibration_error(said, np.ones(10)) == pytest.approx(0.5)


def test_deals_still_open_are_not_lost_deals(tmp_path: Path) -> None:
    made = deals(200, 1.5)
    lines = ["budget,colour,stage"]
    lines += [
        f"{row['budget']},{row['colour']},{'Won' if won else 'Lost'}"
        for row, won in zip(made.rows, made.won, strict=True)
    ]
    lines += ["Yes,red,Engaging"] * 50
    path = tmp_path / "deals.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    report = evaluate(path, "stage", "Won")
    assert (report["deals"], report["still_open_left_out"]) == (200, 50)
    assert report["shown"]


def test_with_times_it_learns_from_the_past_alone(tmp_path: Path) -> None:
    made = deals(300, 1.5)
    lines = ["budget,colour,ended,outcome"]
    for day, (row, won) in enumerate(zip(made.rows, made.won, strict=True)):
        lines.append(f"{row['budget']},{row['colour']}{day},2024-{1 + day // 28 % 12:02d}-{1 + day % 28:02d},{won}")
    path = tmp_path / "deals.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    report = evaluate(path, "outcome", "True", time_column="ended")
    assert report["held_out"]["split"] == "past to future"
    assert report["held_out"]["deals"] <= 151
