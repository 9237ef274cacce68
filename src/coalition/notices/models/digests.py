"""Who gets the weekly digest when, and which were sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models

FRIDAY = 4


class DigestChoice(models.Model):
    """A user's own choice. Without a row: on Fridays."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="digest_choice"
    )
    weekday = models.PositiveSmallIntegerField(null=True, default=FRIDAY, help_text="0 Monday; null: never.")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.weekday}"


class SentDigest(models.Model):
    """One digest of one user for one day of theirs. Written before it is sent, so that two workers never both send."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    claimed_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=1)
    # null: being sent, or the attempt failed.
    done_at = models.DateTimeField(null=True, blank=True)
    was_empty = models.BooleanField(default=False, help_text="There was nothing to tell, so nothing was sent.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="digest_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.day}"
