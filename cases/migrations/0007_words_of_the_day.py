"""Reasons and periods that came with suspension and the clocks."""

from django.db import migrations

from cases import dictionary_data as data


def complete(apps, schema_editor):
    """Reasons and periods that came with suspension and the clocks; rows that an administrator changed stay."""
    reasons, periods = apps.get_model("cases", "Reason").objects, apps.get_model("cases", "Period").objects
    retentions = apps.get_model("cases", "Retention").objects
    for position, (code, kind, name) in enumerate(data.REASONS, start=1):
        reasons.get_or_create(code=code, defaults={"kind": kind, "name": name, "position": position})
    for code, name, length, unit, law in data.PERIODS:
        defaults = {"name": name, "length": length, "unit": unit, "law": law}
        periods.get_or_create(code=code, organization=None, defaults=defaults)
    for outcome, text in data.RETENTIONS:
        retentions.get_or_create(outcome=outcome, organization=None, defaults={"text": text})


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_the_rooms_day")]
    operations = [migrations.RunPython(complete, migrations.RunPython.noop)]
