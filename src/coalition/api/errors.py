"""Everything that can go wrong leaves in one shape: ``code``, ``message``, ``fields``."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic_core import to_json

from coalition.access.errors import AccessError, NotAllowed
from coalition.record.errors import Conflict, CycleRefused, Forbidden, Invalid, NotFound, RecordError, StageRefused

log = logging.getLogger("coalition.api")

STATUS: dict[type[RecordError], int] = {NotFound: 404, Forbidden: 403, CycleRefused: 422, Invalid: 422, Conflict: 409}
CODES = {
    400: ("bad_request", "The request cannot be read."),
    401: ("unauthorized", "Sign in, or send a valid token as “Authorization: Bearer …”."),
    403: ("forbidden", "You may not do this."),
    404: ("not_found", "There is nothing at this address. See /api/v1/openapi.json for what there is."),
    405: ("method_not_allowed", "This address does not take this method; the Allow header names those it takes."),
    413: ("too_large", "The request is too large. Send it in smaller parts."),
    429: ("too_many_requests", "Too many requests. Wait a little and try again."),
    500: ("server_error", "Something went wrong on our side. It is in the log; try again, or tell your admin when."),
}


def error(
    status: int,
    code: str = "",
    message: str = "",
    fields: Mapping[str, Sequence[str]] | None = None,
    **more: Any,
) -> HttpResponse:
    """An answer in the one shape."""
    usual_code, usual_message = CODES.get(status, ("error", "The request failed."))
    body = {"code": code or usual_code, "message": message or usual_message, "fields": fields or {}, **more}
    return HttpResponse(to_json(body), status=status, content_type="application/json")


def install(api: NinjaAPI) -> None:
    """Teach the API to answer each kind of error."""
    handlers: list[tuple[type[Exception], Any]] = [
        (RecordError, _record_error),
        (AccessError, _access_error),
        (ValidationError, _invalid),
        (HttpError, _http_error),
        (Http404, lambda request, exc: error(404)),
        (Exception, _bug),
    ]
    for kind, handler in handlers:
        api.add_exception_handler(kind, handler)


def fields_of(errors: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Messages by field from a validator's list. Names run from the body down: ``participants.0.role``."""
    found: dict[str, list[str]] = {}
    for each in errors:
        where = [str(part) for part in each["loc"] if part not in ("body", "query", "path", "header", "cookie")]
        # The first part left is the name of our own parameter, which the client never sees.
        name = ".".join(where[1:] if where[:1] in (["data"], ["filters"]) else where) or "body"
        found.setdefault(name, []).append(str(each["msg"]))
    return found


def _record_error(request: HttpRequest, exc: RecordError) -> HttpResponse:
    if isinstance(exc, Conflict):
        from coalition.api.present import present  # it imports every subject, and they import this

        current = present(exc.current)
        yours = {name: _plain(value) for name, value in exc.yours.items()}
        differing = {name: ["Changed meanwhile."] for name in yours if name in current and current[name] != yours[name]}
        return error(409, exc.code, exc.message, differing, current=current, yours=yours)
    if isinstance(exc, StageRefused):
        return error(422, exc.code, exc.message, exc.fields, unmet=exc.unmet)
    status = next(STATUS[kind] for kind in type(exc).__mro__ if kind in STATUS)
    return error(status, exc.code, exc.message, exc.fields)


def _access_error(request: HttpRequest, exc: AccessError) -> HttpResponse:
    return error(403 if isinstance(exc, NotAllowed) else 422, exc.code, exc.message, exc.fields)


def _plain(value: Any) -> Any:
    return {"id": str(value.uuid), "name": str(value)} if hasattr(value, "uuid") else value


def _invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
    fields = fields_of(exc.errors)
    first = next(f"{name}: {said[0]}" for name, said in fields.items())
    return error(422, "invalid", first, fields)


def _http_error(request: HttpRequest, exc: HttpError) -> HttpResponse:
    if exc.status_code == 400:  # ninja's word for a body that is no JSON
        return error(422, "invalid", "The body is not valid JSON.", {"body": [exc.message]})
    if exc.status_code == 403 and "CSRF" in exc.message:
        return error(403, "csrf", "Send the value of the csrftoken cookie as the header X-CSRFToken.")
    return error(exc.status_code)


def _bug(request: HttpRequest, exc: Exception) -> HttpResponse:
    log.exception("%s %s failed", request.method, request.path)
    return error(500)
