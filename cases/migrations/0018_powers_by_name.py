from django.db import migrations


def name_the_powers(apps, _schema):
    """Until now a special mandate meant all four powers together; from here each is named."""
    mandates = apps.get_model("cases", "Mandate").objects.filter(kind="agent", special_powers=True)
    mandates.update(powers=["admit", "waive", "change", "settle"])


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0017_who_speaks_for_whom'),
    ]

    operations = [
        migrations.RunPython(name_the_powers, migrations.RunPython.noop),
    ]
