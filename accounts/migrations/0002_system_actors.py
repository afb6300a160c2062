"""The system actors: `clock` acts when a term runs out, `channel` when another system hands a dispute in."""

from django.contrib.auth.hashers import make_password
from django.db import migrations

ACTORS = {"clock": "系统时钟", "channel": "接入渠道"}


def create(apps, schema_editor):
    users = apps.get_model("accounts", "User").objects
    for username, name in ACTORS.items():
        users.get_or_create(
            username=username, defaults={"name": name, "kind": "system", "password": make_password(None)}
        )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
