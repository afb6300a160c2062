"""The start-up checks: each unsafe setting is named."""

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from accounts import checks
from accounts.models import User

GATEWAY = {
    "PRODUCTION": True,
    "SMS_ADAPTER": "notices.gateway.Gateway",
    "SMS_GATEWAY_ADDRESS": "https://sms.example/send",
    "SMS_GATEWAY_KEY_ID": "sanya",
    "SMS_GATEWAY_SECRET": "s" * 32,
}


def found(databases=None):
    return {
        message.id for message in run_checks(databases=databases) if message.id and message.id.startswith("accounts.")
    }


def test_the_settings_as_they_are_pass_every_check():
    assert found() == set()


@pytest.mark.django_db
def test_the_database_as_it_is_passes_every_check():
    assert found(["default"]) == set()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"AUTHENTICATION_BACKENDS": ["django.contrib.auth.backends.ModelBackend"]}, "accounts.E001"),
        ({"AUTHENTICATION_BACKENDS": ["accounts.backends.StaffBackend"]}, "accounts.E002"),
        ({"MIDDLEWARE": []}, "accounts.E003"),
        ({"ANONYMOUS_USER_NAME": "AnonymousUser"}, "accounts.E004"),
        ({"SESSION_COOKIE_HTTPONLY": False}, "accounts.E005"),
        ({"SESSION_COOKIE_AGE": 86400}, "accounts.E005"),
        ({"SESSION_SERIALIZER": "django.contrib.sessions.serializers.PickleSerializer"}, "accounts.E006"),
        ({"PRODUCTION": True}, "accounts.E007"),
        ({"PRODUCTION": True}, "accounts.E008"),
        ({"PRODUCTION": True, "DEBUG": True}, "accounts.E009"),
        ({"SMS_ADAPTER": "notices.sms.Nothing"}, "accounts.E010"),
        ({"SMS_ADAPTER": "notices.sms.masked"}, "accounts.E010"),
        ({"PRODUCTION": True, "SMS_ADAPTER": "notices.sms.Console"}, "accounts.E011"),
        ({"PRODUCTION": True, "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, "accounts.E012"),
        (GATEWAY | {"SMS_GATEWAY_ADDRESS": "http://sms.example/send"}, "accounts.E017"),
        (GATEWAY | {"SMS_GATEWAY_KEY_ID": ""}, "accounts.E018"),
        (GATEWAY | {"SMS_GATEWAY_SECRET": "short"}, "accounts.E018"),
        (GATEWAY | {"SMS_GATEWAY_SECONDS": 600}, "accounts.E019"),
    ],
)
def test_an_unsafe_setting_is_named(changes, error, settings):
    for name, value in changes.items():
        setattr(settings, name, value)
    assert error in found()


@pytest.mark.parametrize("adapter", [{"SMS_ADAPTER": "tests.notices.adapters.Memory"}, GATEWAY])
def test_a_production_with_everything_set_passes(adapter, settings):
    for name, value in adapter.items():
        setattr(settings, name, value)
    settings.PRODUCTION = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert found() == set()


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"transaction_mode": "DEFERRED"},
        {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL;"},
    ],
)
def test_a_sqlite_that_would_lose_writes_is_named(options, settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", options)
    assert "accounts.E013" in found()


@pytest.mark.django_db
def test_a_missing_system_actor_is_named():
    User.objects.filter(username="clock").delete()
    assert found(["default"]) == {"accounts.E016"}


@pytest.mark.django_db
def test_a_system_actor_that_is_still_to_be_made_stops_no_migration():
    User.objects.filter(username="clock").delete()
    MigrationRecorder(connection).record_unapplied(*checks.MADE_BY)
    assert found(["default"]) == set()


@pytest.mark.processes
def test_a_superuser_and_a_lost_constraint_are_named(processes):
    """On a database whose constraint somebody took away, as a restore from elsewhere might."""
    processes.run(TAKE_CONSTRAINT_AWAY)
    with pytest.raises(AssertionError, match=r"accounts\.E014[\s\S]*accounts\.E015"):
        processes.manage("check", "--database", "default")


TAKE_CONSTRAINT_AWAY = """
from django.db import connection
from accounts.models import User
constraint = next(c for c in User._meta.constraints if c.name == "no_superuser_reads_cases")
User._meta.constraints.remove(constraint)  # SQLite makes the table anew from the model
with connection.schema_editor() as editor:
    editor.remove_constraint(User, constraint)
user = User.objects.create_user("root", name="r", kind="staff")
User.objects.filter(pk=user.pk).update(is_superuser=True)
"""


@pytest.mark.django_db
def test_an_empty_database_is_nobodys_fault():
    """`migrate` itself runs the checks, before there is a table."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_user RENAME TO accounts_elsewhere")
    assert found(["default"]) == set()
