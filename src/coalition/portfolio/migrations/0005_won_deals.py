"""What was known of won deals gets a past; of those won so far, it is taken to be known since they were won."""

from django.db import migrations, models


def fill(apps, schema_editor):
    change = apps.get_model("record", "StageChange")
    won = change.objects.filter(to_stage__outcome="won").order_by().values_list("opportunity_id")
    since = dict(won.annotate(models.Max("recorded_at")))
    known = apps.get_model("portfolio", "DealScore").objects.filter(
        engaged_from__isnull=False, opportunity__stage__outcome="won"
    )
    won_deal = apps.get_model("portfolio", "WonDeal")
    rows = []
    for score in known.select_related("opportunity__account").iterator():
        deal, account = score.opportunity, score.opportunity.account
        rows.append(
            won_deal(
                opportunity_id=deal.pk,
                uuid=deal.uuid,
                known_from=since.get(deal.pk, deal.recorded_at),
                name=deal.name,
                segment=account.segment if account else "",
                industry=account.industry if account else "",
                kind=deal.kind,
                amount=deal.amount,
                close_on=deal.close_on,
                engaged_from=score.engaged_from,
            )
        )
    won_deal.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("portfolio", "0004_snapshots_outlive"),
        ("record", "0003_touch"),
    ]

    operations = [
        migrations.CreateModel(
            name="WonDeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opportunity_id", models.BigIntegerField()),
                ("uuid", models.UUIDField()),
                ("known_from", models.DateTimeField()),
                ("is_won", models.BooleanField(default=True)),
                ("name", models.CharField(max_length=255)),
                ("segment", models.CharField(blank=True, max_length=120)),
                ("industry", models.CharField(blank=True, max_length=120)),
                ("kind", models.CharField(blank=True, max_length=60)),
                ("amount", models.FloatField(null=True)),
                ("close_on", models.DateField(null=True)),
                ("engaged_from", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [models.Index(fields=["opportunity_id", "known_from"], name="won_deal_by_deal")],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
