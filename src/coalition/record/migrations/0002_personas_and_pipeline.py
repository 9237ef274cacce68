"""The personas and the pipeline an empty installation starts with. Admins change both."""

from django.db import migrations

PERSONAS = [
    ("economic_buyer", "Economic buyer", "decision_maker"),
    ("technical_buyer", "Technical buyer", "decision_maker"),
    ("user_buyer", "User buyer", "supporter"),
    ("champion", "Champion", "champion"),
    ("coach", "Coach", "champion"),
    ("blocker", "Blocker", "blocker"),
    ("ratifier", "Ratifier", "decision_maker"),
    ("influencer", "Influencer", "supporter"),
    ("evaluator", "Evaluator", "supporter"),
]

STAGES = [
    ("prospecting", "Prospecting", "open"),
    ("discovery", "Discovery", "open"),
    ("validation", "Technical validation", "open"),
    ("proposal", "Proposal", "open"),
    ("negotiation", "Negotiation", "open"),
    ("won", "Closed won", "won"),
    ("lost", "Closed lost", "lost"),
]


def seed(apps, schema_editor):
    Persona = apps.get_model("record", "Persona")
    for position, (key, name, group) in enumerate(PERSONAS):
        Persona.objects.create(key=key, name=name, group=group, position=position)
    pipeline = apps.get_model("record", "Pipeline").objects.create(key="default", name="Sales")
    Stage = apps.get_model("record", "Stage")
    for position, (key, name, outcome) in enumerate(STAGES):
        Stage.objects.create(pipeline=pipeline, key=key, name=name, outcome=outcome, position=position)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_first")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
