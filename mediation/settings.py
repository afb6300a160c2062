"""The site's one settings file: every value that differs between places comes from the environment.

`MODE` is production unless said otherwise, and production refuses to start when a value is missing or unsafe.
`make demo` and `make run` set MODE=demo and keep their generated keys in var/; the tests set MODE=test.
"""

import warnings
from pathlib import Path

import environ
from csp.constants import SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
if (VAR_DIR / "demo.env").exists() and env.str("MODE", "production") == "demo":
    env.read_env(VAR_DIR / "demo.env")

MODE = env.str("MODE", "production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"MODE must be production, demo or test, not {MODE!r}.")
PRODUCTION = MODE == "production"
DEBUG = False


def required(name, *, otherwise):
    """The value of an environment variable; outside production `otherwise` stands in for a missing one."""
    if PRODUCTION:
        value = env.str(name, "")
        if not value:
            raise ImproperlyConfigured(f"{name} is not set. See README.md, “Deploying on one server”.")
        return value
    return env.str(name, otherwise)


SECRET_KEY = required("SECRET_KEY", otherwise="outside-production-only-" + "x" * 40)
# id:base64(32 bytes), comma separated; the first encrypts, the others still decrypt; `index` keys the blind indexes.
FIELD_KEYS = required(
    "FIELD_KEYS",
    otherwise="demo:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,index:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
)
ALLOWED_HOSTS = [h for h in required("ALLOWED_HOSTS", otherwise="127.0.0.1,localhost,testserver").split(",") if h]
MEDIA_ROOT = Path(required("MEDIA_ROOT", otherwise=str(VAR_DIR / "media")))
SITE_ADDRESS = required("SITE_ADDRESS", otherwise="http://127.0.0.1:8000")
# Printed as a QR on every paper: papers outlive a redesign of the addresses, so this one never changes.
VERIFY_ADDRESS = SITE_ADDRESS + "/verify/{code}/"
if PRODUCTION:
    if len(SECRET_KEY) < 50 or "outside-production" in SECRET_KEY:
        raise ImproperlyConfigured("SECRET_KEY must be at least 50 characters that nobody else knows.")
    if "AAAAAAAAAAAAAAAA" in FIELD_KEYS or "index:" not in FIELD_KEYS:
        raise ImproperlyConfigured("FIELD_KEYS needs keys of your own and one named “index”. See README.md.")
    if "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts; “*” lets anybody forge links.")
    if not SITE_ADDRESS.startswith("https://"):
        raise ImproperlyConfigured("SITE_ADDRESS must begin with https:// : parties sign in through it.")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "django.forms",
    "guardian",
    "csp",
    "encryption",
    "notices",
    "accounts",
    "organizations",
    "parties",
    "documents",
    "cases",
    "intake",
    "portal",
    "mediation",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.language.Languages",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.middleware.PrivatePages",
    "mediation.arrivals.Arrivals",
]

ROOT_URLCONF = "mediation.urls"
WSGI_APPLICATION = "mediation.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.page",
                "cases.navigation.navigation",
            ],
        },
    }
]
FORM_RENDERER = "mediation.forms.Renderer"

# --- database: SQLite in var/ unless DATABASE_URL names a PostgreSQL ---------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'mediation.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock at the start of a transaction: it is what select_for_update is on PostgreSQL.
    # FULL survives a power cut; recursive_triggers lets the append-only triggers see INSERT OR REPLACE.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA recursive_triggers=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- accounts ---------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "accounts.backends.StaffBackend",
    "accounts.backends.InvitationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if MODE == "test"
    else ["django.contrib.auth.hashers.Argon2PasswordHasher"]
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "cases:workbench"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 63072000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "mediation.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}
PERMISSIONS_POLICY = {"camera": ["self"], "microphone": [], "geolocation": ["self"], "interest-cohort": []}

# --- language and time ------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English"), ("ru", "Русский")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# --- files ------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# The tests read static files where they lie, so that none needs a collectstatic first.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = MODE == "test"
DOCUMENT_FONTS = VAR_DIR / "fonts"
UPLOAD_LIMIT = 20 * 1024 * 1024  # bytes; one file (security.md: below the scanner's own limit)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- what is sent -----------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "mediation@localhost")
SMS_ADAPTER = env.str("SMS_ADAPTER", "notices.sms.Console")
if PRODUCTION and SMS_ADAPTER == "notices.sms.Console":
    raise ImproperlyConfigured("SMS_ADAPTER prints messages to the console: production needs a gateway.")
SMS_GATEWAY_ADDRESS = env.str("SMS_GATEWAY_ADDRESS", "")
SMS_GATEWAY_KEY_ID = env.str("SMS_GATEWAY_KEY_ID", "")
SMS_GATEWAY_SECRET = env.str("SMS_GATEWAY_SECRET", "")
SMS_GATEWAY_SECONDS = env.float("SMS_GATEWAY_SECONDS", 20)  # for one message; the outbox allows 60
if PRODUCTION and SMS_ADAPTER == "notices.gateway.Gateway":
    if not SMS_GATEWAY_ADDRESS.startswith("https://"):
        raise ImproperlyConfigured("SMS_GATEWAY_ADDRESS must begin with https:// : codes and links go through it.")
    if not SMS_GATEWAY_KEY_ID or len(SMS_GATEWAY_SECRET) < 32:
        raise ImproperlyConfigured("SMS_GATEWAY_KEY_ID and SMS_GATEWAY_SECRET (32 characters or more) are not set.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
    # The path of a refused request holds the token where it was a party's link.
    "filters": {"links": {"()": "portal.logs.WithoutTokens"}},
    "loggers": {name: {"filters": ["links"]} for name in ("django.request", "django.security.csrf")},
}

# django-fsm 3.x announces at import that its maintainers have moved on; docs/decisions/ says why it stays.
warnings.filterwarnings("ignore", message=".*django-fsm.*", category=UserWarning)
