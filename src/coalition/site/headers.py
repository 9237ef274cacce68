"""The content-security policy: scripts, fonts and connections only from here and from the event stream.

Nobody may show our pages in a frame, except the page made for it, on the origins the operator named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from coalition.api.events_address import events_url

#: The one page that a CRM may show in a frame.
EMBED_PATH = "/embed"
Next = Callable[[HttpRequest], HttpResponse]


class ContentSecurityPolicy:
    """Sets the header on every answer that has none of its own."""

    def __init__(self, get_response: Next) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._next(request)
        framed_by = settings.EMBED_ORIGINS if request.path == EMBED_PATH else []
        response.headers.setdefault("Content-Security-Policy", policy(events_url(request), framed_by))
        if framed_by:
            # The older header knows no list of origins; where both stand some browsers obey it alone.
            del response.headers["X-Frame-Options"]
        return response


def policy(events: str, framed_by: Sequence[str] = ()) -> str:
    parts = urlsplit(events)
    ancestors = " ".join(framed_by) or "'none'"
    stream = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    rules = (
        "default-src 'self'",
        # Mantine and React Flow place things by inline styles; scripts have no such exception.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        f"connect-src 'self'{stream}",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        f"frame-ancestors {ancestors}",
    )
    return "; ".join(rules)
