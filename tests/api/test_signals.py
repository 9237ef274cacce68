"""Signals, conversations and what-if over the API."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from coalition.access.models import User
from coalition.record.models import Contact, LineKind, Opportunity, Stakeholder
from coalition.record.selectors.as_of import map_as_of
from coalition.signals.models import Signal
from tests import factories
from tests.api.conftest import BASE, As

pytestmark = pytest.mark.django_db


@pytest.fixture
def signals(deal: Opportunity, buyer: Contact, owner: User, teammate: User) -> dict[str, Signal]:
    return {
        "grave": factories.make_signal(deal, contact=buyer, owner=owner, severity="high", rank=3, text="Gone quiet."),
        "mild": factories.make_signal(deal, owner=teammate, kind="new_name", text="A new name."),
        "done": factories.make_signal(deal, owner=owner, state="resolved", is_present=False, text="Was left."),
    }


def texts(client: Client, query: str) -> list[str]:
    return [each["text"] for each in client.get(f"{BASE}/signals{query}").json()["items"]]


def post(client: Client, path: str, body: dict[str, Any]) -> Any:
    return client.post(BASE + path, body, content_type="application/json")


def test_lists_are_sorted_by_gravity_and_narrowed_by_whose_kind_and_state(
    signals: dict[str, Signal], deal: Opportunity, as_user: As, owner: User, manager: User, teammate: User
) -> None:
    client = as_user(owner)
    assert texts(client, "") == ["Gone quiet.", "A new name."]
    assert texts(client, "?whose=mine") == ["Gone quiet."]
    assert texts(client, "?state=resolved") == ["Was left."]
    assert len(texts(client, f"?state=any&opportunity_id={deal.uuid}")) == 3
    assert texts(client, "?kind=new_name") == texts(client, f"?owner_id={teammate.uuid}") == ["A new name."]
    assert texts(client, "?search=quiet") == ["Gone quiet."]
    assert texts(as_user(teammate), "?whose=team") == ["A new name."]
    assert len(texts(as_user(manager), "?whose=team")) == 2
    assert client.get(f"{BASE}/signals?kind=nonsense").status_code == 422


def test_a_signal_is_snoozed_acted_on_dismissed_and_taken_up_again(
    signals: dict[str, Signal], as_user: As, owner: User
) -> None:
    client, path = as_user(owner), f"/signals/{signals['grave'].uuid}"
    assert post(client, f"{path}/dismiss", {"reason": "  "}).status_code == 422
    later = (timezone.now() + timedelta(days=2)).isoformat()
    assert post(client, f"{path}/snooze", {"until": later}).json()["state"] == "snoozed"
    assert post(client, f"{path}/act", {"note": "Called her."}).json()["reason"] == "Called her."
    dismissed = post(client, f"{path}/dismiss", {"reason": "She is on leave."}).json()
    assert dismissed["state"] == "dismissed" and dismissed["changed_by"]["name"] == owner.name
    assert post(client, f"{path}/reopen", {}).json()["state"] == "open"
    turns = client.get(BASE + path).json()["turns"]
    assert [each["what"] for each in turns] == ["reopened", "dismissed", "acted_on", "snoozed"]


def test_what_others_wrote_comes_out_as_it_went_in(signals: dict[str, Signal], as_user: As, owner: User) -> None:
    client, path = as_user(owner), f"/signals/{signals['grave'].uuid}"
    said = "<script>alert(1)</script> & {{ name }}"
    assert post(client, f"{path}/dismiss", {"reason": said}).json()["reason"] == said


def test_conversations_name_the_chain_and_what_they_would_change(
    deal: Opportunity, stakeholder: Stakeholder, as_user: As, owner: User, outsider: User
) -> None:
    from coalition.portfolio.models import DealScore
    from coalition.portfolio.scores import score_opportunities

    coach = factories.make_contact(deal.account, name="Tom Brandt")
    factories.make_stakeholder(deal, coach, personas=["coach"])
    factories.make_line(LineKind.ALLY, coach, stakeholder.contact, strength=3)
    score_opportunities([deal.pk])
    DealScore.objects.filter(opportunity=deal).update(ties=[[str(owner.uuid), str(coach.uuid), 0.9]])
    items = as_user(owner).get(f"{BASE}/opportunities/{deal.uuid}/conversations").json()["items"]
    (buyer,) = [each for each in items if each["contact"]["name"] == stakeholder.contact.name]
    assert [(step["kind"], step["name"], step["strength"]) for step in buyer["chain"]] == [
        ("user", "owner", None),
        ("contact", "Tom Brandt", 0.9),
        ("contact", "Maria Keller", 0.8),
    ]
    assert buyer["coverage_gained"] > 0 and buyer["questions"]
    mine = as_user(owner).get(f"{BASE}/conversations").json()["items"]
    assert mine and {each["opportunity"]["name"] for each in mine} == {deal.name}
    assert as_user(outsider).get(f"{BASE}/conversations?owner_id={owner.uuid}").json()["items"] == []


def test_what_if_compares_and_stores_nothing(
    deal: Opportunity, stakeholder: Stakeholder, as_user: As, reader: User
) -> None:
    factories.make_score(stakeholder, "deep")
    before = map_as_of(deal.pk, timezone.now()).stakeholders[0].version
    path, buyer = f"/opportunities/{deal.uuid}/what-if", str(stakeholder.contact.uuid)
    found = post(as_user(reader), path, {"changes": [{"contact_id": buyer, "what": "leaves"}]}).json()
    assert found["coverage"]["before"] > (found["coverage"]["after"] or 0)
    assert found["roles_lost"] == ["Economic buyer"]
    turned = post(
        as_user(reader), path, {"changes": [{"contact_id": buyer, "what": "turns", "word": "opposed"}]}
    ).json()
    assert turned["consensus"]["after"] < 0
    stakeholder.refresh_from_db()
    assert (stakeholder.version, stakeholder.sentiment) == (before, "")


def test_what_if_about_somebody_who_is_not_on_the_map_names_the_field(
    deal: Opportunity, as_user: As, owner: User
) -> None:
    other = factories.make_contact(deal.account)
    answer = post(
        as_user(owner),
        f"/opportunities/{deal.uuid}/what-if",
        {"changes": [{"contact_id": str(other.uuid), "what": "leaves"}]},
    )
    assert answer.status_code == 422 and "not on the map" in answer.json()["fields"]["changes"][0]
