"""Signatures are those of the Standard Webhooks specification: its own library accepts them and nothing altered."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from coalition.notices.models import WebhookEndpoint
from coalition.notices.webhooks.signing import OVERLAP, secret_of, secrets_at, signed_headers

BODIES = st.dictionaries(st.text(max_size=20), st.text(max_size=50), max_size=5).map(json.dumps)


@given(BODIES)
def test_the_specifications_own_reader_accepts_what_we_sign(body: str) -> None:
    secret = secret_of(WebhookEndpoint())
    headers = signed_headers("msg_1", body.encode(), [secret], datetime.now(UTC))
    assert Webhook(secret).verify(body, headers) == json.loads(body)


def test_an_altered_body_an_old_time_and_another_secret_are_refused() -> None:
    endpoint, now = WebhookEndpoint(), datetime.now(UTC)
    reader = Webhook(secret_of(endpoint))
    for body, signed_at, secret in (
        ('{"a":2}', now, secret_of(endpoint)),
        ('{"a":1}', now - timedelta(hours=1), secret_of(endpoint)),
        ('{"a":1}', now, secret_of(WebhookEndpoint())),
    ):
        headers = signed_headers("msg_1", b'{"a":1}', [secret], signed_at)
        with pytest.raises(WebhookVerificationError):
            reader.verify(body, headers)


def test_after_a_replacement_both_secrets_are_good_for_a_day() -> None:
    replaced = datetime(2026, 6, 1, tzinfo=UTC)
    endpoint = WebhookEndpoint(generation=2, rotated_at=replaced)
    old, new = secret_of(endpoint, 1), secret_of(endpoint, 2)
    assert secrets_at(endpoint, replaced) == [new, old]
    assert secrets_at(endpoint, replaced + OVERLAP) == [new]
    now = datetime.now(UTC)
    headers = signed_headers("msg_1", b"{}", [new, old], now)
    assert Webhook(old).verify("{}", headers) == Webhook(new).verify("{}", headers) == {}
