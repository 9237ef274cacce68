"""What a colleague says of a map: of all of it, a person or the line between two; open until it is answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from coalition.record.models import Contact, Opportunity
from coalition.record.models.base import Recorded, unique_source


class CommentStatus(models.TextChoices):
    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    ACCEPTED = "accepted", "Accepted"


class ReviewComment(Recorded):
    """A question or doubt of a reviewer, or a change they suggest."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="review_comments")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.CASCADE, related_name="+")
    to_contact = models.ForeignKey(
        Contact,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The other end, when it is about what is between two people.",
    )
    text = models.TextField()
    suggests = models.JSONField(default=dict, help_text="Fields of the stakeholder as the reviewer would have them.")
    suggests_line = models.JSONField(
        default=dict, help_text="What the reviewer would do with a line between the two: see `line_suggestions`."
    )
    status = models.CharField(max_length=8, choices=CommentStatus.choices, default=CommentStatus.OPEN)
    answer = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "comment"
        constraints = [unique_source("review_comment")]
        indexes = [models.Index(fields=["opportunity", "status"], name="comment_by_deal")]  # open ones of a deal

    def __str__(self) -> str:
        return self.text[:60]
