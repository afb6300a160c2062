"""Papers of what was kept and of the end: receipts, the closing report, the evidence list with it."""

from decimal import Decimal

import pytest
from django.test import Client

from cases import dossier, engine, performance
from cases.models import PerformanceRecord, SignatureRequest
from documents.models import Document
from tests import factories
from tests.cases.pages import browser, text_of
from tests.cases.test_performance import first_part, pay, sides
from tests.forms import send
from tests.portal.conftest import come_in, slip

pytestmark = pytest.mark.usefixtures("sanya")
__all__ = ["come_in", "slip"]


def papers(case, code):
    """The papers of a kind, oldest first."""
    return list(Document.objects.filter(dossier=case.uid, paper=code).order_by("pk"))


def signers(document):
    """Who is asked to sign a paper."""
    return list(SignatureRequest.objects.filter(document=document).values_list("user__name", flat=True))


# --- 收条 ---------------------------------------------------------------------
def test_money_that_the_mediator_saw_paid_makes_a_receipt_for_whoever_got_it_to_sign():
    case = factories.effective()
    address = f"/cases/{case.uid}/steps/record_performance/"
    mediator = browser("silver_mediator")
    page = mediator.get(address)
    sent = {"instalment": first_part(case).pk, "kind": "partial", "amount": "1000", "paid_by": "cash"}
    assert send(mediator, address, page, "amount", **sent).status_code == 302
    (receipt,) = papers(case, "performance_receipt")
    assert receipt.facts["sum"] == "人民币1000元（大写：壹仟元整）"
    assert (receipt.facts["payer"], receipt.facts["payee"]) == ("阿依古丽·买买提", "陈玉㛃")
    assert (receipt.facts["promise"], receipt.facts["way"]) == ("第一条第一期", "现金")
    assert receipt.facts["rest"] == "第一条第一期尚有人民币1400元没有付清。"
    assert signers(receipt) == ["陈玉㛃"]
    (item,) = [item for item in dossier.checklist(case) if item.code == "performance_proof"]
    assert item.documents == (receipt,)


def test_the_bare_word_of_who_owes_makes_no_receipt_until_the_other_side_says_it_came_in():
    case = factories.effective()
    creditor, debtor = sides(case)
    pay(case, debtor)
    assert papers(case, "performance_receipt") == []
    engine.take(case, "confirm_performance", by=creditor, record=PerformanceRecord.objects.get())
    (receipt,) = papers(case, "performance_receipt")
    assert receipt.facts["rest"] == "第一条第一期的款项已经付清。"
    assert signers(receipt) == ["陈玉㛃"]


def test_a_confirmation_of_what_has_a_receipt_makes_no_second_one():
    case = factories.effective()
    creditor, _debtor = sides(case)
    pay(case, case.mediator)
    engine.take(case, "confirm_performance", by=creditor, record=PerformanceRecord.objects.get())
    assert len(papers(case, "performance_receipt")) == 1


def test_an_act_that_was_done_makes_no_receipt():
    case = factories.effective()
    repair = next(part for part in performance.instalments(factories.agreement_of(case)) if part.amount is None)
    engine.take(
        case, "record_performance", by=case.mediator, instalment=repair, kind="done",
        happened_on=case.effective_on,
    )  # fmt: skip
    assert papers(case, "performance_receipt") == []


def test_both_sides_may_take_the_receipt(come_in):
    case = factories.effective()
    pay(case, case.mediator, amount=Decimal(2400))
    (receipt,) = papers(case, "performance_receipt")
    for side in case.dispute.participations.all():
        window = come_in(Client(), case, side)
        assert window.get(f"/my/{case.uid}/documents/{receipt.uid}.pdf").status_code == 200


# --- 结案报告表 ----------------------------------------------------------------
def test_closing_makes_a_report_of_what_was_agreed_and_kept():
    case = factories.performed()
    address = f"/cases/{case.uid}/steps/close/"
    mediator = browser("silver_mediator")
    answer = send(mediator, address, mediator.get(address), "text", text="双方和好了。")
    assert "结案：达成书面协议" in text_of(mediator.get(answer["Location"]))
    (report,) = papers(case, "closing_report")
    assert report.facts["result"][1].startswith("达成书面协议，协议自2026年11月20日起生效")
    assert len(report.facts["kept"]) == 3
    assert all(line.endswith("：做到了。") for line in report.facts["kept"])
    assert report.facts["remark"] == "双方和好了。"
    assert signers(report) == ["柯敬堂"]
    assert papers(case, "evidence_list") == []


def test_a_promise_that_was_broken_stands_so_in_the_report():
    case = factories.effective()
    for part in performance.instalments(factories.agreement_of(case)):
        engine.take(
            case, "report_breach", by=case.mediator, instalment=part, happened_on=case.effective_on, rights_told=True
        )
    engine.take(case, "close", by=case.mediator)
    (report,) = papers(case, "closing_report")
    assert report.facts["kept"][0].endswith("：没有做到，已经告知权利。")


def test_evidence_that_no_list_holds_yet_is_listed_when_the_case_closes():
    case = factories.mediating()
    engine.take(case, "add_evidence", by=case.mediator, name="照片", upload=factories.scan())
    engine.take(case, "list_evidence", by=case.mediator)
    assert len(papers(case, "evidence_list")) == 1
    engine.take(case, "add_evidence", by=case.mediator, name="收据", upload=factories.scan())
    case = _kept_orally(case)
    engine.take(case, "close", by=case.mediator)
    first, second = papers(case, "evidence_list")
    assert [row["name"] for row in second.facts["rows"]] == ["照片", "收据"]
    assert (first.version, second.version) == (1, 2)
    (report,) = papers(case, "closing_report")
    assert report.facts["result"][1].startswith("达成口头协议")


def _kept_orally(case):
    """An oral agreement on one payment, kept at once."""
    from django.utils import timezone

    from cases.models import Agreement

    agreement = engine.take(Agreement(case=case), "draft_agreement", by=case.mediator)
    creditor, debtor = case.dispute.participations.all()
    clause = {
        "kind": "pay", "obligor": debtor, "obligee": creditor, "amount": Decimal(900), "text": "赔偿款",
        "place": "", "method": "cash", "instalments": [(Decimal(900), timezone.localdate())],
    }  # fmt: skip
    engine.take(
        agreement, "edit_clauses", by=case.mediator, main_facts="602室漏水。", responsibility="602室承担。",
        edits=0, clauses=[clause],
    )  # fmt: skip
    case = engine.take(case, "record_oral_agreement", by=case.mediator, need_no_paper=True)
    pay(case, case.mediator, amount=Decimal(900))
    return case
