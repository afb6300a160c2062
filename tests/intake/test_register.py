"""The clerk's register: what is asked, what is kept, what is said, and what is written in the end."""

from datetime import date

import pytest

from cases import reading
from cases.models import Case, CaseSource, DisputeType
from documents.models import Document
from tests.cases.pages import browser, text_of
from tests.forms import form_of
from tests.intake.register import BOTH, CHEN, LI, MATTER, press, registered
from tests.parties.numbers import resident_id

pytestmark = pytest.mark.usefixtures("sanya")


@pytest.fixture
def clerk(sanya):
    """The clerk's screen."""
    return browser("clerk")


@pytest.fixture(autouse=True)
def codes(sanya):
    """The choices of the page are rows of this database."""
    MATTER["dispute_type"] = BOTH["dispute_type"] = str(DisputeType.objects.get(code="neighbour").pk)
    MATTER["source"] = BOTH["source"] = str(CaseSource.objects.get(code="own_initiative").pk)


def source(code):
    return str(CaseSource.objects.get(code=code).pk)


# --- what comes of it ------------------------------------------------------------
def test_it_is_registered_and_handed_to_the_head(clerk):
    sent = press(clerk, clerk.get("/register/"), "submit", **BOTH)
    case = Case.objects.get()
    assert sent["Location"] == f"/cases/{case.uid}/"
    assert (case.state, case.organization.code, case.dispute.title) == (
        "submitted",
        "xingang",
        "邻里纠纷（港门花园3栋502）",
    )
    assert reading.sentences(case)[-1] == "交调委会受理"


def test_it_may_only_be_kept(clerk):
    sent = press(clerk, clerk.get("/register/"), "save", **BOTH)
    case = Case.objects.get()
    assert (case.state, case.due_code) == ("draft", "DRAFT")
    assert "存下了，还没有交主任。" in text_of(clerk.get(sent["Location"]))


def test_an_application_becomes_a_paper_and_needs_something_asked_for(clerk):
    page = press(clerk, clerk.get("/register/"), "submit", **(BOTH | {"source": source("application")}))
    assert "依申请调解的，请写申请事项，一行写一项" in text_of(page)
    press(clerk, page, "submit", requests="修好卫生间防水\r\n赔衣柜钱")
    case = Case.objects.get()
    assert case.dispute.requests == ["修好卫生间防水", "赔衣柜钱"]
    assert Document.objects.get(dossier=case.uid).paper == "application"


def test_a_case_that_somebody_asked_for_is_not_handed_over_with_one_side_only(clerk):
    one = MATTER | CHEN | {"source": source("police")}
    page = press(clerk, clerk.get("/register/"), "submit", **one)
    assert "还没有写清楚双方是谁，请先补上当事人。" in text_of(page)
    assert form_of(page, "summary").values["person-0-name"] == "陈玉㛃"
    assert Case.objects.count() == 0
    assert press(clerk, page, "save").status_code == 302
    assert Case.objects.get().dispute.participations.count() == 1


def test_names_keep_their_rare_characters_and_get_the_right_dot():
    case = registered(**{"person-0-name": "陈\U0002cc56", "person-1-name": "阿依古丽•买买提"})
    assert [str(row) for row in case.dispute.participations.all()] == ["陈\U0002cc56", "阿依古丽·买买提"]


def test_a_telephone_is_optional_with_somebody_who_passes_it_on(clerk):
    quiet = BOTH | {"person-0-phone": "", "person-1-phone": ""}
    page = press(clerk, clerk.get("/register/"), "save", **quiet)
    assert "请至少填一方的电话；没有电话的，写一个联系人" in text_of(page)
    press(clerk, page, "save", **{"person-0-contact_name": "陈小雨"})
    assert Case.objects.get().dispute.participations.first().party.contact_name == "陈小雨"


def test_an_organization_is_registered_with_its_code():
    case = registered(
        **{
            "person-1-kind": "organization",
            "person-1-name": "演示物业公司",
            "person-1-id_number": "91350100M000100Y43",
            "person-1-legal_representative": "林某",
        }
    )
    party = case.dispute.participations.last().party
    assert (party.id_kind, party.is_organization) == ("credit_code", True)


def test_an_id_number_alone_is_taken_for_a_resident_id_and_tells_birth_and_sex():
    case = registered(**{"person-0-id_number": resident_id(birthday=date(1954, 5, 6), order=122)})
    party = case.dispute.participations.first().party
    assert (party.id_kind, party.birth_date, party.sex) == ("resident_id", date(1954, 5, 6), "female")


