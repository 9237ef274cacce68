"""Touches: the narrow table that scoring reads. Derived from activities, never edited."""

from __future__ import annotations

from django.db import models


class Touch(models.Model):
    """One activity and one contact who took part: integer codes and epoch seconds, see ``coalition.scoring.tables``.

    Clustered by contact (SQLite: WITHOUT ROWID), because a deal is scored from the whole past of its contacts: a
    stakeholder added later finds it at once. Plain integers instead of foreign keys keep the row narrow and bulk loads
    fast; activities are never deleted, and a merge of contacts moves the rows.
    """

    pk = models.CompositePrimaryKey("contact_id", "occurred_s", "activity_id")
    contact_id = models.BigIntegerField()
    occurred_s = models.BigIntegerField()
    activity_id = models.BigIntegerField()
    opportunity_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField(null=True)
    thread = models.BigIntegerField()
    kind = models.SmallIntegerField()
    role = models.SmallIntegerField()
    response = models.SmallIntegerField()
    status = models.SmallIntegerField()
    automatic = models.SmallIntegerField()
    seller_led = models.SmallIntegerField()
    two_way = models.SmallIntegerField()
    initiated = models.SmallIntegerField()
    forwarded = models.SmallIntegerField()
    commented = models.SmallIntegerField()
    recipients = models.SmallIntegerField()
    theirs = models.SmallIntegerField()
    ours = models.SmallIntegerField()
    content_s = models.IntegerField(null=True)
    replied_after_s = models.BigIntegerField(null=True)
    reply_recorded_s = models.BigIntegerField(null=True)
    reply_latency_s = models.BigIntegerField(null=True)
    recorded_s = models.BigIntegerField()
    retracted_s = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"activity {self.activity_id} with contact {self.contact_id}"
