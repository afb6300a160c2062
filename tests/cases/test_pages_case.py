"""The case page and its tabs: where it stands, what comes next, what is closed and why, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import engine
from tests import factories
from tests.cases.pages import browser, text_of
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")

TABS = ("", "people/", "records/", "papers/", "evidence/", "performance/", "log/")


def page(name, case, tab="", **sent):
    return browser(name).get(f"/cases/{case.uid}/{tab}", sent)


def test_the_page_says_where_the_case_stands_and_what_comes_next():
    case = factories.talked()
    text = text_of(page("silver_mediator", case))
    assert "陈玉㛃 与 阿依古丽·买买提： 楼上漏水纠纷" in text
    assert case.number in text
    assert "正在调解：第1次没有谈成，双方愿意再谈" in text
    assert "还剩 31 天，12月21日到期" in text
    assert "约第2次调解" in text
    assert "11月20日第1次调解：没有谈成，双方愿意再谈。" in text
    assert "柯敬堂已声明与双方没有亲属或利害关系。" in text
    assert "第1次调解：没有谈成，双方愿意再谈 11月20日09:00 柯敬堂 双方当事人可见" in text
    assert "还没有核对陈玉㛃、阿依古丽·买买提的证件" in text


def test_a_closed_step_is_listed_with_its_reason_and_article():
    case = factories.accepted()
    text = text_of(page("head", case))
    assert "指派调解员 还没有记下陈玉㛃是否同意调解，请先问一问并记下来。 人民调解法第17条" in text
    assert "还没有问陈玉㛃、阿依古丽·买买提。" in text


def test_whose_turn_it_is_decides_what_each_one_reads_first():
    case = factories.submitted()
    assert f"/cases/{case.uid}/steps/accept/" in page("head", case).content.decode()
    assert "等主任：看受不受理" not in text_of(page("head", case))
    case = engine.take(case, "accept", by=persona("head"), dispute_type=case.dispute_type, source=case.source)
    assert "等登记人：问双方同不同意调解" not in text_of(page("clerk", case))
    for person in case.dispute.participations.all():
        case = engine.take(
            case, "record_consent", by=persona("clerk"), participation=person, purpose="mediation", given=True,
            channel="phone",
        )  # fmt: skip
    assert "等主任：指派调解员" in text_of(page("clerk", case))


def test_the_end_of_a_holiday_that_moved_a_deadline_is_said(sanya):
    case = factories.talked()
    text = text_of(page("head", case))
    assert "调解期限" in text
    assert "最后一天逢休息日，顺延到这天" in text


@pytest.mark.parametrize("made", ["registered", "drafted", "to_seal", "effective", "closed"])
def test_every_page_opens_at_every_stage_for_everybody_who_handles_the_case(made):
    case = getattr(factories, made)()
    names = ["head", "clerk"] + (["silver_mediator"] if case.mediator_id else [])
    for name in names:
        visitor = browser(name)
        for tab in TABS:
            response = visitor.get(f"/cases/{case.uid}/{tab}")
            assert response.status_code == 200, (name, tab)
            assert "陈玉㛃" in text_of(response)


def test_the_pages_cost_the_same_however_much_has_happened():
    case = factories.mediating()
    visitor = browser("silver_mediator")
    visitor.get("/workbench/")

    def costs():
        counted = []
        for tab in TABS:
            with CaptureQueriesContext(connection) as asked:
                assert visitor.get(f"/cases/{case.uid}/{tab}").status_code == 200
            counted.append(len(asked))
        return counted

    def happen(times):
        for number in range(times):
            engine.take(
                case, "add_note", by=case.mediator, audience="one_side", text=f"第{number}次谈话",
                participation=case.dispute.participations.first(),
            )  # fmt: skip
            engine.take(
                case, "record_offer", by=case.mediator, participation=case.dispute.participations.first(),
                amount=number,
            )  # fmt: skip
            engine.take(case, "schedule_session", by=case.mediator, starts_at=factories.timezone.now(), place="调解室")
            factories.errand(case)

    happen(1)
    before = costs()
    happen(5)
    after = costs()
    assert after == before
    assert max(after) <= 25, after  # the budget of a staff page (ux reference § 8)


def test_the_course_is_narrowed_by_what_people_look_for():
    case = factories.talked()
    talks = text_of(page("silver_mediator", case, show="talks"))
    assert "约第1次调解" in talks
    assert "交调委会受理" not in talks
    assert "交调委会受理" in text_of(page("silver_mediator", case))
    assert "交调委会受理" in text_of(page("silver_mediator", case, show="nonsense"))


def test_a_late_entry_is_marked_as_such(sanya):
    case = factories.mediating()
    sanya.shift(3 * 86400)
    happened = factories.timezone.now() - factories.dt.timedelta(days=2)
    engine.take(case, "add_note", by=case.mediator, audience="all_sides", text="上门看过", event_at=happened)
    text = text_of(page("silver_mediator", case))
    assert "11月21日09:00 柯敬堂 双方当事人可见 11月23日补记" in text


def test_the_log_shows_each_entry_with_its_place_in_the_chain_and_goes_back_by_it():
    case = factories.mediating()
    for number in range(60):
        engine.take(case, "add_note", by=case.mediator, audience="all_sides", text=f"第{number}次")
    entries = case.entries.order_by("-place")
    newest = text_of(page("silver_mediator", case, "log/"))
    assert f"第{entries[0].place}条 {entries[0].hash[:8]}" in newest
    assert "登记纠纷" not in newest.split("操作日志 一条扣一条")[1]
    older = page("silver_mediator", case, "log/", before=entries[49].place)
    assert "第1条" in text_of(older)
    assert page("silver_mediator", case, "log/", before="x").status_code == 200


def test_a_dispute_at_the_same_place_with_the_same_people_is_hinted_in_numbers():
    factories.registered()
    case = factories.registered(title="又漏水了")
    text = text_of(page("clerk", case))
    assert "半年里，本调委会还办过1起有这些当事人的纠纷。" in text
    assert "港门花园3栋半年里还有1起纠纷。" in text


def test_a_head_above_is_led_to_the_seal_and_to_nothing_else():
    case = factories.to_seal()
    district = browser("district_head")
    asked = district.get(f"/cases/{case.uid}/")
    assert (asked.status_code, asked["Location"]) == (302, f"/cases/{case.uid}/steps/seal/")
    assert district.get(f"/cases/{case.uid}/people/").status_code == 404
    earlier = factories.accepted()
    assert district.get(f"/cases/{earlier.uid}/").status_code == 404


def test_a_stranger_gets_the_same_answer_as_for_a_case_that_is_not_there():
    case = factories.accepted()
    for name in ("head_elsewhere", "mediator", "auditor"):
        stranger = browser(name)
        for tab in TABS:
            theirs = stranger.get(f"/cases/{case.uid}/{tab}")
            missing = stranger.get(f"/cases/00000000-0000-4000-8000-000000000000/{tab}")
            assert (theirs.status_code, theirs.content) == (404, missing.content)
