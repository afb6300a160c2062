"""The lists, periods and holidays that a new site begins with."""

from django.db import migrations

from cases import dictionary_data as data


def load(apps, schema_editor):
    def model(name):
        return apps.get_model("cases", name).objects

    model("DisputeType").bulk_create(
        apps.get_model("cases", "DisputeType")(
            code=code, name=name, report_column=column, ink_only=ink, quick_pick=quick, position=position
        )
        for position, (code, name, column, ink, quick) in enumerate(data.DISPUTE_TYPES, start=1)
    )
    model("CaseSource").bulk_create(
        apps.get_model("cases", "CaseSource")(
            code=code, name=name, own_initiative=own, by_application=applied, position=position
        )
        for position, (code, name, own, applied) in enumerate(data.SOURCES, start=1)
    )
    model("Reason").bulk_create(
        apps.get_model("cases", "Reason")(code=code, kind=kind, name=name, position=position)
        for position, (code, kind, name) in enumerate(data.REASONS, start=1)
    )
    model("Period").bulk_create(
        apps.get_model("cases", "Period")(code=code, name=name, length=length, unit=unit, law=law)
        for code, name, length, unit, law in data.PERIODS
    )
    model("Retention").bulk_create(
        apps.get_model("cases", "Retention")(outcome=outcome, text=text) for outcome, text in data.RETENTIONS
    )
    model("CalendarDay").bulk_create(
        apps.get_model("cases", "CalendarDay")(date=date, working=working, name=name, source="chinesecalendar")
        for date, working, name in sorted(data.moved_days())
    )


def unload(apps, schema_editor):
    for name in ("DisputeType", "CaseSource", "Reason", "Period", "Retention", "CalendarDay"):
        apps.get_model("cases", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_append_only")]
    operations = [migrations.RunPython(load, unload)]
