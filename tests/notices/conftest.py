"""What the notices' tests share: users with an inbox and a gateway that remembers."""

import pytest

from accounts.models import User
from tests.notices import adapters, smtp


@pytest.fixture
def reader(db):
    return User.objects.create_user("wang", name="王秀珍", kind="staff", email="wang@example.org")


@pytest.fixture
def sent(settings):
    """The text messages that went out, in order, as (number, text)."""
    settings.SMS_ADAPTER = "tests.notices.adapters.Memory"
    adapters.RECEIVED.clear()
    return adapters.RECEIVED


@pytest.fixture
def mail_server(settings):
    """A real SMTP server to which the site's mail goes."""
    with smtp.serving() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server
