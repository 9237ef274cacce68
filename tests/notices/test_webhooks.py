"""What happens to a deal reaches the systems that asked, once, signed, and only what their owner may see."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.utils import timezone
from standardwebhooks.webhooks import Webhook

from coalition.access.models import Role, User
from coalition.notices.models import Delivery, WebhookEndpoint
from coalition.notices.webhooks import delivering
from coalition.notices.webhooks.delivering import WAITS, deliver_due
from coalition.notices.webhooks.endpoints import create_endpoint, send_again, send_test, update_endpoint
from coalition.notices.webhooks.fan_out import hand_on, sweep
from coalition.notices.webhooks.signing import secret_of
from coalition.record.errors import Forbidden, Invalid
from coalition.record.models import LiveEvent, Opportunity
from coalition.record.services.opportunities import move_stage
from tests import factories

pytestmark = pytest.mark.django_db


class Receiver:
    """Another system, listening for real."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], str]] = []
        self.status = 204
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                receiver.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(receiver.status)
                said = b"" if receiver.status == 204 else b"out of order"
                self.send_header("content-length", str(len(said)))
                self.send_header("location", "/elsewhere")
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hooks"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def end(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOKS_TO_PRIVATE = True
    running = Receiver()
    yield running
    running.end()


@pytest.fixture
def endpoint(admin: User, receiver: Receiver) -> WebhookEndpoint:
    return create_endpoint(by=admin, name="CRM", url=receiver.url, messages=["opportunity.stage_changed"])[0]


def moved(deal: Opportunity, by: User) -> Opportunity:
    stage = factories.make_stages()["prospecting"]
    return move_stage(deal, stage=stage, by=by, is_reported=True)


def test_a_stage_that_moves_is_told_signed_and_once(
    endpoint: WebhookEndpoint, receiver: Receiver, deal: Opportunity, owner: User
) -> None:
    moved(deal, owner)
    assert hand_on() > 0 and hand_on() == 0
    assert deliver_due() == 1 and deliver_due() == 0
    (headers, body) = receiver.got[0]
    told = Webhook(secret_of(endpoint)).verify(body, headers)
    assert told["type"] == "opportunity.stage_changed"
    assert told["data"]["opportunity"]["id"] == str(deal.uuid)
    assert told["data"]["opportunity"]["stage"] == "prospecting"
    row = Delivery.objects.get()
    assert (row.status, row.delivered_at is not None, row.next_at) == (204, True, None)
    assert headers["webhook-id"] == row.message_id


def test_nothing_is_told_of_what_its_owner_may_not_see(
    receiver: Receiver, outsider: User, deal: Opportunity, owner: User
) -> None:
    WebhookEndpoint.objects.create(owner=outsider, name="Other", url=receiver.url)
    moved(deal, owner)
    assert hand_on() > 0
    assert not Delivery.objects.exists()


def test_only_what_was_asked_for_and_only_from_now_on(
    admin: User, receiver: Receiver, deal: Opportunity, owner: User
) -> None:
    moved(deal, owner)
    row, _ = create_endpoint(by=admin, name="CRM", url=receiver.url, messages=["opportunity.map_changed"])
    hand_on()
    assert not Delivery.objects.exists()
    drawn = LiveEvent.objects.create(kind="map.changed", opportunity=deal, payload={"what": "line", "ids": []})
    LiveEvent.objects.create(kind="scores.changed", opportunity=deal, payload={"stakeholders": []})
    hand_on()
    assert list(row.deliveries.values_list("event", "message")) == [(drawn.pk, "opportunity.map_changed")]
    assert json.loads(row.deliveries.get().body)["data"]["what"] == "line"


def test_a_refusal_is_tried_again_later_with_the_same_id_and_body(
    endpoint: WebhookEndpoint, receiver: Receiver, deal: Opportunity, owner: User
) -> None:
    receiver.status = 503
    moved(deal, owner)
    hand_on()
    deliver_due()
    row = Delivery.objects.get()
    assert (row.status, row.problem, row.attempts) == (503, "out of order", 1)
    assert row.next_at is not None and row.next_at > timezone.now()
    assert deliver_due() == 0
    receiver.status = 200
    Delivery.objects.update(next_at=timezone.now())
    assert deliver_due() == 1
    assert Delivery.objects.get().delivered_at is not None
    first, second = receiver.got
    assert first[1] == second[1] and first[0]["webhook-id"] == second[0]["webhook-id"]


