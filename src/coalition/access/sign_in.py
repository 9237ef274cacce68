"""How people sign in."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class NoSelfSignUp(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Users are made by an admin; nobody signs up from outside."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
