"""The search: what a case is found by, why it says it was found, who finds it, and that its words are kept."""

import pytest

from cases import engine, finding, integrity
from cases.models import Case, CaseSearch
from cases.models.search import Words
from parties import registry
from tests import factories
from tests.cases.pages import browser, text_of
from tests.cases.test_pages_list import titles, uids
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")
IDENTITY = "460200199001012319"


def person(name, **fields):
    return ("applicant", {"name": name, **fields})


def found(typed, who="head"):
    return titles(browser(who).get("/cases/", {"q": typed}))


def why(typed):
    """按…找, as the page says it."""
    return text_of(browser("head").get("/cases/", {"q": typed})).split("按", 1)[1].split("找", 1)[0]


def test_a_name_is_found_by_any_two_characters_in_a_row():
    case = factories.registered(people=(person("陈玉兰"),), title="漏水")
    factories.registered(people=(person("陈兰玉"), ("respondent", {"name": "玉成兰"})), title="别的事")
    for typed in ("陈玉兰", "玉兰", "陈玉", "陈 玉 兰"):
        assert found(typed) == uids(case), typed
    assert found("兰陈") == []


def test_a_name_is_found_by_pinyin_and_initials_as_far_as_they_are_typed():
    case = factories.registered(people=(person("陈玉兰"),), title="漏水")
    factories.registered(people=(person("王伟"),), title="别的事")
    for typed in ("cyl", "CYL", "cy", "yl", "chenyulan", "chen yu lan", "chenyu", "yulan", "cheny"):
        assert found(typed) == uids(case), typed
    assert found("lyc") == []
    assert why("cyl") == "姓名的拼音"


def test_a_surname_of_several_readings_has_them_all_and_u_with_dots_is_typed_as_v_or_u():
    shan, lu = (factories.registered(people=(person(name),), title="别的事") for name in ("单玉兰", "吕文"))
    for typed in ("syl", "shanyulan", "dyl"):
        assert found(typed) == uids(shan), typed
    for typed in ("lvwen", "luwen", "lw"):
        assert found(typed) == uids(lu), typed


def test_rare_characters_other_scripts_and_one_letter_are_found():
    for name in ("陈玉㛃", "𬱖文", "陈𰻝", "Александра-Мария Константинопольская", "Ñandú", "X"):
        case = factories.registered(people=(person(name),), title="别的事")
        assert found(name) == uids(case), name
    assert found("МАРИЯ") == found("александра")
    assert len(found("александра")) == 1


def test_a_case_is_found_by_its_title_its_place_and_part_of_its_number():
    case = factories.accepted(title="楼上漏水纠纷")
    case = engine.take(
        case, "describe_dispute", by=persona("clerk"), title="楼上漏水纠纷", summary="漏水", place="榆林路8号302室",
        dispute_type=case.dispute_type, source=case.source, danger=False,
    )  # fmt: skip
    factories.registered(people=(person("别的人"),), title="别的事")
    for typed, reason in (("漏水", "纠纷名称"), ("榆林路8号", "地点"), ("8号３０２", "地点"), ("人调字", "案号")):
        assert (found(typed), why(typed)) == (uids(case), reason), typed


def test_the_page_says_every_place_where_something_was_found():
    factories.registered(people=(person("新港物业"),), title="新港停车纠纷")
    factories.registered(people=(person("王伟"),), title="新港噪声纠纷")
    assert why("新港") == "姓名、纠纷名称"
    assert why("王伟") == "姓名"


def test_a_party_and_an_agent_are_found_by_telephone_identity_number_and_address():
    case = factories.registered(
        people=(person("陈玉兰", phone="13800002046", id_kind="resident_id", id_number=IDENTITY),)
    )
    case = engine.take(
        case, "record_mandate", by=persona("clerk"), participation=case.dispute.participations.get(), kind="agent",
        person={"name": "符海燕", "phone": "13900001111", "address": "海口市龙华区金盘路1号"},
    )  # fmt: skip
    for typed, reason in (
        ("138 0000 2046", "电话"),
        ("13900001111", "电话"),
        (IDENTITY, "证件号"),
        ("海口市龙华区 金盘路1号", "住址"),
        ("符海", "姓名"),
        ("fhy", "姓名的拼音"),
    ):
        assert (found(typed), why(typed)) == (uids(case), reason), typed
    assert found("1380000") == []


