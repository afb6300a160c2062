"""The workbench and the navigation: what is on today, whose turn it is, and where each role may go."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import engine
from tests import factories
from tests.cases.pages import browser, text_of
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


def card(response, heading):
    """The text of one card of the page."""
    text = text_of(response)
    assert heading in text, heading
    return text.split(heading, 1)[1]


def test_the_head_is_shown_what_to_accept_and_to_assign():
    factories.submitted(title="等受理的")
    factories.consented(title="等指派的")
    factories.registered(title="草稿一件")
    page = browser("head").get("/workbench/")
    mine = card(page, "等我办").split("等别人")[0]
    assert "全部2件" in mine
    assert "等受理的 看受不受理" in mine
    assert "等指派的 指派调解员" in mine
    assert "草稿一件" not in mine
    assert "草稿一件" in card(page, "新来的")


def test_the_clerk_is_shown_drafts_and_what_to_ask():
    factories.registered(title="草稿一件")
    factories.accepted(title="要问的")
    mine = card(browser("clerk").get("/workbench/"), "等我办").split("等别人")[0]
    assert "草稿一件 补齐当事人，交给主任" in mine
    assert "要问的 问双方同不同意调解" in mine


def test_the_second_person_is_shown_the_sheet_that_the_first_has_filed():
    case = factories.frozen()
    agreement = factories.agreement_of(case)
    *_others, last = [row for row in factories.requests_of(agreement) if row.signer != "mediator"]
    engine.take(agreement, "attach_signed_sheet", by=persona("clerk"), requests=[last], upload=factories.scan())
    second = browser("second_clerk")
    assert "核对签好的纸" in card(second.get("/workbench/"), "等我办").split("等别人")[0]
    page = second.get(f"/cases/{case.uid}/")
    assert "核对签好的纸 有同事交了签好的纸。" in text_of(page)
    assert f"/cases/{case.uid}/sheet/{agreement.document.uid}/confirm/" in page.content.decode()
    assert "有同事交了签好的纸。" not in text_of(browser("clerk").get(f"/cases/{case.uid}/"))
    assert "现在没有等您办的。" in text_of(browser("clerk").get("/workbench/"))


def test_the_mediator_is_shown_todays_session_and_what_waits_for_him():
    case = factories.mediating(title="今天要谈的")
    engine.take(case, "schedule_session", by=case.mediator, starts_at=timezone.now(), place="矛盾调解室")
    factories.assigned(title="刚指派的")
    page = browser("silver_mediator").get("/workbench/")
    assert "今天要谈的 09:00，矛盾调解室，第1次 记笔录" in card(page, "今天的调解")
    mine = card(page, "等我办")
    assert "刚指派的 接下这件，或者退回" in mine
    assert "今天09:00在矛盾调解室调解" in mine
    seen_by_head = card(browser("head").get("/workbench/"), "今天的调解").split("等我办")[0]
    assert "今天要谈的" in seen_by_head
    assert "记笔录" not in seen_by_head


def test_what_is_due_in_three_days_or_over_is_listed_by_its_day(sanya):
    factories.submitted(title="快到期的")
    sanya.shift(6 * 86400)
    page = browser("head").get("/workbench/")
    assert "快到期的 看受不受理 超了1天" in card(page, "3天内到期和超期")


def test_an_empty_workbench_says_what_to_do():
    text = text_of(browser("head").get("/workbench/"))
    assert "现在没有等您办的。要看全部案件吗？" in text
    assert "登记纠纷" in text


def test_a_grid_worker_reports_and_reads_his_reports():
    factories.submitted(title="我报的那件")
    page = browser("grid_worker").get("/workbench/")
    text = text_of(page)
    assert "我报的那件" in text
    assert "报纠纷" in text
    for foreign in ("等我办", "陈玉㛃", "登记纠纷"):
        assert foreign not in text


def test_the_workbench_costs_the_same_however_much_waits():
    head, counted = browser("head"), []
    head.get("/workbench/")
    for _ in range(2):
        for _more in range(8):
            factories.submitted(people=(("applicant", dict(factories.CHEN)), ("respondent", {"name": "某某"})))
        with CaptureQueriesContext(connection) as asked:
            head.get("/workbench/")
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert counted[0] <= 19


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("head", ["工作台", "案件"]),
        ("silver_mediator", ["工作台", "案件"]),
        ("grid_worker", ["报纠纷", "我报的"]),
        ("bureau", ["工作台", "案件"]),
        ("admin", ["管理"]),
        ("auditor", []),
    ],
)
def test_the_navigation_leads_each_role_where_it_may_go(name, labels):
    page = browser(name).get("/workbench/").content.decode()
    bar = page.split('aria-label="主导航"')
    shown = bar[1].split("</nav>")[0] if len(bar) > 1 else ""
    found = [label for label in ("工作台", "案件", "报纠纷", "我报的", "提醒", "管理") if f">{label}</a>" in shown]
    assert found == labels
    if labels and name != "admin":
        assert "提醒" in page.split('aria-label="底部导航"')[1].split("</nav>")[0]
