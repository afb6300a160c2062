"""What the office sees of what was sent: to whom, when, whether it arrived; never words, codes, whole numbers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import invitations
from accounts.models import User
from cases import deliveries, engine, ticking
from cases.models import Case
from notices import outbox
from notices.models import Message
from parties.models import Party
from tests import factories
from tests.cases.pages import browser, text_of
from tests.notices import adapters
from tests.personas import persona

PLACE = "新港社区矛盾调解室"
CHEN, LI = factories.CHEN["phone"], factories.LI["phone"]


@pytest.fixture
def case(sanya):
    """A case whose parties were texted of a meeting that is still to come; nothing has left yet."""
    found = factories.mediating()
    when = timezone.now() + timedelta(days=3)
    engine.take(found, "schedule_session", by=found.mediator, starts_at=when, place=PLACE)
    return Case.objects.get(pk=found.pk)


def page(case, name="clerk"):
    return browser(name).get(f"/cases/{case.uid}/deliveries/")


def meeting(case):
    """The text about the meeting to the first party."""
    return Message.objects.filter(kind="schedule_session", channel="sms").order_by("pk").first()


def fail(settings, case, adapter="WrongNumber"):
    """Every message of the case that waits is refused for good."""
    settings.SMS_ADAPTER = f"tests.notices.adapters.{adapter}"
    outbox.deliver()
    return meeting(case)


def again(case, message, name="clerk"):
    return browser(name).post(f"/cases/{case.uid}/deliveries/{message.pk}/again/", follow=True)


def test_the_office_reads_to_whom_when_and_whether_it_arrived(case, settings):
    settings.SMS_ADAPTER = "tests.notices.adapters.Memory"
    said = text_of(page(case))
    assert "约调解： 陈玉㛃 短信 138****2046 · 11月20日09:00 等着发" in said
    outbox.deliver()
    assert "约调解： 陈玉㛃 短信 138****2046 · 11月20日09:00 发出去了" in text_of(page(case))
    assert "发出的消息" in text_of(browser("clerk").get(f"/cases/{case.uid}/log/"))


def test_neither_words_nor_codes_nor_whole_numbers_stand_on_the_page(case):
    guest = case.dispute.participations.order_by("position").first()
    token = invitations.invite(guest.user, label="新港社区", valid_for=timedelta(days=1))
    invitations.send_code(invitations.find(token), phone=CHEN, request_key="a browser")
    code = Message.objects.get(kind="one_time_code").body
    said = page(case).content.decode()
    assert "验证码" in said
    assert not any(word in said for word in (CHEN, LI, code, PLACE, "已约好调解", "有疑问"))
    digits = "".join(sign for sign in code if sign.isdigit())[:6]
    assert digits not in said


def test_another_bodys_cases_messages_are_not_there(case):
    other = factories.mediating(title="别家的纠纷")
    assert not Message.objects.filter(about="", user__participation__isnull=False).exists()
    lines = page(case).context["lines"]
    assert {line.pk for line in lines} <= set(outbox.about(str(case.uid)).values_list("pk", flat=True))
    assert not {line.pk for line in lines} & set(outbox.about(str(other.uid)).values_list("pk", flat=True))


@pytest.mark.parametrize("name", ["silver_mediator", "bureau", "grid_worker", "head_elsewhere", "admin", "auditor"])
def test_nobody_but_the_office_of_the_body_sees_it_or_sends_again(case, name, settings):
    message = fail(settings, case)
    assert page(case, name).status_code == 404
    assert again(case, message, name).status_code == 404
    message.refresh_from_db()
    assert message.state == "failed"


def test_what_failed_for_good_is_listed_for_the_office_alone(case, settings):
    assert "没有。发出的消息都到了。" in text_of(browser("head").get("/cases/undelivered/"))
    fail(settings, case)
    said = text_of(browser("head").get("/cases/undelivered/"))
    assert str(case.dispute.title) in said
    assert "这个号码或邮箱收不到，请核对后再发。" in said
    assert CHEN not in said
    assert str(case.dispute.title) not in text_of(browser("head_elsewhere").get("/cases/undelivered/"))
    assert "有没有没发到的消息" in text_of(browser("head").get("/workbench/"))


def test_a_failed_text_goes_again_to_the_number_that_is_on_file_now(case, settings, sanya):
    message = fail(settings, case)
    party = case.dispute.participations.order_by("position").first().party
    party.phone = "13900009999"
    party.save()
    assert "好了，马上再发" in text_of(again(case, message))
    settings.SMS_ADAPTER = "tests.notices.adapters.Memory"
    adapters.RECEIVED.clear()
    assert outbox.deliver() == 1
    assert [number for number, _text in adapters.RECEIVED] == ["13900009999"]
    entry = Case.objects.get(pk=case.pk).entries.order_by("-place").first()
    assert (entry.step, entry.actor, entry.audience) == ("resend_message", persona("clerk"), "office")
    assert "13900009999" not in str(entry.facts)


def test_a_text_is_not_sent_again_twice_nor_while_it_waits(case, settings):
    message = meeting(case)
    assert "这一条不能再发" in text_of(again(case, message))
    fail(settings, case)
    again(case, message)
    assert "这一条不能再发" in text_of(again(case, message))
    assert Case.objects.get(pk=case.pk).entries.filter(step="resend_message").count() == 1


def test_who_is_protected_by_now_gets_a_neutral_text(case, settings):
    message = fail(settings, case)
    Party.objects.filter(participation__user=message.user_id).update(safe_contact=True)
    again(case, message)
    message.refresh_from_db()
    assert (message.state, message.body) == ("waiting", "您有一份材料待查看。")


def test_who_has_left_or_has_no_mobile_gets_none(case, settings):
    message = fail(settings, case)
    party = case.dispute.participations.get(user=message.user_id).party
    party.phone = "0898-88001122"
    party.save()
    assert "没有登记能收短信的手机" in text_of(again(case, message))
    party.phone = CHEN
    party.save()
    case.dispute.participations.filter(user=message.user_id).update(left_at=timezone.now())
    assert "没有登记能收短信的手机" in text_of(again(case, message))


def test_a_mail_goes_again_to_the_mailbox_of_today(case, settings):
    mediator = case.mediator
    outbox.post(key="m", kind="schedule_session", about=str(case.uid), channel="email", user=mediator,
                address="old@example.org", body="正文")  # fmt: skip
    Message.objects.filter(key="m").update(state="failed", attempts=1, last_error="mail server: 550")
    User.objects.filter(pk=mediator.pk).update(email="new@example.org")
    said = text_of(page(case))
    assert "电子邮件 o****@example.org" in said
    message = Message.objects.get(key="m")
    again(case, message)
    message.refresh_from_db()
    assert (message.state, message.address, message.body) == ("waiting", "new@example.org", "正文")


def test_a_message_of_another_case_or_a_link_cannot_be_sent_again_from_here(case, settings):
    other = factories.mediating(title="别家的纠纷")
    message = fail(settings, case)
    assert again(other, message).status_code == 404
    link = outbox.post(
        key="l", kind="invitation", about=str(case.uid), channel="sms", address=CHEN, body="x", secret=True
    )
    outbox.deliver()
    assert "这一条不能再发" in text_of(again(case, link))
    assert browser("clerk").get(f"/cases/{case.uid}/deliveries/{message.pk}/again/").status_code == 405


def test_a_number_never_reaches_the_other_side(case, settings):
    settings.SMS_ADAPTER = "tests.notices.adapters.Memory"
    adapters.RECEIVED.clear()
    outbox.deliver()
    for own, others in ((CHEN, (LI, factories.LI["address"])), (LI, (CHEN, factories.CHEN["address"]))):
        texts = [text for number, text in adapters.RECEIVED if number == own]
        assert texts
        assert not [text for text in texts for secret in others if secret in text]


def test_the_page_asks_a_constant_number_of_queries(case, django_assert_max_num_queries):
    client = browser("clerk")
    client.get(f"/cases/{case.uid}/deliveries/")
    for number in range(50):
        outbox.post(key=f"q{number}", kind="accept", about=str(case.uid), channel="sms", user=case.mediator,
                    address=CHEN, body="x")  # fmt: skip
    with django_assert_max_num_queries(20):
        client.get(f"/cases/{case.uid}/deliveries/")


def inbox_words(name):
    return [message.body for message in outbox.inbox(persona(name)) if message.kind == "undelivered"]


def test_the_office_and_the_mediator_hear_once_of_each_text_that_failed_for_good(case, settings, sanya):
    assert deliveries.tell_offices() == 0
    message = fail(settings, case)
    failed = Message.objects.filter(state="failed").count()
    assert deliveries.tell_offices() == 3 * failed  # two clerks and the mediator
    assert deliveries.tell_offices() == 0
    assert "给陈玉㛃的消息没有发到，请打电话告诉本人。" in inbox_words("clerk")
    assert len(inbox_words("silver_mediator")) == failed
    assert inbox_words("head") == inbox_words("clerk_elsewhere") == []
    links = {row.link for row in Message.objects.filter(kind="undelivered")}
    assert links == {f"/cases/{case.uid}/deliveries/", f"/cases/{case.uid}/"}
    sanya.shift(timedelta(hours=1))
    again(case, message)
    outbox.deliver()
    assert deliveries.tell_offices() == 3


def test_the_clock_tells_of_failures_too(case, settings):
    fail(settings, case)
    _acts, warnings = ticking.tick()
    assert warnings >= 3
    assert ticking.tick() == (0, 0)


def test_an_old_failure_is_not_told_any_more(case, settings, sanya):
    fail(settings, case)
    sanya.shift(timedelta(days=8))
    assert deliveries.tell_offices() == 0