def test_no_number_and_no_address_of_a_person_is_among_the_words():
    factories.registered(
        people=(person("陈玉兰", phone="13800002046", id_kind="resident_id", id_number=IDENTITY, address="金盘路9号"),)
    )
    words = str(CaseSearch.objects.values_list("words", flat=True)[0])
    assert f"{finding.NAME}陈玉" in words
    for secret in (IDENTITY, "13800002046", "金盘", "n46", "n13"):
        assert secret not in words


def test_one_chinese_character_is_answered_with_a_request_for_two():
    factories.registered(people=(person("陈玉兰"),))
    page = browser("head").get("/cases/", {"q": "陈"})
    assert titles(page) == []
    assert "“陈”只有一个字，请至少写两个字" in text_of(page)
    assert "没有找到" not in text_of(page)


def test_nobody_finds_by_any_word_what_is_outside_his_scope():
    case = factories.accepted()
    for typed in ("陈玉㛃", "cyj", "漏水", "1", case.number):
        assert found(typed) == uids(case), typed
        for name in ("head_elsewhere", "clerk_elsewhere", "mediator", "district_head"):
            assert found(typed, name) == [], (typed, name)


def test_whoever_only_reported_finds_by_the_title_but_learns_nothing_of_the_people():
    case = factories.accepted()
    assert found("漏水", "grid_worker") == uids(case)
    for typed in ("陈玉㛃", "cyj", "13800002046", "1", case.number, case.dispute.matter_code):
        assert found(typed, "grid_worker") == [], typed


def test_the_words_follow_every_step_that_changes_them():
    case = factories.registered(people=(person("陈玉兰"),), title="漏水")
    row = case.dispute.participations.get()
    case = engine.take(
        case, "record_party", by=persona("clerk"), side="applicant", person={"name": "符海燕"}, participation=row
    )
    assert found("符海燕") == uids(case)
    assert found("陈玉兰") == []
    assert integrity.flaws() == []


def test_the_check_of_everything_sees_words_that_are_missing_or_wrong():
    case, other = factories.registered(), factories.accepted()
    assert integrity.flaws() == []
    CaseSearch.objects.filter(case=case).update(words=["n别人"])
    CaseSearch.objects.filter(case=other).delete()
    assert integrity.flaws() == [f"case {one.pk} is not found by what its rows say" for one in (case, other)]
    finding.refresh(case)
    finding.refresh(other)
    assert integrity.flaws() == []


def test_what_somebody_types_is_never_read_as_a_query():
    factories.registered(people=(person("陈玉兰"),))
    for typed in ("' OR 1", '"', "陈*玉", "NOT 陈", "a:b & c", "(", "🙂🙂", "%%", "\\", "n陈 <-> x", "-" * 300):
        response = browser("head").get("/cases/", {"q": typed})
        assert response.status_code == 200, typed
    assert found("陈*玉") != []


def test_a_list_of_words_keeps_the_places_of_a_phrase():
    assert finding.pairs("n", "陈玉兰") == ["n陈玉", "n玉兰"]
    assert finding.pairs("n", "（陈）玉·兰") == ["n陈玉", "n玉兰"]
    assert finding.pairs("n", "𬱖文") == ["nu2cc56文"]
    assert finding.pairs("n", "。") == []
    assert Case.objects.filter(finding.holds([["n陈玉"]])).count() == 0
    assert isinstance(CaseSearch._meta.get_field("words"), Words)
    assert registry.index_of_phone("13800002046") != "13800002046"
