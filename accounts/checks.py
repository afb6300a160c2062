"""Start-up checks: what must hold before anybody may log in; `check --database default` also asks the database."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils.module_loading import import_string

from accounts.models import User
from notices import gateway, sms

BACKENDS = {
    "accounts.backends.StaffBackend",
    "accounts.backends.InvitationBackend",
    "guardian.backends.ObjectPermissionBackend",
}
MIDDLEWARE = {
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.middleware.PrivatePages",
}
LONGEST_SESSION = 12 * 3600  # seconds; ASVS 7.3.2
LONGEST_SENDING = 60  # seconds; after five minutes another worker takes the message over
SHORTEST_SECRET = 32  # characters
SYSTEM_ACTORS = {"clock", "channel"}
MADE_BY = ("accounts", "0002_system_actors")


@register(Tags.security)
def doors_are_the_only_doors(app_configs, **kwargs):
    """No other way in: Django's own password backend would let parties and system users log in."""
    errors = []
    if extra := set(settings.AUTHENTICATION_BACKENDS) - BACKENDS:
        errors.append(Error(f"AUTHENTICATION_BACKENDS opens other doors: {sorted(extra)}.", id="accounts.E001"))
    if missing := BACKENDS - set(settings.AUTHENTICATION_BACKENDS):
        errors.append(Error(f"AUTHENTICATION_BACKENDS lacks {sorted(missing)}.", id="accounts.E002"))
    if missing := MIDDLEWARE - set(settings.MIDDLEWARE):
        errors.append(Error(f"MIDDLEWARE lacks {sorted(missing)}.", id="accounts.E003"))
    if settings.ANONYMOUS_USER_NAME is not None:
        errors.append(
            Error("ANONYMOUS_USER_NAME must be None: guardian's anonymous user is no person.", id="accounts.E004")
        )
    return errors


@register(Tags.security)
def sessions_are_safe(app_configs, **kwargs):
    """A session cookie that scripts or plain HTTP can read is somebody else's login."""
    errors = []
    if not settings.SESSION_COOKIE_HTTPONLY or settings.SESSION_COOKIE_AGE > LONGEST_SESSION:
        errors.append(Error("Session cookies must be HTTP-only and live at most 12 hours.", id="accounts.E005"))
    if settings.SESSION_SERIALIZER.endswith("PickleSerializer"):
        errors.append(Error("SESSION_SERIALIZER must not be pickle: it runs what it reads.", id="accounts.E006"))
    if settings.PRODUCTION and not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        errors.append(Error("Cookies must be secure in production.", id="accounts.E007"))
    if settings.PRODUCTION and "MD5" in settings.PASSWORD_HASHERS[0]:
        errors.append(Error("PASSWORD_HASHERS begins with a test hasher.", id="accounts.E008"))
    if settings.PRODUCTION and settings.DEBUG:
        errors.append(Error("DEBUG shows settings and data to everybody.", id="accounts.E009"))
    return errors


@register(Tags.security)
def messages_leave_the_house(app_configs, **kwargs):
    """In production codes and links go to a gateway and a mail server, never into a log."""
    try:
        adapter = import_string(settings.SMS_ADAPTER)
    except ImportError as error:
        return [Error(f"SMS_ADAPTER cannot be imported: {error}.", id="accounts.E010")]
    errors = []
    if not callable(getattr(adapter, "send", None)):
        errors.append(Error("SMS_ADAPTER names a class without `send`.", id="accounts.E010"))
    if settings.PRODUCTION and isinstance(adapter, type) and issubclass(adapter, sms.Console):
        errors.append(
            Error("SMS_ADAPTER prints messages to the console: production needs a gateway.", id="accounts.E011")
        )
    if settings.PRODUCTION and isinstance(adapter, type) and issubclass(adapter, gateway.Gateway):
        errors += _gateway_is_safe()
    if settings.PRODUCTION and settings.EMAIL_BACKEND.rsplit(".", 2)[-2] in {"console", "filebased", "locmem"}:
        errors.append(Error("EMAIL_URL prints or keeps mails on this machine: set a mail server.", id="accounts.E012"))
    return errors


def _gateway_is_safe():
    """Codes and links cross a line that nobody reads, under a signature that nobody guesses, in the outbox's time."""
    errors = []
    if not settings.SMS_GATEWAY_ADDRESS.startswith("https://"):
        errors.append(Error("SMS_GATEWAY_ADDRESS must begin with https:// .", id="accounts.E017"))
    if not settings.SMS_GATEWAY_KEY_ID or len(settings.SMS_GATEWAY_SECRET) < SHORTEST_SECRET:
        errors.append(Error("SMS_GATEWAY_KEY_ID or _SECRET is missing or too short.", id="accounts.E018"))
    if not 0 < settings.SMS_GATEWAY_SECONDS <= LONGEST_SENDING:
        errors.append(Error("SMS_GATEWAY_SECONDS must be between 0 and 60.", id="accounts.E019"))
    return errors


@register(Tags.security)
def sqlite_is_immediate(app_configs, **kwargs):
    """Without IMMEDIATE and WAL SQLite loses 27 to 86 % of concurrent writes (measured with 16 writers)."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    options = database.get("OPTIONS", {})
    pragmas = options.get("init_command", "").replace(" ", "").upper()
    wanted = ("JOURNAL_MODE=WAL", "SYNCHRONOUS=FULL", "RECURSIVE_TRIGGERS=ON")
    if options.get("transaction_mode") != "IMMEDIATE" or any(pragma not in pragmas for pragma in wanted):
        return [Error("SQLite needs transaction_mode IMMEDIATE, WAL, FULL, recursive triggers.", id="accounts.E013")]
    return []


@register(Tags.database)
def nobody_reads_everything(app_configs, databases=None, **kwargs):
    """No superuser row, the constraint that forbids one, and both system actors."""
    if not databases or "default" not in databases:
        return []
    connection = connections["default"]
    with connection.cursor() as cursor:
        if User._meta.db_table not in connection.introspection.table_names(cursor):
            return []
        constraints = connection.introspection.get_constraints(cursor, User._meta.db_table)
    errors = []
    if User.objects.filter(is_superuser=True).exists():
        errors.append(Error("A superuser exists and would read every case: take the flag away.", id="accounts.E014"))
    if "no_superuser_reads_cases" not in constraints:
        errors.append(Error("The constraint against superusers is gone from the database.", id="accounts.E015"))
    # `migrate` runs this too: it must not stand in the way of the migration that makes them.
    made = MADE_BY in MigrationRecorder(connection).applied_migrations()
    found = User.objects.filter(kind=User.Kind.SYSTEM).values_list("username", flat=True)
    if made and (missing := SYSTEM_ACTORS - set(found)):
        errors.append(Error(f"System actors are missing: {sorted(missing)}.", id="accounts.E016"))
    return errors
