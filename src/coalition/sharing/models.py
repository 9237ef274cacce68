"""Links to a map and who looked through them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from coalition.access.models import User
from coalition.record.models import Opportunity


class ShareLink(models.Model):
    """A link that shows one map, read-only, until it ends. Only the hash of its secret is kept.

    It shows what its maker may see: who takes the maker off the deal has closed their links with it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="share_links")
    name = models.CharField(max_length=120, help_text="Whom it is for.")
    hint = models.CharField(max_length=16, help_text="First characters, to recognise it by.")
    digest = models.CharField(max_length=64, unique=True)
    as_of = models.DateTimeField(null=True, blank=True, help_text="The moment it shows for good; null: always today's.")
    with_opinions = models.BooleanField(
        default=False, help_text="Also what we think of people: personas, stances, influence, alliances and conflicts."
    )
    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        # Serves the list of a deal's links, newest first.
        indexes = [models.Index(fields=["opportunity", "-made_at"], name="share_link_of_deal")]

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"


class ShareLook(models.Model):
    """Somebody opened a link. They have no account here, so their network address is all we know of them."""

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="looks")
    at = models.DateTimeField(default=timezone.now)
    address = models.GenericIPAddressField(null=True, blank=True)

    class Meta:
        # Serves the log of a link, newest first.
        indexes = [models.Index(fields=["link", "-at"], name="share_look_of_link")]

    def __str__(self) -> str:
        return f"{self.link_id} at {self.at:%Y-%m-%d %H:%M}"
