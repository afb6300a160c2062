"""The whole road by steps, without pages: it reads like a manual."""

import pytest

from cases import engine, integrity, reading
from cases.models import Case
from documents import vault
from documents.models import Document
from tests import factories
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")

ROAD = """
登记纠纷
登记当事人陈玉㛃
登记当事人阿依古丽·买买提
交调委会受理
受理，案号三吉新港人调字〔2026〕第0001号
陈玉㛃：同意调解（电话）
阿依古丽·买买提：同意调解（电话）
柯敬堂被指派为调解员（调委会指定）
柯敬堂声明没有利害关系，开始调解
约第1次调解
第1次调解：没有谈成，双方愿意再谈
开始写第1版协议
改协议，共2条
协议定稿，编号三吉新港人调字〔2026〕第0001号
协议第1版定稿
请4位签名
陈玉㛃在协议上签了名（平板）
阿依古丽·买买提在协议上签了名（平板）
收到签好的协议扫描件
核对了协议的纸质签名
柯敬堂作为调解员签了名
周德海同意盖章
协议已盖章
协议生效，2026年12月21日前双方可以一起申请司法确认
履行情况：第1条，做到了
履行情况：第2条，做到了
履行情况：第1条，做到了
回访：满意
结案：达成书面协议
""".strip()


def test_the_whole_road_reads_like_a_manual():
    case = factories.closed()
    assert reading.sentences(case) == ROAD.splitlines()
    assert integrity.flaws() == []
    assert (case.state, case.outcome) == ("closed", "settled_written")


def test_the_papers_of_the_road_lie_in_the_vault_with_their_hashes():
    case = factories.closed()
    papers = list(Document.objects.filter(dossier=case.uid).values_list("paper", flat=True))
    assert papers == [
        "intake_register", "rights_notice", "impartiality_declaration", "mediation_record", "mediation_agreement",
        "mediation_agreement", "performance_receipt", "performance_receipt", "follow_up_record",
        "closing_report",
    ]  # fmt: skip
    for document in Document.objects.all():
        assert vault.read(document.sha256).startswith(b"%PDF")
        assert document.verify_code


def test_reopened_talks_void_the_version_and_every_signature_on_it():
    case = factories.signed()
    engine.take(case, "reopen_talks", by=case.mediator, reason="第二期想晚十天")
    case = Case.objects.get()
    agreement = factories.agreement_of(case)
    assert (case.state, agreement.state) == ("mediating", "voided")
    assert set(agreement.signature_requests.values_list("status", flat=True)) == {"voided"}
    assert agreement.document.voided_at is not None
    assert integrity.flaws() == []


def test_a_refusal_to_sign_leads_back_to_the_table():
    case = factories.frozen()
    agreement = factories.agreement_of(case)
    request = factories.requests_of(agreement, signer="party")[0]
    engine.take(agreement, "refuse_to_sign", by=persona("clerk"), request=request, reason="钱太少")
    case = Case.objects.get()
    assert (case.state, factories.agreement_of(case).state) == ("mediating", "refused")
    assert integrity.flaws() == []


def test_an_agreement_that_binds_is_not_undone_by_ending_the_case():
    case = factories.effective()
    with pytest.raises(engine.Refused, match="现在是“已生效”"):
        engine.take(case, "terminate", by=case.mediator, reasons=factories.reasons("terminate"))


def test_a_case_that_ends_leaves_no_text_waiting_for_signatures():
    case = factories.frozen()
    party = case.dispute.participations.first()
    engine.take(case, "end_mediation", by=party.user, participation=party, text="不想谈了")
    case = Case.objects.get()
    assert (case.state, case.outcome) == ("closed", "failed")
    assert factories.agreement_of(case).state == "voided"
    assert case.due_code == "FILE"


def test_nobody_seals_what_he_mediated_himself():
    case = factories.consented()
    head = persona("head")
    agreement = factories.agreement_of(factories.to_seal(title="另一起"))
    assert engine.take(agreement, "seal", by=head).state == "sealing"
    with pytest.raises(engine.Refused, match="不在本调委会现任调解员名册上"):
        engine.take(case, "assign_mediator", by=head, mediator=head, basis="appointed")


def test_the_district_seals_only_when_nobody_nearer_may_and_says_why():
    case = factories.to_seal()
    district = persona("district_head")
    with pytest.raises(engine.Refused, match="本调委会的周德海可以盖章"):
        engine.take(factories.agreement_of(case), "seal", by=district, reason="")
    case.dispute.relations.create(
        user=persona("head"), text="申请人的表哥", declared_by=persona("clerk"), declared_at=case.created_at
    )
    case.dispute.relations.create(
        user=persona("deputy"), text="被申请人的同学", declared_by=persona("clerk"), declared_at=case.created_at
    )
    with pytest.raises(engine.Refused, match="请写明原因"):
        engine.take(factories.agreement_of(case), "seal", by=district, reason="")
    sealed = engine.take(factories.agreement_of(case), "seal", by=district, reason="社区两位负责人都应当回避")
    assert sealed.state == "sealing"


def test_a_mediator_with_a_tie_is_not_assigned():
    people = (
        ("applicant", factories.CHEN),
        ("respondent", {"kind": "organization", "name": "演示物业公司", "phone": "0898-88270000"}),
    )
    case = factories.consented(people=people)
    with pytest.raises(engine.Refused, match="卢启明在演示物业公司工作"):
        engine.take(case, "assign_mediator", by=persona("head"), mediator=persona("tied_mediator"), basis="appointed")


def test_a_refusal_is_never_counted_as_a_failure():
    case = factories.accepted()
    respondent = case.dispute.participations.last()
    case = engine.take(case, "refuse", by=persona("clerk"), participation=respondent, channel="phone", text="不调")
    assert (case.state, case.outcome) == ("closed", "refused")
    with pytest.raises(engine.Refused):
        engine.take(case, "schedule_session", by=persona("clerk"), starts_at=case.created_at, place="调解室")


def test_the_archive_waits_for_a_complete_dossier_and_two_people():
    case = factories.closed()
    with pytest.raises(engine.Refused, match="卷宗还差") as refusal:
        engine.take(case, "archive", by=persona("clerk"), checked_by=persona("clerk"))
    assert "当事人身份证明" in str(refusal.value)
    assert "立卷人和检查人不能是同一个人" in str(refusal.value)
