"""Change accounts and who of ours works on them."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from coalition.access.models import User
from coalition.record import history
from coalition.record.errors import Invalid
from coalition.record.models import Account, AccountMember, Activity
from coalition.record.services.checks import cleaned, refuse_in_use, require


@transaction.atomic
def create_account(*, by: User | None, name: str, reason: str = "", **fields: Any) -> Account:
    """Record a company."""
    require(name=name)
    return history.add(Account(name=name, **cleaned(Account, fields)), by=by, reason=reason)


@transaction.atomic
def update_account(
    account: Account, *, by: User | None, expect_version: int | None = None, reason: str = "", **changes: Any
) -> Account:
    """Change an account. Raises Invalid when its new parent is one of its own descendants."""
    cleaned(Account, changes)
    if "name" in changes:
        require(name=changes["name"])
    if changes.get("parent") is not None:
        _refuse_circle(account, changes["parent"])
    row, _ = history.change(account, changes, by=by, expect_version=expect_version, reason=reason)
    return row


@transaction.atomic
def delete_account(account: Account, *, by: User | None, expect_version: int | None = None, reason: str = "") -> None:
    """Delete an account nothing hangs on."""
    refuse_in_use(
        f"account {account.name}",
        "Delete or move these first.",
        contacts=account.contacts.count(),
        opportunities=account.opportunities.count(),
        subaccounts=account.children.count(),
        activities=Activity.objects.filter(account=account).count(),
    )
    for insight in account.insights.all():
        history.remove(insight, by=by, reason=reason)
    history.remove(account, by=by, expect_version=expect_version, reason=reason)


@transaction.atomic
def put_on_team(account: Account, *, user: User, role: str = "", can_edit: bool = True) -> AccountMember:
    """Put one of ours on the account's team, or change what they are there. From now on they see the account."""
    member, _ = AccountMember.objects.update_or_create(
        account=account, user=user, defaults={"role": role, "can_edit": can_edit}
    )
    return member


@transaction.atomic
def take_off_team(account: Account, *, user: User) -> None:
    """Take one of ours off the account's team."""
    AccountMember.objects.filter(account=account, user=user).delete()


def _refuse_circle(account: Account, parent: Account) -> None:
    chain = [account.name, parent.name]
    above: Account | None = parent
    while above is not None:
        if above.pk == account.pk:
            raise Invalid({"parent_id": [f"{parent.name} is part of {account.name}: {' → '.join(chain)}."]})
        above = above.parent
        if above is not None:
            chain.append(above.name)
