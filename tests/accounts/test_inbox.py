"""The inbox page of staff."""

import pytest

from accounts.models import User
from notices import daily, outbox
from tests.accounts.conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def working(client, staff):
    client.post("/login/", {"username": "wang", "password": PASSWORD})
    return client


def told(user, key="k1", **facts):
    return outbox.post(
        key=key, kind="t", channel="in_app", user=user, **({"subject": "有新案件", "body": "请看"} | facts)
    )


def test_an_empty_inbox_says_so(working):
    assert "没有新的提醒" in working.get("/inbox/").content.decode()


def test_a_message_is_opened_marked_and_leads_to_its_matter(working, staff):
    message = told(staff, link="/who/?case")
    page = working.get("/inbox/").content.decode()
    assert "有新案件" in page
    assert "没看过" in page
    assert outbox.unread_count(staff) == 1
    assert working.post(f"/inbox/{message.pk}/").url == "/who/?case"
    assert outbox.unread_count(staff) == 0
    assert "没看过" not in working.get("/inbox/").content.decode()


def test_looking_at_the_list_marks_nothing(working, staff):
    message = told(staff)
    working.get("/inbox/")
    assert working.get(f"/inbox/{message.pk}/").status_code == 405
    assert outbox.unread_count(staff) == 1


def test_all_messages_are_marked_at_once(working, staff):
    told(staff)
    told(staff, "k2")
    assert working.post("/inbox/").url == "/inbox/"
    assert outbox.unread_count(staff) == 0


def test_another_persons_message_is_not_there(working, staff):
    other = User.objects.create_user("zhou", name="周德海", kind="staff")
    message = told(other, subject="别人的事")
    assert "别人的事" not in working.get("/inbox/").content.decode()
    assert working.post(f"/inbox/{message.pk}/").status_code == 404
    assert outbox.unread_count(other) == 1


def test_the_words_of_a_message_are_escaped(working, staff):
    told(staff, subject="<b>粗</b>", body="<script>")
    page = working.get("/inbox/").content.decode()
    assert "<script>" not in page.split("</head>")[1]
    assert "&lt;b&gt;粗" in page


def test_a_user_asks_for_the_daily_mail_and_ends_it(working, staff):
    assert "也发邮件给我" in working.get("/inbox/").content.decode()
    assert not daily.is_wanted(staff)
    User.objects.filter(pk=staff.pk).update(email="wang@example.org")
    page = working.post("/inbox/daily-mail/", {"wanted": "yes"}, follow=True).content.decode()
    assert daily.is_wanted(staff)
    assert "不要邮件了" in page
    working.post("/inbox/daily-mail/", {"wanted": "no"})
    assert not daily.is_wanted(staff)


def test_a_user_without_mailbox_is_told_whom_to_ask(working, staff):
    User.objects.filter(pk=staff.pk).update(email="")
    page = working.post("/inbox/daily-mail/", {"wanted": "yes"}, follow=True).content.decode()
    assert "还没有登记您的电子邮箱" in page
    assert not daily.is_wanted(staff)
