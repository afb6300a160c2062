"""The browser hears of a form that a view took in, and of no other."""

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("tests.pages.urls")
MARK = {"typed_mark": "mabc123xyz"}


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def arrived(response):
    return response.cookies["arrived"].value if "arrived" in response.cookies else ""


def test_a_form_that_was_taken_in_is_named(client):
    assert arrived(client.post("/report/", {"kind": "a", "story": "漏水", **MARK})) == MARK["typed_mark"]


def test_a_form_that_comes_back_with_its_errors_is_named_because_the_page_holds_the_text(client):
    response = client.post("/report/", {"story": "漏水", **MARK})
    assert response.status_code == 200
    assert arrived(response) == MARK["typed_mark"]


def test_a_form_that_broke_the_site_is_not_named(client):
    response = client.post("/report/", {"story": "broken", **MARK})
    assert response.status_code == 500
    assert arrived(response) == ""


def test_a_refused_form_is_not_named(client):
    assert arrived(client.post("/refused/", MARK)) == ""


def test_a_form_that_was_asked_to_log_in_first_is_not_named(client):
    assert arrived(client.post("/login-first/", MARK)) == ""


def test_a_form_from_too_old_a_page_is_not_named():
    strict = Client(enforce_csrf_checks=True)
    assert arrived(strict.post("/report/", {"kind": "a", "story": "漏水", **MARK})) == ""


def test_a_mark_that_no_browser_of_ours_makes_is_not_repeated(client):
    assert arrived(client.post("/report/", {"kind": "a", "story": "漏水", "typed_mark": "a; path=/x"})) == ""
