"""Who listens, and to which deals. The same sign-in and the same gate as everywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from coalition.access.models import User
from coalition.record import gates

DEALS_AT_MOST = 50


@dataclass(frozen=True)
class Listener:
    """A page that listens. ``asked`` are the public ids it named; none: every deal it may see.

    ``page`` is an id of its own making, by which it says later that it is looked at; empty: it never will.
    """

    session_key: str
    asked: Sequence[str]
    page: str = ""


def signed_in(listener: Listener) -> User | None:
    """Whose session it is, checked as the web server checks it; None: nobody's, or ended."""
    request = HttpRequest()
    request.session = SessionStore(listener.session_key)
    user = get_user(request)
    return user if isinstance(user, User) and user.is_active else None


def audible(user: User, asked: Sequence[str]) -> frozenset[int]:
    """Internal ids of the deals this user may hear of, out of those asked for."""
    deals = gates.visible_opportunities(user)
    if asked:
        deals = deals.filter(uuid__in=asked)
    return frozenset(deals.values_list("id", flat=True))


def session_key_in(cookie_header: str) -> str | None:
    try:
        morsel = SimpleCookie(cookie_header).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    return morsel.value if morsel else None
