"""The error pages: a clear sentence each, nothing about what was asked for, nothing typed lost."""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.test import Client, RequestFactory

from mediation import errors

HERE = {"HTTP_HOST": "testserver", "HTTP_ORIGIN": "http://testserver"}


def page(response):
    return response.content.decode()


def request(path="/", **extra):
    return RequestFactory().get(path, **extra)


@pytest.mark.parametrize(
    ("view", "arguments", "status", "sentence"),
    [
        (errors.bad_request, [SuspiciousOperation()], 400, "这次发来的内容不完整"),
        (errors.bad_request, [RequestDataTooBig()], 413, "一个文件最多20 MB"),
        (errors.forbidden, [PermissionDenied()], 403, "要办请找调委会主任"),
        (errors.not_found, [Http404()], 404, "没有找到这一页"),
        (errors.broken, [], 500, "没有存上"),
    ],
)
def test_what_went_wrong_is_said_in_one_sentence(view, arguments, status, sentence):
    response = view(request(), *arguments)
    assert response.status_code == status
    assert sentence in page(response)


def test_a_page_that_is_not_there_says_nothing_of_what_was_asked_for():
    one = errors.not_found(request("/cases/1/"), Http404("Case 1"))
    other = errors.not_found(request("/cases/2/?q=陈玉兰"), Http404("no such case"))
    assert one.content == other.content


def test_a_missing_address_is_answered_with_our_page(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "没有找到这一页" in page(response)


def test_an_error_page_keeps_the_readers_text_size():
    sized = request()
    sized.COOKIES["size"] = "huge"
    assert 'data-size="huge"' in page(errors.not_found(sized, Http404()))


def test_an_invented_text_size_is_not_repeated():
    sized = request()
    sized.COOKIES["size"] = '"><script>'
    assert 'data-size="std"' in page(errors.not_found(sized, Http404()))


def test_a_form_from_too_old_a_page_shows_back_what_was_typed():
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/login/", {"story": "楼上漏水", "note": "<b>柜子</b>", "password": "geheim-1234"}, **HERE)
    assert response.status_code == 403
    assert "这一页放得太久，没有存上" in page(response)
    assert "楼上漏水</textarea>" in page(response)
    assert "&lt;b&gt;柜子&lt;/b&gt;</textarea>" in page(response)
    assert "geheim-1234" not in page(response)


def test_a_form_sent_by_another_site_is_not_shown_back():
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/login/", {"story": "请打这个电话退款"}, HTTP_ORIGIN="https://elsewhere.example")
    assert response.status_code == 403
    assert "退款" not in page(response)


@pytest.mark.parametrize("name", ["400", "403", "404", "413", "500", "csrf"])
def test_an_error_page_stands_without_request_database_or_session(name):
    html = page(errors.page(request(), name, 200))
    assert html.count("<h1>") == 1
    assert "csrfmiddlewaretoken" not in html
