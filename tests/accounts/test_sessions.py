"""Sessions: they end when nobody is there, they are not kept by the browser, parties' end with their link."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.test import Client

from accounts import entry, invitations, recent
from accounts.models import Invitation, User
from tests.accounts.conftest import PASSWORD
from tests.accounts.doors import come_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def working(client, staff):
    """A browser in which a member of staff is logged in."""
    client.post("/login/", {"username": "wang", "password": PASSWORD})
    return client


@pytest.fixture
def visiting(client, invitation):
    """A browser in which a party came in by link and code."""
    return come_in(client, invitation)


def test_half_an_hour_without_a_sign_of_life_ends_the_session(working, clock):
    working.get("/who/")
    clock.shift(timedelta(minutes=29, seconds=59))
    assert working.get("/who/").content == b"wang"
    clock.shift(timedelta(minutes=30))
    answer = working.get("/who/?page=2")
    assert answer.url == "/login/?why=idle&next=%2Fwho%2F%3Fpage%3D2"
    assert "太久没动，为了保密已退出" in working.get(answer.url).content.decode()
    assert working.get("/who/").content == b"nobody"


def test_a_form_that_comes_too_late_is_not_repeated_by_the_login(working, clock):
    clock.shift(timedelta(minutes=31))
    assert working.post("/who/", {"text": "长长的笔录"}).url == "/login/?why=idle"


def test_twelve_hours_end_the_session_of_whoever_is_busy(working, clock):
    for _page in range(35):
        clock.shift(timedelta(minutes=20))
        assert working.get("/who/").content == b"wang"
    clock.shift(timedelta(minutes=20))
    answer = working.get("/who/")
    assert answer.url.startswith("/login/?why=long")
    assert "12小时" in working.get(answer.url).content.decode()


def test_a_clock_that_is_set_back_gives_nobody_a_longer_session(working, clock):
    clock.shift(-timedelta(minutes=30))
    assert working.get("/who/").url.startswith("/login/?why=idle")


def test_a_page_that_polls_by_itself_is_nobody_at_the_keyboard(working, clock):
    for _poll in range(5):
        clock.shift(timedelta(minutes=6))
        answer = working.get("/who/", headers={"X-Fragment": "1"})
    assert answer.status_code == 302


def test_a_busy_session_is_written_once_a_minute_at_most(working, clock, django_assert_num_queries):
    working.get("/who/")
    clock.shift(timedelta(seconds=59))
    with django_assert_num_queries(2) as queries:
        working.get("/who/")
    assert all(query["sql"].startswith("SELECT") for query in queries)


def test_private_pages_are_never_stored(working):
    assert working.get("/who/")["Cache-Control"] == "private, no-store"
    assert working.get("/password/")["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in Client().get("/who/")


def test_the_login_page_is_not_stored_either(client, db):
    assert "no-store" in client.get("/login/")["Cache-Control"]


def test_portal_pages_tell_nobody_where_they_came_from(client, working):
    for browser in (client, working):
        answer = browser.get("/p/who/")
        assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("strict-origin", "private, no-store")
    assert working.get("/who/")["Referrer-Policy"] == "same-origin"


def test_a_party_comes_in_with_a_new_session_key(client, invitation, party):
    session = client.session
    session["browser_key"] = "known"
    session.save()
    client.cookies["sessionid"] = session.session_key
    come_in(client, invitation)
    assert client.session.session_key != session.session_key
    assert client.get("/p/who/").content == b"party-1"
    assert client.session["browser_key"] == "known"


def test_a_party_who_comes_in_ends_the_session_of_staff_in_that_browser(working, invitation):
    before = working.session.session_key
    come_in(working, invitation)
    assert working.get("/p/who/").content == b"party-1"
    other = Client()
    other.cookies["sessionid"] = before
    assert other.get("/who/").content == b"nobody"


def test_a_revoked_link_ends_the_session_it_opened(visiting, party):
    invitations.revoke(party)
    answer = visiting.get("/p/who/")
    assert answer.url == "/left/?why=link"
    assert "不能用了" in visiting.get(answer.url).content.decode()
    assert visiting.get("/p/who/").content == b"nobody"


def test_an_expired_link_ends_the_session_it_opened(visiting, clock):
    Invitation.objects.update(expires_at=entry.timezone.now() + timedelta(minutes=5))
    clock.shift(timedelta(minutes=6))
    assert visiting.get("/p/who/").status_code == 302


def test_a_party_session_without_a_link_is_no_session(client, party):
    client.force_login(party, backend="accounts.backends.InvitationBackend")
    assert client.get("/p/who/").url == "/left/?why=link"


def test_a_party_cannot_ride_on_the_backend_of_staff(client, party):
    client.force_login(party, backend="accounts.backends.StaffBackend")
    assert client.get("/who/").content == b"nobody"


def test_staff_cannot_ride_on_the_backend_of_parties(client, staff):
    client.force_login(staff, backend="accounts.backends.InvitationBackend")
    assert client.get("/who/").content == b"nobody"


def test_a_party_who_was_away_is_told_how_to_come_back(visiting, clock):
    clock.shift(timedelta(minutes=31))
    answer = visiting.get("/p/who/")
    assert answer.url == "/left/?why=idle"
    page = visiting.get(answer.url).content.decode()
    assert "太久没动，为了保密已退出" in page
    assert "短信里的链接" in page


@pytest.mark.parametrize("path", ["/inbox/", "/password/", "/confirm/"])
def test_a_party_finds_no_page_of_staff(path, visiting):
    assert visiting.get(path).status_code == 404


def test_a_party_who_logs_out_sees_a_page_for_parties(visiting):
    answer = visiting.post("/logout/")
    assert (answer.url, answer["Clear-Site-Data"]) == ("/left/", '"cache", "storage"')


@pytest.mark.parametrize("path", ["/inbox/", "/password/", "/confirm/"])
def test_a_stranger_logs_in_first(path, client, db):
    assert client.get(path).url == f"/login/?next={path}"


# --- the password once more --------------------------------------------------
def asked(client):
    """The client's session as a view would see it."""
    request = client.get("/who/").wsgi_request
    assert get_user(request).is_authenticated
    return request


