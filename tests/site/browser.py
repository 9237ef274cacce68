"""What a page does, without the page: signs in, calls the API, listens to the event stream."""

from __future__ import annotations

import http.client
import json
from http.cookies import SimpleCookie
from typing import Any, ClassVar
from urllib.parse import urlencode

from tests.cli.conftest import Server

PATIENCE_SECONDS = 30


class Page:
    """One signed-in browser."""

    def __init__(self, server: Server, email: str, password: str) -> None:
        self._server = server
        self._cookies: dict[str, str] = {}
        self.call("GET", "/api/v1/config")
        self.call("GET", "/_allauth/browser/v1/config")
        status, answer = self.call("POST", "/_allauth/browser/v1/auth/login", {"email": email, "password": password})
        assert status == 200, answer

    @property
    def cookies(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def call(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=PATIENCE_SECONDS)
        headers = {
            "Cookie": self.cookies,
            "Content-Type": "application/json",
            "X-CSRFToken": self._cookies.get("csrftoken", ""),
        }
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        for value in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(value).items():
                self._cookies[name] = morsel.value
        text = answer.read()
        connection.close()
        return answer.status, json.loads(text) if text[:1] in (b"{", b"[") else text

    def listen(self, *opportunities: str, last: int | None = None, page: str = "") -> Stream:
        return Stream(self._server, {"Cookie": self.cookies}, opportunities, last, page)

    def say(self, body: object, origin: str | None = "ours") -> int:
        """Tell the event stream's server that a page is looked at; its answer's status."""
        connection = http.client.HTTPConnection("127.0.0.1", self._server.port + 1, timeout=PATIENCE_SECONDS)
        headers = {"Cookie": self.cookies, "Content-Type": "text/plain"}
        if origin is not None:
            headers["Origin"] = self._server.address if origin == "ours" else origin
        connection.request("POST", "/events", json.dumps(body), headers)
        status = connection.getresponse().status
        connection.close()
        return status


class Stream:
    """An open event stream. Those that a test leaves open are closed with its server."""

    opened: ClassVar[list[Stream]] = []

    def __init__(
        self,
        server: Server,
        headers: dict[str, str],
        opportunities: tuple[str, ...] = (),
        last: int | None = None,
        page: str = "",
    ) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port + 1, timeout=PATIENCE_SECONDS)
        asked = [("opportunity", each) for each in opportunities]
        query = urlencode([*asked, ("page", page)] if page else asked)
        if last is not None:
            headers = {**headers, "Last-Event-ID": str(last)}
        self._connection.request("GET", f"/events?{query}", headers=headers)
        self.answer = self._connection.getresponse()
        self.status = self.answer.status
        self.opened.append(self)
        if self.status == 200:
            # The greeting says that from here on nothing is missed.
            while self.answer.readline().strip() != b": listening":
                pass

    def next(self, kind: str | None = None) -> dict[str, Any]:
        """The next event, or the next of a kind: a server's worker speaks too. Heartbeats are passed over."""
        while True:
            line = self.answer.readline()
            assert line, "the stream ended"
            if line.startswith(b"data: "):
                event = dict(json.loads(line[6:]))
                if kind in (None, event["kind"]):
                    return event

    def drain(self) -> None:
        """Reads to the end; a stream that has none is an error after `PATIENCE_SECONDS`."""
        while self.answer.readline():
            pass

    def close(self) -> None:
        self.answer.close()
        self._connection.close()
