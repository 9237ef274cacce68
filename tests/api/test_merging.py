"""Merging over HTTP: proposals, a look before, the merge, and where the old id leads."""

from __future__ import annotations

import pytest

from coalition.access.models import User
from coalition.record.models import Account, Contact, Stakeholder
from tests import factories
from tests.api.conftest import BASE, As

pytestmark = pytest.mark.django_db


@pytest.fixture
def double(account: Account) -> Contact:
    return factories.make_contact(account, name="Keller, Maria", department="Treasury", email="mk@grid.example")


def test_a_double_is_proposed_looked_at_and_merged(
    owner: User, account: Account, stakeholder: Stakeholder, double: Contact, as_user: As
) -> None:
    client, buyer = as_user(owner), stakeholder.contact
    factories.make_stakeholder(stakeholder.opportunity, double)
    (found,) = client.get(f"{BASE}/accounts/{account.uuid}/duplicate-contacts").json()
    assert (found["contact"]["id"], found["other"]["id"]) == (str(buyer.uuid), str(double.uuid))
    assert found["reasons"] == ["The same name"]
    (same,) = client.get(f"{BASE}/contacts/{double.uuid}/duplicates").json()
    assert same["other"]["id"] == str(buyer.uuid)
    look = client.get(f"{BASE}/contacts/{buyer.uuid}/merge", {"absorb_id": str(double.uuid)}).json()
    assert {"field": "department", "keep": "", "absorb": "Treasury", "kept": "Treasury"} in look["fields"]
    assert (look["deals"], look["deals_with_both"], look["refused"]) == (1, 1, "")
    done = client.post(
        f"{BASE}/contacts/{buyer.uuid}/merge", {"absorb_id": str(double.uuid)}, content_type="application/json"
    )
    assert done.status_code == 200 and done.json()["other_emails"] == ["mk@grid.example"]
    assert client.get(f"{BASE}/contacts/{double.uuid}").json()["merged_into"]["id"] == str(buyer.uuid)
    listed = client.get(f"{BASE}/contacts", {"account_id": str(account.uuid)}).json()
    assert [each["id"] for each in listed["items"]] == [str(buyer.uuid)]
    assert client.get(f"{BASE}/accounts/{account.uuid}/duplicate-contacts").json() == []


def test_a_circle_is_told_before_and_refused_with_its_chain(
    owner: User, account: Account, buyer: Contact, double: Contact, as_user: As
) -> None:
    ada = factories.make_contact(account, name="Ada")
    factories.make_manager(buyer, ada)
    factories.make_manager(ada, double)
    client, body = as_user(owner), {"absorb_id": str(double.uuid)}
    look = client.get(f"{BASE}/contacts/{buyer.uuid}/merge", body).json()
    assert "Maria Keller → Ada → Maria Keller" in look["refused"]
    refused = client.post(f"{BASE}/contacts/{buyer.uuid}/merge", body, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "cycle")
    assert look["refused"] == refused.json()["message"]


def test_merging_takes_the_right_to_change_both(
    owner: User, buyer: Contact, outsider: User, double: Contact, as_user: As
) -> None:
    foreign = factories.make_contact(factories.make_account(owner=outsider))
    body = {"absorb_id": str(foreign.uuid)}
    refused = as_user(owner).post(f"{BASE}/contacts/{buyer.uuid}/merge", body, content_type="application/json")
    assert refused.status_code == 422 and "absorb_id" in refused.json()["fields"]
    nobody = {"absorb_id": "00000000-0000-4000-8000-000000000000"}
    absent = as_user(owner).post(f"{BASE}/contacts/{buyer.uuid}/merge", nobody, content_type="application/json")
    assert absent.json()["fields"] == refused.json()["fields"]


def test_what_is_written_to_the_old_id_reaches_the_survivor(
    owner: User, stakeholder: Stakeholder, double: Contact, account: Account, as_user: As
) -> None:
    client, buyer = as_user(owner), stakeholder.contact
    client.post(f"{BASE}/contacts/{buyer.uuid}/merge", {"absorb_id": str(double.uuid)}, content_type="application/json")
    ada = factories.make_contact(account, name="Ada")
    line = {"kind": "ally", "from_id": str(double.uuid), "to_id": str(ada.uuid)}
    drawn = client.post(f"{BASE}/lines", line, content_type="application/json").json()
    assert str(buyer.uuid) in (drawn["from_contact"]["id"], drawn["to_contact"]["id"])
    stale = client.patch(f"{BASE}/contacts/{double.uuid}", {"title": "CFO"}, content_type="application/json")
    assert stale.status_code == 422 and "Change Maria Keller instead" in stale.json()["message"]


def test_a_merge_is_listed_and_undone_once_by_those_who_may_change_both(
    owner: User, outsider: User, reader: User, buyer: Contact, double: Contact, as_user: As
) -> None:
    client, listed = as_user(owner), f"{BASE}/contacts/{buyer.uuid}/merges"
    client.post(f"{BASE}/contacts/{buyer.uuid}/merge", {"absorb_id": str(double.uuid)}, content_type="application/json")
    (merge,) = client.get(listed).json()
    assert (merge["other"]["id"], merge["merged_by"]["name"], merge["undone_at"]) == (str(double.uuid), "owner", None)
    undo = f"{listed}/{merge['id']}/undo"
    assert as_user(outsider).post(undo).status_code == 404
    assert as_user(reader).post(undo).status_code == 403
    done = client.post(undo)
    assert (done.status_code, done.json()["kept"]) == (200, [])
    assert client.get(f"{BASE}/contacts/{double.uuid}").json()["merged_into"] is None
    assert client.get(listed).json()[0]["undone_by"]["name"] == "owner"
    again = client.post(undo)
    assert (again.status_code, again.json()["message"]) == (422, "This merge was undone already.")
    assert client.post(undo.replace(merge["id"], str(buyer.uuid))).status_code == 404
