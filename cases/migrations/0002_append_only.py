"""The timeline can only grow: the database itself refuses to change, delete or empty it (security reference trap 30)."""

from django.db import migrations

TABLE = "cases_entry"

POSTGRESQL = f"""
CREATE FUNCTION timeline_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the timeline only grows';
END $$;
CREATE TRIGGER timeline_no_change BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION timeline_only_grows();
CREATE TRIGGER timeline_no_truncate BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION timeline_only_grows();
"""
POSTGRESQL_BACK = f"""
DROP TRIGGER timeline_no_truncate ON {TABLE};
DROP TRIGGER timeline_no_change ON {TABLE};
DROP FUNCTION timeline_only_grows();
"""
SQLITE = (
    f"CREATE TRIGGER timeline_no_update BEFORE UPDATE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the timeline only grows'); END",
    f"CREATE TRIGGER timeline_no_delete BEFORE DELETE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the timeline only grows'); END",
)
SQLITE_BACK = ("DROP TRIGGER timeline_no_update", "DROP TRIGGER timeline_no_delete")


def forward(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
    else:
        for statement in SQLITE:
            schema_editor.execute(statement)


def backward(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_BACK)
    else:
        for statement in SQLITE_BACK:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(forward, backward)]
