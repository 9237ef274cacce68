"""What holds of an answer beside its body: its version in headers, and whether it may be kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from coalition.record.errors import Invalid

_SHOWN_ONCE = "coalition_shown_once"


def show_once(request: HttpRequest) -> None:
    """The answer holds a secret: neither a cache nor the memory of idempotency keys may keep it."""
    setattr(request, _SHOWN_ONCE, True)


def is_shown_once(request: HttpRequest) -> bool:
    return getattr(request, _SHOWN_ONCE, False)


def tag(response: HttpResponse, version: int) -> None:
    """Put the version into the answer's ETag."""
    response["ETag"] = f'"{version}"'


def version_of(if_match: str | None) -> int | None:
    """The version a client read, or None when it does not say or accepts any."""
    if if_match is None or if_match.strip() == "*":
        return None
    number = if_match.strip().removeprefix("W/").strip('"')
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Invalid({"If-Match": [f"“{if_match}” is no ETag of this object; send the one you were given."]})
    return int(number)
