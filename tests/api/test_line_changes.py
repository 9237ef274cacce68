"""A line once drawn can become another kind or run between others; it stays one line with its past."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.utils import timezone

from coalition.access.models import User
from coalition.record.models import Account, Contact, DirtyOpportunity, Line, LineKind, Opportunity
from coalition.record.selectors.as_of import map_as_of
from tests import factories
from tests.api.conftest import BASE, As

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(account: Account, deal: Opportunity) -> Contact:
    return factories.make_stakeholder(deal, factories.make_contact(account, name="Ada")).contact


@pytest.fixture
def ben(account: Account, deal: Opportunity) -> Contact:
    return factories.make_stakeholder(deal, factories.make_contact(account, name="Ben")).contact


@pytest.fixture
def change(owner: User, as_user: As) -> Any:
    def send(line: Line, **body: object) -> HttpResponse:
        return as_user(owner).patch(f"{BASE}/lines/{line.uuid}", body, content_type="application/json")  # type: ignore[return-value]

    return send


def test_a_line_takes_another_kind_and_turns_round_and_keeps_its_id(ada: Contact, ben: Contact, change: Any) -> None:
    line = factories.make_line(LineKind.INFLUENCES, ada, ben, note="Lunch")
    turned = change(line, from_id=str(ben.uuid), to_id=str(ada.uuid), strength=3).json()
    assert (turned["from_contact"]["name"], turned["to_contact"]["name"], turned["version"]) == ("Ben", "Ada", 2)
    knows = change(line, kind="knows").json()
    assert (knows["id"], knows["kind"], knows["note"], knows["strength"]) == (str(line.uuid), "knows", "Lunch", 3)
    stored = Line.objects.get(pk=line.pk)
    assert stored.from_contact_id < stored.to_contact_id, "a line both ways is stored one way"
    assert line.history.count() == 3


def test_a_line_that_becomes_solid_is_held_to_one_manager_and_no_circle(
    ada: Contact, ben: Contact, buyer: Contact, change: Any
) -> None:
    factories.make_manager(ada, buyer)
    dotted = factories.make_line(LineKind.DOTTED, ada, ben)
    refused = change(dotted, kind="reports_to")
    assert refused.status_code == 422 and "reports to Maria Keller already" in refused.json()["fields"]["kind"][0]
    upside = factories.make_line(LineKind.INFLUENCES, buyer, ada)
    circle = change(upside, kind="reports_to")
    assert (circle.status_code, circle.json()["code"]) == (422, "cycle")
    assert "Maria Keller → Ada → Maria Keller" in circle.json()["message"]
    assert Line.objects.get(pk=upside.pk).kind == "influences"


def test_a_solid_line_may_turn_round(ada: Contact, ben: Contact, change: Any) -> None:
    line = factories.make_manager(ada, ben)
    assert change(line, from_id=str(ben.uuid), to_id=str(ada.uuid)).status_code == 200


def test_a_double_a_line_to_oneself_and_a_solid_line_of_one_deal_are_refused(
    ada: Contact, ben: Contact, buyer: Contact, deal: Opportunity, change: Any
) -> None:
    factories.make_line(LineKind.ALLY, ada, ben)
    line = factories.make_line(LineKind.KNOWS, ada, ben)
    assert "has this line already" in change(line, kind="ally").json()["fields"]["kind"][0]
    assert "two different people" in change(line, to_id=str(ada.uuid)).json()["fields"]["to"][0]
    here = factories.make_line(LineKind.KNOWS, ada, buyer, opportunity=deal)
    assert "opportunity_id" in change(here, kind="reports_to").json()["fields"]
    stranger = factories.make_contact(deal.account, name="Not on the map")
    assert "stand on the map" in change(here, to_id=str(stranger.uuid)).json()["fields"]["to_id"][0]
    assert change(line, kind=None).status_code == 422


def test_maps_of_old_and_new_ends_are_scored_again_and_the_past_shows_the_old_ends(
    ada: Contact, ben: Contact, buyer: Contact, deal: Opportunity, change: Any
) -> None:
    other = factories.make_stakeholder(factories.make_opportunity(deal.account), ben).opportunity
    line = factories.make_line(LineKind.INFLUENCES, ada, ben)
    factories.make_stakeholder(deal, buyer)
    before = timezone.now()
    DirtyOpportunity.objects.all().delete()
    with time_machine.travel(before + timedelta(minutes=1), tick=False):
        assert change(line, from_id=str(buyer.uuid), to_id=str(ada.uuid)).status_code == 200
    dirty = set(DirtyOpportunity.objects.values_list("opportunity_id", flat=True))
    assert dirty == {deal.pk, other.pk}
    (then,) = map_as_of(deal.pk, before).lines
    assert (then.from_contact_id, then.to_contact_id) == (ada.pk, ben.pk)
    (now,) = map_as_of(deal.pk, before + timedelta(minutes=2)).lines
    assert (now.from_contact_id, now.to_contact_id) == (buyer.pk, ada.pk)


def test_a_line_is_not_moved_between_people_one_may_not_change(
    ada: Contact, ben: Contact, outsider: User, change: Any
) -> None:
    line = factories.make_line(LineKind.KNOWS, ada, ben)
    foreign = factories.make_contact(factories.make_account(owner=outsider))
    refused = change(line, to_id=str(foreign.uuid))
    assert refused.status_code == 422 and "to_id" in refused.json()["fields"]
