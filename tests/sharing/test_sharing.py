"""A map for those without an account: what a secret opens, for how long, and what stays inside."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client, override_settings
from django.utils import timezone

from coalition.access.models import User
from coalition.record.models import Account, AccountMember, LineKind, Opportunity, Stakeholder
from coalition.record.services.stakeholders import assess_sentiment, override_influence, update_stakeholder
from coalition.sharing.models import ShareLink, ShareLook
from tests import factories

pytestmark = pytest.mark.django_db

BASE = "/api/v1"
As = Callable[[User], Client]


@pytest.fixture
def as_user() -> As:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def made(client: Client, deal: Opportunity, **wish: Any) -> dict[str, Any]:
    """A new link, and the secret at the end of its address."""
    answer = client.post(
        f"{BASE}/opportunities/{deal.uuid}/share-links", {"name": "Board", **wish}, content_type="application/json"
    )
    assert answer.status_code == 201, answer.content
    link: dict[str, Any] = answer.json()
    return {**link, "secret": link["path"].split("#")[1]}


def ticket(client: Client, deal: Opportunity, minutes: int = 10) -> str:
    answer = client.post(
        f"{BASE}/opportunities/{deal.uuid}/tickets", {"minutes": minutes}, content_type="application/json"
    )
    assert answer.status_code == 201, answer.content
    return str(answer.json()["path"].split("#")[1])


def opened(secret: str) -> Any:
    return Client().get(f"{BASE}/shared/map", headers={"authorization": f"Bearer {secret}"})


def test_a_link_shows_the_map_to_somebody_nobody_knows(as_user: As, owner: User, stakeholder: Stakeholder) -> None:
    link = made(as_user(owner), stakeholder.opportunity)
    answer = opened(link["secret"])
    assert answer.status_code == 200
    body = answer.json()
    assert [each["name"] for each in body["map"]["people"]] == ["Maria Keller"]
    assert body["shared_by"] == owner.name
    assert body["map"]["opportunity"]["can_edit"] is False
    assert "no-store" in answer["Cache-Control"]


def test_what_was_written_for_colleagues_stays_inside(as_user: As, owner: User, stakeholder: Stakeholder) -> None:
    contact, deal = stakeholder.contact, stakeholder.opportunity
    secret_words = "would sign anything"
    assess_sentiment(stakeholder, sentiment="supportive", evidence=secret_words, by=owner)
    override_influence(stakeholder, level="high", because=secret_words, until=date(2099, 1, 1), by=owner)
    update_stakeholder(stakeholder, by=owner, notes=secret_words, aligned_with=secret_words)
    colleague = factories.make_contact(contact.account, name="Tom Kranz")
    factories.make_stakeholder(deal, colleague)
    factories.make_line(LineKind.ALLY, contact, colleague, note=secret_words, told_by=secret_words)
    for secret in (made(as_user(owner), deal)["secret"], ticket(as_user(owner), deal)):
        text = opened(secret).content.decode()
        assert "Tom Kranz" in text
        assert secret_words not in text
        assert contact.email not in text
        assert owner.email not in text


@pytest.mark.parametrize("past", [False, True])
def test_what_we_think_of_people_is_shown_only_where_it_was_chosen(
    past: bool, as_user: As, owner: User, stakeholder: Stakeholder
) -> None:
    deal = stakeholder.opportunity
    assess_sentiment(stakeholder, sentiment="opposed", evidence="Said no.", by=owner)
    override_influence(stakeholder, level="high", because="Signs", until=date(2099, 1, 1), by=owner)
    update_stakeholder(stakeholder, by=owner, personas=["blocker"], vote_kind="veto", vote="against")
    colleague = factories.make_contact(stakeholder.contact.account, name="Tom Kranz")
    factories.make_stakeholder(deal, colleague)
    for kind in (LineKind.CONFLICT, LineKind.REPORTS_TO):
        factories.make_line(kind, stakeholder.contact, colleague)
    wish = {"as_of": timezone.now().isoformat()} if past else {}
    shown = opened(made(as_user(owner), deal, with_opinions=True, **wish)["secret"]).json()
    plain = opened(made(as_user(owner), deal, **wish)["secret"]).json()
    assert (shown["with_opinions"], plain["with_opinions"]) == (True, False)
    assert {line["kind"] for line in shown["map"]["lines"]} == {"conflict", "reports_to"}
    assert {line["kind"] for line in plain["map"]["lines"]} == {"reports_to"}
    text = json.dumps(plain["map"]["people"])
    assert not [word for word in ("blocker", "opposed", "high", "veto", "against") if word in text]
    sizes = {(box["w"], box["h"]) for box in plain["map"]["layout"]["boxes"].values()}
    assert len(sizes) == 1
    assert "opposed" in json.dumps(shown["map"]["people"])


@pytest.mark.parametrize("why", ["revoked", "ended", "never made", "mangled", "its maker left the account", "inactive"])
def test_every_closed_link_looks_the_same(
    why: str, as_user: As, teammate: User, account: Account, deal: Opportunity
) -> None:
    link = made(as_user(teammate), deal, days=1)
    secret, now = link["secret"], timezone.now()
    if why == "revoked":
        assert as_user(teammate).delete(f"{BASE}/share-links/{link['id']}").status_code == 204
    elif why == "ended":
        now += timedelta(days=1, seconds=1)
    elif why == "never made":
        ShareLink.objects.all().delete()
    elif why == "mangled":
        secret = secret[:-1] + ("a" if secret[-1] != "a" else "b")
    elif why == "inactive":
        User.objects.filter(pk=teammate.pk).update(is_active=False)
    else:
        AccountMember.objects.filter(account=account, user=teammate).delete()
        User.objects.filter(pk=teammate.pk).update(team=None)
    with time_machine.travel(now, tick=False):
        answer, unknown = opened(secret), opened("shr_" + "x" * 43)
    assert (answer.status_code, answer.content) == (unknown.status_code, unknown.content)
    assert answer.status_code == 401
    assert ShareLook.objects.count() == 0


def test_a_ticket_ends_by_itself_and_with_its_makers_rights(
    as_user: As, teammate: User, account: Account, deal: Opportunity
) -> None:
    secret = ticket(as_user(teammate), deal, minutes=5)
    assert opened(secret).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=5, seconds=1), tick=False):
        assert opened(secret).status_code == 401
    AccountMember.objects.filter(account=account, user=teammate).delete()
    User.objects.filter(pk=teammate.pk).update(team=None)
    assert opened(secret).status_code == 401


def test_a_ticket_somebody_wrote_themselves_opens_nothing(as_user: As, owner: User, deal: Opportunity) -> None:
    secret = ticket(as_user(owner), deal)
    payload, rest = secret.split(":", 1)
    assert opened(payload[:-2] + "AA:" + rest).status_code == 401
    assert opened("emb_").status_code == 401
    assert opened(secret.replace("emb_", "shr_")).status_code == 401


def test_every_look_is_remembered_with_where_it_came_from(as_user: As, owner: User, deal: Opportunity) -> None:
    link = made(as_user(owner), deal)
    for _ in range(3):
        opened(link["secret"])
    listed = as_user(owner).get(f"{BASE}/opportunities/{deal.uuid}/share-links").json()
    assert [(each["looked"], each["name"]) for each in listed] == [(3, "Board")]
    looks = as_user(owner).get(f"{BASE}/share-links/{link['id']}/looks").json()
    assert looks["total"] == 3
    assert {each["address"] for each in looks["items"]} == {"127.0.0.1"}


def test_the_secret_is_kept_nowhere(as_user: As, owner: User, deal: Opportunity, caplog: Any) -> None:
    link = made(as_user(owner), deal)
    opened(link["secret"])
    row = ShareLink.objects.values().get()
    assert link["secret"] not in str(row)
    assert link["secret"] not in caplog.text
    assert link["secret"] not in as_user(owner).get(f"{BASE}/opportunities/{deal.uuid}/share-links").content.decode()


def test_a_link_to_a_past_moment_shows_what_was_known_then(as_user: As, owner: User, stakeholder: Stakeholder) -> None:
    before = timezone.now()
    newcomer = factories.make_contact(stakeholder.contact.account, name="Nora New")
    factories.make_stakeholder(stakeholder.opportunity, newcomer)
    link = made(as_user(owner), stakeholder.opportunity, as_of=before.isoformat())
    names = [each["name"] for each in opened(link["secret"]).json()["map"]["people"]]
    assert names == ["Maria Keller"]


def test_a_moment_to_come_is_refused(as_user: As, owner: User, deal: Opportunity) -> None:
    answer = as_user(owner).post(
        f"{BASE}/opportunities/{deal.uuid}/share-links",
        {"name": "Board", "as_of": datetime(2190, 1, 1, tzinfo=UTC).isoformat()},
        content_type="application/json",
    )
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["as_of"])


def test_a_secret_opens_one_map_and_nothing_else(as_user: As, owner: User, deal: Opportunity) -> None:
    secret = made(as_user(owner), deal)["secret"]
    for path in ("/me", "/opportunities", f"/opportunities/{deal.uuid}/map"):
        answer = Client().get(BASE + path, headers={"authorization": f"Bearer {secret}"})
        assert answer.status_code == 401


@override_settings(EMBED_ORIGINS=["https://crm.example.com"])
def test_the_named_origins_may_frame_the_one_page_made_for_it() -> None:
    page = Client().get("/embed")
    assert "frame-ancestors https://crm.example.com" in page["Content-Security-Policy"]
    assert "X-Frame-Options" not in page
    for path in ("/", "/shared", "/embed/", "/embed/x"):
        page = Client().get(path)
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "DENY"


def test_without_named_origins_nobody_frames_anything() -> None:
    page = Client().get("/embed")
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("value", ["crm.example.com", "https://crm.example.com/path", "*", "https://a.example b"])
def test_a_wrong_origin_stops_the_start_with_a_sentence(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from coalition.site.environment import read_environment

    monkeypatch.setenv("COALITION_EMBED_ORIGINS", value)
    with pytest.raises(SystemExit, match=r"COALITION_EMBED_ORIGINS.*scheme and host"):
        read_environment()
