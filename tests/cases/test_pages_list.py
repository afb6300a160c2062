"""The list of cases: what is in it, how it is paged, narrowed and searched, and what it costs."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import engine, queries, scopes, standing, walking
from cases.models import Case
from organizations import roster
from tests import factories
from tests.cases.pages import browser, text_of
from tests.conftest import NOW
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


def links(response, label):
    """The addresses of the links of a page that say `label`."""
    found = re.findall(r'<a[^>]* href="([^"]*)"[^>]*>(.*?)</a>', response.content.decode(), flags=re.DOTALL)
    return [unescape(address) for address, words in found if label in words]


def titles(response):
    return re.findall(r'class="t-title" href="/cases/([0-9a-f-]+)/"', response.content.decode())


def uids(*cases):
    return [str(case.uid) for case in cases]


def test_a_list_costs_the_same_with_one_twenty_five_and_two_hundred_cases():
    head, counted = browser("head"), []
    head.get("/cases/")  # the first page of a session writes it
    made = 0
    for rows in (1, 25, 200):
        for _ in range(rows - made):
            factories.registered(people=())
        made = rows
        with CaptureQueriesContext(connection) as asked:
            response = head.get("/cases/?view=all")
        assert len(titles(response)) == min(rows, 25)
        counted.append(len(asked))
    # Session, user, memberships, unread messages; then what else he holds, the ids, their rows and names, the counts. The dispute types are
    # read once a minute.
    assert counted == [10, 10, 10]


def test_pages_go_on_and_back_by_key_and_show_every_case_once():
    made = uids(*(factories.registered(people=(), title=f"第{number}件") for number in range(56)))
    head = browser("head")
    response, seen = head.get("/cases/?view=all"), []
    assert "第1到25件，共56件" in text_of(response)
    pages = 0
    while True:
        seen += titles(response)
        pages += 1
        onward = links(response, "下一页")
        if not onward:
            break
        response = head.get(onward[0])
    assert pages == 3
    # All were registered in the same frozen moment: their ids decide.
    assert seen == made[::-1]
    assert "第51到56件，共56件" in text_of(response)
    back = head.get(links(response, "上一页")[0])
    assert titles(back) == made[::-1][25:50]
    assert "第26到50件，共56件" in text_of(back)
    first = head.get(links(back, "上一页")[0])
    assert titles(first) == made[::-1][:25]
    assert not links(first, "上一页")


def test_a_page_key_that_is_none_shows_the_first_page():
    case = factories.registered()
    head = browser("head")
    for nonsense in ("x", "1-2", "999999999999999999999-1-0", "--", "1-2-3-4"):
        assert titles(head.get("/cases/", {"view": "all", "after": nonsense})) == uids(case)


def test_what_is_due_soon_comes_first_and_is_paged_by_its_day(sanya):
    early = factories.submitted()
    sanya.move_to(sanya_day(24))
    late = factories.submitted()
    sanya.move_to(sanya_day(30))
    head = browser("head")
    assert titles(head.get("/cases/?view=due")) == uids(early, late)
    key = walking.Key(early.due_on, early.pk, 1).token()
    assert titles(head.get("/cases/", {"view": "due", "after": key})) == uids(late)


def sanya_day(day):
    return NOW.replace(day=day)


def test_filters_narrow_the_list_and_each_chip_takes_itself_off(sanya):
    leak = factories.registered(title="漏水")
    sanya.move_to(sanya_day(20).replace(month=12))
    wages = factories.submitted(title="欠薪", type_code="wage_arrears")
    head = browser("head")
    number = str(wages.dispute_type_id)
    assert titles(head.get("/cases/", {"view": "all", "type": number})) == uids(wages)
    assert titles(head.get("/cases/?view=all&month=2026-11")) == uids(leak)
    both = head.get("/cases/", {"view": "all", "state": "intake", "type": number, "month": "2026-12"})
    assert titles(both) == uids(wages)
    assert "第1到1件，共1件" in text_of(both)
    [without_month] = links(both, "12月登记")
    assert "month" not in without_month
    assert f"type={number}" in without_month
    assert "view=all" in without_month
    nothing = head.get("/cases/", {"view": "all", "type": number, "month": "2026-11"})
    assert "没有符合这些条件的案件。" in text_of(nothing)
    assert titles(head.get("/cases/?view=all&type=x&state=y&month=z&month=2026-13")) == uids(wages, leak)


def test_the_views_say_whose_turn_each_case_is():
    draft, handed_in, accepted = factories.registered(), factories.submitted(), factories.accepted()
    mine = {name: titles(browser(name).get("/cases/")) for name in ("head", "clerk")}
    assert mine == {"head": uids(handed_in), "clerk": uids(accepted, draft)}
    assert titles(browser("head").get("/cases/?view=waiting")) == uids(accepted)
    page = text_of(browser("head").get("/cases/?view=all"))
    assert "我要办的 1" in page
    assert "等对方 1" in page
    assert "新港社区调委会全部 3" in page
    assert "问双方同不同意调解" in page
    assert "看受不受理" in page


def test_an_empty_list_says_what_to_do():
    head = browser("head")
    assert "现在没有等您办的。" in text_of(head.get("/cases/"))
    assert "还没有案件。" in text_of(head.get("/cases/?view=all"))
    assert links(head.get("/cases/?view=all"), "登记纠纷")
    assert "没有找到“谁也不是”" in text_of(head.get("/cases/?q=谁也不是"))


def test_a_case_is_found_by_number_name_telephone_and_code():
    case = factories.accepted(title="楼上漏水")
    factories.registered(people=(("applicant", {"name": "别的人"}),), title="别的事")
    head = browser("head")
    for typed in (
        case.number,
        case.number.replace("〔", "(").replace("〕", ")").replace("第0001", "1"),
        case.number.replace("〔", "【").replace("〕", "】"),
        "0001",
        "第1号",
        case.dispute.matter_code,
        case.dispute.matter_code.lower(),
        "陈玉㛃",
        "阿依古丽•买买提",
        "买买提",
        "138 0000 2046",
        "漏水",
    ):
        assert titles(head.get("/cases/", {"q": typed})) == uids(case), typed
    assert titles(head.get("/cases/", {"q": "9"})) == []


def test_nobody_finds_a_case_outside_his_scope():
    case = factories.accepted()
    for name in ("head_elsewhere", "clerk_elsewhere", "mediator", "bureau", "district_head"):
        for typed in (case.number, "陈玉㛃", case.dispute.matter_code, "13800002046"):
            assert titles(browser(name).get("/cases/", {"q": typed})) == [], (name, typed)


def test_a_list_holds_exactly_the_cases_that_the_single_check_lets_see():
    factories.registered()
    factories.accepted()
    factories.assigned()
    for name in ("head", "clerk", "silver_mediator", "mediator", "grid_worker", "head_elsewhere", "bureau", "admin"):
        user = persona(name)
        listed = set()
        for row in queries.page(scopes.scope_of(user, roster.roles_of(user)), scopes.VIEWS["all"]).rows:
            listed.add(row.pk)
        checked = {case.pk for case in Case.objects.all() if standing.role_for(user, "list_cases", case)}
        assert listed == checked, name


def test_whoever_only_reported_finds_the_title_and_the_state_word_alone():
    factories.accepted()
    worker = browser("grid_worker")
    assert worker.get("/cases/").status_code == 302
    page = text_of(worker.get("/cases/", {"q": "漏水"}))
    assert "楼上漏水纠纷" in page
    assert "受理" in page
    for secret in ("陈玉㛃", "买买提", "人调字", "问双方"):
        assert secret not in page


def test_a_count_stops_at_its_lid():
    assert [walking.capped(count) for count in (0, 1000, 1001)] == ["0", "1000", "1000+"]


def test_a_mediator_lists_what_is_assigned_to_him_and_no_more():
    case = factories.assigned()
    factories.accepted()
    assert titles(browser("silver_mediator").get("/cases/?view=all")) == uids(case)
    engine.take(case, "decline_assignment", by=persona("silver_mediator"), reason="出岛了")
    assert titles(browser("silver_mediator").get("/cases/?view=all")) == []


def test_what_somebody_only_reported_is_not_in_his_views_of_what_is_due_or_waits():
    case = factories.submitted(by="mediator")
    mediator = browser("mediator")
    assert titles(mediator.get("/cases/?view=all")) == uids(case)
    assert "看受不受理" not in text_of(mediator.get("/cases/?view=all"))
    for view in ("mine", "due", "waiting"):
        assert titles(mediator.get(f"/cases/?view={view}")) == []
    page = mediator.get(f"/cases/{case.uid}/")
    assert "办到：登记" in text_of(page)
    assert "陈玉㛃" not in text_of(page)
