"""Which addresses we call. A server that fetches what it is told to is a way into the network it stands in."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import httpcore

LONGEST = 500
#: What the world is reached by over IPv6. Outside of it and in 6to4 lie addresses that carry an inner IPv4 one.
_WIDE = ipaddress.IPv6Network("2000::/3")


class NotCalled(Exception):
    """An address we refuse, with the sentence that says why."""


def problem_with(url: str, *, allow_private: bool) -> str | None:
    """What is wrong with an address as text; None when nothing is. What its name leads to is looked at when calling."""
    try:
        parts = urlsplit(url)
        port_given = parts.port
    except ValueError:
        return "This is no web address. Give one such as https://crm.example.com/hooks/coalition."
    if parts.scheme not in ("https", "http") or not parts.hostname:
        return "Give a whole address that begins with https://."
    if len(url) > LONGEST:
        return f"The address is longer than {LONGEST} characters."
    if parts.username or parts.password:
        return "Leave user name and password out of the address: every message is signed instead."
    if parts.fragment:
        return "Leave out what follows #: it is never sent."
    if parts.scheme == "http" and not allow_private:
        return "Use https://. Plain http:// is for systems in your own network: see COALITION_WEBHOOKS_TO_PRIVATE."
    if port_given == 0:
        return "Port 0 cannot be called."
    return None


class GuardedNetwork(httpcore.NetworkBackend):
    """Connects to the very address it has looked at: a name that points elsewhere a moment later changes nothing."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        found = _addresses(host, port)
        if not self._allow_private and (inside := [each for each in found if not _is_public(each)]):
            raise NotCalled(
                f"{host} leads to {inside[0]}, inside a private network. "
                "Where that is meant, the operator sets COALITION_WEBHOOKS_TO_PRIVATE."
            )
        return self._network.connect_tcp(found[0], port, timeout, local_address, socket_options)

    def sleep(self, seconds: float) -> None:
        self._network.sleep(seconds)


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotCalled(f"{host} is not known to the name service.") from error
    return [str(each[4][0]) for each in found]


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.split("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        elif address not in _WIDE or address.sixtofour is not None:
            return False
    return address.is_global and not address.is_multicast
