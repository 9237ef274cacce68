"""From an activity arriving over the API to its signal on an open page.

``python -m bench.arrivals [--rate 100] [--seconds 60] [--together 10]`` loads the sample company into a temporary
folder,
serves it and posts mails at a steady rate by several clients, so many to a request, as a mail server's connector would.
Each mail has somebody in copy whom nobody knows, which opens a signal. A page listens to all deals; the time runs from
just before the post until the event that names the deal's signals. The rival is the answer to the post itself: what a
client waits for anyway.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, IncompleteRead
from typing import Any

CLIENTS = 4
#: After the last mail: what is still to come.
PATIENCE_S = 20.0


@dataclass
class Sent:
    """What is on its way, by deal."""

    waiting: dict[str, deque[float]] = field(default_factory=dict)
    signalled: list[float] = field(default_factory=list)
    scored: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--together", type=int, default=10, help="mails in a request; 1 posts them one by one")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="coalition-bench-") as home:
        os.environ["COALITION_HOME"] = home
        command("demo", "--only-load")
        secret, session, deals = prepare()
        port = free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "coalition.cli.main", "serve", "--port", str(port), "--no-browser"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        with server:
            assert server.stdout is not None
            server.stdout.readline()
            try:
                print(json.dumps(measure(port, secret, session, deals, given), indent=2))
            finally:
                server.terminate()


def command(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "coalition.cli.main", *arguments], check=True, capture_output=True)


def prepare() -> tuple[str, str, dict[str, str]]:
    """A token, a session, and the open deals with one address of each: their public ids to it."""
    from coalition.cli import framework

    framework.load()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import connections

    from coalition.access.models import Role, User
    from coalition.access.tokens import make_token
    from coalition.record.models import Outcome, Stakeholder

    user = User.objects.filter(role=Role.ADMIN).first()
    assert user is not None
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    people = Stakeholder.objects.filter(opportunity__stage__outcome=Outcome.OPEN).order_by("id")
    deals = {str(deal): str(contact) for deal, contact in people.values_list("opportunity__uuid", "contact__uuid")}
    _, secret = make_token(user, name="bench")
    connections.close_all()
    return secret, session.session_key or "", deals


def measure(port: int, secret: str, session: str, deals: dict[str, str], given: argparse.Namespace) -> dict[str, Any]:
    sent, listening = Sent(), threading.Event()
    threading.Thread(target=listen, args=(port + 1, session, sent, listening), daemon=True).start()
    listening.wait(10)
    ids = list(deals)
    started = time.perf_counter()
    posted = []
    with ThreadPoolExecutor(CLIENTS) as clients:
        for number in range(0, given.rate * given.seconds, given.together):
            due = started + number / given.rate
            time.sleep(max(0.0, due - time.perf_counter()))  # a steady rate is what is measured
            numbers = range(number, number + given.together)
            mails = [mail(ids[each % len(ids)], deals[ids[each % len(ids)]], each) for each in numbers]
            posted.append(clients.submit(post, port, secret, mails, sent))
    for each in posted:
        each.result()
    took = time.perf_counter() - started
    until = time.perf_counter() + PATIENCE_S
    while any(sent.waiting.values()) and time.perf_counter() < until:
        time.sleep(0.1)  # the last ones are heard by the other thread
    return {
        "open_deals": len(deals),
        "activities": len(posted) * given.together,
        "in_a_request": given.together,
        "activities_a_second": round(len(posted) * given.together / took, 1),
        "answer_ms": spread(sent.answered),
        "to_the_scores_on_a_page_ms": spread(sent.scored),
        "to_the_signal_on_a_page_ms": spread(sent.signalled),
        "never_signalled": sum(map(len, sent.waiting.values())),
    }


def mail(deal: str, contact: str, number: int) -> dict[str, Any]:
    """A mail from one of theirs, with a stranger in copy."""
    return {
        "kind": "email",
        "direction": "inbound",
        "occurred_at": datetime.now(UTC).isoformat(),
        "opportunity_id": deal,
        "subject": "Next steps",
        "participants": [
            {"contact_id": contact, "role": "from"},
            {"address": f"stranger.{number}@buyer.example", "role": "cc"},
        ],
    }


def post(port: int, secret: str, mails: list[dict[str, Any]], sent: Sent) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    at = time.perf_counter()
    with sent.lock:
        for each in mails:
            sent.waiting.setdefault(each["opportunity_id"], deque()).append(at)
    head = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    where, body = ("", mails[0]) if len(mails) == 1 else ("/bulk", {"items": mails})
    connection.request("POST", f"/api/v1/activities{where}", json.dumps(body), head)
    answer = connection.getresponse()
    said = answer.read()
    connection.close()
    if answer.status not in (200, 201) or len(mails) != len(json.loads(said).get("accepted", mails)):
        raise RuntimeError(f"answered {answer.status}: {said[:300]!r}")
    sent.answered.append(time.perf_counter() - at)


def listen(port: int, session: str, sent: Sent, listening: threading.Event) -> None:
    """Read the event stream as a page does. An event answers for every mail of its deal posted before it was read."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/events", headers={"Cookie": f"sessionid={session}"})
    stream = connection.getresponse()
    if stream.status != 200:
        raise RuntimeError(f"the event stream answered {stream.status}")
    listening.set()
    rest = b""
    with suppress(IncompleteRead):  # the server ends before the page does
        while piece := stream.read1(65_536):
            *frames, rest = (rest + piece).split(b"\n\n")
            for frame in frames:
                hear(frame, sent)


def hear(frame: bytes, sent: Sent) -> None:
    line = next((each[6:] for each in frame.split(b"\n") if each.startswith(b"data: ")), None)
    if line is None:
        return
    now, event = time.perf_counter(), json.loads(line)
    if event["kind"] not in ("scores.changed", "signals.changed"):
        return
    with sent.lock:
        waiting = sent.waiting.get(event["opportunity_id"], deque())
        if event["kind"] == "scores.changed":
            sent.scored += [now - at for at in waiting]
        else:
            sent.signalled += [now - at for at in waiting]
            waiting.clear()


def spread(seconds: list[float]) -> dict[str, float] | None:
    """The middle, and what nineteen of twenty stay under."""
    if len(seconds) < 20:
        return None
    cuts = statistics.quantiles(seconds, n=20)
    return {"p50": round(cuts[9] * 1000), "p95": round(cuts[18] * 1000), "max": round(max(seconds) * 1000)}


def free_port() -> int:
    for _ in range(50):
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise RuntimeError("no two free ports in a row")


if __name__ == "__main__":
    main()
