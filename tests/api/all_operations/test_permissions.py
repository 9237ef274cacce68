"""Every operation as everybody of the cast: who may, who is refused, and that absent and not yours look the same."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from coalition.access.models import User
from coalition.access.tokens import make_token
from coalition.api.export import schema
from tests.api import rights
from tests.api.conftest import BASE, As, Call
from tests.api.operations import OPERATIONS, World

pytestmark = pytest.mark.django_db

WRITERS = {"owner", "teammate", "manager", "agent", "admin"}
READERS = {"reader", "guest"}
IDS = ["account_id", "empty_account_id", "contact_id", "newcomer_id", "opportunity_id", "empty_opportunity_id"]
IDS += ["stakeholder_id", "line_id", "insight_id", "activity_id", "removed_id", "erased_id"]

IDS += ["exception_id", "comment_id", "action_id", "signal_id"]
IDS += ["stakeholder_id", "line_id", "insight_id", "activity_id", "share_link_id"]


def expected(operation: str, name: str) -> set[int]:
    """The answers this person may get; one number in nearly all cases."""
    writes = OPERATIONS[operation][0] != "GET"
    if operation in rights.OPEN_READS | rights.FILTERED | rights.QUEUES:
        return {200}
    if operation in rights.BY_LINK:
        return {401}
    if operation in rights.OWN:
        # Another's token does not exist for you; making and listing your own is everybody's.
        return {404} if operation == "revoke_token" and name != "owner" else {200, 201, 204}
    if operation in rights.OWN_VIEWS:
        return {403} if name == "guest" else {200, 204} if name == "owner" else {404}
    if operation in rights.ADMIN_WRITES:
        return {200, 201, 204} if name == "admin" else {403}
    if name in WRITERS and name not in rights.DECISIONS.get(operation, WRITERS):
        return {403}
    if name in WRITERS or (name == "outsider" and operation in rights.OPEN_WRITES):
        return {200, 201, 204}
    if operation == "log_activities":
        return {403} if name == "guest" else {200}  # each row is refused by itself
    if operation in rights.BODY_NAMES | rights.OPEN_WRITES:
        if name == "guest":
            return {403}
        return {201} if operation in rights.OPEN_WRITES else {403} if _seen_ends(operation, name) else {422}
    if name in rights.READERS_MAY.get(operation, ()):
        return {200, 201, 204}
    if name in READERS:
        return {403} if writes or operation in rights.WRITERS_READ else {200}
    return {404}


def _seen_ends(operation: str, name: str) -> bool:
    """A reader sees both people of the line and may change neither: refused as such, not as an unknown id."""
    return operation == "draw_line" and name == "reader"


def test_the_table_of_operations_is_complete() -> None:
    described = {operation["operationId"] for path in schema()["paths"].values() for operation in path.values()}
    assert described == set(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_each_of_the_cast_gets_the_answer_due_to_them(
    operation: str, cast: dict[str, User], world: World, as_user: As, call: Call
) -> None:
    got, due = {}, {}
    for name, user in cast.items():
        with transaction.atomic():
            got[name] = call(as_user(user), operation).status_code
            transaction.set_rollback(True)
        due[name] = expected(operation, name)
    assert {name: code for name, code in got.items() if code not in due[name]} == {}, f"due: {due}"


@pytest.mark.parametrize(
    "operation", [name for name, (_, address) in OPERATIONS.items() if any(f"{{{each}}}" in address for each in IDS)]
)
def test_absent_and_not_yours_are_the_same_bytes(
    operation: str, outsider: User, world: World, as_user: As, call: Call
) -> None:
    client = as_user(outsider)
    hidden = call(client, operation)
    _, template = OPERATIONS[operation]
    absent_ids = world.ids() | {name: uuid4() for name in IDS}
    absent = call(client, operation, address=template.format(**absent_ids))
    assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)
    assert hidden.status_code == 404


@pytest.mark.parametrize("operation", sorted(rights.FILTERED))
def test_lists_hold_only_what_you_see(
    operation: str, owner: User, outsider: User, world: World, as_user: As, call: Call
) -> None:
    assert call(as_user(owner), operation).json()["total"] > 0
    hidden, nothing = call(as_user(outsider), operation).json(), {"items": [], "total": 0, "limit": 50, "offset": 0}
    assert hidden | nothing == hidden
    assert hidden.keys() - nothing.keys() <= {"since", "until", "complete"}  # what a list of changes says of its time


@pytest.mark.parametrize("operation", [name for name in OPERATIONS if name != "get_config"])
def test_nobody_signed_in_gets_nothing(operation: str, world: World, call: Call) -> None:
    answer = call(Client(), operation)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")


CHANGES = [name for name, (method, _) in OPERATIONS.items() if method != "GET" and name not in rights.SENT_READS]


@pytest.mark.parametrize("operation", CHANGES)
def test_a_read_only_token_changes_nothing(operation: str, admin: User, world: World, call: Call) -> None:
    _, secret = make_token(admin, name="reports", read_only=True)
    with transaction.atomic():
        answer = call(Client(), operation, authorization=f"Bearer {secret}")
        transaction.set_rollback(True)
    # What a link opens is opened by the secret of the link: a token is none.
    due = (401, "unauthorized") if operation in rights.BY_LINK else (403, "forbidden")
    assert (answer.status_code, answer.json()["code"]) == due


def test_a_bulk_row_about_a_hidden_deal_is_refused_and_the_others_go_in(
    outsider: User, world: World, as_user: As
) -> None:
    from tests import factories

    own = factories.make_opportunity(factories.make_account(owner=outsider), owner=outsider)
    row = world.body("log_activity")
    rows = [row, row | {"opportunity_id": str(own.uuid), "participants": [{"address": "x@y.example", "role": "to"}]}]
    answer = as_user(outsider).post(f"{BASE}/activities/bulk", {"items": rows}, content_type="application/json").json()
    assert [each["index"] for each in answer["accepted"]] == [1]
    assert set(answer["rejected"][0]["fields"]) == {"opportunity_id", "participants.0.contact_id"}


@pytest.mark.parametrize("operation", sorted(rights.SENT_READS))
def test_a_read_only_token_may_ask_what_would_be(operation: str, admin: User, world: World, call: Call) -> None:
    _, secret = make_token(admin, name="reports", read_only=True)
    assert call(Client(), operation, authorization=f"Bearer {secret}").status_code == 200
