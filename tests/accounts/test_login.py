"""The staff's door: a new session key each time, five tries, and no word about who exists."""

import re
from datetime import timedelta

import hypothesis
import pytest
from django.conf import settings as site
from django.test import Client
from hypothesis import given
from hypothesis.strategies import text

from accounts.address import coarse_address
from accounts.models import Throttle, User
from tests.accounts import hashers
from tests.accounts.conftest import PASSWORD
from tests.accounts.doors import come_in
from tests.counts import count

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

GUESS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from django.test import Client

def guess(number):
    try:
        page = Client().post("/login/", {"username": "wang", "password": f"guess {number}"}).content.decode()
        return "对不上" in page, "15分钟" in page
    finally:
        connection.close()

with ThreadPoolExecutor(8) as threads:
    answers = list(threads.map(guess, range(8)))
print(sum(wrong for wrong, _limited in answers), sum(limited for _wrong, limited in answers))
"""
MAKE_STAFF = """
from accounts.models import User
User.objects.create_user("wang", name="王秀珍", kind="staff", password="a long right password")
"""


def log_in(client, username="wang", password=PASSWORD, **more):
    return client.post("/login/", {"username": username, "password": password, **more})


def words(response):
    """The page's words without what differs by chance (the form token) or by what was typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r'name="username" value="[^"]*"', "", page)


def test_staff_log_in_with_name_and_password(client, staff):
    answer = log_in(client)
    assert (answer.status_code, answer.url) == (302, "/who/")
    assert client.get("/who/").content == b"wang"


def test_a_login_begins_a_new_session_key(client, staff):
    session = client.session
    session["planted"] = "by somebody"
    session.save()
    client.cookies[site.SESSION_COOKIE_NAME] = session.session_key
    log_in(client)
    assert client.session.session_key != session.session_key
    with_old_key = Client()
    with_old_key.cookies[site.SESSION_COOKIE_NAME] = session.session_key
    assert with_old_key.get("/who/").content == b"nobody"


def test_nothing_tells_whether_a_name_exists(client, staff, party):
    User.objects.create_user("gone", name="离职", kind="staff", password=PASSWORD)
    User.objects.filter(username="gone").update(is_active=False)
    pages = {
        words(log_in(client, name, "wrong password"))
        for name in ("wang", "nobody-of-that-name", "gone", "party-1", "clock")
    }
    assert len(pages) == 1
    assert "登录名和密码对不上" in pages.pop()


def test_every_refusal_costs_the_same_work(client, settings, party):
    settings.PASSWORD_HASHERS = ["tests.accounts.hashers.CountingHasher"]
    User.objects.create_user("wang", name="王秀珍", kind="staff", password=PASSWORD)
    User.objects.create_user("gone", name="离职", kind="staff", password=PASSWORD)
    User.objects.filter(username="gone").update(is_active=False)
    for name in ("wang", "nobody-of-that-name", "gone", "party-1", "clock"):
        hashers.WORK.clear()
        log_in(client, name, "wrong password")
        assert len(hashers.WORK) == 1, name


def test_after_five_tries_even_the_right_password_waits_a_quarter_of_an_hour(client, staff, clock):
    for _try in range(5):
        assert "对不上" in log_in(client, password="wrong").content.decode()
    assert "15分钟" in log_in(client).content.decode()
    assert client.get("/who/").content == b"nobody"
    clock.shift(timedelta(minutes=15))
    assert log_in(client).status_code == 302


def test_the_limit_answers_alike_for_names_that_do_not_exist(client, staff):
    for name in ("wang", "nobody-of-that-name"):
        for _try in range(5):
            log_in(client, name, "wrong")
    assert words(log_in(client, "wang")) == words(log_in(client, "nobody-of-that-name"))


def test_another_spelling_of_the_name_gives_no_further_tries(client, staff):
    for name in ("wang", "WANG", "ｗａｎｇ", " wang", "Wang"):
        log_in(client, name, "wrong")
    assert "15分钟" in log_in(client).content.decode()


def test_a_right_password_forgives_the_wrong_ones_before(client, staff):
    for _round in range(3):
        for _try in range(4):
            log_in(client, password="wrong")
        assert log_in(client).status_code == 302
        client.post("/logout/")


