"""PostgreSQL tells the event stream when the outbox grows, at commit, whoever wrote to it and by whichever way."""

from django.db import migrations

CREATE = """
CREATE OR REPLACE FUNCTION coalition_notify_live() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('coalition_live', '');
  RETURN NULL;
END $$;
CREATE TRIGGER coalition_live AFTER INSERT ON record_liveevent
  FOR EACH STATEMENT EXECUTE FUNCTION coalition_notify_live();
"""
DROP = """
DROP TRIGGER IF EXISTS coalition_live ON record_liveevent;
DROP FUNCTION IF EXISTS coalition_notify_live();
"""


def run(sql):
    def on_postgresql(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return on_postgresql


class Migration(migrations.Migration):

    dependencies = [("portfolio", "0001_first"), ("record", "0003_touch")]

    operations = [migrations.RunPython(run(CREATE), run(DROP))]
