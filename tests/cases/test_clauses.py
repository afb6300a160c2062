"""One obligation, four uses: clause, both summaries, performance lines, and the check before freezing."""

import datetime as dt

import pytest

from cases import clauses
from cases.models import Agreement
from tests import factories

pytestmark = pytest.mark.usefixtures("sanya")
TODAY = dt.date(2026, 11, 20)


def rows(agreement):
    return list(agreement.obligations.select_related("obligor__party", "obligee__party"))


def test_clauses_are_written_from_the_rows():
    agreement = factories.agreement_of(factories.drafted())
    pay, repair = rows(agreement)
    assert clauses.clause(pay, list(pay.instalments.all())) == (
        "阿依古丽·买买提分两期向陈玉㛃支付赔偿款人民币4800元（大写：肆仟捌佰元整）："
        "第一期于2026年11月30日前支付2400元；第二期于2026年12月30日前支付2400元，以手机支付方式支付。"
    )
    assert clauses.clause(repair, list(repair.instalments.all())) == (
        "阿依古丽·买买提于2026年12月20日前将602室卫生间防水修好，费用由阿依古丽·买买提承担。"
    )


def test_the_two_sides_read_the_same_rows_from_their_own_side():
    agreement = factories.agreement_of(factories.drafted())
    creditor, debtor = agreement.case.dispute.participations.all()
    gets, does = clauses.summary(rows(agreement), creditor)
    assert [(one.what, one.how) for one in gets] == [
        ("阿依古丽·买买提付给您4800元", "11月30日前付2400元，12月30日前付2400元，手机支付。"),
        ("阿依古丽·买买提修好602室卫生间防水", "12月20日前做好。"),
    ]
    assert does == []
    gets, does = clauses.summary(rows(agreement), debtor)
    assert gets == []
    assert [one.what for one in does] == ["您付给陈玉㛃4800元", "您修好602室卫生间防水"]


def test_performance_lines_name_one_due_date_each():
    pay, repair = rows(factories.agreement_of(factories.drafted()))
    assert clauses.performance(pay, list(pay.instalments.all())) == [
        "第一条：2026年11月30日前，阿依古丽·买买提支付2400元，手机支付。",
        "第一条：2026年12月30日前，阿依古丽·买买提支付2400元，手机支付。",
    ]
    assert clauses.performance(repair, list(repair.instalments.all())) == [
        "第二条：2026年12月20日前，阿依古丽·买买提修好602室卫生间防水。"
    ]


def test_a_ready_text_has_no_flaw():
    assert clauses.check(factories.agreement_of(factories.drafted()), today=TODAY) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"main_facts": " "}, "还没有写纠纷主要事实"),
        ({"responsibility": ""}, "还没有写各方责任"),
        ({"main_facts": "双方约定不得再起诉。"}, "不能限制当事人起诉"),
        ({"responsibility": "双方各付调解费100元。"}, "人民调解不收费"),
    ],
)
def test_a_text_with_a_flaw_is_told_which(change, words):
    agreement = factories.agreement_of(factories.drafted())
    for name, value in change.items():
        setattr(agreement, name, value)
    assert any(words in flaw.sentence for flaw in clauses.check(agreement, today=TODAY))


def test_an_agreement_without_clauses_cannot_be_frozen():
    from cases import engine

    case = factories.talked()
    engine.take(Agreement(case=case), "draft_agreement", by=case.mediator, main_facts="事实", responsibility="责任")
    with pytest.raises(engine.Refused, match="还没有一条约定"):
        engine.take(case, "freeze_agreement", by=case.mediator)


def test_instalments_that_do_not_add_up_and_dates_that_are_past_are_found():
    agreement = factories.agreement_of(factories.drafted())
    part = rows(agreement)[0].instalments.first()
    part.amount, part.due_on = 2000, dt.date(2026, 11, 1)
    part.save()
    sentences = [flaw.sentence for flaw in clauses.check(agreement, today=TODAY)]
    assert "第一条各期加起来不等于总数，请核对每期金额。" in sentences
    assert "第一条的期限已经过了，请改成今天以后。" in sentences
