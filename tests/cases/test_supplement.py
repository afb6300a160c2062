"""Talking again about an agreement that binds: its second paper is a supplement that says what changes and what goes on."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from cases import clauses, dossier, drafting, engine, performance, reading_copy, sealing
from cases.models import Agreement, Case
from documents import issue
from tests import factories
from tests.cases.pages import browser, text_of
from tests.documents import reading
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


def renegotiated():
    """In place of two payments one, later; the repair as it was. The text is put to its signers."""
    case = factories.effective()
    first = performance.in_force(case)
    case = engine.take(case, "renegotiate", by=case.mediator, both_agree=True, reason="对方失业了。")
    second = engine.take(Agreement(case=case), "draft_agreement", by=case.mediator)
    payment, repair = drafting.clauses_of(first)
    payment |= {"instalments": [(payment["amount"], timezone.localdate() + dt.timedelta(days=90))]}
    engine.take(
        second, "edit_clauses", by=case.mediator, main_facts="对方失业，付款要晚一些。", responsibility=first.responsibility,
        edits=0, clauses=[payment, repair],
    )  # fmt: skip
    return engine.take(
        Case.objects.get(pk=case.pk), "freeze_agreement", by=case.mediator, recorder=persona("clerk")
    ), first


def test_the_second_paper_names_the_first_and_tells_new_clauses_from_those_that_go_on():
    case, first = renegotiated()
    document = factories.agreement_of(case).document
    facts, before = document.facts, first.document.facts["clauses"]
    assert (document.paper, document.title) == ("supplement_agreement", "人民调解补充协议")
    assert (facts["first_number"], facts["number"]) == (case.number, f"{case.number}-2")
    assert facts["first_dated"] == str(case.agreed_on)
    assert facts["kept"] == [f"二、{before[1]}"]
    assert facts["ended"] == [f"原协议第一条：{before[0]}"]
    assert [line[:2] for line in facts["clauses"]] == ["一、"]
    text = reading.text(issue.render(document.paper, issue.thaw(document.paper, facts)).pdf)
    assert "本协议没有变更的，继续有效。" in text


def test_it_is_signed_and_sealed_like_the_first_and_only_then_takes_its_place():
    case, first = renegotiated()
    second = factories.agreement_of(case)
    for number, request in enumerate(row for row in factories.requests_of(second) if row.signer != "mediator"):
        factories.sign_tablet(request, number)
    second = factories.agreement_of(case)
    engine.take(
        second, "mediator_sign", by=case.mediator, strokes=factories.strokes(9), sha256=second.document.sha256,
        confirmed=True,
    )  # fmt: skip
    engine.take(factories.agreement_of(case), "seal", by=persona("head"))
    assert performance.in_force(case) == first
    assert sealing.sweep() == 1
    second = performance.in_force(Case.objects.get(pk=case.pk))
    sealed = second.sealed_document
    assert (second.version, sealed.paper) == (2, "supplement_agreement")
    assert sealed.facts["text_sha256"] == second.document.sha256
    (item,) = [item for item in dossier.checklist(case) if item.code == "mediation_agreement"]
    assert (item.state, [document.paper for document in item.documents]) == (
        "done", ["mediation_agreement", "supplement_agreement"],
    )  # fmt: skip
    assert "人民调解补充协议" in text_of(browser("head").get(f"/cases/{case.uid}/papers/"))


def signed_and_sealed(case):
    """Everybody signs the newest text, the head lets the seal be set."""
    for number, request in enumerate(
        row for row in factories.requests_of(factories.agreement_of(case)) if row.signer != "mediator"
    ):
        factories.sign_tablet(request, number)
    second = factories.agreement_of(case)
    engine.take(
        second, "mediator_sign", by=case.mediator, strokes=factories.strokes(9), sha256=second.document.sha256,
        confirmed=True,
    )  # fmt: skip
    engine.take(factories.agreement_of(case), "seal", by=persona("head"))
    assert sealing.sweep() == 1
    return Case.objects.get(pk=case.pk)


def test_what_is_done_stands_as_done_and_a_day_that_is_over_may_stand_as_it_was(sanya):
    case = factories.effective()
    first = performance.in_force(case)
    paid = performance.instalments(first)[0]
    engine.take(
        case, "record_performance", by=case.mediator, instalment=paid, kind="done", amount=paid.amount,
        happened_on=timezone.localdate(), paid_by="phone",
    )  # fmt: skip
    sanya.shift(dt.timedelta(days=14))
    case = engine.take(case, "renegotiate", by=case.mediator, both_agree=True, reason="对方失业了。")
    second = engine.take(Agreement(case=case), "draft_agreement", by=case.mediator)
    payment, repair = drafting.clauses_of(first)
    later = timezone.localdate() + dt.timedelta(days=90)
    kept, moved = payment["instalments"]
    payment |= {"instalments": [kept, (moved[0], later)]}
    text = {"main_facts": "对方失业。", "responsibility": first.responsibility}
    early = payment | {"instalments": [(kept[0], kept[1] + dt.timedelta(days=1)), (moved[0], later)]}
    engine.take(second, "edit_clauses", by=case.mediator, edits=0, clauses=[early, repair], **text)
    with pytest.raises(engine.Refused, match="第一条的期限已经过了"):
        engine.take(Case.objects.get(pk=case.pk), "freeze_agreement", by=case.mediator)
    second = factories.agreement_of(case)
    engine.take(second, "edit_clauses", by=case.mediator, edits=1, clauses=[payment, repair], **text)
    assert "期限已经过了" not in text_of(browser("silver_mediator").get(f"/cases/{case.uid}/agreement/check/"))
    case = engine.take(Case.objects.get(pk=case.pk), "freeze_agreement", by=case.mediator)
    facts = factories.agreement_of(case).document.facts
    old = [clauses.day(due_on) for _amount, due_on in (kept, moved)]
    assert facts["performed"] == [f"原协议第一条：{old[0]}前，{payment['obligor']}支付2400元，手机支付。"]
    assert facts["ended"] == [f"原协议第一条：{old[1]}前，{payment['obligor']}支付2400元，手机支付。"]
    assert facts["kept"] == [f"二、{first.document.facts['clauses'][1]}"]
    assert [line[:4] for line in facts["performance"]] == ["第一条：", "第二条："]
    case = signed_and_sealed(case)
    left = performance.open_instalments(performance.in_force(case))
    assert [part.due_on for part in left] == [repair["instalments"][0][1], later]


def test_a_reader_of_another_language_finds_the_meaning_of_each_clause_old_and_new():
    case, _first = renegotiated()
    second, side = factories.agreement_of(case), case.dispute.participations.first()
    with translation.override("en"):
        html = str(reading_copy.of(second.document, second, side))
    for clause in (*second.document.facts["clauses"], *second.document.facts["kept"]):
        before = html.split(clause.split("、", 1)[1])[0]
        assert before.rstrip("一二、").endswith("</span>")
    assert "What stays in force of the first agreement:" in html
