"""What a party reads about its case: where it stands, what to do, and nothing that is not its own or everybody's."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import engine, performance
from cases.models import Case, Dispute
from tests import factories
from tests.parties.numbers import resident_id
from tests.personas import persona
from tests.portal.conftest import row_counts, sides

pytestmark = pytest.mark.usefixtures("sanya")


def page(client, case, part=""):
    """The html of a page of the case."""
    answer = client.get(f"/my/{case.uid}/{part}")
    assert answer.status_code == 200
    return answer.content.decode()


def words(html):
    """What a reader sees of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())


# --- where it stands ---------------------------------------------------------
@pytest.mark.parametrize(
    ("build", "sentence"),
    [
        (factories.registered, "工作人员在补材料"),
        (factories.submitted, "等调委会受理 最晚11月25日答复您受不受理"),
        (factories.consented, "已受理，在安排调解员 一般在12月21日以前调解完"),
        (factories.assigned, "调解员定了，等调解员接下"),
        (factories.mediating, "正在调解"),
        (factories.frozen, "协议写好了，等大家签名"),
        (factories.signed, "大家都签了"),
        (factories.effective, "协议生效了，请照着做"),
        (factories.closed, "谈成了，已经办结"),
    ],
)
def test_each_stage_is_one_sentence_in_a_partys_words(client, come_in, build, sentence):
    case = build()
    said = words(page(come_in(client, case), case))
    assert sentence in said
    assert "被申请人" not in said


def test_an_ending_without_agreement_is_called_by_its_name(client, come_in):
    case = factories.mediating()
    case = engine.take(case, "terminate", by=case.mediator, reasons=factories.reasons("terminate"))
    said = words(page(come_in(client, case), case))
    assert "没有谈成，调解结束了" in said
    assert "保存《人民调解终止通知书》" in said


def test_the_stages_carry_their_days(client, come_in, sanya):
    case = factories.consented()
    sanya.shift(dt.timedelta(days=3))
    case = engine.take(case, "assign_mediator", by=persona("head"), mediator=persona("mediator"), basis="appointed")
    case = engine.take(case, "accept_assignment", by=case.mediator, declared=True)
    html = page(come_in(client, case), case)
    steps = words("<main " + html.partition('class="steps"')[2].partition("</ol>")[0])
    assert "登记 11月20日" in steps
    assert "受理 11月20日" in steps
    assert "调解 11月23日" in steps
    assert 'aria-current="step">调解' in html


def test_the_next_session_and_the_mediators_telephone_are_there(client, come_in):
    case = factories.mediating()
    when = timezone.now() + dt.timedelta(days=5, hours=10)
    engine.take(case, "schedule_session", by=case.mediator, starts_at=when, place="矛盾调解室")
    said = words(page(come_in(client, case), case))
    assert "下次调解 11月25日19:00 矛盾调解室" in said
    assert case.mediator.name in said
    assert f"打电话 {case.mediator.phone}" in said


@pytest.mark.parametrize("build", [factories.accepted, factories.mediating, factories.frozen])
def test_every_page_that_holds_a_case_tells_the_other_ways(client, come_in, build):
    case = build()
    come_in(client, case)
    for part in ("", "log/", "steps/end_mediation/", "steps/withdraw/", "steps/refuse/", "steps/record_consent/"):
        said = words(page(client, case, part))
        assert "可以向有管辖权的人民法院起诉" in said, part
        assert "仲裁" in said
        assert "人民调解法第3条" in said


def test_after_effect_the_ways_are_those_against_a_breach_and_the_courts_confirmation(client, come_in):
    case = factories.effective()
    said = words(page(come_in(client, case), case))
    assert "向法院起诉（人民调解法第32条）" in said
    assert "2026年12月21日以前，您和对方可以一起请法院确认" in said  # the 20th is a Sunday
    assert "不想调解了" not in said


# --- what to do --------------------------------------------------------------
def test_whoever_was_not_asked_is_asked_for_consent_first(client, come_in):
    case = factories.accepted()
    html = page(come_in(client, case), case)
    assert "请您说一下：愿不愿意调解" in words(html)
    assert f"/my/{case.uid}/steps/record_consent/" in html
    case = factories.consented()
    assert "愿不愿意" not in page(come_in(client, case), case)


def test_papers_to_sign_are_signed_at_the_office_and_nothing_else_is_promised(client, come_in):
    case = factories.frozen()
    said = words(page(come_in(client, case), case))
    assert "请签 《人民调解协议书》" in said.replace("请签《", "请签 《")
    assert "请带身份证到新港社区调委会签；走不开，打电话请调解员上门" in said.replace(
        "新港社区人民调解委员会", "新港社区调委会"
    )
    assert "手机签" not in said


