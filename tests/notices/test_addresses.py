"""Which addresses are called."""

from __future__ import annotations

import socket

import pytest

from coalition.notices.webhooks import addresses
from coalition.notices.webhooks.addresses import GuardedNetwork, NotCalled, problem_with
from coalition.notices.webhooks.calling import call

INSIDE = ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.1", "224.0.0.1"]
INSIDE += ["64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "::7f00:1", "fec0::1", "fe80::1%eth0"]


@pytest.mark.parametrize(
    "url",
    [
        "crm.example.com",
        "ftp://crm.example.com",
        "javascript:alert(1)",
        "https://",
        "https://user:secret@crm.example.com",
        "https://crm.example.com:0/",
        "https://crm.example.com:99999/",
        "https://crm.example.com/#part",
        "http://crm.example.com/hooks",
        f"https://crm.example.com/{'x' * 500}",
    ],
)
def test_an_address_that_cannot_be_meant_is_refused_with_a_sentence(url: str) -> None:
    said = problem_with(url, allow_private=False)
    assert said is not None and said.endswith(".") and "secret@" not in said


def test_a_plain_address_is_good_and_an_unencrypted_one_only_inside() -> None:
    assert problem_with("https://crm.example.com/hooks?tenant=1", allow_private=False) is None
    assert problem_with("http://crm.local/hooks", allow_private=True) is None


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_leads_inside_is_not_called(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [(0, 0, 0, "", (address, 443))])
    with pytest.raises(NotCalled, match="private network"):
        GuardedNetwork(allow_private=False).connect_tcp("crm.example.com", 443)


def test_one_inner_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", (each, 443)) for each in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: found)
    with pytest.raises(NotCalled):
        GuardedNetwork(allow_private=False).connect_tcp("crm.example.com", 443)


def test_what_was_looked_at_is_what_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look-up could give another address: there is only one."""
    asked: list[str] = []
    monkeypatch.setattr(addresses, "_addresses", lambda host, port: asked.append(host) or ["203.0.113.1"])
    network = GuardedNetwork(allow_private=True)
    called: list[str] = []
    monkeypatch.setattr(network._network, "connect_tcp", lambda host, *rest: called.append(host))
    network.connect_tcp("crm.example.com", 443)
    assert (asked, called) == (["crm.example.com"], ["203.0.113.1"])


def test_an_unknown_name_is_an_answer_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    answer = call("https://nowhere.example/", b"{}", {}, allow_private=False)
    assert (answer.status, answer.arrived) == (None, False)
    assert answer.problem == "nowhere.example is not known to the name service."
