"""Clients that ask as one of the cast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from coalition.access.models import User
from coalition.record.models import Account, Opportunity, Stakeholder
from tests.api.operations import OPERATIONS, World

As = Callable[[User], Client]
Call = Callable[..., HttpResponse]
BASE = "/api/v1"


@pytest.fixture
def as_user() -> As:
    """A browser signed in as somebody. CSRF is not enforced, as in all Django test clients; test_sign_in does."""

    def sign_in(user: User) -> Client:
        client = Client(headers={"accept": "application/json"})
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def world(account: Account, deal: Opportunity, stakeholder: Stakeholder, owner: User, teammate: User) -> World:
    return World(account, deal, stakeholder, owner, teammate)


@pytest.fixture
def call(world: World) -> Call:
    """Ask for one operation by its id, with the usual address and body."""

    def ask(client: Client, operation: str, *, address: str = "", body: Any = None, **headers: str) -> HttpResponse:
        method, template = OPERATIONS[operation]
        sent = body if body is not None else world.body(operation)
        kwargs: dict[str, Any] = {"headers": {name.replace("_", "-"): value for name, value in headers.items()}}
        if sent is not None:
            kwargs |= {"data": sent, "content_type": "application/json"}
        return getattr(client, method.lower())(BASE + (address or world.address(template)), **kwargs)

    return ask
