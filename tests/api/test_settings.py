"""Scoring settings over the API: everybody may read, admins change, nobody overwrites unseen."""

from __future__ import annotations

import pytest

from coalition.access.models import User
from coalition.record.models import DirtyOpportunity, Opportunity
from tests.api.conftest import BASE, As
from tests.api.operations import SLOWER

pytestmark = pytest.mark.django_db

ADDRESS = f"{BASE}/settings/scoring"
JSON = "application/json"


def test_saving_makes_a_version_and_marks_open_deals(admin: User, owner: User, deal: Opportunity, as_user: As) -> None:
    before = as_user(owner).get(ADDRESS).json()
    assert before["saved"] is None
    assert before["values"] == before["defaults"]
    saved = as_user(admin).put(ADDRESS, {"values": SLOWER, "note": "Long cycles"}, JSON).json()
    assert saved["values"]["scoring"]["engagement"]["half_life_days"] == 45
    assert saved["version"] != before["version"]
    assert (saved["saved"]["by"]["name"], saved["saved"]["note"]) == ("admin", "Long cycles")
    assert DirtyOpportunity.objects.get().opportunity == deal
    assert [each["note"] for each in as_user(owner).get(f"{ADDRESS}/versions").json()] == ["Long cycles"]


def test_two_admins_do_not_overwrite_each_other_unseen(admin: User, as_user: As) -> None:
    client = as_user(admin)
    read = client.get(ADDRESS)["ETag"]
    assert client.put(ADDRESS, {"values": SLOWER}, JSON, headers={"if-match": read}).status_code == 200
    refused = client.put(ADDRESS, {"values": {}}, JSON, headers={"if-match": read})
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    assert refused.json()["current"]["values"]["scoring"]["engagement"]["half_life_days"] == 45


def test_every_wrong_value_is_named_at_once(admin: User, as_user: As) -> None:
    wrong = {"scoring": {"engagement": {"no_such": 1}, "nowhere": {}}}
    refused = as_user(admin).put(ADDRESS, {"values": wrong}, JSON)
    assert refused.status_code == 422
    assert set(refused.json()["fields"]) == {"scoring.engagement.no_such", "scoring.nowhere"}


@pytest.mark.parametrize("group", [5, {"half_life_days": "x"}, {"half_life_days": -1}])
def test_values_of_the_wrong_kind_are_refused(group: object, admin: User, as_user: As) -> None:
    values = {"scoring": {"engagement": group}}
    assert as_user(admin).put(ADDRESS, {"values": values}, JSON).status_code == 422


def test_a_preview_saves_nothing(admin: User, deal: Opportunity, as_user: As) -> None:
    client = as_user(admin)
    found = client.post(f"{ADDRESS}/preview", {"values": SLOWER}, JSON).json()
    assert found["deals"] == {"looked_at": 1, "open": 1}
    assert found["version"] != found["new_version"]
    assert client.get(ADDRESS).json()["saved"] is None