def test_logging_in_is_not_yet_a_confirmation(working):
    assert not recent.confirmed_within(asked(working))


def test_a_confirmation_holds_ten_minutes_and_begins_a_new_session_key(working, clock):
    before = working.session.session_key
    answer = working.post("/confirm/", {"password": PASSWORD, "next": "/who/?sign"})
    assert answer.url == "/who/?sign"
    assert working.session.session_key != before
    assert recent.confirmed_within(asked(working))
    clock.shift(timedelta(minutes=9, seconds=59))
    assert recent.confirmed_within(asked(working))
    clock.shift(timedelta(seconds=1))
    assert not recent.confirmed_within(asked(working))


def test_a_confirmation_from_the_future_counts_for_nothing(working, clock):
    working.post("/confirm/", {"password": PASSWORD})
    clock.shift(-timedelta(minutes=5))
    assert not recent.confirmed_within(asked(working))


def test_a_confirmation_needs_the_right_password_and_has_five_tries(working):
    for _try in range(5):
        assert "对不上" in working.post("/confirm/", {"password": "wrong"}).content.decode()
    assert "15分钟" in working.post("/confirm/", {"password": PASSWORD}).content.decode()
    assert not recent.confirmed_within(asked(working))


def test_a_confirmation_is_not_another_persons(working, client):
    working.post("/confirm/", {"password": PASSWORD})
    User.objects.create_user("zhou", name="周德海", kind="staff", password=PASSWORD)
    working.post("/logout/")
    working.post("/login/", {"username": "zhou", "password": PASSWORD})
    assert not recent.confirmed_within(asked(working))


def test_whoever_needs_a_confirmation_is_sent_to_ask_for_it(working):
    answer = recent.ask(asked(working))
    assert answer.url == "/confirm/?next=%2Fwho%2F"
    page = working.get(answer.url).content.decode()
    assert 'name="next" value="/who/"' in page


def test_a_browser_key_stays_the_same_in_one_browser(rf, client):
    request = rf.post("/p/x/")
    request.session = client.session
    key = entry.browser_key(request)
    assert key == entry.browser_key(request)
    assert len(key) >= 22
