"""The published description against the running API: whatever is sent, nothing breaks and answers keep their shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, settings
from schemathesis import checks

from coalition.access.models import User
from coalition.access.tokens import make_token
from coalition.api import export
from tests.api.operations import World

pytestmark = pytest.mark.django_db

EXAMPLES = 12

# From the code and not by a request: a request needs the database, and tests are collected before there is one.
described = schemathesis.openapi.from_dict(export.schema())
described.app = get_wsgi_application()
# Thousands of systematic variations, most of them refused for the same reason; random ones find as much in the time.
described.config.phases.coverage.enabled = False


@pytest.fixture(autouse=True)
def keep_connection() -> Iterator[None]:
    """A real request closes its database connection at its end; here it would close the test's own transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def secret(admin: User) -> str:
    return make_token(admin, name="contract")[1]


@described.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
def test_whatever_is_sent_is_answered_as_described(case: Any, world: World, secret: str) -> None:
    """Half of the ids are those of real objects, so that requests get past the gate."""
    ids = {name: str(value) for name, value in world.ids().items()}
    if case.path_parameters and sum(map(ord, json.dumps(case.path_parameters, default=str))) % 2:
        case.path_parameters = {name: ids.get(name, value) for name, value in case.path_parameters.items()}
    with transaction.atomic():
        response = case.call(headers={"Authorization": f"Bearer {secret}"})
        transaction.set_rollback(True)
    case.validate_response(
        response,
        checks=[
            checks.not_a_server_error,
            checks.content_type_conformance,
            checks.response_schema_conformance,
            checks.status_code_conformance,
        ],
    )


def test_the_committed_description_is_the_one_served() -> None:
    reference = Path(__file__).parents[3] / "docs" / "reference"
    wanted = "run `python -m coalition.api.export` and commit docs/reference"
    assert (reference / "openapi.json").read_text(encoding="utf-8") == export.openapi_text(), wanted
    assert (reference / "api.md").read_text(encoding="utf-8") == export.reference_text(), wanted


def test_every_operation_has_an_id_a_tag_and_a_sentence() -> None:
    for path, operations in export.schema()["paths"].items():
        for method, operation in operations.items():
            assert operation["operationId"], (path, method)
            assert operation["tags"], (path, method)
            assert operation["description"].endswith("."), (path, method)
