"""The rival that the product's speed is compared with must do the same work: its scores are ours, row by row."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from bench import scoring
from bench._in_pandas import InPandas
from coalition.scoring import engine
from coalition.scoring.tables import ScoringTables
from tests.scoring.every_kind import every_kind
from tests.scoring.histories import NOW
from tests.scoring.test_engines import compare


def measured_book(folder: Path) -> ScoringTables:
    """A thousandth of the book that is measured."""
    scoring.make(folder / "book", 0.001)
    read = {name: pq.read_table(folder / "book" / f"{name}.parquet") for name in ("touches", *scoring.BESIDE)}
    return ScoringTables(**read)


@pytest.mark.pure
def test_the_rival_in_pandas_does_the_same_work(tmp_path: Path) -> None:
    for tables, at in ((every_kind(), NOW), (measured_book(tmp_path), scoring.NOW)):
        rival = InPandas()
        rival.bind("touches", tables.touches)
        compare(engine.score_with(rival, tables, at), engine.score(tables, at))
