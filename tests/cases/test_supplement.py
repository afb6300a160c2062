"""Talking again about an agreement that binds: its second paper is a supplement that says what changes and what goes on."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from cases import dossier, drafting, engine, performance, reading_copy, sealing
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


def test_a_reader_of_another_language_finds_the_meaning_of_each_clause_old_and_new():
    case, _first = renegotiated()
    second, side = factories.agreement_of(case), case.dispute.participations.first()
    with translation.override("en"):
        html = str(reading_copy.of(second.document, second, side))
    for clause in (*second.document.facts["clauses"], *second.document.facts["kept"]):
        before = html.split(clause.split("、", 1)[1])[0]
        assert before.rstrip("一二、").endswith("</span>")
    assert "What stays in force of the first agreement:" in html
