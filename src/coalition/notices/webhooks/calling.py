"""One attempt to deliver."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass

import httpcore

from coalition.notices.webhooks.addresses import GuardedNetwork, NotCalled

SECONDS = 10.0
#: What a receiver answers is shown in the log, as text and no more of it than this.
SHOWN = 200
_OURS = {"content-type": "application/json", "user-agent": "Coalition-Webhooks/1", "connection": "close"}


@dataclass(frozen=True, slots=True)
class Answer:
    """How an attempt went. ``status`` None: there was no answer, and ``problem`` says why."""

    status: int | None
    problem: str

    @property
    def arrived(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """The receiver says that it wants no more."""
        return self.status == 410


def call(url: str, body: bytes, headers: Mapping[str, str], *, allow_private: bool) -> Answer:
    """POST a message. Redirects are not followed: a signed body goes where the admin said, and nowhere else."""
    sent: list[tuple[bytes | str, bytes | str]] = [*_OURS.items(), *headers.items()]
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), SECONDS)
    network = GuardedNetwork(allow_private=allow_private)
    try:
        with (
            httpcore.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=network) as pool,
            pool.stream("POST", url, headers=sent, content=body, extensions={"timeout": timeout}) as answer,
        ):
            said = next(iter(answer.iter_stream()), b"")
            problem = "" if 200 <= answer.status < 300 else said[:SHOWN].decode("utf-8", "replace").strip()
            return Answer(answer.status, problem)
    except NotCalled as refused:
        return Answer(None, str(refused))
    except httpcore.TimeoutException:
        return Answer(None, f"No answer within {SECONDS:.0f} seconds.")
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        return Answer(None, f"The connection failed: {error}"[:SHOWN])
