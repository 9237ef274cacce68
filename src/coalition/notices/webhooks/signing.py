"""Signatures after the Standard Webhooks specification (https://www.standardwebhooks.com), symmetric kind.

webhook-id         msg_…, the same at every attempt
webhook-timestamp  seconds since 1970, of this attempt
webhook-signature  v1,BASE64( HMAC-SHA256( secret, "id.timestamp.body" ) ), several separated by blanks
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from coalition.notices.models import WebhookEndpoint

PREFIX = "whsec_"
#: After a replacement both secrets sign for this long, so that the receiver can change over in peace.
OVERLAP = timedelta(hours=24)


def secret_of(endpoint: WebhookEndpoint, generation: int | None = None) -> str:
    """The secret, in the form receivers are given it."""
    which = endpoint.generation if generation is None else generation
    made = salted_hmac("coalition.webhook", f"{endpoint.uuid}:{which}", algorithm="sha256")
    return PREFIX + base64.b64encode(made.digest()).decode()


def secrets_at(endpoint: WebhookEndpoint, now: datetime) -> list[str]:
    """The secrets that sign now: the newest first, and for a day after a replacement the one before."""
    overlapping = endpoint.rotated_at is not None and now - endpoint.rotated_at < OVERLAP
    generations = [endpoint.generation, *([endpoint.generation - 1] if overlapping else [])]
    return [secret_of(endpoint, each) for each in generations]


def signed_headers(message_id: str, body: bytes, secrets: Sequence[str], now: datetime) -> dict[str, str]:
    """The three headers of one attempt."""
    seconds = int(now.timestamp())
    content = b".".join([message_id.encode(), str(seconds).encode(), body])
    signatures = [
        "v1," + base64.b64encode(hmac.new(_key(secret), content, hashlib.sha256).digest()).decode()
        for secret in secrets
    ]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(signatures),
    }


def _key(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix(PREFIX))
