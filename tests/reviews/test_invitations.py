"""A colleague is asked to look at a map: they see it, may comment, and change nothing."""

from __future__ import annotations

import pytest

from coalition.access.models import User
from coalition.record.errors import Invalid, NotFound
from coalition.record.gates import Rights, rights_on
from coalition.record.models import Opportunity, Stakeholder
from coalition.reviews.selectors.invitations import visible_invitations, waiting_invitations
from coalition.reviews.services.invitations import invite_reviewer
from coalition.reviews.services.reviews import write_comment
from tests import factories

pytestmark = pytest.mark.django_db


def test_who_is_invited_sees_the_deal_and_may_not_change_it(deal: Opportunity, owner: User, outsider: User) -> None:
    invite_reviewer(deal, user=outsider, by=owner, note="Is the CFO real?")
    assert rights_on(outsider, deal) is Rights.READ
    assert [each.note for each in waiting_invitations(outsider)] == ["Is the CFO real?"]


def test_an_invitation_takes_no_rights_away(deal: Opportunity, owner: User, teammate: User) -> None:
    invite_reviewer(deal, user=teammate, by=owner)
    assert rights_on(teammate, deal) is Rights.WRITE


def test_a_comment_answers_an_invitation_until_one_is_asked_anew(
    stakeholder: Stakeholder, owner: User, outsider: User
) -> None:
    deal = stakeholder.opportunity
    invite_reviewer(deal, user=outsider, by=owner)
    write_comment(deal, text="Looks thin.", by=outsider)
    assert not waiting_invitations(outsider).exists()
    assert visible_invitations(owner).filter(has_commented=True).count() == 1
    invite_reviewer(deal, user=outsider, by=owner, note="Once more")
    assert waiting_invitations(outsider).count() == 1


def test_a_deal_without_an_account_is_shared_with_nobody(owner: User, outsider: User) -> None:
    loose = factories.make_opportunity(owner=owner)
    with pytest.raises(Invalid, match="no account to share"):
        invite_reviewer(loose, user=outsider, by=owner)


def test_nobody_shares_an_account_they_do_not_see(deal: Opportunity, outsider: User) -> None:
    with pytest.raises(NotFound):
        invite_reviewer(deal, user=factories.make_user("stranger"), by=outsider)
