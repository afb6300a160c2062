"""The side table of the search with its index, filled for the cases that are there; and two
indexes of lists: sessions by their day, grants by their end."""

import django.db.models.deletion
from django.db import migrations, models

import cases.models.search
from cases import finding

BATCH = 1000
POSTGRESQL = "CREATE INDEX case_search_by_words ON case_search USING gin (words) WITH (fastupdate = off)"
# What SQLite searches is an index without texts of its own; the triggers keep it.
TAKE_OUT = "INSERT INTO case_search_words(case_search_words, rowid, words) VALUES ('delete', old.case_id, old.words);"
PUT_IN = "INSERT INTO case_search_words(rowid, words) VALUES (new.case_id, new.words);"
SQLITE = (
    "CREATE VIRTUAL TABLE case_search_words USING fts5("
    "words, content='case_search', content_rowid='case_id', tokenize='unicode61 remove_diacritics 0')",
    f"CREATE TRIGGER case_search_insert AFTER INSERT ON case_search BEGIN {PUT_IN} END",
    f"CREATE TRIGGER case_search_delete AFTER DELETE ON case_search BEGIN {TAKE_OUT} END",
    f"CREATE TRIGGER case_search_update AFTER UPDATE ON case_search BEGIN {TAKE_OUT} {PUT_IN} END",
)


def index(apps, schema_editor):
    statements = (POSTGRESQL,) if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


def unindex(apps, schema_editor):
    # The triggers and PostgreSQL's index go with the table.
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE case_search_words")


def fill(apps, schema_editor):
    Case, CaseSearch = apps.get_model("cases", "Case"), apps.get_model("cases", "CaseSearch")
    Participation, Mandate = apps.get_model("cases", "Participation"), apps.get_model("cases", "Mandate")
    rows = []
    for case in Case.objects.select_related("dispute").iterator():
        here = Participation.objects.filter(dispute=case.dispute, left_at__isnull=True).order_by("position", "id")
        speaking = Mandate.objects.filter(participation__in=here, ended_at__isnull=True).order_by("id")
        names = [*here.values_list("party__name", flat=True), *speaking.values_list("person__name", flat=True)]
        words = finding.put_together(names, case.dispute.title, case.dispute.place, case.number, case.organization_id)
        rows.append(CaseSearch(case=case, words=words))
        if len(rows) == BATCH:
            CaseSearch.objects.bulk_create(rows)
            rows = []
    CaseSearch.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_wording")]
    operations = [
        migrations.AddIndex(
            model_name="session", index=models.Index(fields=["starts_at"], name="session_by_day")
        ),
        migrations.AddIndex(
            model_name="casegrant",
            index=models.Index(fields=["user", "permission", "valid_until", "content_object"], name="grant_in_force"),
        ),
        migrations.CreateModel(
            name="CaseSearch",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("words", cases.models.search.Words()),
            ],
            options={"db_table": "case_search", "default_permissions": ()},
        ),
        migrations.RunPython(index, unindex),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
