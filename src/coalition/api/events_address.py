"""Where browsers find the event stream."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest


def events_url(request: HttpRequest) -> str:
    """The address the operator gave, or the port after the one this request came to."""
    if settings.ENVIRONMENT.events_url:
        return str(settings.ENVIRONMENT.events_url)
    try:
        parts = urlsplit(f"{request.scheme}://{request.get_host()}")
    except DisallowedHost:
        return ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"{parts.scheme}://{_bracketed(parts.hostname or '')}:{port + 1}/events"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
