"""An older register carried over from a spreadsheet: what is checked, what is written, what is never written twice."""

import io
import zipfile
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import reading
from cases.models import Case, Entry
from documents.models import Document
from notices.models import Message
from organizations.models import Organization
from tests import factories
from tests.cases.pages import browser, text_of
from tests.forms import form_of, send
from tests.intake.sheets import GOOD, filled, line, read
from tests.parties.numbers import resident_id
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


@pytest.fixture
def clerk(sanya):
    return browser("clerk")


def hand_in(client, data, name="登记本.xlsx", **typed):
    """The answer to a file; the check page when it could be read."""
    page = client.get("/import/")
    sent = send(client, "/import/", page, "file",
                files={"file": SimpleUploadedFile(name, data)}, **typed)  # fmt: skip
    return client.get(sent["Location"]) if sent.status_code == 302 else sent


def press(client, page, button="register", **typed):
    """The page after a press on the check page."""
    return client.get(send(client, "/import/check/", page, "sheet", press=button, **typed)["Location"])


# --- what comes of it --------------------------------------------------------
def test_the_clerk_comes_from_the_register_and_fills_in_the_template(clerk):
    assert 'href="/import/"' in clerk.get("/register/").content.decode()
    template = clerk.get("/import/template.xlsx")
    assert "attachment" in template["Content-Disposition"]
    page = hand_in(clerk, filled(GOOD, template=template.content))
    assert "1件可以登记" in text_of(page)
    # The example of the template is no line.
    assert "张三" not in text_of(page)
    page = press(clerk, page)
    assert "登记好了1件，已交主任。" in text_of(page)
    case = Case.objects.get()
    assert f'href="/cases/{case.uid}/"' in page.content.decode()
    assert (case.state, case.source.code, case.dispute_type.code, case.organization.code) == (
        "submitted", "own_initiative", "neighbour", "xingang",
    )  # fmt: skip
    assert (case.dispute.title, case.dispute.origin_reference) == ("邻里纠纷（渔港路9号）", "新港登2026-17")
    assert [str(row) for row in case.dispute.participations.all()] == ["王大海", "符阿婆"]
    assert "原编号 新港登2026-17" in text_of(clerk.get(f"/cases/{case.uid}/"))


def test_the_timeline_says_when_it_was_reported_and_when_it_was_entered(clerk):
    press(clerk, hand_in(clerk, filled(GOOD | {"反映日期": datetime(2026, 10, 8, 15, 20)})))  # noqa: DTZ001
    case = Case.objects.get()
    first = Entry.objects.filter(case=case).order_by("place").first()
    assert (first.step, first.facts["carried_over"]) == ("register", True)
    assert timezone.localtime(first.event_at).isoformat() == "2026-10-08T15:20:00+08:00"
    assert timezone.localtime(first.entered_at).date() == date(2026, 11, 20)
    assert timezone.localdate(case.dispute.registered_at) == date(2026, 10, 8)
    # The head has three working days from now, not from October.
    assert (case.due_code, case.due_on) == ("ACCEPT", date(2026, 11, 25))
    assert reading.sentences(case)[-1] == "交调委会受理"


def test_the_head_hears_once_of_all_of_them_and_of_a_danger_by_itself(clerk):
    press(clerk, hand_in(clerk, filled(line(1), line(2), line(3, 有没有危险="有"))))
    head = persona("head")
    told = Message.objects.filter(user=head, channel="in_app")
    assert sorted(message.kind for message in told) == ["import_cases", "submit"]
    assert {message.body for message in told if message.kind == "import_cases"} == {"苏婉宁补录了3件，等您受理。"}
    assert browser("head").get(told.get(kind="import_cases").link).status_code == 200


def test_an_old_number_finds_the_case(clerk):
    press(clerk, hand_in(clerk, filled(GOOD)))
    assert "王大海" in text_of(clerk.get("/cases/", {"q": "新港登2026-17"}))


def test_an_application_becomes_a_paper(clerk):
    page = hand_in(clerk, filled(GOOD | {"案件来源": "依申请调解"}))
    assert "申请事项：依申请调解的，请写申请事项，一行写一项" in text_of(page)
    press(clerk, hand_in(clerk, filled(GOOD | {"案件来源": "依申请调解", "申请事项": "拆掉鸡棚\n让出通道"})))
    case = Case.objects.get()
    assert case.dispute.requests == ["拆掉鸡棚", "让出通道"]
    assert Document.objects.get(dossier=case.uid).paper == "application"


