import pytest

from coalition.access.models import User
from coalition.record.models import Opportunity, Stakeholder
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_cast_stands_around_one_deal(cast: dict[str, User], deal: Opportunity, stakeholder: Stakeholder) -> None:
    assert deal.owner == cast["owner"]
    assert {member.user.name for member in deal.account.team.all()} == {"teammate", "reader", "guest", "agent"}
    assert stakeholder.opportunity == deal


def test_every_row_made_has_its_history() -> None:
    account = factories.make_account()
    account.name = "Renamed"
    account.save()
    assert [row.name for row in account.history.order_by("history_id")][-1] == "Renamed"
    assert account.history.count() == 2
