"""The reading size: a cookie, and nothing else."""

import pytest

from accounts import context

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.mark.parametrize("size", ["std", "large", "huge"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reading_size_is_kept_in_a_cookie_and_leads_back(size, method, client):
    answer = getattr(client, method)("/size/", {"size": size, "next": "/login/?a=1"})
    assert (answer.status_code, answer.url) == (302, "/login/?a=1")
    cookie = answer.cookies["size"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (size, True, "Lax")
    assert f'data-size="{size}"' in client.get("/login/").content.decode()


@pytest.mark.parametrize("size", ["", "enormous", '"><script>', "std; Domain=.example"])
def test_an_unknown_size_changes_nothing(size, client):
    assert not client.get("/size/", {"size": size}).cookies
    client.cookies["size"] = "enormous"
    assert 'data-size="std"' in client.get("/login/").content.decode()


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_reading_size_leads_to_no_other_site(wanted, client):
    assert client.get("/size/", {"size": "large", "next": wanted}).url == "/"


def test_a_size_writes_nothing_into_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/size/", {"size": "large"})


def test_unread_messages_are_counted_only_when_a_page_shows_them(rf, staff, django_assert_num_queries):
    request = rf.get("/")
    request.user = staff
    with django_assert_num_queries(0):
        facts = context.page(request)
    with django_assert_num_queries(1):
        assert not facts["unread"]
    assert (facts["size"], str(facts["site_name"])) == ("std", "调解办案")
