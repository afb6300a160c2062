"""Look-alikes: shown with a link to whom they belong, to everybody else only that there is something."""

import json
from datetime import date, timedelta

import pytest

from cases import engine
from cases.models import Case
from intake import duplicates
from organizations.models import Organization
from tests import factories
from tests.cases.pages import browser, text_of
from tests.intake.register import BOTH, press
from tests.intake.test_register import codes  # noqa: F401
from tests.parties.numbers import resident_id
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")
NUMBER = resident_id(birthday=date(1954, 5, 6))
ELSEWHERE = "别的调委会有一件相似的，请先问一问。"


@pytest.fixture
def clerk(sanya):
    """The clerk's screen."""
    return browser("clerk")


def here(title="楼上漏水纠纷", **person):
    """A case of 新港社区, three months old, with one person."""
    return factories.registered(title=title, people=(("applicant", {"name": "陈玉㛃"} | person),))


def away(**person):
    """A case of another community, with one person."""
    return engine.take(
        factories.new_case(code="yuechuan"),
        "register",
        by=persona("clerk_elsewhere"),
        title="月川的漏水纠纷",
        summary="月川的经过",
        place="月川安置区南区7栋",
        people=[{"side": "applicant", "person": {"name": "陈玉㛃"} | person}],
    )


def look(who="clerk", place="", **person):
    return duplicates.look(
        persona(who), Organization.objects.get(code="xingang"), people=[person] if person else [], place=place
    )


# --- what looks alike --------------------------------------------------------------
@pytest.mark.parametrize(
    ("known", "typed", "why"),
    [
        ({"phone": "13800002046"}, {"phone": "+86 138 0000 2046"}, "电话一样"),
        ({"id_kind": "resident_id", "id_number": NUMBER}, {"id_number": f" {NUMBER.lower()} "}, "证件号一样"),
        ({"address": "港门花园3栋502室"}, {"address": "港门花园 3栋 502室"}, "住址一样"),
    ],
)
def test_a_number_or_a_home_is_found_however_it_is_typed(known, typed, why):
    case = here(**known)
    found = look(**typed)
    assert [(one.case, one.why, one.whole) for one in found.here] == [(case, (why,), True)]
    assert (found.beside, found.elsewhere) == (False, False)


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("港门花园3栋602室", True),
        ("新港社区 港门花园3栋", True),
        ("港门花园3栋", True),
        ("三亚市吉阳区新港社区港门花园３栋６０２", True),
        ("港门花园13栋", False),
        ("3栋502", False),
        ("", False),
    ],
)
def test_a_building_is_found_whichever_flat_it_is(place, found):
    here()  # at 港门花园3栋
    assert bool(look(place=place)) is found


def test_a_place_without_a_building_is_found_when_it_is_the_very_same():
    case = engine.take(
        factories.new_case(), "register", by=persona("clerk"), title="x", summary="x", place="榕树下", people=()
    )
    assert [one.case for one in look(place="榕树下").here] == [case]
    assert not look(place="榕树")


def test_after_half_a_year_nothing_looks_alike(sanya):
    here(phone="13800002046")
    sanya.shift(timedelta(days=181))
    assert not look(phone="13800002046", place="港门花园3栋")


def test_a_closed_case_still_looks_alike():
    case = here(phone="13800002046")
    engine.take(case, "drop_draft", by=case.registered_by, reason="看错了")
    assert look(phone="13800002046").here


def test_nothing_typed_finds_nothing():
    here()
    assert not look(phone="", id_number="", address="")


# --- whose it is -------------------------------------------------------------------
def test_of_another_body_only_that_it_exists_is_said(clerk):
    case = away(phone="13800002046", id_kind="resident_id", id_number=NUMBER, address="月川安置区南区7栋101")
    page = clerk.post("/register/hints/", {"people": "0", "person-0-phone": "13800002046", "place": ""})
    words = text_of(page)
    assert words == ELSEWHERE
    for secret in ("月川", "陈玉㛃", str(case.uid), case.dispute.matter_code, NUMBER):
        assert secret not in page.content.decode()


def test_what_the_body_has_and_the_user_may_not_see_is_said_without_a_link():
    here(phone="13800002046")
    found = look("mediator", phone="13800002046")
    assert (found.here, found.beside, found.elsewhere) == ((), True, False)


