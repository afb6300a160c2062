"""A grid report is completed by the clerk: people and the register's own text, on the pages of these steps."""

import re
from datetime import date

import pytest

from cases.models import Case
from tests import factories
from tests.cases.pages import browser, text_of
from tests.forms import form_of, send
from tests.intake.reports import report
from tests.parties.numbers import resident_id

pytestmark = pytest.mark.usefixtures("sanya")
NUMBER = resident_id(birthday=date(1954, 5, 6), order=122)


@pytest.fixture
def clerk(sanya):
    """The clerk's screen."""
    return browser("clerk")


@pytest.fixture
def case(sanya):
    """A report whose other side is unknown."""
    return report(other_name="", other_phone="", other_unknown="on")


def step(case, name, query=""):
    return f"/cases/{case.uid}/steps/{name}/{query}"


def first(case):
    return case.dispute.participations.select_related("party").first()


def fill(client, where, having, /, **typed):
    return client.post(where, form_of(client.get(where), having).values | typed)


def test_the_other_side_is_added_to_the_case(clerk, case):
    fill(clerk, step(case, "record_party", "?side=respondent"), "name", name="阿依古丽•买买提", phone="13800007713")
    rows = Case.objects.get().dispute.participations.all()
    assert [(str(row), row.side) for row in rows] == [("陈玉㛃", "applicant"), ("阿依古丽·买买提", "respondent")]


def test_what_the_reporter_knew_is_completed_and_nothing_of_it_is_lost(clerk, case):
    address = step(case, "record_party", f"?participation={first(case).pk}")
    fill(clerk, address, "name", id_number=NUMBER, ethnicity="汉族", address="港门花园3栋502室")
    party = first(case).party
    assert (party.name, party.phone, party.id_number) == ("陈玉㛃", "13800002046", NUMBER)
    assert (party.birth_date, party.sex, party.ethnicity) == (date(1954, 5, 6), "female", "汉族")
    assert case.dispute.participations.count() == 1


def test_covered_fields_are_never_in_the_page(clerk, case):
    address = step(case, "record_party", f"?participation={first(case).pk}")
    fill(
        clerk,
        address,
        "name",
        id_number=NUMBER,
        address="港门花园3栋502室",
        contact_name="甲",
        contact_phone="13800001111",
    )
    page = clerk.get(address)
    assert "现在是138****2046，不改就不用填。" in text_of(page)
    assert "现在是460***********，不改就不用填。" in text_of(page)
    for secret in ("13800002046", NUMBER, "3栋502室", "13800001111"):
        assert secret not in re.sub(r"<h1>.*?</p>", "", page.content.decode(), flags=re.DOTALL)


def test_a_wrong_telephone_is_taken_off(clerk, case):
    fill(clerk, step(case, "record_party", f"?participation={first(case).pk}"), "name", forget=["phone"])
    assert first(case).party.phone == ""


def test_an_open_field_is_emptied_by_emptying_it(clerk, case):
    address = step(case, "record_party", f"?participation={first(case).pk}")
    fill(clerk, address, "name", occupation="渔民")
    assert first(case).party.occupation == "渔民"
    fill(clerk, address, "name", occupation="")
    assert first(case).party.occupation == ""


def test_a_corrected_number_brings_its_own_birth_date_and_sex(clerk, case):
    address = step(case, "record_party", f"?participation={first(case).pk}")
    fill(clerk, address, "name", id_number=NUMBER)
    other = resident_id(birthday=date(1960, 1, 2), order=121)
    fill(clerk, address, "name", id_number=other)
    assert (first(case).party.birth_date, first(case).party.sex) == (date(1960, 1, 2), "male")


def test_a_birth_date_that_is_not_the_numbers_is_said_at_its_field(clerk, case):
    address = step(case, "record_party", f"?participation={first(case).pk}")
    fill(clerk, address, "name", id_number=NUMBER)
    page = fill(clerk, address, "name", birth_date="1950-01-01")
    assert 'id="id_birth_date_error"' in page.content.decode()
    assert re.search(r"<details class=\"more\" open>", page.content.decode())


def test_the_reporter_names_others_and_reads_no_record(case):
    worker = browser("grid_worker")
    assert worker.get(step(case, "record_party")).status_code == 200
    assert worker.get(step(case, "record_party", f"?participation={first(case).pk}")).status_code == 404


def test_the_registers_text_is_written_beside_the_reporters_own(clerk, case):
    address = step(case, "describe_dispute")
    page = clerk.get(address)
    assert "报的人的原话" in text_of(page)
    assert form_of(page, "title").values["summary"] == "楼上漏水，老人家衣柜泡坏了，两家在楼道吵了两次。"
    send(clerk, address, page, "title", title="楼上漏水纠纷", summary="602室漏水，502室受损。")
    case = Case.objects.get()
    assert (case.dispute.title, case.dispute.summary) == ("楼上漏水纠纷", "602室漏水，502室受损。")
    assert "楼上漏水，老人家衣柜泡坏了" in text_of(clerk.get(address))


def test_a_report_that_is_complete_is_accepted(clerk, case):
    fill(clerk, step(case, "record_party", "?side=respondent"), "name", name="阿依古丽·买买提")
    head = browser("head")
    fill(head, step(case, "accept"), "people_count")
    assert Case.objects.get().number == "三吉新港人调字〔2026〕第0001号"


def test_an_agents_number_is_checked_at_its_field(clerk):
    case = factories.accepted()
    address = step(case, "record_mandate")
    typed = {
        "participation": str(first(case).pk),
        "mandate_kind": "agent",
        "name": "林小雨",
        "id_number": NUMBER[:-1],
    }
    page = fill(clerk, address, "name", **typed)
    assert "身份证号是18位，老证是15位，现在是17位，请照证件核对" in text_of(page)
    send(clerk, address, page, "name", id_number=NUMBER)
    assert first(case).mandates.get().person.name == "林小雨"


def test_the_person_whose_paper_was_seen_is_chosen_beforehand(clerk):
    case = factories.accepted()
    page = clerk.get(step(case, "check_identity", f"?participation={first(case).pk}"))
    assert form_of(page, "seen").values["participation"] == str(first(case).pk)
