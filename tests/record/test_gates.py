"""Who sees and may change what: the whole table, and nothing told apart that should not be."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition.access.models import Role, Team, User
from coalition.record import gates
from coalition.record.errors import Forbidden, NotFound
from coalition.record.models import Account, AccountMember, Contact, LineKind, Opportunity, Stakeholder
from tests import factories

pytestmark = pytest.mark.django_db

MAY = {
    "owner": "write",
    "teammate": "write",
    "reader": "read",
    "manager": "write",
    "guest": "read",
    "agent": "write",
    "admin": "write",
    "outsider": "nothing",
}


@pytest.mark.parametrize("name", MAY)
def test_each_of_the_cast_may_do_what_the_table_says(
    name: str, cast: dict[str, User], stakeholder: Stakeholder, account: Account
) -> None:
    viewer = cast[name]
    contact, deal = stakeholder.contact, stakeholder.opportunity
    colleague = factories.make_contact(account)
    objects = [
        (gates.account_for, account),
        (gates.opportunity_for, deal),
        (gates.contact_for, contact),
        (gates.stakeholder_for, stakeholder),
        (gates.line_for, factories.make_line(LineKind.KNOWS, contact, colleague)),
        (gates.line_for, factories.make_line(LineKind.ALLY, contact, colleague, opportunity=deal)),
        (gates.insight_for, factories.make_insight(account)),
        (gates.activity_for, factories.make_activity(opportunity=deal, sender=cast["owner"], to=[contact])),
    ]
    for gate, obj in objects:
        if MAY[name] == "nothing":
            for write in (False, True):
                with pytest.raises(NotFound) as hidden:
                    gate(viewer, obj.uuid, write=write)
                with pytest.raises(NotFound) as absent:
                    gate(viewer, uuid4(), write=write)
                assert str(hidden.value) == str(absent.value)
            continue
        assert gate(viewer, obj.uuid).pk == obj.pk
        if MAY[name] == "write":
            assert gate(viewer, obj.uuid, write=True).pk == obj.pk
        else:
            with pytest.raises(Forbidden):
                gate(viewer, obj.uuid, write=True)


def test_a_read_only_token_never_writes(admin: User, account: Account) -> None:
    admin.read_only = True
    assert gates.account_for(admin, account.uuid).pk == account.pk
    with pytest.raises(Forbidden):
        gates.account_for(admin, account.uuid, write=True)


def test_the_owner_of_one_deal_sees_the_account_and_all_its_deals(outsider: User, deal: Opportunity) -> None:
    factories.make_opportunity(deal.account, owner=outsider)
    assert gates.opportunity_for(outsider, deal.uuid).pk == deal.pk


def test_a_deal_without_an_account_is_its_owners(outsider: User, owner: User) -> None:
    deal = factories.make_opportunity(None, owner=owner)
    assert gates.opportunity_for(owner, deal.uuid, write=True).pk == deal.pk
    with pytest.raises(NotFound):
        gates.opportunity_for(outsider, deal.uuid)


def test_a_consultant_is_seen_on_the_map_and_their_own_firm_is_not(owner: User, deal: Opportunity) -> None:
    firm = factories.make_account(name="Advisors")
    consultant, partner = factories.make_contact(firm), factories.make_contact(firm)
    factories.make_stakeholder(deal, consultant)
    assert gates.contact_for(owner, consultant.uuid).pk == consultant.pk
    with pytest.raises(NotFound):
        gates.contact_for(owner, partner.uuid)
    with pytest.raises(NotFound):
        gates.account_for(owner, firm.uuid)


def test_a_manager_sees_down_the_tree_and_not_up(manager: User, sales_team: Team, account: Account) -> None:
    below = factories.make_user("lead", role=Role.MANAGER, team=factories.make_team("North A", parent=sales_team))
    assert gates.account_for(manager, account.uuid).pk == account.pk
    with pytest.raises(NotFound):
        gates.account_for(below, account.uuid)


def test_a_rep_in_the_managers_team_sees_only_their_own(sales_team: Team, account: Account) -> None:
    peer = factories.make_user("peer", team=sales_team)
    with pytest.raises(NotFound):
        gates.account_for(peer, account.uuid)


def test_an_account_is_listed_once_however_many_reasons_there_are(
    owner: User, account: Account, buyer: Contact
) -> None:
    for _ in range(3):
        factories.make_stakeholder(factories.make_opportunity(account, owner=owner), buyer)
    assert gates.visible_accounts(owner).count() == 1
    assert gates.visible_contacts(owner).count() == 1
    assert gates.visible_opportunities(owner).count() == 3


def test_can_edit_is_told_with_the_row(cast: dict[str, User], deal: Opportunity) -> None:
    for name, may in MAY.items():
        rows = gates.with_can_edit(gates.visible_opportunities(cast[name]), cast[name])
        assert [row.can_edit for row in rows] == ([] if may == "nothing" else [may == "write"])


@given(
    owner_of_account=st.sampled_from(["viewer", "report", "other", None]),
    owner_of_deal=st.sampled_from(["viewer", "report", "other", None]),
    owner_of_second=st.sampled_from(["viewer", "report", "other", "no second deal"]),
    members=st.lists(st.tuples(st.sampled_from(["viewer", "report", "other"]), st.booleans()), max_size=3),
    role=st.sampled_from(list(Role)),
    has_account=st.booleans(),
    read_only=st.booleans(),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_two_forms_of_the_rule_agree(
    owner_of_account: str | None,
    owner_of_deal: str | None,
    owner_of_second: str,
    members: list[tuple[str, bool]],
    role: Role,
    has_account: bool,
    read_only: bool,
) -> None:
    """Asked of one deal, and asked of the table: the same answer in every constellation."""
    with transaction.atomic():
        team, other_team = factories.make_team("Ours"), factories.make_team("Theirs")
        who: dict[str | None, User | None] = {
            "viewer": factories.make_user(role=role, team=team),
            "report": factories.make_user(team=factories.make_team("Below", parent=team)),
            "other": factories.make_user(team=other_team),
            None: None,
        }
        account = factories.make_account(owner=who[owner_of_account]) if has_account else None
        deal = factories.make_opportunity(account, owner=who[owner_of_deal])
        if account is not None:
            for name, can_edit in dict(members).items():
                AccountMember.objects.create(account=account, user=who[name], can_edit=can_edit)
            if owner_of_second in who:
                factories.make_opportunity(account, owner=who[owner_of_second])
        viewer = who["viewer"]
        assert viewer is not None
        viewer.read_only = read_only
        sees = gates.visible_opportunities(viewer).filter(pk=deal.pk).exists()
        writes = gates.visible_opportunities(viewer, write=True).filter(pk=deal.pk).exists()
        expected = gates.Rights.WRITE if writes else gates.Rights.READ if sees else gates.Rights.NONE
        assert gates.rights_on(viewer, deal) is expected
        transaction.set_rollback(True)
