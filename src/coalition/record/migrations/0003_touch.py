"""The table scoring reads, clustered by contact."""

from django.db import migrations, models


class CreateClusteredModel(migrations.CreateModel):
    """Like CreateModel; on SQLite the rows lie in the order of their key, so a contact's past is read from few pages.

    PostgreSQL has no clustered heap: bulk loads write in key order, and the key's index does the rest. A later migration
    that makes SQLite rebuild this table must create it WITHOUT ROWID again.
    """

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "sqlite":
            return super().database_forwards(app_label, schema_editor, from_state, to_state)
        model = to_state.apps.get_model(app_label, self.name)
        sql, params = schema_editor.table_sql(model)
        schema_editor.execute(f"{sql} WITHOUT ROWID", params or None)


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0002_personas_and_pipeline'),
    ]

    operations = [
        CreateClusteredModel(
            name='Touch',
            fields=[
                ('pk', models.CompositePrimaryKey('contact_id', 'occurred_s', 'activity_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('contact_id', models.BigIntegerField()),
                ('occurred_s', models.BigIntegerField()),
                ('activity_id', models.BigIntegerField()),
                ('opportunity_id', models.BigIntegerField(null=True)),
                ('user_id', models.BigIntegerField(null=True)),
                ('thread', models.BigIntegerField()),
                ('kind', models.SmallIntegerField()),
                ('role', models.SmallIntegerField()),
                ('response', models.SmallIntegerField()),
                ('status', models.SmallIntegerField()),
                ('automatic', models.SmallIntegerField()),
                ('seller_led', models.SmallIntegerField()),
                ('two_way', models.SmallIntegerField()),
                ('initiated', models.SmallIntegerField()),
                ('forwarded', models.SmallIntegerField()),
                ('commented', models.SmallIntegerField()),
                ('recipients', models.SmallIntegerField()),
                ('theirs', models.SmallIntegerField()),
                ('ours', models.SmallIntegerField()),
                ('content_s', models.IntegerField(null=True)),
                ('replied_after_s', models.BigIntegerField(null=True)),
                ('reply_recorded_s', models.BigIntegerField(null=True)),
                ('reply_latency_s', models.BigIntegerField(null=True)),
                ('recorded_s', models.BigIntegerField()),
                ('retracted_s', models.BigIntegerField(null=True)),
            ],
        ),
    ]
