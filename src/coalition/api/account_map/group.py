"""An account with its parent and its units: what an account map is of."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from coalition.access.models import User
from coalition.record import gates
from coalition.record.models import Account


def group_of(by: User, account_id: UUID) -> tuple[Account, list[Account]]:
    """The account, and of its group the accounts the viewer sees, by name."""
    account = gates.account_for(by, account_id)
    related = Q(pk=account.pk) | Q(pk=account.parent_id) | Q(parent=account.pk)
    return account, list(gates.visible_accounts(by).filter(related).order_by("name", "id"))
