"""The rules a new installation starts with; in one that has settings saved, the rules that stood there.

Rules were part of the scoring settings before. They have one home now, so they are taken out of every saved version:
settings with a name nobody knows would be refused.
"""

import uuid

from django.db import migrations
from django.utils import timezone

START = [
    {
        "label": "Economic buyer named and engaged",
        "kind": "role",
        "to_stage": 2,
        "personas": ["economic_buyer"],
        "advice": "Find who holds the budget for this decision, and get into a two-way conversation with them.",
    },
    {
        "label": "Finance counterpart named and engaged",
        "kind": "role",
        "to_stage": 2,
        "departments": ["finance", "controlling", "procurement"],
        "advice": "Ask your champion who in finance signs this off, and be introduced.",
    },
    {
        "label": "At least 3 stakeholders engaged",
        "kind": "engaged",
        "to_stage": 3,
        "count": 3,
        "within_days": 21,
        "advice": "Lead a conversation with one more of them: the next best conversations say with whom.",
    },
]


def seed(apps, schema_editor):
    saved = apps.get_model("portfolio", "ScoringSettingsVersion").objects.order_by("-id").first()
    rules = START if saved is None else saved.values.get("judgement", {}).get("gates", START)
    for pipeline in apps.get_model("record", "Pipeline").objects.order_by("id"):
        stages = list(pipeline.stages.exclude(outcome="lost").order_by("position"))
        for rule in rules:
            stage = next((each for each in stages if each.position >= rule["to_stage"]), None)
            if stage is not None:
                _add(apps, stage, rule)


def _add(apps, stage, rule):
    row = apps.get_model("gates", "GateRule").objects.create(
        uuid=uuid.uuid4(),
        stage=stage,
        label=rule["label"][:120],
        advice=rule.get("advice", ""),
        kind="review" if rule["kind"] == "review" else "people",
        personas=rule.get("personas", []),
        departments=rule.get("departments", []),
        within_days=rule.get("within_days"),
        at_least=max(1, rule.get("count", 1)),
    )
    # The models of a migration write no history by themselves.
    past = apps.get_model("gates", "HistoricalGateRule")
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    past.objects.create(history_date=timezone.now(), history_type="+", history_change_reason="Start", **fields)


def take_out(apps, schema_editor):
    for saved in apps.get_model("portfolio", "ScoringSettingsVersion").objects.all():
        if saved.values.get("judgement", {}).pop("gates", None) is not None:
            saved.save(update_fields=["values"])


class Migration(migrations.Migration):
    dependencies = [
        ("gates", "0001_first"),
        ("portfolio", "0003_judgement"),
        ("record", "0002_personas_and_pipeline"),
    ]
    operations = [
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunPython(take_out, migrations.RunPython.noop),
    ]
