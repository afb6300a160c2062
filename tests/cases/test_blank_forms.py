"""Blank forms for a power cut: who prints them, with whose name, and that they say what the law says."""

import pytest

from cases.papers import blanks
from tests.cases.pages import browser, text_of
from tests.documents import reading

pytestmark = pytest.mark.usefixtures("sanya")


def test_the_page_offers_the_nine_forms_with_the_name_of_ones_body():
    page = text_of(browser("mediator").get("/forms/"))
    assert "三亚市吉阳区新港社区人民调解委员会" in page
    for title in ("申请书", "受理登记表", "记录", "口头协议登记表", "协议书", "终止通知书"):
        assert f"人民调解{title}" in page
    for title in ("授权委托书", "法定代表人身份证明书", "推选代表人决定书"):
        assert title in page
    assert len(blanks.forms()) == 9


def test_a_form_is_printed_with_the_name_of_the_body_over_it():
    answer = browser("clerk").get("/forms/mediation_record.pdf?of=xingang")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert "三亚市吉阳区新港社区人民调解委员会" in reading.text(answer.content)


def test_a_form_without_a_body_leaves_the_place_for_its_name():
    text = reading.text(browser("grid_worker").get("/forms/mediation_record.pdf").content)
    assert text.startswith("人民调解委员会人民调解记录")


def test_nobody_prints_the_name_of_a_body_that_is_not_his():
    assert browser("clerk_elsewhere").get("/forms/application.pdf?of=xingang").status_code == 404
    assert browser("clerk").get("/forms/rights_notice.pdf?of=xingang").status_code == 404


def test_the_blank_notice_of_termination_tells_the_other_ways():
    text = reading.text(browser("head").get("/forms/termination_notice.pdf?of=xingang").content)
    assert "可以向有管辖权的人民法院起诉" in text


def test_the_workbench_leads_to_the_forms():
    assert '/forms/"' in browser("mediator").get("/workbench/").content.decode()
