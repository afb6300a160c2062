"""E-mail as a real server receives it: every kind of mail, and what its refusals mean."""

from datetime import timedelta

import pytest

from accounts import administration, passwords
from notices import outbox
from tests.notices.smtp import calendar_of

pytestmark = pytest.mark.django_db


def mail(key="k1", **changes):
    facts = {
        "kind": "t",
        "channel": "email",
        "address": "wang@example.org",
        "subject": "题目，开会",
        "body": "明天九点。",
    }
    return outbox.post(key=key, **(facts | changes))


def after(message):
    message.refresh_from_db()
    return message.state, message.attempts, message.last_error


def test_a_mail_arrives_as_it_was_written(mail_server, settings):
    message = mail()
    assert outbox.deliver() == 1
    received = mail_server.received[0]
    assert received["To"] == "wang@example.org"
    assert received["From"] == settings.DEFAULT_FROM_EMAIL
    assert received["Subject"] == "题目，开会"
    assert received.get_content().strip() == "明天九点。"
    assert received["Auto-Submitted"] == "auto-generated"
    assert after(message) == ("sent", 1, "")


def test_a_mail_with_a_calendar_file_carries_it_unchanged(mail_server):
    text = "BEGIN:VCALENDAR\r\nX-LONG:" + "会" * 20 + "\r\nEND:VCALENDAR\r\n"
    mail(calendar=text)
    outbox.deliver()
    received = mail_server.received[0]
    assert calendar_of(received) == text
    assert received.get_body().get_content().strip() == "明天九点。"


def test_a_temporary_password_arrives_and_stays_nowhere(mail_server, reader):
    passwords.send_temporary(reader)
    message = outbox.Message.objects.get(kind="temporary_password")
    assert outbox.deliver() == 1
    words = mail_server.received[0].get_content()
    assert words.startswith("临时密码：")
    message.refresh_from_db()
    assert (message.subject, message.body) == ("", "")
    reader.refresh_from_db()
    assert reader.check_password(words.partition("：")[2].partition("，")[0])


def test_a_changed_address_is_told_to_the_old_one(mail_server, reader):
    reader.email = "new@example.org"
    administration.correct_account(reader)
    outbox.deliver()
    assert [(m["To"], m["Subject"]) for m in mail_server.received] == [("wang@example.org", "您的登录联系方式改了")]


def test_a_mailbox_that_does_not_exist_is_not_tried_again(mail_server):
    mail_server.unknown.add("wang@example.org")
    message = mail()
    assert outbox.deliver() == 0
    assert after(message) == ("failed", 1, "mail server: 550")


@pytest.mark.parametrize("answer", ["451 later", "554 looks like spam to me"])
def test_a_server_that_refuses_is_asked_again_and_recognises_the_mail(answer, mail_server, clock):
    mail_server.plan.append(answer)
    message = mail()
    assert outbox.deliver() == 0
    assert after(message) == ("waiting", 1, "SMTPDataError")
    clock.shift(timedelta(minutes=2))
    mail_server.plan.append(None)
    assert outbox.deliver() == 1
    mail("k2")
    outbox.deliver()
    first, second = [received["Message-ID"] for received in mail_server.received]
    assert first != second
    assert "k1" not in first


def test_a_subject_cannot_write_headers_of_its_own(mail_server):
    message = mail(subject="a\nBcc: other@example.org")
    assert outbox.deliver() == 0
    assert after(message)[0] == "waiting"
    assert mail_server.received == []
