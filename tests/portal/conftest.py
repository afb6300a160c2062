"""What these tests share: 新港社区 on a fixed day, text messages that arrive in a list, and coming in by a link."""

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session

from accounts import invitations
from notices import outbox
from portal import inviting
from tests.notices import adapters
from tests.personas import persona


@pytest.fixture
def texts(settings):
    """A function that delivers the outbox and gives what went out since as (number, text)."""
    settings.SMS_ADAPTER = "tests.notices.adapters.Memory"

    def delivered():
        adapters.RECEIVED.clear()
        outbox.deliver()
        return list(adapters.RECEIVED)

    return delivered


@pytest.fixture
def slip():
    """A function that prints a slip for one side of a case and gives (path of its link, its code)."""

    def printed(case, guest=None):
        guest = guest or sides(case)[0]
        invited = inviting.invite_participation(case, guest, persona("head"), by_sms=False)
        return invited.link.partition("127.0.0.1:8000")[2] or invited.link, invited.slip_code

    return printed


@pytest.fixture
def come_in(slip):
    """A function that lets a browser in as one side of a case, through the pages, and gives the browser."""

    def through(client, case, guest=None):
        link, code = slip(case, guest)
        answer = client.post(f"{link}code/", {"code": code})
        assert answer.status_code == 302, answer.content.decode()
        return client

    return through


def sides(case):
    """The participations of a case's dispute in order."""
    return list(case.dispute.participations.order_by("position").select_related("party", "user"))


def row_counts():
    """How many rows each table has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def everything_stored():
    """Every value of every table as one text, encrypted columns and sessions opened."""
    rows = [str(list(model._default_manager.values())) for model in apps.get_models()]
    return "\n".join([*rows, *(str(session.get_decoded()) for session in Session.objects.all())])


def invitation_of(link):
    """The invitation behind the path of a link."""
    return invitations.find(link.strip("/").split("/")[1])
