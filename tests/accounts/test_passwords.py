"""Passwords: chosen by their owner, begun with one that only the owner sees."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from accounts import passwords
from accounts.models import User
from accounts.throttle import TooMany
from notices import outbox
from notices.models import Message
from tests.accounts.conftest import PASSWORD, PHONE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

NEW = "a quite different sentence"


def log_in(password, username="wang"):
    client = Client()
    client.post("/login/", {"username": username, "password": password})
    return client


def who(client):
    return client.get("/who/").content.decode()


def change(client, old=PASSWORD, new=NEW, again=None):
    return client.post("/password/", {"old": old, "new": new, "again": new if again is None else again})


def test_a_changed_password_works_and_ends_all_other_sessions(staff):
    here, elsewhere = log_in(PASSWORD), log_in(PASSWORD)
    before = here.session.session_key
    assert change(here).url == "/who/"
    assert who(here) == "wang"
    assert here.session.session_key != before
    assert who(elsewhere) == "nobody"
    assert who(log_in(PASSWORD)) == "nobody"
    assert who(log_in(NEW)) == "wang"


def test_the_owner_is_told_of_the_change(staff):
    change(log_in(PASSWORD))
    [message] = outbox.inbox(staff)
    assert message.subject == "您的登录密码改好了"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"old": "wrong"}, "对不上"),
        ({"new": "short"}, "12"),
        ({"new": "password1234"}, "密码"),
        ({"again": "something else"}, "不一样"),
        ({"old": PASSWORD, "new": PASSWORD}, "和现在的一样"),
        ({"new": "", "again": ""}, "请填新密码。"),
    ],
)
def test_a_refused_password_says_what_to_do_and_changes_nothing(facts, sentence, staff):
    client = log_in(PASSWORD)
    answer = change(client, **facts)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert who(log_in(PASSWORD)) == "wang"


def test_the_old_password_has_five_tries(staff):
    client = log_in(PASSWORD)
    for _try in range(5):
        change(client, old="wrong")
    assert "15分钟" in change(client).content.decode()


def temporary(user, texts):
    """The password that reached the user's phone."""
    passwords.send_temporary(user)
    [(_number, text)] = texts()
    return re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", text).group()


@pytest.fixture
def with_phone(staff):
    staff.phone = "138 0000 5678"
    staff.save(update_fields=["phone"])
    return staff


def test_a_temporary_password_reaches_only_its_owner(with_phone, texts):
    passwords.send_temporary(with_phone)
    [(number, _text)] = texts()
    assert number == PHONE
    assert Message.objects.get().body == ""


def test_whoever_comes_in_with_a_temporary_password_chooses_another_first(with_phone, texts):
    given = temporary(with_phone, texts)
    assert who(log_in(PASSWORD)) == "nobody"
    client = log_in(given)
    assert client.get("/who/").url == "/password/"
    assert client.get("/inbox/").url == "/password/"
    assert "临时密码" in client.get("/password/").content.decode()
    assert change(client, old=given).url == "/who/"
    assert who(client) == "wang"
    assert who(log_in(given)) == "nobody"


def test_a_temporary_password_ends_after_a_day(with_phone, texts, clock):
    given = temporary(with_phone, texts)
    client = log_in(given)
    clock.shift(timedelta(hours=24))
    assert who(log_in(given)) == "nobody"
    assert who(client) == "nobody"


def test_three_temporary_passwords_a_day_are_enough(with_phone, texts):
    for _send in range(3):
        temporary(with_phone, texts)
    with pytest.raises(TooMany, match="明天"):
        passwords.send_temporary(with_phone)


def test_a_password_is_not_sent_where_nobody_is(staff, party):
    with pytest.raises(passwords.NoAddress, match="手机号"):
        passwords.send_temporary(staff)
    with pytest.raises(ValueError, match="staff"):
        passwords.send_temporary(party)
    assert who(log_in(PASSWORD)) == "wang"


@pytest.mark.parametrize(
    ("phone", "email", "where"),
    [
        ("138-0000-5678", "", {"channel": "sms", "address": "13800005678"}),
        ("+86 13800005678", "a@example.org", {"channel": "sms", "address": "+8613800005678"}),
        ("0898-88880000", "a@example.org", {"channel": "email", "address": "a@example.org"}),
        ("0898-88880000", "", {}),
    ],
)
def test_a_person_is_reached_by_mobile_first(phone, email, where):
    assert passwords.reachable(phone, email) == where


def test_a_stored_password_is_never_plain(staff):
    assert PASSWORD not in User.objects.get(pk=staff.pk).password
