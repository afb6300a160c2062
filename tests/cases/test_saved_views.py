"""Conditions of the list under a name of one's own: one tap leads back to them, and nobody else sees them."""

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from cases.models import DisputeType, SavedView
from tests import factories
from tests.cases.pages import browser, text_of
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


def keep(client, query, name):
    return client.post("/cases/views/", {"query": query, "name": name}, follow=True)


@pytest.fixture
def neighbours():
    return f"view=all&type={DisputeType.objects.get(code='neighbour').pk}&state=talks"


def test_a_saved_view_is_one_tap_away_and_only_ones_own(neighbours):
    factories.talked()
    head = browser("head")
    assert "存下这些条件" not in text_of(head.get("/cases/?view=all"))
    assert "存下这些条件" in text_of(head.get(f"/cases/?{neighbours}"))
    page = keep(head, neighbours, "  在谈的邻里  ")
    assert "存好了" in text_of(page)
    assert page.request["QUERY_STRING"] == neighbours
    saved = SavedView.objects.get()
    assert (saved.user, saved.name, saved.query) == (persona("head"), "在谈的邻里", neighbours)
    assert f'href="/cases/?{neighbours.replace("&", "&amp;")}"' in head.get("/cases/").content.decode()
    assert "在谈的邻里" not in text_of(browser("clerk").get("/cases/"))


def test_neither_a_search_nor_a_page_nor_nonsense_is_saved(neighbours):
    head = browser("head")
    keep(head, f"{neighbours}&q=陈玉㛃&after=1-2-3&state=nowhere&type=x&evil=1", "在谈的邻里")
    assert SavedView.objects.get().query == neighbours
    keep(head, "q=陈玉㛃", "找人")
    assert SavedView.objects.count() == 1


def test_the_same_conditions_in_another_order_are_the_same_view():
    pks = sorted(DisputeType.objects.values_list("pk", flat=True))[:2]
    head = browser("head")
    keep(head, f"view=all&type={pks[1]}&type={pks[0]}", "两类")
    page = head.get(f"/cases/?type={pks[0]}&view=all&type={pks[1]}")
    assert "不存“两类”了" in text_of(page)


def test_what_cannot_be_saved_is_said_and_nothing_is_written(neighbours):
    head = browser("head")
    assert "请给它起个名字" in text_of(keep(head, neighbours, "  "))
    assert "名字请写12个字以内" in text_of(keep(head, neighbours, "名" * 13))
    keep(head, neighbours, "在谈的")
    assert "已经存过了" in text_of(keep(head, neighbours.replace("talks", "signing"), "在谈的"))
    for number in range(1, 8):
        keep(head, f"view=all&month=2026-{number:02}", f"{number}月")
    assert "最多存8个" in text_of(keep(head, "view=all&month=2026-10", "10月"))
    assert SavedView.objects.count() == 8


def test_a_view_is_forgotten_by_its_owner_alone(neighbours):
    keep(browser("head"), neighbours, "在谈的")
    pk = SavedView.objects.get().pk
    browser("clerk").post("/cases/views/", {"query": neighbours, "drop": pk})
    assert SavedView.objects.exists()
    page = browser("head").post("/cases/views/", {"query": neighbours, "drop": pk}, follow=True)
    assert "“在谈的”去掉了，案件都还在。" in text_of(page)
    assert not SavedView.objects.exists()


def test_the_list_costs_the_same_with_one_and_with_eight(neighbours, django_assert_num_queries):
    head = browser("head")
    keep(head, neighbours, "在谈的")
    with CaptureQueriesContext(connection) as few:
        head.get("/cases/")
    asked = len(few)
    for number in range(1, 8):
        keep(head, f"view=all&month=2026-{number:02}", f"{number}月")
    with django_assert_num_queries(asked):
        head.get("/cases/")


def test_the_database_itself_holds_a_name_and_a_view_once():
    SavedView.objects.create(user=persona("head"), name="一", query="view=all&state=talks")
    with pytest.raises(IntegrityError):
        SavedView.objects.create(user=persona("head"), name="二", query="view=all&state=talks")