def test_a_redirect_is_not_followed(endpoint: WebhookEndpoint, receiver: Receiver) -> None:
    receiver.status = 302
    send_test(endpoint)
    deliver_due()
    assert len(receiver.got) == 1
    assert Delivery.objects.get().delivered_at is None


def test_who_is_gone_or_refuses_for_days_is_paused_with_the_reason(
    endpoint: WebhookEndpoint, receiver: Receiver, admin: User
) -> None:
    receiver.status = 410
    send_test(endpoint)
    deliver_due()
    endpoint.refresh_from_db()
    assert (endpoint.is_active, endpoint.paused_because) == (False, "It answered 410 Gone.")
    receiver.status = 500
    update_endpoint(endpoint, by=admin, is_active=True)
    row = send_again(Delivery.objects.get())
    for _ in range(len(WAITS) + 1):
        Delivery.objects.filter(pk=row.pk).update(next_at=timezone.now())
        deliver_due()
    row.refresh_from_db()
    endpoint.refresh_from_db()
    assert (row.next_at, row.attempts) == (None, len(WAITS) + 1)
    assert not endpoint.is_active and "three days" in endpoint.paused_because


def test_a_paused_address_keeps_its_queue(
    endpoint: WebhookEndpoint, receiver: Receiver, admin: User, deal: Opportunity, owner: User
) -> None:
    moved(deal, owner)
    hand_on()
    update_endpoint(endpoint, by=admin, is_active=False)
    assert deliver_due() == 0
    update_endpoint(endpoint, by=admin, is_active=True)
    assert deliver_due() == 1


def test_two_couriers_never_take_the_same_delivery(endpoint: WebhookEndpoint) -> None:
    send_test(endpoint)
    now = timezone.now()
    assert delivering._claim(now) is not None
    assert delivering._claim(now) is None
    # Killed in the middle: taken up when its time has run out.
    assert delivering._claim(now + delivering.LEASE) is not None


def test_nobody_but_admins_and_revops_keeps_webhooks(cast: dict[str, User]) -> None:
    for name, user in cast.items():
        if user.role in (Role.ADMIN, Role.REVOPS):
            continue
        with pytest.raises(Forbidden):
            create_endpoint(by=user, name=name, url="https://crm.example/h", messages=[])


def test_every_problem_of_an_address_is_said_at_once(admin: User) -> None:
    with pytest.raises(Invalid) as refused:
        create_endpoint(by=admin, name="CRM", url="http://crm.example", messages=["nothing.of_ours"])
    assert set(refused.value.fields) == {"url", "messages"}


def test_a_secret_stands_in_no_log_and_in_no_table(admin: User, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        row, secret = create_endpoint(by=admin, name="CRM", url="https://crm.example/h", messages=[])
    assert secret.startswith("whsec_") and secret not in caplog.text
    assert secret.removeprefix("whsec_") not in str(WebhookEndpoint.objects.filter(pk=row.pk).values().get())


def test_marks_of_events_that_are_gone_are_swept(endpoint: WebhookEndpoint, deal: Opportunity, owner: User) -> None:
    from coalition.notices.models import HandedOn

    moved(deal, owner)
    hand_on()
    LiveEvent.objects.all().delete()
    LiveEvent.objects.create(kind="map.changed", opportunity=deal, payload={"what": "line"})
    sweep()
    assert not HandedOn.objects.exists()


def test_the_log_is_kept_for_a_month(endpoint: WebhookEndpoint) -> None:
    now = timezone.now()
    old = now - timedelta(days=31)
    Delivery.objects.create(endpoint=endpoint, message="test", body="{}", created_at=old, next_at=None)
    Delivery.objects.create(endpoint=endpoint, message="test", body="{}", created_at=old, next_at=now)
    delivering.sweep(now)
    assert Delivery.objects.get().next_at is not None
