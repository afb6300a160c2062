"""What the accounts' tests share: users of each kind, an invitation with its token, texts that were sent."""

from datetime import timedelta

import pytest

from accounts import invitations
from accounts.models import User
from notices import outbox
from tests.notices import adapters

PASSWORD = "四把钥匙 open one door"
PHONE = "13800005678"


@pytest.fixture
def pages(settings, clock):
    """The site with two pages that tell whose session it is; a login without `next` leads to the private one."""
    settings.ROOT_URLCONF = "tests.accounts.urls"
    settings.LOGIN_REDIRECT_URL = "/who/"


@pytest.fixture
def staff(db, clock):
    return User.objects.create_user("wang", name="王秀珍", kind="staff", password=PASSWORD)


@pytest.fixture
def party(db, clock):
    return User.objects.create_user("party-1", name="陈玉兰", kind="party")


@pytest.fixture
def token(party):
    return invitations.invite(party, label="新港社区人民调解委员会", valid_for=timedelta(days=30))


@pytest.fixture
def invitation(token):
    return invitations.find(token)


@pytest.fixture
def texts(settings):
    """A function that delivers the outbox and gives the text messages that went out since, as (number, text)."""
    settings.SMS_ADAPTER = "tests.notices.adapters.Memory"

    def delivered():
        adapters.RECEIVED.clear()
        outbox.deliver()
        return list(adapters.RECEIVED)

    return delivered
