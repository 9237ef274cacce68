"""Passes events from the outbox to every open page that may hear of them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import Error as DatabaseError
from django.db import close_old_connections

from coalition.site.live import audience, outbox, presence, wake

log = logging.getLogger(__name__)

T = TypeVar("T")
News = outbox.Event | presence.Told

HEARTBEAT_SECONDS = 15.0
#: How long somebody who lost the right to see a deal, or signed out, may go on listening.
RECHECK_SECONDS = 30.0
#: A page that does not keep up is let go; it comes back and is told what it missed.
QUEUE_LENGTH = 256

HELLO = b"retry: 2000\n: listening\n\n"
HEARTBEAT = b": still here\n\n"
#: Told to a page whose last event is too long ago to tell what it missed: fetch everything again.
RESYNC = b'data: {"id":null,"kind":"resync","opportunity_id":null,"payload":{}}\n\n'


@dataclass(eq=False)
class Ear:
    """One open page."""

    listener: audience.Listener
    visitor: presence.Visitor
    deals: frozenset[int]
    queue: asyncio.Queue[News | None] = field(default_factory=lambda: asyncio.Queue(QUEUE_LENGTH))

    def hear(self, event: News) -> None:
        if event.opportunity_id not in self.deals:
            return
        try:
            self.queue.put_nowait(event)
        except asyncio.QueueFull:
            self.close()

    def close(self) -> None:
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Hub:
    """Follows the outbox while somebody listens, and keeps the ears."""

    def __init__(self) -> None:
        self._ears: set[Ear] = set()
        self._rooms = presence.Rooms(self._tell)
        # One thread, hence one database connection, however many pages are open.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live-database")
        self._following: asyncio.Task[None] | None = None
        self._rechecking: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()

    async def open(self, listener: audience.Listener) -> Ear | None:
        """Begin to listen; None: not signed in."""
        user = await self.ask(audience.signed_in, listener)
        if user is None:
            return None
        visitor = presence.Visitor(str(user.uuid), user.name)
        ear = Ear(listener, visitor, await self.ask(audience.audible, user, listener.asked))
        self._ears.add(ear)
        if self._following is None or self._following.done():
            self._ready.clear()
            self._following = asyncio.create_task(self._follow())
            self._rechecking = asyncio.create_task(self._recheck())
        await self._ready.wait()
        return ear

    async def frames(self, ear: Ear, last_id: int | None) -> AsyncIterator[bytes]:
        """What to send to this page, until it goes or is let go."""
        try:
            yield HELLO
            if last_id is not None:
                missed = await self.ask(outbox.since, last_id, ear.deals)
                yield RESYNC if missed is None else b"".join(event.frame for event in missed) or HEARTBEAT
            while True:
                try:
                    event = await asyncio.wait_for(ear.queue.get(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield HEARTBEAT
                    continue
                if event is None:
                    return
                yield event.frame
        finally:
            self.leave(ear)

    def present(self, session_key: str, said: presence.Said) -> bool:
        """A page says that it is looked at; False: no page of this session listens to this deal and may."""
        page = (session_key, said.page, [said.opportunity])
        for ear in self._ears:
            of = ear.listener
            if (of.session_key, of.page, of.asked) == page and len(ear.deals) == 1:
                self._rooms.say(ear, ear.visitor, next(iter(ear.deals)), said)
                return True
        return False

    def leave(self, ear: Ear) -> None:
        self._ears.discard(ear)
        self._rooms.leave(ear)
        if not self._ears:
            self._rest()

    async def close(self) -> None:
        for ear in self._ears:
            ear.close()
        self._rooms.close()
        self._rest()
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def ask(self, question: Callable[..., T], *arguments: object) -> T:
        """Run a query in the database thread."""

        def answer() -> T:
            close_old_connections()
            return question(*arguments)

        return await asyncio.get_running_loop().run_in_executor(self._thread, answer)

    def _tell(self, news: presence.Told) -> None:
        for ear in list(self._ears):
            if ear.listener.page:
                ear.hear(news)

    def _rest(self) -> None:
        for task in (self._following, self._rechecking):
            if task is not None:
                task.cancel()
        self._following = self._rechecking = None

    async def _follow(self) -> None:
        waker = wake.for_this_database()
        try:
            reader = await self.ask(outbox.Outbox)
            self._ready.set()
            while True:
                try:
                    for event in await self.ask(reader.read):
                        for ear in list(self._ears):
                            ear.hear(event)
                except DatabaseError as error:
                    log.warning("Live events: the outbox could not be read (%s); trying again", error)
                    await asyncio.sleep(1)
                    continue
                await waker.wait()
        finally:
            await waker.close()

    async def _recheck(self) -> None:
        while True:
            await asyncio.sleep(RECHECK_SECONDS)
            for ear in list(self._ears):
                with contextlib.suppress(DatabaseError):
                    await self._check(ear)

    async def _check(self, ear: Ear) -> None:
        user = await self.ask(audience.signed_in, ear.listener)
        if user is None:
            ear.close()
            self._rooms.leave(ear)
            return
        ear.deals = await self.ask(audience.audible, user, ear.listener.asked)
        if not ear.deals:
            self._rooms.leave(ear)
