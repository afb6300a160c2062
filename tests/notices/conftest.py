"""What the notices' tests share: users with an inbox and a gateway that remembers."""

import pytest

from accounts.models import User
from tests.notices import adapters


@pytest.fixture
def reader(db):
    return User.objects.create_user("wang", name="王秀珍", kind="staff", email="wang@example.org")


@pytest.fixture
def sent(settings):
    """The text messages that went out, in order, as (number, text)."""
    settings.SMS_ADAPTER = "tests.notices.adapters.Memory"
    adapters.RECEIVED.clear()
    return adapters.RECEIVED