# --- what is refused ---------------------------------------------------------
def test_a_wrong_line_is_refused_by_cell_and_the_good_ones_are_registered(clerk):
    number = resident_id()
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    lines = [
        line(1),
        line(2, 申请人证件号码=wrong),
        line(3, 纠纷类型="吵架", 反映日期="去年"),
        line(4, 被申请人="", 申请人电话=""),
        line(5, 反映日期="2027-01-01"),
        line(6, 申请人证件号码=460200197801011000),
        line(7),
    ]
    page = hand_in(clerk, filled(*lines))
    said = text_of(page)
    assert "2件可以登记" in said
    assert "5件不能登记" in said
    for sentence in (
        "申请人证件号码：证件号最后一位对不上，多半是有一位看错了，请照证件逐位核对",
        "纠纷类型：“吵架”不在可用的词里，请照模板第2页写",
        "反映日期：请填日期，例如2026-10-08",
        "被申请人：请填姓名或单位名称",
        "反映日期：不能晚于今天，请改一下",
        "申请人证件号码：这一格被表格软件当成了数字，后几位已经变了。请把格子设成“文本”，照证件重填",
    ):
        assert sentence in said, sentence
    assert Case.objects.count() == 0
    page = press(clerk, page)
    assert Case.objects.count() == 2
    assert "登记好了2件" in text_of(page)


def test_refused_lines_are_corrected_in_their_own_file_and_sent_again(clerk):
    press(clerk, hand_in(clerk, filled(line(1), line(2, 纠纷类型="=吵架"), line(3, 申请人电话="123"))))
    got = clerk.get("/import/refused.xlsx")
    found = read(got.content)
    assert [row["申请人"] for row in found] == ["王大2", "王大3"]
    assert found[0]["纠纷类型"] == "=吵架"
    assert "不在可用的词里" in found[0]["原因"]
    corrected = [row | {"纠纷类型": "邻里纠纷", "申请人电话": f"1390000000{at}"} for at, row in enumerate(found)]
    page = hand_in(clerk, filled(*({k: v for k, v in row.items() if k != "原因"} for row in corrected)))
    assert "2件可以登记" in text_of(page)
    press(clerk, page)
    assert Case.objects.count() == 3


def test_what_looks_like_another_case_waits_until_somebody_says_it_is_not(clerk):
    earlier = factories.registered()
    page = hand_in(clerk, filled(line(1, 发生地点="港门花园3栋"), line(2)))
    assert "1件可能登记过" in text_of(page)
    assert f'href="/cases/{earlier.uid}/"' in page.content.decode()
    page = press(clerk, page)
    assert Case.objects.count() == 2
    page = press(clerk, page, alike="2")
    assert Case.objects.count() == 3
    assert "没有可以直接登记的了" in text_of(page)


def test_what_the_engine_refuses_is_said_at_its_line(clerk):
    mine = persona("clerk").phone
    page = press(clerk, hand_in(clerk, filled(line(1, 申请人电话=mine), line(2))))
    assert "这是您自己的电话。" in text_of(page)
    assert Case.objects.count() == 1
    assert "这是您自己的电话。" in read(clerk.get("/import/refused.xlsx").content)[0]["原因"]


# --- once --------------------------------------------------------------------
def test_the_same_file_twice_registers_nothing_twice_whoever_sends_it(clerk):
    data = filled(line(1), line(2))
    press(clerk, hand_in(clerk, data))
    assert "已经登记2件" in text_of(hand_in(clerk, data))
    page = hand_in(browser("head"), filled(line(2), line(1), line(3)))
    assert "1件可以登记" in text_of(page)
    press(browser("head"), page)
    assert Case.objects.count() == 3


def test_a_line_that_stands_twice_in_a_file_is_registered_once(clerk):
    page = hand_in(clerk, filled(line(1), line(2), line(1)))
    assert "和第2行一样，不另外登记。" in text_of(page)
    press(clerk, page)
    assert Case.objects.count() == 2


def test_a_page_of_an_earlier_file_registers_nothing_of_a_later_one(clerk):
    old = hand_in(clerk, filled(line(1)))
    hand_in(clerk, filled(line(2)))
    page = press(clerk, old)
    assert "您后来又交了一个文件" in text_of(page)
    assert Case.objects.count() == 0