def test_nobody_is_asked_to_sign_what_lies_in_the_archive(client, come_in):
    case = factories.consented()
    come_in(client, case)
    assert "请签" in words(page(client, case))
    engine.take(case, "refuse", by=persona("clerk"), participation=case.dispute.participations.last(), channel="phone")
    engine.take(Case.objects.get(), "archive", by=persona("clerk"), checked_by=persona("head"))
    assert "请签" not in words(page(client, case))


def test_the_agreement_is_told_to_each_side_from_its_own_place(client, come_in):
    case = factories.effective()
    creditor, debtor = sides(case)
    said = words(page(come_in(client, case, creditor), case))
    assert "您得到什么" in said
    assert "阿依古丽·买买提付给您4800元" in said
    said = words(page(come_in(client, case, debtor), case))
    assert "您要做什么" in said
    assert "您付给陈玉㛃4800元" in said


def test_a_due_date_is_asked_about_when_it_is_near_and_can_be_denied_when_it_is_over(client, come_in, sanya):
    case = factories.effective()
    said = words(page(come_in(client, case), case))
    assert "收到了，请在这里报一下" not in said
    sanya.shift(dt.timedelta(days=4))
    html = page(come_in(client, case), case)
    assert "11月30日前，阿依古丽·买买提付给您2400元" in words(html)
    assert "report_breach" not in html
    sanya.shift(dt.timedelta(days=8))
    html = page(come_in(client, case), case)
    assert "report_breach" in html
    assert "超了2天" in words(html)


def test_when_it_is_somebody_elses_turn_the_page_says_so(client, come_in):
    case = factories.submitted()
    assert "现在没有要您办的" in page(come_in(client, case), case)


# --- what is not shown -------------------------------------------------------
def test_private_talk_offers_and_the_other_sides_contacts_are_on_no_page(client, come_in):
    people = (
        ("applicant", factories.CHEN),
        ("respondent", factories.LI | {"id_kind": "resident_id", "id_number": resident_id("460200")}),
    )
    case = factories.mediating(people=people)
    mine, other = sides(case)
    engine.take(case, "add_note", by=case.mediator, audience="one_side", participation=other, text="底线是三千五")
    engine.take(case, "add_note", by=case.mediator, audience="one_side", participation=mine, text="她愿意收四千")
    engine.take(case, "add_note", by=case.mediator, audience="author", text="两家积怨很深")
    engine.take(case, "add_note", by=case.mediator, audience="all_sides", text="双方同意先请人看漏点")
    engine.take(case, "record_offer", by=case.mediator, participation=other, amount=3577)
    engine.take(case, "add_evidence", by=case.mediator, name="对方的收据", given_by=other, upload=factories.scan())
    engine.take(case, "check_identity", by=persona("clerk"), participation=other, how="original")
    come_in(client, case, mine)
    html = page(client, case) + page(client, case, "log/")
    for step in ("record_consent", "add_evidence", "end_mediation", "withdraw", "refuse"):
        html += page(client, case, f"steps/{step}/")
    assert "双方同意先请人看漏点" in html
    secrets = ["底线是三千五", "她愿意收四千", "两家积怨很深", "3577", "对方的收据", "身份证件"]
    secrets += [other.party.phone, other.party.address, other.party.id_number, "460200", "00007713"]
    assert [secret for secret in secrets if secret in html] == []
    assert html.count("记了一条谈话") == 1  # the one for both sides


def test_ones_own_data_are_masked(client, come_in):
    people = (
        ("applicant", factories.CHEN | {"id_kind": "resident_id", "id_number": resident_id("460200")}),
        ("respondent", factories.LI),
    )
    case = factories.mediating(people=people)
    said = words(page(come_in(client, case), case, "log/"))
    assert "138****2046" in said
    assert "460***********" in said
    assert "已登记，网上不显示" in said
    for whole in ("13800002046", resident_id("460200"), "港门花园3栋502室"):
        assert whole not in said


def test_pages_of_a_case_are_not_kept_by_the_browser(client, come_in):
    case = factories.mediating()
    come_in(client, case)
    for part in ("", "log/", "steps/add_evidence/"):
        assert client.get(f"/my/{case.uid}/{part}")["Cache-Control"] == "private, no-store"


def test_looking_writes_nothing_but_the_sessions_own_clock(client, come_in):
    case = factories.effective()
    come_in(client, case)
    before = row_counts()
    for part in ("", "log/", "steps/record_performance/", "steps/report_breach/", "steps/confirm_performance/"):
        page(client, case, part)
    assert row_counts() == before


