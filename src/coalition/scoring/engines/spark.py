"""On Spark, for books that outgrow one machine. Needs the extra ``spark`` and a Java runtime."""

from __future__ import annotations

from typing import Any

import pyarrow as pa


class Spark:
    """Over a session of the caller's."""

    dialect = "pyspark"

    def __init__(self, session: Any) -> None:
        import ibis

        self._session = session
        # Ibis needs a live session to write Spark's SQL, and gives it its own settings: UTC, and ANSI kept off.
        self.compiler = ibis.pyspark.connect(session)
        self._bound: list[str] = []

    def __enter__(self) -> Spark:
        return self

    def __exit__(self, *_: object) -> None:
        for name in self._bound:
            self._session.catalog.dropTempView(name)

    def bind(self, name: str, table: pa.Table) -> None:
        self._session.createDataFrame(table).createOrReplaceTempView(name)
        self._bound.append(name)

    def bind_parquet(self, name: str, pattern: str) -> None:
        self._session.read.parquet(pattern).createOrReplaceTempView(name)
        self._bound.append(name)

    def keep(self, name: str, text: str) -> None:
        self._session.sql(text).persist().createOrReplaceTempView(name)
        self._bound.append(name)

    def run(self, text: str) -> pa.Table:
        return self._session.sql(text).toArrow()
