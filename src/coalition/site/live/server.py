"""The event stream's own small server. `GET /events?opportunity=<id>` (repeatable), with the session cookie.

It answers `text/event-stream`: each event is `{id, kind, opportunity_id, payload}`; `Last-Event-ID` (or the parameter
`last_event_id`) resumes after that one. `POST /events` with `{page, opportunity, selected}` says that the page which
listens as `page=<id>` is looked at, and whom it has selected; the others on that deal are told.

It runs beside the web server because a stream holds its connection for hours, which would take one of the web server's
few threads each.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.conf import settings
from django.http.request import validate_host

from coalition.site.live import presence
from coalition.site.live.audience import DEALS_AT_MOST, Listener, session_key_in
from coalition.site.live.stream import Hub

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Headers = dict[str, str]

#: Three ids and their names.
BODY_AT_MOST = 300

_hub: Hub | None = None


async def application(scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
    """The ASGI entry."""
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
    elif scope["type"] == "http":
        await answer(scope, receive, send)


async def lifespan(receive: Receive, send: Send) -> None:
    global _hub
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            _hub = Hub()
            await send({"type": "lifespan.startup.complete"})
        else:
            if _hub is not None:
                await _hub.close()
            await send({"type": "lifespan.shutdown.complete"})
            return


async def answer(scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if not validate_host(urlsplit(f"//{headers.get('host', '')}").hostname or "", settings.ALLOWED_HOSTS):
        return await plain(send, 400, "This server does not answer to that name; see COALITION_ALLOWED_HOSTS.")
    if scope["path"] == "/healthz":
        return await plain(send, 200, "ok")
    cors = allow_origin(headers)
    if cors is None:
        return await plain(send, 403, "Pages of another origin may not listen here; see COALITION_TRUSTED_ORIGINS.")
    if scope["method"] == "OPTIONS":
        allowed = {"access-control-allow-methods": "GET, POST", "access-control-allow-headers": "last-event-id"}
        return await plain(send, 204, "", {**cors, **allowed})
    if scope["method"] == "POST":
        return await say_present(headers, receive, send, cors)
    if scope["method"] != "GET":
        return await plain(send, 405, "Only GET and POST.", {**cors, "allow": "GET, POST, OPTIONS"})
    parameters = parse_qs(scope["query_string"].decode("latin-1"))
    try:
        asked = [str(UUID(each)) for each in parameters.get("opportunity", [])]
        page = next((str(UUID(each)) for each in parameters.get("page", [])), "")
        last_id = last_event_id(headers, parameters)
    except ValueError:
        return await plain(send, 400, "opportunity and page take an id, last_event_id a number.", cors)
    if len(asked) > DEALS_AT_MOST:
        return await plain(send, 400, f"At most {DEALS_AT_MOST} opportunities; name none to hear of all.", cors)
    listener = Listener(session_key_in(headers.get("cookie", "")) or "", asked, page)
    await listen(listener, last_id, receive, send, cors)


async def listen(listener: Listener, last_id: int | None, receive: Receive, send: Send, cors: Headers) -> None:
    hub = _hub
    if hub is None:
        return await plain(send, 503, "Stopping.", cors)
    ear = await hub.open(listener) if listener.session_key else None
    if ear is None:
        return await plain(send, 401, "Sign in first.", cors)
    gone = asyncio.create_task(until_gone(receive))
    gone.add_done_callback(lambda _: ear.close())
    head = {
        **cors,
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        "x-accel-buffering": "no",  # nginx would collect the events
    }
    try:
        await start(send, 200, head)
        async for frame in hub.frames(ear, last_id):
            await send({"type": "http.response.body", "body": frame, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        hub.leave(ear)
        gone.cancel()


async def say_present(headers: Headers, receive: Receive, send: Send, cors: Headers) -> None:
    """The page that listens was let in with this session and this deal, so nothing has to be looked up again."""
    if "origin" not in headers:
        # Browsers name the origin of every POST; without it this could be anybody's form.
        return await plain(send, 403, "Send the Origin header.")
    try:
        said = presence.Said.parse(await body_of(receive))
    except ValueError:
        return await plain(send, 400, 'Send {"page": id, "opportunity": id, "selected": id or null}.', cors)
    session_key = session_key_in(headers.get("cookie", "")) or ""
    if _hub is None or not session_key or not _hub.present(session_key, said):
        return await plain(send, 404, "No such page of yours listens to such a deal.", cors)
    await plain(send, 204, "", cors)


async def body_of(receive: Receive) -> bytes:
    """Raises ValueError for more than anybody has to say here."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY_AT_MOST:
            raise ValueError("too long")
    return body


async def until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def allow_origin(headers: Headers) -> Headers | None:
    """What to tell the browser about the page's origin; None: not one of ours.

    Our own pages come from the same host on the web server's port, or from an origin the operator trusts. Cookies do
    not know ports, so without this any page on this machine could listen with the user's session.
    """
    origin = headers.get("origin")
    if origin is None:
        return {}
    host = urlsplit(f"//{headers.get('host', '')}").hostname
    page = urlsplit(origin)
    port = page.port or (443 if page.scheme == "https" else 80)
    ours = page.hostname == host and port == int(os.environ.get("COALITION_WEB_PORT") or port)
    if not ours and origin not in settings.CSRF_TRUSTED_ORIGINS:
        return None
    return {"access-control-allow-origin": origin, "access-control-allow-credentials": "true", "vary": "origin"}


def last_event_id(headers: Headers, parameters: dict[str, list[str]]) -> int | None:
    given = headers.get("last-event-id") or next(iter(parameters.get("last_event_id", [])), "")
    return int(given) if given else None


async def plain(send: Send, status: int, text: str, headers: Headers | None = None) -> None:
    await start(send, status, {"content-type": "text/plain; charset=utf-8", **(headers or {})})
    await send({"type": "http.response.body", "body": text.encode()})


async def start(send: Send, status: int, headers: Headers) -> None:
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