def test_ones_own_report_is_linked_to_the_page_that_one_may_read():
    case = here(phone="13800002046")
    found = look("grid_worker", phone="13800002046")
    assert [(one.case, one.whole) for one in found.here] == [(case, False)]
    page = browser("grid_worker").post("/register/hints/", {"people": "0", "person-0-phone": "13800002046"})
    assert f'href="/reports/{case.uid}/"' in page.content.decode()


def test_a_mediator_who_came_later_sees_what_is_his():
    case = factories.mediating()
    found = look("silver_mediator", phone="13800002046")
    assert [(one.case, one.whole) for one in found.here] == [(case, True)]


def test_whoever_tries_numbers_is_stopped():
    here(phone="13800002046")
    for _ in range(duplicates.LOOKS):
        look(phone="13900000000")
    assert not look(phone="13800002046")
    assert look("second_clerk", phone="13800002046")


def test_looking_costs_the_same_for_one_and_for_many(django_assert_num_queries):
    organization = Organization.objects.get(code="xingang")
    clerk = persona("clerk")
    for count in (1, 8):
        for number in range(count):
            here(title=f"第{number}件", phone="13800002046")
        people = [{"phone": "13800002046"}, {"id_number": NUMBER}, {"address": "x"}] * count
        with django_assert_num_queries(7):
            found = duplicates.look(clerk, organization, people=people, place="港门花园3栋")
        assert len(found.here) == min(duplicates.SHOWN, Case.objects.count())


# --- on the page -------------------------------------------------------------------
def test_hits_are_shown_before_anything_is_written_and_then_one_may_insist(clerk):
    case = here(phone="13800002046")
    page = press(clerk, clerk.get("/register/"), "submit", **BOTH)
    words = text_of(page)
    assert "可能已经登记过，请先看一看" in words
    assert "不是同一件，还是要登记" in words
    assert "有错误" not in page.content.decode()
    assert Case.objects.get() == case
    assert press(clerk, page, "submit").status_code == 302
    assert Case.objects.count() == 2


def test_a_hit_that_came_meanwhile_is_shown_as_well(clerk):
    here(phone="13800002046")
    page = press(clerk, clerk.get("/register/"), "submit", **BOTH)
    here(title="刚登记的", phone="13800007713")
    page = press(clerk, page, "submit")
    assert "刚登记的" in text_of(page)
    assert press(clerk, page, "submit").status_code == 302


def test_it_is_the_very_same_and_nothing_is_written(clerk):
    case = here(phone="13800002046")
    page = press(clerk, clerk.get("/register/"), "submit", **BOTH)
    sent = press(clerk, page, f"same:{case.uid}")
    assert sent["Location"] == f"/cases/{case.uid}/"
    assert "没有另外登记。新的情况请补在这一件里。" in text_of(clerk.get(sent["Location"]))
    assert Case.objects.count() == 1


def test_the_very_same_of_another_body_is_not_opened_by_guessing(clerk):
    case = away(phone="13800002046")
    for uid in (case.uid, "00000000-0000-4000-8000-000000000000", "rubbish"):
        assert clerk.post("/register/", BOTH | {"act": f"same:{uid}"}).status_code == 404


def test_without_javascript_a_button_looks(clerk):
    here(phone="13800002046")
    page = press(clerk, clerk.get("/register/"), "hints", **BOTH)
    assert "楼上漏水纠纷" in text_of(page)
    assert "可能已经登记过" not in text_of(page)
    page = press(clerk, clerk.get("/register/"), "hints", place="无名路")
    assert "半年里没有相似的。" in text_of(page)


def test_what_is_looked_for_travels_in_no_address(clerk):
    assert clerk.get("/register/hints/").status_code == 405
    assert "data-look-up" in clerk.get("/register/").content.decode()


def test_the_hints_of_two_bodies_share_no_string_but_the_sentence(clerk):
    away(phone="13800002046")
    nothing = clerk.post("/register/hints/", {"people": "0", "person-0-phone": "13800002046"}).content.decode()
    assert json.dumps(ELSEWHERE, ensure_ascii=False)[1:-1] in nothing
    assert "href" not in nothing
