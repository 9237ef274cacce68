"""Addresses of other systems that are told what happens, and the log of what was sent to them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Status

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import show_once
from coalition.api.listing import page_of
from coalition.notices.models import Delivery, WebhookEndpoint
from coalition.notices.webhooks import endpoints
from coalition.record.errors import NotFound

router = Router(tags=["webhooks"])

MessageWord = Literal[
    "opportunity.stage_changed",
    "opportunity.map_changed",
    "opportunity.scores_changed",
    "opportunity.signals_changed",
]
Url = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00-\x20]*$")]


class WebhookOut(s.Out):
    """An address that is told. Its secret is shown once, when it is made or replaced."""

    id: UUID
    name: str
    url: str
    messages: list[str] = Field(description="Kinds of messages it wants; empty: every one.")
    owner: s.Ref = Field(description="It hears of what this person may see.")
    is_active: bool
    paused_because: str
    created_at: datetime
    rotated_at: datetime | None


class WebhookSecretOut(WebhookOut):
    secret: str = Field(description="whsec_…: give it to the receiver. It is not shown again.")


class WebhookIn(s.In):
    name: s.Short = Field(min_length=1)
    url: Url = Field(description="Begins with https://.")
    messages: list[MessageWord] = Field([], max_length=20)


class WebhookPatch(s.In):
    name: s.Short | None = Field(None, min_length=1)
    url: Url | None = None
    messages: list[MessageWord] | None = Field(None, max_length=20)
    is_active: bool | None = Field(None, description="False pauses it; true takes it up again where it stopped.")


class DeliveryOut(s.Out):
    """One message, with how it went so far."""

    id: UUID
    message_id: str = Field(description="The webhook-id it is sent with.")
    message: str
    created_at: datetime
    attempts: int
    state: Literal["waiting", "delivered", "given_up"]
    next_at: datetime | None
    delivered_at: datetime | None
    status: int | None = Field(description="HTTP status of the last answer; null: there was none.")
    problem: str


class DeliveryPage(s.Paged):
    items: list[DeliveryOut]


@router.get("/webhooks", response={200: list[WebhookOut], **s.ERRORS}, operation_id="list_webhooks")
def list_webhooks(request: HttpRequest) -> Any:
    """Every address, by name."""
    endpoints.require_keeper(viewer(request))
    return [WebhookOut(**_out(row)) for row in WebhookEndpoint.objects.select_related("owner").order_by("name", "id")]


@router.post("/webhooks", response={201: WebhookSecretOut, **s.WRITE_ERRORS}, operation_id="create_webhook")
def create_webhook(request: HttpRequest, data: WebhookIn) -> Any:
    """Tell another system what happens, by messages signed after the Standard Webhooks specification."""
    show_once(request)
    row, secret = endpoints.create_endpoint(by=viewer(request), name=data.name, url=data.url, messages=data.messages)
    return Status(201, WebhookSecretOut(**_out(row), secret=secret))


@router.patch(
    "/webhooks/{uuid:webhook_id}", response={200: WebhookOut, **s.WRITE_ERRORS}, operation_id="update_webhook"
)
def update_webhook(request: HttpRequest, webhook_id: UUID, data: WebhookPatch) -> Any:
    """Change an address, or pause it and take it up again."""
    by = viewer(request)
    changes = {name: value for name, value in data.dict(exclude_unset=True).items() if value is not None}
    return WebhookOut(**_out(endpoints.update_endpoint(endpoints.endpoint_for(by, webhook_id), by=by, **changes)))


@router.delete("/webhooks/{uuid:webhook_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="delete_webhook")
def delete_webhook(request: HttpRequest, webhook_id: UUID) -> Any:
    """Tell this address nothing more, and forget its log."""
    by = viewer(request)
    endpoints.delete_endpoint(endpoints.endpoint_for(by, webhook_id), by=by)
    return Status(204, None)


@router.post(
    "/webhooks/{uuid:webhook_id}/secret",
    response={200: WebhookSecretOut, **s.WRITE_ERRORS},
    operation_id="replace_webhook_secret",
)
def replace_webhook_secret(request: HttpRequest, webhook_id: UUID) -> Any:
    """Replace the secret. For a day messages carry the signatures of both."""
    show_once(request)
    by = viewer(request)
    row, secret = endpoints.replace_secret(endpoints.endpoint_for(by, webhook_id), by=by)
    return WebhookSecretOut(**_out(row), secret=secret)


@router.post(
    "/webhooks/{uuid:webhook_id}/test", response={201: DeliveryOut, **s.WRITE_ERRORS}, operation_id="test_webhook"
)
def test_webhook(request: HttpRequest, webhook_id: UUID) -> Any:
    """Send a message that says only that it is a test. The log tells how it went."""
    return Status(201, _delivery(endpoints.send_test(endpoints.endpoint_for(viewer(request), webhook_id))))


@router.get(
    "/webhooks/{uuid:webhook_id}/deliveries",
    response={200: DeliveryPage, **s.ERRORS},
    operation_id="list_webhook_deliveries",
)
def list_webhook_deliveries(request: HttpRequest, webhook_id: UUID, filters: Query[s.ListQuery]) -> Any:
    """What was sent in the last thirty days, newest first."""
    endpoint = endpoints.endpoint_for(viewer(request), webhook_id)
    items, total = page_of(Delivery.objects.filter(endpoint=endpoint), filters, ["-created_at"])
    shown = [_delivery(row) for row in items]
    return DeliveryPage(items=shown, total=total, limit=filters.limit, offset=filters.offset)


@router.post(
    "/webhooks/{uuid:webhook_id}/deliveries/{uuid:delivery_id}/again",
    response={200: DeliveryOut, **s.WRITE_ERRORS},
    operation_id="send_delivery_again",
)
def send_delivery_again(request: HttpRequest, webhook_id: UUID, delivery_id: UUID) -> Any:
    """Try a message again that was given up. It carries the id it had, so that the receiver can tell."""
    endpoint = endpoints.endpoint_for(viewer(request), webhook_id)
    row = Delivery.objects.filter(endpoint=endpoint, uuid=delivery_id).first()
    if row is None:
        raise NotFound("delivery")
    return _delivery(endpoints.send_again(row))


def _out(row: WebhookEndpoint) -> dict[str, Any]:
    same = s.columns(row, "name", "url", "messages", "is_active", "paused_because", "created_at", "rotated_at")
    return {"id": row.uuid, "owner": s.named(row.owner), **same}


def _delivery(row: Delivery) -> DeliveryOut:
    state: Literal["waiting", "delivered", "given_up"]
    state = "delivered" if row.delivered_at else "waiting" if row.next_at else "given_up"
    same = ("message_id", "message", "created_at", "attempts", "next_at", "delivered_at", "status", "problem")
    return DeliveryOut(id=row.uuid, state=state, **s.columns(row, *same))
