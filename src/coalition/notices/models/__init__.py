"""Webhooks and what was sent to them; who wants a digest, and which were sent."""

from coalition.notices.models.digests import DigestChoice, SentDigest
from coalition.notices.models.webhooks import Delivery, HandedOn, WebhookEndpoint

__all__ = ["Delivery", "DigestChoice", "HandedOn", "SentDigest", "WebhookEndpoint"]
