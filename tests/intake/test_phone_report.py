"""A quarrel seen on the way becomes a case that waits for the head: four pages on a phone."""

import pytest

from cases import integrity, reading
from cases.models import Case
from tests.cases.pages import browser, hidden, text_of
from tests.forms import form_of, send
from tests.intake import reports
from tests.intake.reports import answer, fill_in, hand_in, photo, report

pytestmark = pytest.mark.usefixtures("sanya")


@pytest.fixture
def worker(sanya):
    """The grid worker's phone."""
    return browser("grid_worker")


def people(case):
    return [(row.side, row.party.name, row.party.phone) for row in case.dispute.participations.select_related("party")]


# --- the road ------------------------------------------------------------------
def test_four_pages_become_one_case_that_waits_for_the_head(worker):
    page = answer(worker, 1, **reports.PAGES[1])
    assert page.request["PATH_INFO"] == "/report/2/"
    assert "下一步：在哪里" in text_of(page)
    answer(worker, 2, **reports.PAGES[2])
    page = answer(worker, 3, **reports.PAGES[3])
    assert "看一遍，对不对？" in text_of(page)
    assert "报给新港社区调委会。受不受理，最晚11月25日给答复。" in text_of(page)
    page = hand_in(worker)
    case = Case.objects.get()
    assert page.request["PATH_INFO"] == f"/report/done/{case.uid}/"
    assert "等调委会受理，最晚11月25日" in text_of(page)
    assert case.dispute.matter_code in text_of(page)
    assert "打电话给周德海" in text_of(page)
    assert (case.state, case.source.code, case.dispute_type.code) == ("submitted", "grid", "neighbour")
    assert (case.dispute.title, case.dispute.grid.code) == ("邻里纠纷（港门花园3栋502）", "xingang_3")
    assert people(case) == [
        ("applicant", "陈玉㛃", "13800002046"),
        ("respondent", "阿依古丽·买买提", "13800007713"),
    ]
    assert reading.sentences(case) == [
        "登记纠纷",
        "登记当事人陈玉㛃",
        "登记当事人阿依古丽·买买提",
        "交调委会受理",
    ]
    assert integrity.flaws() == []


def test_the_other_side_may_be_unknown(worker):
    page = answer(worker, 1, **reports.PAGES[1])
    page = answer(worker, 2, one_name="陈大姐", one_phone="13800002046")
    assert "请填对方的名字；还不知道的，勾选“还不知道是谁”" in text_of(page)
    answer(worker, 2, other_unknown="on")
    page = answer(worker, 3, **reports.PAGES[3])
    assert "和谁闹的 还不知道是谁" in text_of(page)
    hand_in(worker)
    case = Case.objects.get()
    assert case.state == "submitted"
    assert people(case) == [("applicant", "陈大姐", "13800002046")]


def test_somebody_without_a_telephone_names_a_person_who_passes_it_on(worker):
    answer(worker, 1, **reports.PAGES[1])
    page = answer(worker, 2, **(reports.PAGES[2] | {"one_phone": ""}))
    assert "请填电话；没有电话的，写一个联系人" in text_of(page)
    answer(worker, 2, one_contact_name="陈小雨", one_contact_phone="13800002047")
    answer(worker, 3, **reports.PAGES[3])
    hand_in(worker)
    party = Case.objects.get().dispute.participations.first().party
    assert (party.phone, party.contact_name, party.contact_phone) == ("", "陈小雨", "13800002047")


def test_the_reporter_himself_may_be_that_person():
    case = report(one_phone="", one_via_me="on")
    party = case.dispute.participations.first().party
    assert party.contact_name == case.registered_by.name == "范小玲"
    assert party.contact_phone == case.registered_by.phone


def test_an_estate_company_is_kept_as_an_organization():
    case = report(other_name="演示物业公司", other_is_organization="on")
    assert case.dispute.participations.last().party.is_organization


def test_not_being_sure_of_the_type_is_an_answer():
    case = report(dispute_type="unsure")
    assert (case.dispute_type.code, case.dispute.title) == ("other", "纠纷（港门花园3栋502）")


def test_danger_is_kept_and_said_back(worker):
    page = fill_in(worker, danger="on")
    assert "请先打110或者120" in text_of(page)
    hand_in(worker)
    assert Case.objects.get().dispute.danger


def test_a_mediators_report_is_the_committees_own_initiative():
    assert report("mediator").source.code == "own_initiative"


# --- what is wrong is said, what was typed stays --------------------------------
def test_what_is_missing_is_said_on_the_page_and_what_was_typed_stays(worker):
    page = answer(worker, 1, summary="楼上漏水")
    assert "<title>有错误：" in page.content.decode()
    assert text_of(page).count("请选一类，说不准也可以") == 2  # in the summary on top, and at the field
    assert form_of(page, "summary").values["summary"] == "楼上漏水"