# --- what is wrong ---------------------------------------------------------------
def test_a_wrong_id_number_is_said_at_its_field_and_everything_typed_stays(clerk):
    number = resident_id()
    wrong = number[:10] + ("1" if number[10] != "1" else "2") + number[11:]
    page = press(clerk, clerk.get("/register/"), "submit", **(BOTH | {"person-0-id_number": wrong}))
    said = "证件号最后一位对不上，多半是有一位看错了，请照证件逐位核对"
    assert text_of(page).count(said) == 2
    assert 'id="id_person-0-id_number_error"' in page.content.decode()
    values = form_of(page, "summary").values
    assert values == values | BOTH | {"person-0-id_number": wrong}
    assert Case.objects.count() == 0


def test_a_name_without_glyph_is_said_at_registration_with_character_and_code_point(clerk):
    for name in ("person-1-name", "person-0-contact_name", "person-0-address", "summary"):
        page = press(clerk, clerk.get("/register/"), "submit", **(BOTH | {name: "港\U0002a6d7"}))
        assert "“\U0002a6d7”（U+2A6D7）" in text_of(page)
        assert f'id="id_{name}_error"' in page.content.decode()
    assert Case.objects.count() == 0


def test_errors_on_top_stand_in_the_order_of_the_page(clerk):
    page = press(clerk, clerk.get("/register/"), "submit", **{"person-0-phone": "123"})
    words = text_of(page)
    order = [words.index(said) for said in ("请填姓名或单位名称", "请选纠纷类型", "请填纠纷经过", "请填发生地点")]
    assert order == sorted(order)


def test_the_second_block_may_stay_empty_and_a_filled_one_needs_a_name(clerk):
    page = press(clerk, clerk.get("/register/"), "save", **(MATTER | CHEN | {"person-1-phone": "13800007713"}))
    assert 'id="id_person-1-name_error"' in page.content.decode()
    assert 'id="id_person-0-name_error"' not in page.content.decode()


# --- people come and go ----------------------------------------------------------
def test_people_are_added_and_removed_and_everything_typed_stays(clerk):
    page = press(clerk, clerk.get("/register/"), "add", **BOTH)
    assert "有错误" not in page.content.decode()
    page = press(clerk, page, "add", **{"person-2-name": "林小雨", "person-2-side": "interested"})
    page = press(clerk, page, "remove:1", **{"person-3-name": "演示物业公司"})
    values = form_of(page, "summary").values
    assert values == values | MATTER | CHEN | {"person-2-name": "林小雨", "person-2-side": "interested"}
    assert "person-1-name" not in values
    press(clerk, page, "submit", **{"person-3-phone": "0898 88270000"})
    rows = Case.objects.get().dispute.participations.all()
    assert [(str(row), row.side) for row in rows] == [
        ("陈玉㛃", "applicant"),
        ("林小雨", "interested"),
        ("演示物业公司", "respondent"),
    ]


def test_twenty_people_fit_and_no_more(clerk):
    page = clerk.get("/register/")
    for _ in range(18):
        page = press(clerk, page, "add")
    assert ("act", "add") not in form_of(page, "summary").buttons


def test_the_last_block_is_not_taken_away(clerk):
    page = press(clerk, clerk.get("/register/"), "remove:0", **BOTH)
    assert ("act", "remove:1") not in form_of(page, "summary").buttons
    answered = clerk.post("/register/", {"people": "1", "act": "remove:1"})
    assert "person-0-name" in form_of(answered, "summary").values


# --- once, and by whom -----------------------------------------------------------
def test_a_form_sent_twice_registers_one_case(clerk):
    page = clerk.get("/register/")
    first = press(clerk, page, "submit", **BOTH)
    again = press(clerk, page, "submit", **BOTH)
    # The second time it looks like itself; insisting changes nothing.
    assert again.status_code == 200
    assert press(clerk, again, "submit")["Location"] == first["Location"]
    assert Case.objects.count() == 1


def test_a_mediator_registers_and_follows_his_own_report_without_reading_the_case(sanya):
    client = browser("mediator")
    sent = press(client, client.get("/register/"), "submit", **BOTH)
    assert sent["Location"] == f"/reports/{Case.objects.get().uid}/"
    assert client.get(sent["Location"]).status_code == 200


@pytest.mark.parametrize("who", ["auditor", "admin", "bureau"])
def test_whoever_may_register_nowhere_finds_no_such_page(who):
    client = browser(who)
    missing = client.get("/no/such/page/")
    for answered in (client.get("/register/"), client.post("/register/", BOTH), client.post("/register/hints/", BOTH)):
        assert (answered.status_code, answered.content) == (404, missing.content)


def test_the_page_costs_the_same_for_two_people_and_for_ten(clerk, django_assert_num_queries):
    page = clerk.get("/register/")
    with django_assert_num_queries(9):
        clerk.get("/register/")
    for _ in range(8):
        page = press(clerk, page, "add")
    with django_assert_num_queries(9):
        press(clerk, page, "add")
    assert LI["person-1-name"] not in page.content.decode()
