"""Locks wider than one row."""

from __future__ import annotations

from django.db import connection

# Any constant that no other part of the product uses: PostgreSQL's advisory locks share one space of numbers.
_REPORTING_LINES = 0x0C0A_0001
_SETTINGS = 0x0C0A_0002


def hold_reporting_lines() -> None:
    """Let nobody else draw a solid line until this transaction ends.

    A circle can be closed by two changes that are each harmless: A under B here, B under A there. Row locks do not
    see it, because neither change touches the other's row. Drawing solid lines is rare and short, so one lock for
    all of them costs nothing. On SQLite the transaction already holds the only write lock.
    """
    _hold(_REPORTING_LINES)


def hold_settings() -> None:
    """Let nobody else save settings until this transaction ends: two admins otherwise both replace the same version."""
    _hold(_SETTINGS)


def _hold(number: int) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
