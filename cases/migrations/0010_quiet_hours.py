"""Quiet hours of the text messages: the table, and the general row."""

import datetime as dt

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Coalesce


def general_row(apps, schema_editor):
    """From nine at night to eight in the morning, until an administrator says otherwise."""
    apps.get_model("cases", "QuietHours").objects.get_or_create(organization=None)


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_after_the_road"), ("organizations", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="QuietHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts", models.TimeField(default=dt.time(21, 0), verbose_name="几点起不发")),
                ("ends", models.TimeField(default=dt.time(8, 0), help_text="和上面一样，就是一整天都可以发。", verbose_name="几点起再发")),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+",
                        to="organizations.organization", verbose_name="只用于", help_text="不选就是全市通用。",
                    ),
                ),
            ],
            options={"verbose_name": "夜间不发短信", "verbose_name_plural": "夜间不发短信", "default_permissions": ()},
        ),
        migrations.AddConstraint(
            model_name="quiethours",
            constraint=models.UniqueConstraint(
                Coalesce("organization", 0, output_field=models.BigIntegerField()),
                name="a_body_has_its_quiet_hours_once",
                violation_error_message="这个调委会已经有一行了，请改那一行。",
            ),
        ),
        migrations.RunPython(general_row, migrations.RunPython.noop),
    ]
