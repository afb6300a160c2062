"""The outbox: nothing is sent twice, nothing is given up silently, no secret stays behind."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from notices import outbox
from notices.models import Message

pytestmark = pytest.mark.django_db

PHONE = "13800005678"


def text_message(key="k1", **changes):
    facts = {"kind": "test", "channel": "sms", "address": PHONE, "body": "请看协议"}
    return outbox.post(key=key, **(facts | changes))


def stored_row(message):
    """The row's columns as the database has them, without the fields' decryption."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notices_message WHERE id = %s", [message.pk])
        return " ".join(str(value) for value in cursor.fetchone())


def test_a_message_is_sent_once_however_often_it_is_posted(sent):
    first = text_message()
    again = text_message(body="另一句话")
    assert again.pk == first.pk
    assert outbox.deliver() == 1
    assert outbox.deliver() == 0
    assert sent == [(PHONE, "请看协议")]
    first.refresh_from_db()
    assert (first.state, first.attempts, bool(first.sent_at)) == ("sent", 1, True)


def test_address_and_text_are_unreadable_in_the_database():
    message = outbox.post(key="k1", kind="t", channel="email", address="chen@example.org", subject="题目", body="正文")
    row = stored_row(message)
    assert not any(text in row for text in ("chen@example.org", "题目", "正文"))
    message.refresh_from_db()
    assert (message.address, message.subject, message.body) == ("chen@example.org", "题目", "正文")


def test_an_email_goes_to_the_user_who_has_one(reader):
    outbox.post(key="k1", kind="t", channel="email", user=reader, subject="开会", body="明天九点")
    assert outbox.deliver() == 1
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [(["wang@example.org"], "开会", "明天九点")]


def test_a_secret_message_is_erased_once_it_is_sent(sent):
    message = text_message(body="验证码123456", subject="s", link="https://example.org/p/token", secret=True)
    outbox.deliver()
    assert sent == [(PHONE, "验证码123456")]
    message.refresh_from_db()
    assert (message.state, message.body, message.subject, message.link) == ("sent", "", "", "")


def test_a_secret_message_is_erased_when_it_is_given_up(settings, clock):
    settings.SMS_ADAPTER = "tests.notices.adapters.Down"
    message = text_message(secret=True)
    for _try in range(8):
        outbox.deliver()
        clock.shift(timedelta(hours=3))
    message.refresh_from_db()
    assert (message.state, message.body) == ("failed", "")


def test_the_database_refuses_a_sent_secret_that_still_has_its_text(sent):
    message = text_message(secret=True)
    outbox.deliver()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(body="还在")


def test_a_message_waits_for_its_hour(sent, clock):
    text_message(not_before=timezone.now() + timedelta(hours=11))
    assert outbox.deliver() == 0
    clock.shift(timedelta(hours=11, seconds=1))
    assert outbox.deliver() == 1


def test_a_message_that_comes_too_late_is_not_sent(sent, clock):
    message = text_message(secret=True, not_after=timezone.now() + timedelta(minutes=10))
    clock.shift(timedelta(minutes=11))
    assert outbox.deliver() == 0
    message.refresh_from_db()
    assert (message.state, message.last_error, message.body, sent) == ("failed", "too late", "", [])


def test_a_failed_try_is_repeated_later_and_later(settings, clock):
    settings.SMS_ADAPTER = "tests.notices.adapters.Down"
    message = text_message()
    waits = []
    for _try in range(7):
        outbox.deliver()
        message.refresh_from_db()
        assert message.state == "waiting"
        waits.append((message.next_try_at - timezone.now()) / timedelta(minutes=1))
        assert outbox.deliver() == 0
        clock.move_to(message.next_try_at + timedelta(seconds=1))
    assert waits == [1, 2, 4, 8, 16, 32, 64]
    outbox.deliver()
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("failed", 8)
    clock.shift(timedelta(days=2))
    assert outbox.deliver() == 0
    assert list(outbox.stuck()) == [message]


def test_the_reason_kept_and_logged_holds_neither_number_nor_text(settings, caplog):
    settings.SMS_ADAPTER = "tests.notices.adapters.Down"
    message = text_message(body="给陈玉兰")
    outbox.deliver()
    message.refresh_from_db()
    assert message.last_error == "ConnectionError"
    assert PHONE not in caplog.text
    assert "陈玉兰" not in caplog.text
    settings.SMS_ADAPTER = "tests.notices.adapters.Refusing"
    other = text_message("k2")
    outbox.deliver()
    other.refresh_from_db()
    assert other.last_error == "quota used up"


def test_one_bad_message_does_not_hold_up_the_others(sent, settings):
    unreadable = text_message("k1")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE notices_message SET body = 'touched' WHERE id = %s", [unreadable.pk])
    text_message("k2", body="第二条")
    assert outbox.deliver() == 1
    assert sent == [(PHONE, "第二条")]
    assert Message.objects.only("last_error").get(pk=unreadable.pk).last_error == "Undecipherable"


