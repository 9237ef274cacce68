"""What a server loads before its first answer."""

from __future__ import annotations

import subprocess
import sys

LOADED = "import coalition.site.wsgi, coalition.site.asgi_events, coalition.site.urls, sys; print(*sys.modules)"
#: Half a second of loading, for what no first answer needs: scoring, and files to take home.
LATER = {"ibis", "pyarrow", "duckdb", "openpyxl", "sqlglot", "pptx"}


def test_no_first_answer_waits_for_the_engine_or_for_file_formats() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    modules = set(done.stdout.split())
    assert "coalition.api.app" in modules
    assert not modules & LATER
