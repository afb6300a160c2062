"""A body's quiet hours on the road of a case, its administrator's rows, and the daily mail of warnings."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import User
from cases import daily, engine, quiet, ticking
from cases.models import QuietHours
from notices import daily as mails
from notices.models import Message
from notices.quiet import Quiet
from organizations.models import Organization
from tests import factories
from tests.cases.pages import browser, text_of
from tests.conftest import SHANGHAI
from tests.personas import persona

MORNING = dt.datetime(2026, 11, 21, 8, tzinfo=SHANGHAI)
PLACE = "新港社区矛盾调解室"


@pytest.fixture
def night(sanya):
    """A case in mediation; it is ten in the evening."""
    case = factories.mediating()
    sanya.move_to(dt.datetime(2026, 11, 20, 22, tzinfo=SHANGHAI))
    return case


def texts(kind):
    return list(Message.objects.filter(channel="sms", kind=kind))


def arrange(case, **ahead):
    when = timezone.now() + dt.timedelta(**ahead)
    engine.take(case, "schedule_session", by=case.mediator, starts_at=when, place=PLACE)
    return texts("schedule_session")


def test_a_text_of_the_night_waits_for_the_morning(night):
    assert {message.due_at for message in arrange(night, days=3)} == {MORNING}


def test_a_text_about_tomorrow_morning_leaves_at_once(night):
    assert {message.due_at for message in arrange(night, hours=11)} == {timezone.now()}


def test_a_body_has_its_own_quiet_hours(night):
    QuietHours.objects.create(organization=night.organization, starts=dt.time(23), ends=dt.time(7))
    assert {message.due_at for message in arrange(night, days=3)} == {timezone.now()}
    other = Organization.objects.exclude(pk=night.organization_id).first()
    assert quiet.hours_of(other) == Quiet(dt.time(21), dt.time(8))


def test_what_is_general_is_a_row_too(night):
    QuietHours.objects.filter(organization=None).update(ends=dt.time(9, 30))
    assert {message.due_at for message in arrange(night, days=3)} == {MORNING + dt.timedelta(minutes=90)}


def test_a_link_waits_and_the_page_says_so_but_a_code_does_not(night):
    guest = night.dispute.participations.order_by("position").first()
    office = browser("head")
    page = office.get(f"/cases/{night.uid}/invite/{guest.pk}/")
    once = page.context["form"]["once"].value()
    answer = office.post(
        f"/cases/{night.uid}/invite/{guest.pk}/", {"way": "sms", "guest": "party", "once": once}, follow=True
    )
    assert "夜里不发短信。链接08:00发到" in text_of(answer)
    (link,) = texts("invitation")
    assert link.due_at == MORNING


def test_an_administrator_keeps_the_hours_and_nobody_else(night):
    admin = browser("admin")
    assert "夜间不发短信" in text_of(admin.get("/admin/"))
    general = QuietHours.objects.get()
    assert admin.get("/admin/cases/quiethours/").status_code == 200
    own = {"organization": night.organization_id, "starts": "20:00", "ends": "09:00"}
    assert admin.post("/admin/cases/quiethours/add/", own).status_code == 302
    assert quiet.hours_of(night.organization) == Quiet(dt.time(20), dt.time(9))
    assert "已经有一行了" in text_of(admin.post("/admin/cases/quiethours/add/", own))
    assert "已经有一行了" in text_of(admin.post("/admin/cases/quiethours/add/", own | {"organization": ""}))
    assert admin.post(f"/admin/cases/quiethours/{general.pk}/delete/", {"post": "yes"}).status_code == 403
    assert browser("head").get("/admin/cases/quiethours/").status_code in (302, 403, 404)


def test_the_daily_mail_comes_on_working_days_at_half_past_eight(sanya):
    head = persona("head")
    User.objects.filter(pk=head.pk).update(email="zhou@example.org")
    case = factories.mediating()
    mails.choose(head, True)
    sanya.move_to(dt.datetime(2027, 1, 4, 7, tzinfo=SHANGHAI))  # the term ran out; a Monday
    ticking.tick()
    mediator = case.mediator
    User.objects.filter(pk=mediator.pk).update(email="ke@example.org")
    mails.choose(mediator, True)
    assert daily.send_due() == 0
    sanya.move_to(dt.datetime(2027, 1, 4, 8, 30, tzinfo=SHANGHAI))
    assert daily.send_due() >= 1
    assert daily.send_due() == 0
    sanya.move_to(dt.datetime(2027, 1, 9, 10, tzinfo=SHANGHAI))  # a Saturday
    assert daily.send_due() == 0
    mail = Message.objects.filter(kind="daily_mail").first()
    assert case.dispute.title not in mail.body + mail.subject