def test_a_claim_whose_worker_died_is_taken_over_after_five_minutes(sent, clock):
    message = text_message()
    Message.objects.filter(pk=message.pk).update(state="sending", claimed_at=timezone.now(), attempts=1)
    clock.shift(timedelta(minutes=4, seconds=59))
    assert outbox.deliver() == 0
    clock.shift(timedelta(seconds=1))
    assert outbox.deliver() == 1
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("sent", 2)


def test_a_worker_that_comes_back_late_does_not_undo_what_another_did(clock):
    message = text_message()
    Message.objects.filter(pk=message.pk).update(state="sent", attempts=2, sent_at=timezone.now())
    outbox._put_back(message.pk, 1, "TimeoutError")
    message.refresh_from_db()
    assert message.state == "sent"


def test_a_last_try_that_never_came_back_is_failed_and_listed(sent, clock):
    message = text_message(secret=True)
    Message.objects.filter(pk=message.pk).update(state="sending", claimed_at=timezone.now(), attempts=8)
    clock.shift(timedelta(minutes=6))
    assert outbox.deliver() == 0
    message.refresh_from_db()
    assert (message.state, message.last_error, message.body) == ("failed", "no answer", "")
    assert [m.key for m in outbox.stuck()] == ["k1"]


def test_what_is_an_hour_late_is_listed_as_stuck(clock):
    text_message()
    text_message("later", not_before=timezone.now() + timedelta(hours=2))
    clock.shift(timedelta(minutes=59))
    assert not outbox.stuck().exists()
    clock.shift(timedelta(minutes=2))
    assert [message.key for message in outbox.stuck()] == ["k1"]


def test_a_failed_message_can_be_tried_again_but_an_erased_one_cannot(sent, clock):
    plain, secret = text_message("plain"), text_message("secret", secret=True)
    Message.objects.filter(pk=plain.pk).update(state="failed", attempts=8)
    Message.objects.filter(pk=secret.pk).update(state="failed", attempts=8, body="", link="", subject="")
    assert outbox.try_again(plain)
    assert not outbox.try_again(secret)
    assert not outbox.try_again(plain)
    outbox.deliver()
    assert len(sent) == 1


def test_an_inbox_shows_its_own_messages_newest_first_and_counts_the_unread(reader, django_user_model, clock):
    other = django_user_model.objects.create_user("zhou", name="周德海", kind="staff")
    for number in (1, 2):
        outbox.post(key=f"k{number}", kind="t", channel="in_app", user=reader, subject=f"第{number}条", link="/a/")
        clock.shift(timedelta(minutes=1))
    later = timezone.now() + timedelta(hours=1)
    outbox.post(key="later", kind="t", channel="in_app", user=reader, subject="以后", not_before=later)
    outbox.post(key="other", kind="t", channel="in_app", user=other, subject="别人的")
    assert [message.subject for message in outbox.inbox(reader)] == ["第2条", "第1条"]
    assert outbox.unread_count(reader) == 2
    outbox.mark_read(reader, outbox.inbox(reader)[0].pk)
    assert outbox.unread_count(reader) == 1
    outbox.mark_read(reader, outbox.inbox(other)[0].pk)
    assert outbox.unread_count(other) == 1
    outbox.mark_read(reader)
    assert (outbox.unread_count(reader), outbox.unread_count(other)) == (0, 1)
    clock.shift(timedelta(hours=2))
    outbox.deliver()
    assert outbox.inbox(reader)[0].subject == "以后"


@pytest.mark.parametrize(
    "facts",
    [
        {"channel": "fax", "address": "1"},
        {"channel": "sms"},
        {"channel": "email"},
        {"channel": "in_app"},
        {"channel": "in_app", "secret": True},
        {"channel": "in_app", "link": "https://elsewhere.example/"},
        {"channel": "in_app", "link": "//elsewhere.example/"},
    ],
)
def test_what_cannot_arrive_is_refused_when_it_is_posted(facts, reader):
    if facts["channel"] == "in_app" and len(facts) > 1:
        facts = facts | {"user": reader}
    with pytest.raises(ValueError, match=r"\."):
        outbox.post(key="k1", kind="t", body="b", **facts)


def test_a_message_of_a_step_that_is_rolled_back_is_never_sent(sent):
    with transaction.atomic():
        text_message()
        transaction.set_rollback(True)
    assert outbox.deliver() == 0


def test_a_message_that_can_never_be_sent_is_given_up_at_once(settings, clock):
    settings.SMS_ADAPTER = "tests.notices.adapters.WrongNumber"
    message = text_message(secret=True)
    assert outbox.deliver() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error, message.body) == ("failed", 1, "no such number", "")
    assert list(outbox.stuck()) == [message]


def test_a_silent_gateway_holds_the_worker_only_for_one_round(settings):
    settings.SMS_ADAPTER = "tests.notices.adapters.Silent"
    for number in range(20):
        text_message(f"k{number}")
    assert outbox.deliver(lasts=timedelta(milliseconds=100)) == 0
    tried = Message.objects.filter(attempts=1).count()
    assert 1 <= tried < 10
