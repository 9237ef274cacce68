"""What happens around every operation: one error shape, conditional reads, idempotency keys."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from ninja.errors import HttpError

from coalition.access.models import RememberedAnswer, User
from coalition.api.auth import who_asks
from coalition.api.conditions import is_shown_once
from coalition.api.errors import error

View = Callable[..., HttpResponseBase]
REMEMBERED_FOR = timedelta(hours=24)
#: Also those that HTTP calls idempotent: sent again from an old version, a change would be in conflict with itself.
_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_KEPT_HEADERS = ("Content-Type", "ETag", "Location")


def edge(view: View) -> View:
    """Wrap one view of the API."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            _ = request.body  # read here, so that whoever reads it later meets no error of its own
        except RequestDataTooBig:
            return error(413)
        except UnreadablePostError:
            return error(400)
        key = request.headers.get("Idempotency-Key", "")
        if key and request.method in _WRITES:
            response = _once(view, key, request, *args, **kwargs)
        else:
            response = view(request, *args, **kwargs)
        if response.status_code >= 400 and not response.get("Content-Type", "").startswith("application/json"):
            shaped = error(response.status_code)
            if response.has_header("Allow"):
                shaped["Allow"] = response["Allow"]
            return shaped
        if request.method in ("GET", "HEAD") and response.has_header("ETag") and isinstance(response, HttpResponse):
            conditional = get_conditional_response(request, etag=response["ETag"], response=response)
            return _kept_by_nobody_else(conditional if conditional is not None else response)
        if is_shown_once(request):
            response["Cache-Control"] = "no-store"
        return _kept_by_nobody_else(response)

    wrapped.csrf_exempt = True  # type: ignore[attr-defined]  # the session's own check is in auth
    return wrapped


def _kept_by_nobody_else(response: HttpResponseBase) -> HttpResponseBase:
    """People's data: no cache between us keeps it, and a browser's own asks again before it shows it."""
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def nowhere(request: HttpRequest) -> HttpResponse:
    """Any address under the API that no operation has."""
    return error(404)


nowhere.csrf_exempt = True  # type: ignore[attr-defined]


def _once(view: View, key: str, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Run the operation, or give the answer this key was given before."""
    if len(key) > 200 or not key.isprintable():
        return error(422, "invalid", "Idempotency-Key: give 1 to 200 printable characters.", {"Idempotency-Key": ["…"]})
    try:
        user = who_asks(request)
    except HttpError:
        user = None
    if user is None:
        return view(request, *args, **kwargs)  # which refuses it
    fingerprint = _fingerprint(request)
    with transaction.atomic():
        RememberedAnswer.objects.filter(user=user, created_at__lt=timezone.now() - REMEMBERED_FOR).delete()
        try:
            # Inserting first is the lock: a second request with the key waits here until the first is done.
            with transaction.atomic():
                answer = RememberedAnswer.objects.create(user=user, key=key, fingerprint=fingerprint)
        except IntegrityError:
            return _again(user, key, fingerprint)
        response = view(request, *args, **kwargs)
        if response.status_code >= 400 or not isinstance(response, HttpResponse):
            transaction.set_rollback(True)  # nothing changed, so the key is free for another try
            return response
        answer.status = response.status_code
        answer.headers = {name: response[name] for name in _KEPT_HEADERS if response.has_header(name)}
        answer.body = "" if is_shown_once(request) else response.content.decode()
        answer.save(update_fields=["status", "headers", "body"])
        return response


def _again(user: User, key: str, fingerprint: str) -> HttpResponse:
    answer = RememberedAnswer.objects.get(user=user, key=key)
    if answer.fingerprint != fingerprint:
        said = "This key came before with another request. Make a new key for each new change."
        return error(422, "idempotency_key_reused", said, {"Idempotency-Key": [said]})
    if not answer.body and answer.status != 204:
        said = "This was done when the key came first. Its answer held a secret, which is shown once and kept nowhere."
        return error(409, "already_done", f"{said} If it was lost, replace it and make another.")
    response = HttpResponse(answer.body, status=answer.status or 200)
    for name, value in answer.headers.items():
        response[name] = value
    response["Idempotent-Replay"] = "true"
    return response


def _fingerprint(request: HttpRequest) -> str:
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    digest.update(request.body)
    return digest.hexdigest()
