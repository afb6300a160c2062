"""The daily e-mail: only to who asked, only warnings, no names."""

import datetime as dt

import pytest

from notices import daily, outbox
from notices.models import Message
from tests.conftest import SHANGHAI

pytestmark = pytest.mark.django_db
HALF_PAST_EIGHT = dt.datetime(2026, 11, 20, 8, 30, tzinfo=SHANGHAI)


def warning(user, key, **changes):
    facts = {"kind": "deadline_red", "channel": "in_app", "subject": "陈玉兰的漏水纠纷", "body": "调解期限快到期了。"}
    return outbox.post(key=key, user=user, **(facts | changes))


@pytest.fixture
def evening(clock):
    clock.move_to(HALF_PAST_EIGHT - dt.timedelta(hours=12))
    return clock


def test_nobody_gets_it_who_did_not_ask(reader, evening):
    warning(reader, "k1")
    evening.move_to(HALF_PAST_EIGHT)
    assert daily.post(HALF_PAST_EIGHT, "deadline_") == 0


def test_it_says_what_was_unread_without_naming_anybody(reader, evening, mail_server):
    daily.choose(reader, True)
    warning(reader, "k1")
    warning(reader, "k2", body="登记期限过期了。")
    warning(reader, "other", kind="accept", body="受理：陈玉兰的漏水纠纷")
    read = warning(reader, "k3", body="看过的。")
    outbox.mark_read(reader, read.pk)
    evening.move_to(HALF_PAST_EIGHT)
    warning(reader, "k4", body="刚刚的。", not_before=HALF_PAST_EIGHT)
    evening.shift(dt.timedelta(minutes=5))
    warning(reader, "k5", body="后来的。")
    assert daily.post(HALF_PAST_EIGHT, "deadline_") == 1
    assert daily.post(HALF_PAST_EIGHT, "deadline_") == 0
    outbox.deliver()
    (mail,) = mail_server.received
    words = mail.get_content()
    assert mail["Subject"] == "有3条提醒还没有看"
    assert all(line in words for line in ("· 调解期限快到期了。", "· 登记期限过期了。", "· 刚刚的。", "/inbox/"))
    assert not any(word in words for word in ("陈玉兰", "看过的", "后来的", "受理"))


def test_a_long_list_is_cut(reader, evening):
    daily.choose(reader, True)
    for number in range(25):
        warning(reader, f"k{number}")
    evening.move_to(HALF_PAST_EIGHT)
    daily.post(HALF_PAST_EIGHT, "deadline_")
    body = Message.objects.get(kind="daily_mail").body
    assert body.count("· ") == 20
    assert "还有5条。" in body


def test_who_has_read_everything_or_has_no_mailbox_or_is_gone_gets_none(reader, django_user_model, evening):
    daily.choose(reader, True)
    for name, facts in {"a": {"email": ""}, "b": {"email": "b@example.org", "is_active": False}}.items():
        user = django_user_model.objects.create_user(name, name=name, kind="staff")
        django_user_model.objects.filter(pk=user.pk).update(**facts)
        user.refresh_from_db()
        daily.choose(user, True)
        warning(user, name)
    evening.move_to(HALF_PAST_EIGHT)
    assert daily.post(HALF_PAST_EIGHT, "deadline_") == 0


def test_it_ends_when_it_is_no_longer_wanted(reader, evening):
    daily.choose(reader, True)
    daily.choose(reader, True)
    warning(reader, "k1")
    daily.choose(reader, False)
    assert not daily.is_wanted(reader)
    evening.move_to(HALF_PAST_EIGHT)
    assert daily.post(HALF_PAST_EIGHT, "deadline_") == 0
