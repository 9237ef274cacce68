"""When to look into the outbox: on PostgreSQL when it says so, on SQLite when the file has changed.

``wait`` returns when something may have been written. It may return for nothing, never miss for long.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from typing import Any, Protocol

import psycopg
from django.conf import settings
from django.db import connections

log = logging.getLogger(__name__)

CHANNEL = "coalition_live"
SQLITE_TICK_SECONDS = 0.1
#: Looked anyway, in case a notice was lost with its connection.
POSTGRES_TICK_SECONDS = 5.0


class Wake(Protocol):
    async def wait(self) -> None: ...

    async def close(self) -> None: ...


def for_this_database() -> Wake:
    config = connections["default"].settings_dict
    return SqliteWake(str(config["NAME"])) if connections["default"].vendor == "sqlite" else PostgresWake(config)


class SqliteWake:
    """Asks ten times a second whether another connection has committed: a look at shared memory, no read of data."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, uri=path.startswith("file:"), isolation_level=None)
        self._seen = self._version()

    async def wait(self) -> None:
        while (now := self._version()) == self._seen:
            await asyncio.sleep(SQLITE_TICK_SECONDS)
        self._seen = now

    async def close(self) -> None:
        self._connection.close()

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


class PostgresWake:
    """Listens on a connection of its own; a trigger on the outbox notifies at commit, whoever wrote."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config
        self._connection: psycopg.AsyncConnection[Any] | None = None

    async def wait(self) -> None:
        try:
            connection = self._connection or await self._connect()
            async for _ in connection.notifies(timeout=POSTGRES_TICK_SECONDS, stop_after=1):
                pass
        except psycopg.Error as error:
            log.warning("Live events: the database connection was lost (%s); trying again", error)
            await self.close()
            await asyncio.sleep(1)

    async def close(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(psycopg.Error):
                await self._connection.close()
            self._connection = None

    async def _connect(self) -> psycopg.AsyncConnection[Any]:
        options = {key: value for key, value in self._config.get("OPTIONS", {}).items() if key != "pool"}
        known = {
            "dbname": self._config["NAME"] or settings.DATABASES["default"]["NAME"],
            "user": self._config["USER"] or None,
            "password": self._config["PASSWORD"] or None,
            "host": self._config["HOST"] or None,
            "port": self._config["PORT"] or None,
        }
        arguments = {key: value for key, value in known.items() if value is not None}
        self._connection = await psycopg.AsyncConnection.connect(**arguments, **options, autocommit=True)
        await self._connection.execute(f"LISTEN {CHANNEL}")
        return self._connection