def test_one_address_cannot_try_many_names_for_ever(client, staff):
    for number in range(200):
        log_in(client, f"name-{number}", "wrong")
    assert "15分钟" in log_in(client).content.decode()
    assert (
        Client(REMOTE_ADDR="203.0.113.9").post("/login/", {"username": "wang", "password": PASSWORD}).status_code == 302
    )


def test_an_address_is_taken_from_our_proxy_not_from_the_client(rf, settings):
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "1.1.1.1, 203.0.113.9"})
    assert coarse_address(request) == "10.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert coarse_address(request) == "203.0.113.9"
    assert coarse_address(rf.get("/", headers={"X-Forwarded-For": "2001:db8:1:2:3:4:5:6"})) == "2001:db8:1:2::/64"
    assert coarse_address(rf.get("/", headers={"X-Forwarded-For": "<script>"})) == "unknown"


@pytest.mark.parametrize("password", ["", "!", "None", PASSWORD])
@pytest.mark.parametrize("name", ["party-1", "clock", "channel"])
def test_parties_and_system_users_never_log_in_by_password(name, password, client, party):
    # Not even when something wrote them a hash: the door asks for the kind, the database for the hash.
    answer = log_in(client, name, password)
    assert answer.status_code == 200
    assert client.get("/who/").content == b"nobody"


def test_a_closed_account_is_out_at_once(client, staff):
    log_in(client)
    User.objects.filter(pk=staff.pk).update(is_active=False)
    assert client.get("/who/").content == b"nobody"
    assert log_in(client).status_code == 200


@pytest.mark.parametrize("wanted", ["/who/?a=1", "/inbox/"])
def test_a_login_leads_to_the_page_that_was_asked_for(wanted, client, staff):
    assert log_in(client, next=wanted).url == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "\t//evil",
    ],
)
def test_a_login_leads_nowhere_else(wanted, client, staff):
    assert wanted not in client.get("/login/", {"next": wanted}).content.decode()
    assert log_in(client, next=wanted).url == "/who/"
    client.get("/login/", {"next": wanted})
    assert client.get("/login/", {"next": wanted}).url == "/who/"


def test_whoever_is_in_is_not_asked_again(client, staff):
    log_in(client)
    assert client.get("/login/", {"next": "/inbox/"}).url == "/inbox/"


def test_staff_can_log_in_where_a_party_is_in(client, staff, invitation):
    come_in(client, invitation)
    assert "工作人员登录" in client.get("/login/").content.decode()
    log_in(client)
    assert client.get("/who/").content == b"wang"
    assert "invitation" not in client.session


@hypothesis.settings(suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
@given(text(), text(), text(), text())
def test_no_text_breaks_a_door(client, staff, name, password, onward, size):
    assert log_in(client, name, password, next=onward).status_code == 200
    assert client.get("/login/", {"next": onward, "why": name}).status_code == 200
    assert client.get("/size/", {"size": size, "next": onward}).status_code == 302


def test_an_empty_form_says_what_to_fill_in(client, db):
    page = log_in(client, "", "").content.decode()
    assert "请填登录名。" in page
    assert "请填密码。" in page
    assert not Throttle.objects.exists()


def test_a_typed_password_is_never_shown_again(client, staff):
    page = log_in(client, password="correct horse").content.decode()
    assert "correct horse" not in page
    assert 'value="wang"' in page


def test_logging_out_empties_the_browser(client, staff):
    log_in(client)
    answer = client.post("/logout/")
    assert answer.url == "/login/"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer["Cache-Control"] == "private, no-store"
    assert client.get("/who/").content == b"nobody"


def test_a_link_cannot_log_anybody_out(client, staff):
    log_in(client)
    assert client.get("/logout/").status_code == 405
    assert client.get("/who/").content == b"wang"


def test_a_login_from_another_site_is_refused(staff):
    careful = Client(enforce_csrf_checks=True)
    assert log_in(careful).status_code == 403


@pytest.mark.processes
def test_of_many_parallel_guesses_at_a_password_five_are_processed(processes):
    processes.run(MAKE_STAFF)
    hands = count(3, 8)
    told = [tuple(map(int, line.split())) for line in processes.at_once(hands, GUESS)]
    assert (sum(wrong for wrong, _ in told), sum(limited for _, limited in told)) == (5, 8 * hands - 5)
