"""A meeting in the calendar: the mediator's mail, the downloads, and what a protected person's file does not say."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import User
from cases import engine
from cases.models import Case, Session
from notices import outbox
from notices.models import Message
from organizations.models import Organization
from parties.models import Party
from tests import factories
from tests.cases.pages import browser, text_of
from tests.notices import smtp
from tests.notices.conftest import mail_server  # noqa: F401 -- a fixture
from tests.notices.ics_reading import values
from tests.personas import persona
from tests.portal.conftest import come_in, slip  # noqa: F401 -- fixtures

PLACE = "新港社区矛盾调解室"


@pytest.fixture
def arranged(sanya):
    """A case with a meeting on Monday at nine, arranged by the clerk; its mediator has a mailbox."""
    User.objects.filter(pk=persona("silver_mediator").pk).update(email="ke@example.org")
    Organization.objects.filter(pk=factories.mediating().organization_id).update(phone="0898-12345678")
    case = Case.objects.get()
    monday = timezone.now() + dt.timedelta(days=3)
    engine.take(case, "schedule_session", by=persona("clerk"), starts_at=monday, place=PLACE)
    return case


def private_words(case):
    """What no calendar file may say: names, numbers, addresses, the matter."""
    people = Party.objects.filter(participation__dispute=case.dispute)
    words = {value for one in people for value in (one.name, one.phone, one.address)}
    return {word for word in words | {case.dispute.title, case.number, str(case.uid)} if word}


def test_the_mediator_gets_the_meeting_by_mail(arranged, mail_server):  # noqa: F811
    outbox.deliver()
    (mail,) = mail_server.received
    assert mail["To"] == "ke@example.org"
    assert mail["Subject"] == "约好了一次调解：11月23日"
    event = values(smtp.calendar_of(mail))
    assert (event["DTSTART"], event["LOCATION"], event["SUMMARY"]) == ("20261123T090000", PLACE, "调解")
    assert event["DESCRIPTION"] == "有疑问请打0898-12345678。"
    whole = smtp.calendar_of(mail)
    assert not {word for word in private_words(arranged) if word in whole}
    names = private_words(arranged) - {str(arranged.uid)}
    assert not {word for word in names if word in mail.get_body().get_content() + mail["Subject"]}


def test_a_mediator_who_arranges_it_himself_gets_the_mail_too_but_no_reminder(sanya):
    User.objects.filter(pk=persona("silver_mediator").pk).update(email="ke@example.org")
    case = factories.mediating()
    when = timezone.now() + dt.timedelta(days=3)
    engine.take(case, "schedule_session", by=case.mediator, starts_at=when, place=PLACE)
    rows = Message.objects.filter(kind="schedule_session", user=case.mediator)
    assert list(rows.values_list("channel", flat=True)) == ["email"]


def test_a_meeting_that_is_over_is_not_put_into_a_calendar(sanya):
    User.objects.filter(pk=persona("silver_mediator").pk).update(email="ke@example.org")
    factories.talked()
    assert not Message.objects.filter(channel="email").exists()


def test_staff_and_party_take_the_same_appointment(arranged, client, come_in):  # noqa: F811
    session = Session.objects.get()
    answer = browser("silver_mediator").get(f"/cases/{arranged.uid}/sessions/{session.pk}.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert answer["Content-Disposition"] == 'attachment; filename="appointment.ics"'
    come_in(client, arranged)
    page = client.get(f"/my/{arranged.uid}/")
    assert f"/my/{arranged.uid}/sessions/{session.pk}.ics" in page.content.decode()
    own = client.get(f"/my/{arranged.uid}/sessions/{session.pk}.ics")
    assert values(own.content.decode()) == values(answer.content.decode())
    assert "放进日历" in text_of(browser("silver_mediator").get(f"/cases/{arranged.uid}/records/"))


def test_a_protected_persons_file_names_neither_mediation_nor_place(arranged, client, come_in):  # noqa: F811
    guest = arranged.dispute.participations.order_by("position").first()
    Party.objects.filter(pk=guest.party_id).update(safe_contact=True)
    session = Session.objects.get()
    come_in(client, arranged)
    text = client.get(f"/my/{arranged.uid}/sessions/{session.pk}.ics").content.decode()
    event = values(text)
    assert (event["SUMMARY"], event["DTSTART"]) == ("预约", "20261123T090000")
    assert "LOCATION" not in event
    assert "调解" not in text


def test_another_cases_meeting_is_not_there(arranged, client, come_in):  # noqa: F811
    other = factories.mediating(title="别家的纠纷")
    when = timezone.now() + dt.timedelta(days=4)
    engine.take(other, "schedule_session", by=other.mediator, starts_at=when, place=PLACE)
    session = other.sessions.get()
    assert browser("silver_mediator").get(f"/cases/{arranged.uid}/sessions/{session.pk}.ics").status_code == 404
    come_in(client, arranged)
    assert client.get(f"/my/{arranged.uid}/sessions/{session.pk}.ics").status_code == 404
