import django.db.models.deletion
from django.db import migrations, models


def who_was_given_them(apps, _schema):
    """An agent holds his special powers when his client signed the paper made here, or where none was made: that one
    was handed in and seen when he was recorded. Whose paper still waits keeps what a general mandate gives."""
    model = apps.get_model
    requests = model("cases", "SignatureRequest").objects.filter(document__paper="power_of_attorney")
    grants, permissions = model("cases", "CaseGrant").objects, model("auth", "Permission").objects
    for mandate in model("cases", "Mandate").objects.filter(kind="agent"):
        papers = list(requests.filter(mandate=mandate).values_list("document", flat=True))
        clients = requests.filter(document__in=papers).exclude(signer="agent")
        mandate.authorised = not papers or clients.filter(status="signed").exists()
        mandate.save(update_fields=["authorised"])
        if mandate.authorised or not mandate.special_powers:
            continue
        held = grants.filter(user=mandate.user_id, permission__codename="represent_fully_in_case")
        if held.exists():
            held.update(permission=permissions.get(content_type__app_label="cases", codename="represent_in_case"))


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('cases', '0021_errands'),
    ]

    operations = [
        migrations.AddField(
            model_name='mandate',
            name='authorised',
            field=models.BooleanField(default=False, verbose_name='授权委托书已经签好'),
        ),
        migrations.AlterField(
            model_name='signaturerequest',
            name='mandate',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signature_requests', to='cases.mandate'),
        ),
        migrations.RunPython(who_was_given_them, migrations.RunPython.noop),
    ]