def test_a_telephone_with_a_digit_too_few_says_how_many_it_has(worker):
    answer(worker, 1, **reports.PAGES[1])
    page = answer(worker, 2, **(reports.PAGES[2] | {"other_phone": "138 0000 771"}))
    assert "手机号是11位数字，现在是10位，请再看一下" in text_of(page)
    assert form_of(page, "one_name").values["other_phone"] == "138 0000 771"


def test_a_name_that_no_font_draws_is_said_at_once_with_its_code_point(worker):
    answer(worker, 1, **reports.PAGES[1])
    page = answer(worker, 2, **(reports.PAGES[2] | {"one_name": "陈\U0002a6d7"}))
    assert "U+2A6D7" in text_of(page)
    assert form_of(page, "one_name").values["one_name"] == "陈\U0002a6d7"


def test_an_emoji_in_the_story_is_said_at_once(worker):
    page = answer(worker, 1, dispute_type="neighbour", summary="楼上漏水😡")
    assert "“😡”（U+1F621）" in text_of(page)


def test_lines_of_a_story_are_lines_of_the_record():
    assert report(summary="楼上漏水。\r\n两家吵了。").dispute.summary == "楼上漏水。\n两家吵了。"


def test_whoever_opens_the_last_page_first_is_led_to_what_is_missing(worker):
    assert worker.get("/report/4/")["Location"] == "/report/1/"
    answer(worker, 1, **reports.PAGES[1])
    assert worker.get("/report/4/")["Location"] == "/report/2/"
    assert worker.get("/report/5/").status_code == 404


def test_changing_an_answer_leads_back_to_the_whole(worker):
    fill_in(worker)
    page = answer(worker, 3, query="?check=1", place="港门花园3栋602")
    assert page.request["PATH_INFO"] == "/report/4/"
    assert "港门花园3栋602" in text_of(page)
    assert "陈玉㛃" in text_of(page)


def test_going_back_keeps_what_was_typed_on_the_page_that_is_left(worker):
    answer(worker, 1, **reports.PAGES[1])
    page = worker.get("/report/2/")
    # The button stands in the blue bar, outside the form's own html.
    sent = send(worker, "/report/2/", page, "one_name", one_name="陈玉㛃", act="back")
    assert sent["Location"] == "/report/1/"
    assert form_of(worker.get("/report/1/"), "summary").values["dispute_type"] == "neighbour"
    assert form_of(worker.get("/report/2/"), "one_name").values["one_name"] == "陈玉㛃"


# --- once -----------------------------------------------------------------------
def test_the_button_pressed_twice_makes_one_case(worker):
    page = fill_in(worker)
    first = send(worker, "/report/4/", page, "once", press="send")
    second = send(worker, "/report/4/", page, "once", press="send")
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_two_phones_that_send_one_report_make_one_case(worker):
    other = browser("grid_worker")
    page = fill_in(worker)
    assert hidden(other.get("/report/4/"), "once") == hidden(page, "once")
    send(worker, "/report/4/", page, "once", press="send")
    again = send(other, "/report/4/", page, "once", press="send")
    assert again["Location"] == f"/report/done/{Case.objects.get().uid}/"


def test_the_next_report_begins_empty(worker):
    fill_in(worker)
    hand_in(worker)
    assert worker.get("/report/")["Location"] == "/report/1/"
    assert form_of(worker.get("/report/1/"), "summary").values["summary"] == ""
    fill_in(worker, summary="又一件")
    hand_in(worker)
    assert Case.objects.count() == 2


def test_a_report_is_given_up_by_a_button_of_its_own(worker):
    fill_in(worker)
    page = worker.get("/report/4/")
    sent = send(worker, "/report/4/", page, "once", act="drop")
    assert sent["Location"] == "/reports/"
    assert form_of(worker.get("/report/1/"), "summary").values["summary"] == ""
    assert Case.objects.count() == 0


# --- who ------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["auditor", "admin", "bureau"])
def test_whoever_may_register_nowhere_finds_no_such_page(who):
    client = browser(who)
    missing = client.get("/no/such/page/")
    for address in ("/report/", "/report/1/", "/report/4/"):
        answered = client.get(address)
        assert (answered.status_code, answered.content) == (404, missing.content)


def test_a_grid_worker_reads_large_print_from_the_first_page_on_and_may_choose_another(worker):
    page = worker.get("/report/1/")
    assert 'data-size="large"' in page.content.decode()
    assert page.cookies["size"].value == "large"
    worker.get("/size/?size=std&next=/report/1/")
    assert 'data-size="std"' in worker.get("/report/1/").content.decode()
    assert 'data-size="std"' in browser("mediator").get("/report/1/").content.decode()


def test_the_pages_cost_the_same_whatever_was_typed(worker, django_assert_num_queries):
    fill_in(worker, files={"photos": photo()})
    for number, queries in ((1, 5), (2, 4), (3, 5), (4, 9)):
        with django_assert_num_queries(queries):
            assert worker.get(f"/report/{number}/").status_code == 200
