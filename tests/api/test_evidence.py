"""A score opened: parts that add up to it, records that add up to the parts, and nothing shown that is not yours."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from coalition.access.models import User
from coalition.api.evidence.schema import EvidenceOut
from coalition.portfolio.scores import score_opportunities
from coalition.record.models import Activity, Contact, Opportunity, Stakeholder
from coalition.record.touches import derive_touches
from tests import factories
from tests.api.conftest import BASE, As

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def lively(stakeholder: Stakeholder, owner: User, buyer: Contact, deal: Opportunity) -> Stakeholder:
    """A buyer who answers, meets and forwards; and one mail of ours she never answered."""
    now = timezone.now()
    colleague = factories.make_contact(deal.account, name="Tom Brandt")
    made = []
    for day in range(1, 60, 4):
        ours = factories.make_activity(
            opportunity=deal, sender=owner, to=[buyer], thread=f"t{day}", occurred_at=now - day * DAY
        )
        answer = factories.make_activity(
            direction="inbound",
            opportunity=deal,
            sender=buyer,
            to=[owner],
            cc=[colleague],
            thread=f"t{day}",
            occurred_at=now - day * DAY + timedelta(hours=5),
        )
        made += [ours, answer]
    made.append(
        factories.make_activity(
            kind="meeting",
            opportunity=deal,
            sender=owner,
            to=[buyer],
            response="accepted",
            subject="Steering",
            occurred_at=now - 3 * DAY,
        )
    )
    derive_touches([activity.pk for activity in made])
    score_opportunities([deal.pk])
    return stakeholder


def opened(client: Client, who: Stakeholder, score: str, **query: str) -> Any:
    address = f"{BASE}/opportunities/{who.opportunity.uuid}/stakeholders/{who.uuid}/evidence"
    answer = client.get(address, {"score": score, **query})
    assert answer.status_code == 200, answer.content
    EvidenceOut.model_validate(answer.json(), extra="forbid")
    return answer.json()


@pytest.mark.parametrize("score", ["engagement", "sentiment", "influence"])
def test_the_parts_add_up_to_the_score(score: str, lively: Stakeholder, owner: User, as_user: As) -> None:
    found = opened(as_user(owner), lively, score)
    assert found["value"] is not None
    assert sum(part["points"] for part in found["parts"]) == pytest.approx(found["value"], abs=1e-9)
    assert found["total"] > 0
    assert found["rule"]


def test_the_records_add_up_to_the_parts(lively: Stakeholder, owner: User, as_user: As) -> None:
    """The evidence works out each record's share in its own words; this holds it to the scoring run's expressions."""
    found = opened(as_user(owner), lively, "engagement", limit="200")
    assert sum(record["points"] for record in found["records"]) == pytest.approx(found["value"], abs=1e-9)
    by_part = {part["key"]: part["value"] for part in found["parts"]}
    acted = [record for record in found["records"] if record["counts_as"].startswith("they acted")]
    assert len(acted) == sum(by_part.values())
    assert by_part["meeting"] == 1


def test_each_record_weighs_what_it_weighs_in_the_score(
    lively: Stakeholder, owner: User, buyer: Contact, deal: Opportunity, as_user: As
) -> None:
    """A mail to many weighs less than a mail to one, by the same measure in the score and in what is shown of it."""
    from coalition.portfolio.reading import read_tables
    from coalition.scoring.explain import explain

    crowd = [factories.make_contact(deal.account) for _ in range(7)]
    to_many = factories.make_activity(
        direction="inbound", opportunity=deal, sender=buyer, to=[owner, *crowd], occurred_at=timezone.now() - 2 * DAY
    )
    derive_touches([to_many.pk])
    score_opportunities([deal.pk])
    found = opened(as_user(owner), lively, "engagement", limit="200")
    as_of = datetime.fromisoformat(found["as_of"])
    explained = explain("engagement", read_tables([deal.pk], as_of), deal.pk, buyer.pk, int(as_of.timestamp()))
    by_id = {str(row.uuid): row.pk for row in Activity.objects.all()}
    assert {by_id[each["id"]]: each["points"] for each in found["records"]} == pytest.approx(
        {each.activity_id: each.points for each in explained}, abs=1e-9
    )


def test_our_own_mail_is_listed_and_adds_nothing(lively: Stakeholder, owner: User, as_user: As) -> None:
    found = opened(as_user(owner), lively, "engagement", limit="200")
    ours = [record for record in found["records"] if record["direction"] == "outbound" and record["kind"] == "email"]
    assert ours
    assert {record["points"] for record in ours} == {0.0}


def test_the_map_and_the_evidence_say_the_same(lively: Stakeholder, owner: User, as_user: As) -> None:
    client = as_user(owner)
    (person,) = client.get(f"{BASE}/opportunities/{lively.opportunity.uuid}/map").json()["people"]
    assert person["engagement"]["score"] == opened(client, lively, "engagement")["value"]
    assert person["engagement"]["parts"] == opened(client, lively, "engagement")["parts"]
    assert person["influence"]["score"] == opened(client, lively, "influence")["value"]


def test_pages_of_records(lively: Stakeholder, owner: User, as_user: As) -> None:
    client = as_user(owner)
    whole = opened(client, lively, "engagement", limit="200")["records"]
    pages = [opened(client, lively, "engagement", limit="10", offset=str(at))["records"] for at in range(0, 40, 10)]
    assert [record for page in pages for record in page] == whole
    assert whole == sorted(whole, key=lambda record: record["occurred_at"], reverse=True)


def test_the_past_counts_only_what_was_there(lively: Stakeholder, owner: User, as_user: As) -> None:
    client = as_user(owner)
    # The buyer was put on the map just now, so the past knows her from this moment on.
    moment = (timezone.now()).isoformat()
    now, then = opened(client, lively, "engagement"), opened(client, lively, "engagement", as_of=moment)
    assert then["value"] == pytest.approx(now["value"], abs=0.01)
    before = opened(client, lively, "engagement", as_of=(timezone.now() - 30 * DAY).isoformat())
    assert before["value"] is None


def test_a_record_the_viewer_may_not_read_shows_no_subject(
    lively: Stakeholder, owner: User, outsider: User, buyer: Contact, as_user: As
) -> None:
    """The buyer also stands on a deal of the outsider's, who does not see her account."""
    other = factories.make_opportunity(factories.make_account(owner=outsider), owner=outsider)
    seat = factories.make_stakeholder(other, buyer)
    loose = factories.make_activity(
        account=lively.opportunity.account, sender=owner, to=[buyer], subject="Secret", occurred_at=timezone.now() - DAY
    )
    derive_touches([loose.pk])
    score_opportunities([other.pk])
    found = opened(as_user(outsider), seat, "engagement")
    assert [record["subject"] for record in found["records"]] == [""]
    assert found["records"][0]["with"] == []
    own = opened(as_user(owner), lively, "engagement", limit="200")
    assert "Secret" in {record["subject"] for record in own["records"]}


def test_a_stakeholder_of_another_deal_is_not_here(lively: Stakeholder, owner: User, as_user: As) -> None:
    other = factories.make_opportunity(lively.opportunity.account, owner=owner)
    address = f"{BASE}/opportunities/{other.uuid}/stakeholders/{lively.uuid}/evidence?score=engagement"
    assert as_user(owner).get(address).status_code == 404


def test_judgement_of_now_and_of_the_past(lively: Stakeholder, owner: User, as_user: As) -> None:
    client, address = as_user(owner), f"{BASE}/opportunities/{lively.opportunity.uuid}/judgement"
    now = client.get(address).json()
    assert len(now["gaps"]) == 5
    then = client.get(address, {"as_of": timezone.now().isoformat()}).json()
    assert then["header"]["known_stance"] == now["header"]["known_stance"]
    assert {role["persona"]: role["level"] for role in then["coverage"]["roles"]} == {
        role["persona"]: role["level"] for role in now["coverage"]["roles"]
    }
    assert client.get(address, {"as_of": "2001-01-01T00:00:00Z"}).status_code == 404
