"""Who is asking: a browser session with its CSRF token, or a program with a personal token.

With an ``Authorization`` header the cookie is not looked at, so a page cannot be made to lend its session to a
request that names another user.
"""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from coalition.access.models import User
from coalition.access.tokens import user_of


class Session(SessionAuth):
    """The cookie of a signed-in browser. Changes need the CSRF token as well."""

    def __call__(self, request: HttpRequest) -> User | None:
        if by_token(request) or not isinstance(request.user, User):
            return None  # nobody: which is said before the CSRF token is asked for
        return cast("User | None", super().__call__(request))

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        return request.user if isinstance(request.user, User) else None


class Token(HttpBearer):
    """``Authorization: Bearer coa_…``."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        if not hasattr(request, "_token_user"):  # looked up once, however often a request asks who it is
            request._token_user = user_of(token)  # type: ignore[attr-defined]
        return cast("User | None", request._token_user)  # type: ignore[attr-defined]


SESSION, TOKEN = Session(), Token()


def who_asks(request: HttpRequest) -> User | None:
    """The signed-in user of this request. Raises HttpError 403 when a session lacks its CSRF token."""
    return cast("User | None", TOKEN(request) if by_token(request) else SESSION(request))


def viewer(request: HttpRequest) -> User:
    """The user an authenticated operation works for."""
    return cast(User, request.auth)  # type: ignore[attr-defined]


def by_token(request: HttpRequest) -> bool:
    """Whether a program is asking."""
    return "Authorization" in request.headers