# --- whose case --------------------------------------------------------------
def test_a_party_of_another_case_gets_the_404_of_a_missing_one(client, come_in):
    case, other = factories.effective(), factories.mediating(title="别的纠纷")
    come_in(client, other)
    missing = "00000000-0000-4000-8000-000000000000"
    paper = sides(case)[0].dispute.cases.get().agreements.get().sealed_document
    for part in ("", "log/", f"documents/{paper.uid}.pdf", "steps/withdraw/", "steps/end_mediation/"):
        strange, nothing = client.get(f"/my/{case.uid}/{part}"), client.get(f"/my/{missing}/{part}")
        assert (strange.status_code, strange.content) == (404, nothing.content)


def test_staff_find_no_parties_window(client):
    case = factories.mediating()
    client.force_login(case.mediator, backend="accounts.backends.StaffBackend")
    for path in ("/my/", f"/my/{case.uid}/", f"/my/{case.uid}/log/"):
        assert client.get(path).status_code == 404


def test_a_party_finds_no_staff_pages(client, come_in):
    case = factories.mediating()
    come_in(client, case)
    row = sides(case)[0]
    for path in (
        f"/cases/{case.uid}/",
        f"/cases/{case.uid}/steps/record_consent/",
        f"/cases/{case.uid}/invite/{row.pk}/",
    ):
        assert client.get(path).status_code == 404


def test_the_public_pages_show_a_party_its_own_case_and_no_door_of_the_staff(client, come_in):
    come_in(client, factories.mediating())
    html = client.get("/verify/").content.decode()
    assert 'href="/my/"' in html
    for address in ("/inbox/", "/password/", "/cases/", "/workbench/"):
        assert f'"{address}"' not in html


# --- danger ------------------------------------------------------------------
def endangered(**kind):
    case = factories.mediating(type_code="marriage_family", **kind)
    Dispute.objects.filter(pk=case.dispute_id).update(danger=True)
    return Case.objects.get(pk=case.pk)


def test_a_dangerous_family_case_can_be_left_with_one_tap_from_every_page(client, come_in):
    case = endangered()
    come_in(client, case)
    for part in ("", "log/", "steps/end_mediation/"):
        html = page(client, case, part)
        assert 'action="/my/leave/"' in html
        assert "离开此页" in html
        assert "data-shared-device" in html
    answer = client.post("/my/leave/")
    assert answer["Location"] == "/today/"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer["Cache-Control"].endswith("no-store")
    assert client.get(f"/my/{case.uid}/")["Location"] == "/left/"


def test_the_page_afterwards_has_nothing_to_do_with_mediation(client):
    html = client.get("/today/").content.decode()
    assert "2026年11月20日" in html
    assert "星期五" in html
    for word in ("调解", "案", "纠纷", "退出", "人民"):
        assert word not in html


def test_leaving_never_fails_and_never_by_opening_an_address(client):
    assert client.post("/my/leave/")["Location"] == "/today/"
    assert Client(enforce_csrf_checks=True).post("/my/leave/")["Location"] == "/today/"
    assert client.get("/my/leave/").status_code == 405


def test_an_ordinary_case_has_no_such_button_and_a_protected_person_always_has(client, come_in):
    case = factories.mediating()
    assert "离开此页" not in page(come_in(client, case), case)
    case = factories.mediating(
        people=(("applicant", factories.CHEN | {"safe_contact": True}), ("respondent", factories.LI))
    )
    mine, other = sides(case)
    assert "离开此页" in page(come_in(client, case, mine), case)
    assert "离开此页" not in page(come_in(client, case, other), case)


# --- what it costs -----------------------------------------------------------
@pytest.mark.parametrize("build", [factories.accepted, factories.talked, factories.frozen, factories.effective])
def test_a_page_costs_at_most_fifteen_queries(client, come_in, build, django_assert_max_num_queries):
    case = build()
    come_in(client, case)
    for part in ("", "log/"):
        with django_assert_max_num_queries(15):
            page(client, case, part)


def test_what_happened_more_often_costs_no_more_queries(client, come_in, django_assert_num_queries):
    case = factories.effective()
    part = performance.instalments(factories.agreement_of(case))[0]
    come_in(client, case)
    with CaptureQueriesContext(connection) as few:
        page(client, case, "log/")
    with CaptureQueriesContext(connection) as few_own:
        page(client, case)
    for _time in range(3):
        engine.take(
            case, "record_performance", by=case.mediator, instalment=part, kind="partial", amount=10,
            happened_on=timezone.localdate(), paid_by="phone",
        )  # fmt: skip
    with django_assert_num_queries(len(few)):
        page(client, case, "log/")
    with django_assert_num_queries(len(few_own)):
        page(client, case)
