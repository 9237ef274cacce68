"""Templates: one a segment, expected by judgement, and offered to a map with the won deals like it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from coalition.access.models import User
from coalition.judgement.summary import judge
from coalition.portfolio.snapshots import deal_snapshot
from coalition.record.errors import Invalid
from coalition.record.models import Account, MapTemplate, Opportunity
from coalition.record.services.seats import add_seat
from coalition.record.services.templates import create_template, update_template
from tests import factories
from tests.api.conftest import BASE, As

pytestmark = pytest.mark.django_db

ROLES = [
    {"persona": "economic_buyer", "title": "Group CFO", "importance": 3, "from_stage": 0},
    {"persona": "coach", "title": "", "importance": 1, "from_stage": 0},
]


@pytest.fixture
def big(account: Account) -> Account:
    factories.make_personas()
    account.segment = "Enterprise"
    account.save()
    return account


def test_a_segment_has_one_template_in_whatever_letters(admin: User, big: Account) -> None:
    create_template(name="Big", segment="Enterprise", roles=ROLES, by=admin)
    with pytest.raises(Invalid, match="ENTERPRISE has a template already"):
        create_template(name="Also big", segment="ENTERPRISE", roles=ROLES, by=admin)


def test_an_installation_starts_with_a_template_for_all_segments() -> None:
    template = MapTemplate.objects.get(segment="")
    assert template.history.count() == 1
    assert {role["persona"] for role in template.roles} >= {"economic_buyer", "champion"}


def test_the_roles_of_the_segments_template_are_expected(admin: User, big: Account, deal: Opportunity) -> None:
    template = create_template(name="Big", segment="enterprise", roles=ROLES, by=admin)
    judged = judge(deal_snapshot(deal.pk, timezone.now()))
    assert {role.persona for role in judged.expectation.roles} == {"economic_buyer", "coach"}
    assert "'Big'" in judged.expectation.why
    update_template(template, by=admin, roles=ROLES[:1])
    judged = judge(deal_snapshot(deal.pk, timezone.now()))
    assert {role.persona for role in judged.expectation.roles} == {"economic_buyer"}


def test_a_map_is_offered_the_template_of_its_segment_with_what_it_misses(
    admin: User, owner: User, big: Account, deal: Opportunity, as_user: As
) -> None:
    create_template(name="Big", segment="Enterprise", roles=ROLES, by=admin)
    add_seat(opportunity=deal, by=owner, personas=["coach"])
    (start, *_) = as_user(owner).get(f"{BASE}/opportunities/{deal.uuid}/starts").json()["starts"]
    assert (start["kind"], start["name"]) == ("template", "Big")
    assert {role["persona"]: role["missing"] for role in start["roles"]} == {"economic_buyer": True, "coach": False}
    assert start["roles"][0]["title"] == "Group CFO"


def test_a_rep_reads_templates_and_does_not_write_them(owner: User, as_user: As) -> None:
    client = as_user(owner)
    assert client.get(f"{BASE}/map-templates").json()["total"] == 1
    body = {"name": "Mine", "segment": "Mine", "roles": [{"persona": "coach"}]}
    assert client.post(f"{BASE}/map-templates", body, content_type="application/json").status_code == 403
