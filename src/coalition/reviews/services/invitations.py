"""Ask a colleague to look at a map."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from coalition.access.models import User
from coalition.record import gates, pulse
from coalition.record.errors import Invalid
from coalition.record.models import Opportunity
from coalition.record.services.accounts import put_on_team
from coalition.reviews.models import ReviewInvitation


@transaction.atomic
def invite_reviewer(opportunity: Opportunity, *, user: User, by: User, note: str = "") -> ReviewInvitation:
    """Ask somebody of ours; asking again asks anew. Who does not see the deal joins the account's team as a reader.

    That takes the right to change the account: whoever may not share it cannot share it by an invitation.
    """
    if user.pk == by.pk:
        raise Invalid({"user_id": ["You cannot invite yourself; comment as you are."]})
    if gates.rights_on(user, opportunity) is gates.Rights.NONE:
        if opportunity.account is None:
            raise Invalid({"user_id": [f"{user.name} does not see this deal, and it has no account to share."]})
        account = gates.account_for(by, opportunity.account.uuid, write=True)
        put_on_team(account, user=user, role="Reviewer", can_edit=False)
    asked = {"invited_by": by, "invited_at": timezone.now(), "note": note}
    invitation, _ = ReviewInvitation.objects.update_or_create(opportunity=opportunity, user=user, defaults=asked)
    payload = {"what": "invitation", "ids": [str(user.uuid)]}
    pulse.publish(pulse.MAP_CHANGED, opportunity_id=opportunity.pk, payload=payload)
    return invitation
