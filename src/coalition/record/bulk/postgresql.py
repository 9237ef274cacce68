"""PostgreSQL: COPY on Django's own connection, which keeps one transaction. ADBC would need a second one."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv


def copy_in(cursor: Any, table: str, names: list[str], batches: Iterable[pa.RecordBatch]) -> None:
    """COPY the batches into ``table``. As CSV, null is nothing and the empty string is two quotes: they stay apart."""
    columns = ", ".join(f'"{name}"' for name in names)
    options = pa_csv.WriteOptions(include_header=False, quoting_style="needed")
    with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN (FORMAT csv)') as copy:
        for batch in batches:
            out = io.BytesIO()
            pa_csv.write_csv(batch, out, options)
            copy.write(out.getbuffer())
