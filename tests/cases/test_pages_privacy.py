"""What is said to the mediator alone stays on his pages; whoever reported reads the state word and his own text."""

from decimal import Decimal

import pytest

from cases import engine
from tests import factories
from tests.cases.pages import browser, text_of
from tests.cases.test_pages_case import TABS
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")

SECRET, OWN, SHARED = "手头紧，能接受分两次付", "这一方其实不想闹大", "双方都认可漏水来自602室"


@pytest.fixture
def case():
    """One private talk with each side's offer, one note for himself, one for everybody."""
    case = factories.mediating()
    one, other = case.dispute.participations.all()
    mediator = case.mediator
    engine.take(case, "add_note", by=mediator, audience="one_side", participation=other, text=SECRET)
    engine.take(case, "add_note", by=mediator, audience="author", text=OWN)
    engine.take(case, "add_note", by=mediator, audience="all_sides", text=SHARED)
    engine.take(case, "record_offer", by=mediator, participation=one, amount=Decimal(6123))
    engine.take(case, "record_offer", by=mediator, participation=other, amount=Decimal(3456))
    return case


def everything(name, case):
    """Every tab as this persona reads it, one after the other."""
    visitor = browser(name)
    return "\n".join(visitor.get(f"/cases/{case.uid}/{tab}").content.decode() for tab in TABS)


def test_private_talks_and_offers_are_on_the_mediators_pages_alone(case):
    mediators = everything("silver_mediator", case)
    for words in (SECRET, OWN, SHARED, "6123", "3456", "差在哪里", "单独谈话：阿依古丽·买买提"):
        assert words in mediators
    for name in ("clerk", "second_clerk", "head", "deputy"):
        theirs = everything(name, case)
        assert SHARED in theirs
        for words in (SECRET, OWN, "6123", "3456", "差在哪里", "单独谈话："):
            assert words not in theirs, (name, words)


def test_what_is_private_is_marked_so_that_it_is_never_printed(case):
    html = browser("silver_mediator").get(f"/cases/{case.uid}/").content.decode()
    for words in (SECRET, OWN, "6123元"):
        before = html[: html.index(words)]
        assert 'data-visibility="private"' in before[before.rindex("<li") :]
    gap = html[: html.index("差在哪里")]
    assert 'data-visibility="private"' in gap[gap.rindex("<section") :]


def test_the_gap_between_the_sides_is_drawn_and_said(case):
    html = browser("silver_mediator").get(f"/cases/{case.uid}/").content.decode()
    assert "还差2667元" in html
    assert 'aria-label="阿依古丽·买买提先说3456元，现在3456元；陈玉㛃先说6123元，现在6123元"' in html


def test_an_author_keeps_his_own_note_when_the_case_goes_to_another_mediator(case):
    assert OWN in everything("silver_mediator", case)
    assert browser("mediator").get(f"/cases/{case.uid}/records/").status_code == 404


def test_whoever_reported_sees_the_state_word_and_his_own_text():
    case = engine.take(
        factories.new_case(),
        "register",
        by=persona("grid_worker"),
        title="楼上漏水纠纷",
        summary="调委会写的经过",
        place="港门花园3栋",
        words="我在楼道里听见吵架",
        people=[{"side": "applicant", "person": dict(factories.CHEN)}],
    )
    worker = browser("grid_worker")
    text = text_of(worker.get(f"/cases/{case.uid}/"))
    assert "办到：登记" in text
    assert "我在楼道里听见吵架" in text
    assert "补一句话或照片" in text
    for secret in ("调委会写的经过", "陈玉㛃", "卷宗", "办案经过"):
        assert secret not in text


def test_a_grid_worker_reads_no_notes_no_amounts_and_no_names_of_the_mediation(case):
    worker = browser("grid_worker")
    page = worker.get(f"/cases/{case.uid}/")
    assert page.status_code == 200
    for secret in (SECRET, OWN, SHARED, "6123", "3456", "陈玉㛃", "买买提", "柯敬堂", case.number):
        assert secret not in page.content.decode()
    for tab in TABS[1:]:
        assert worker.get(f"/cases/{case.uid}/{tab}").status_code == 404


def test_numbers_telephones_and_addresses_are_covered_on_every_page(case):
    for name in ("silver_mediator", "clerk", "head"):
        pages = everything(name, case)
        assert "138****2046" in pages
        for open_data in ("13800002046", "13800007713", "港门花园3栋502室"):
            assert open_data not in pages
