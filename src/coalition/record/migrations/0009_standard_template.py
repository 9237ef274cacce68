"""The template an installation starts with. Admins and RevOps change it, and add those of their segments."""

from django.db import migrations
from django.utils import timezone

ROLES = [
    ("economic_buyer", "Chief Financial Officer", 3),
    ("champion", "Head of the department that has the problem", 3),
    ("technical_buyer", "Chief Information Officer", 2),
    ("user_buyer", "", 2),
    ("evaluator", "Head of Procurement", 1),
    ("ratifier", "General Counsel", 1),
]


def seed(apps, schema_editor):
    roles = [
        {"persona": persona, "title": title, "importance": importance, "from_stage": 0}
        for persona, title, importance in ROLES
    ]
    template = apps.get_model("record", "MapTemplate").objects.create(name="Standard", segment="", roles=roles)
    history = apps.get_model("record", "HistoricalMapTemplate").objects
    if history.filter(id=template.id).exists():
        return  # written by the model itself, where it is the real one
    history.create(
        id=template.id,
        uuid=template.uuid,
        name=template.name,
        segment="",
        roles=roles,
        version=1,
        source="",
        external_id="",
        recorded_at=template.recorded_at,
        updated_at=template.updated_at,
        history_date=timezone.now(),
        history_type="+",
        history_change_reason="The template to start with",
    )


class Migration(migrations.Migration):
    dependencies = [("record", "0008_map_templates")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