@pytest.mark.once
def test_more_than_a_portion_goes_on_at_the_next_press_and_nothing_is_left(clerk):
    page = hand_in(clerk, filled(*(line(number) for number in range(1, 52))))
    assert "先登记50件" in text_of(page)
    page = press(clerk, page)
    assert "登记好了50件，已交主任。还有1件，请再点一次。" in text_of(page)
    page = press(clerk, page)
    assert Case.objects.count() == 51
    page = press(clerk, page, "drop")
    assert "收起来了" in text_of(page)
    assert clerk.get("/import/check/")["Location"] == "/import/"


# --- files that are none -----------------------------------------------------
def packed(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(f"{name}.xml", data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK nonsense", "这不是.xlsx表格。请下载模板填好，存成.xlsx再交。"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "这是老格式的表格，或者加了密码。请另存为不带密码的.xlsx再交。"),
        (packed(a="<x/>"), "这不是.xlsx表格。"),
        (packed(a=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"), "这不是表格软件存的文件，请用模板填好再交。"),
        (packed(a=b"<!--" + bytes(5000) + b"--><!DOCTYPE x><x/>"), "这不是表格软件存的文件，请用模板填好再交。"),
        (filled(*([{"纠纷经过": "长" * 6000}] * 400)), "文件展开后太大，请只留要登记的那一页，再交。"),
        (packed(a=bytes(61 * 1024 * 1024)), "文件展开后太大，请只留要登记的那一页，再交。"),
        (bytes(5 * 1024 * 1024 + 1), "文件超过5MB，请分成几个文件交。"),
        (filled(), "表里没有填好的行。请从第2行起，一行写一件。"),
        (filled(*([GOOD] * 501)), "一次最多500行，请分成几个文件交。"),
    ],
    ids=["text", "old", "zip", "entities", "entities_behind", "echo", "bomb", "large", "empty", "long"],
)
def test_a_file_that_cannot_be_read_is_told_what_to_do_and_nothing_is_kept(clerk, data, said):
    page = hand_in(clerk, data)
    assert page.status_code == 200
    assert said in text_of(page)
    assert clerk.get("/import/check/")["Location"] == "/import/"


def test_a_file_without_the_headings_names_them(clerk):
    from openpyxl import Workbook

    book, buffer = Workbook(), io.BytesIO()
    book.active.append(["申请人*", "被申请人", "发生地点"])
    book.save(buffer)
    said = text_of(hand_in(clerk, buffer.getvalue()))
    assert "没有找到“反映日期”、“纠纷类型”、“案件来源”、“纠纷经过”。请用模板填，表头不要改。" in said


# --- by whom, and at what cost -----------------------------------------------
def test_what_one_clerk_checks_no_colleague_sees_and_the_row_is_encrypted(clerk):
    from django.contrib.sessions.models import Session

    hand_in(clerk, filled(GOOD))
    assert browser("second_clerk").get("/import/check/")["Location"] == "/import/"
    rows = Session.objects.filter(session_key__startswith="import")
    assert all("王大海" not in row.session_data for row in rows)
    assert len(rows) == 1


def test_a_mediator_carries_nothing_over(sanya):
    for who in ("mediator", "grid_worker", "bureau", "auditor"):
        for address in ("/import/", "/import/check/", "/import/template.xlsx", "/import/refused.xlsx"):
            assert browser(who).get(address).status_code == 404
    assert "/import/" not in browser("mediator").get("/register/").content.decode()


def test_a_line_of_another_body_is_registered_there_and_not_known_here(clerk):
    press(clerk, hand_in(clerk, filled(GOOD)))
    away = browser("clerk_elsewhere")
    page = press(away, hand_in(away, filled(GOOD)))
    assert "登记好了1件" in text_of(page)
    assert Case.objects.exclude(organization=Organization.objects.get(code="xingang")).count() == 1


def test_the_check_costs_the_same_for_one_line_and_for_forty(clerk):
    counted = []
    for lines in (1, 40):
        hand_in(clerk, filled(*(line(number) for number in range(1, lines + 1))))
        with CaptureQueriesContext(connection) as asked:
            page = clerk.get("/import/check/")
        assert f"{lines}件可以登记" in text_of(page)
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 25


def test_the_form_keeps_its_place_without_a_file(clerk):
    page = clerk.post("/import/", {})
    assert "请选文件：填好的表格" in text_of(page)
    assert form_of(page, "file").names >= {"file"}
