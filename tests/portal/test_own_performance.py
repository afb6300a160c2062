"""What the parties report themselves once an agreement binds: done, confirmed, not kept."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from cases import engine, performance, sealing
from cases.models import Agreement, PerformanceRecord
from tests import factories
from tests.personas import persona
from tests.portal.conftest import sides
from tests.portal.test_own_steps import fresh, photo, post, url

pytestmark = pytest.mark.usefixtures("sanya")


@pytest.fixture
def binding(sanya):
    """An agreement in force, its parts in order of their days, the side that is owed and the side that owes."""
    case = factories.effective()
    creditor, debtor = sides(case)
    return case, performance.instalments(factories.agreement_of(case)), creditor, debtor


def test_who_is_owed_reports_what_came_and_the_amount_is_taken_from_the_agreement(client, come_in, binding):
    case, parts, creditor, _debtor = binding
    come_in(client, case, creditor)
    answer = post(client, case, "record_performance", instalment=parts[0].pk, kind="done", happened_on="2026-11-20")
    assert answer.status_code == 302
    row = PerformanceRecord.objects.get()
    assert (row.amount, row.recorded_by, row.kind) == (Decimal("2400.00"), creditor.user, "done")
    page = client.get(f"/my/{case.uid}/").content.decode()
    assert "做到了" in page.partition('id="dues"')[2].partition("</li>")[0]


def test_who_paid_reports_it_and_the_other_side_confirms(client, come_in, binding):
    case, parts, creditor, debtor = binding
    payer = come_in(Client(), case, debtor)
    answer = post(
        payer, case, "record_performance", instalment=parts[0].pk, kind="partial", amount="1000",
        happened_on="2026-11-20", paid_by="phone", upload=photo(),
    )  # fmt: skip
    assert answer.status_code == 302
    record = PerformanceRecord.objects.get()
    assert record.proof.mime == "image/jpeg"
    assert "不能确认" not in payer.get(url(case, "confirm_performance")).content.decode()
    assert not payer.get(url(case, "confirm_performance")).context["form"].fields["record"].queryset.exists()
    come_in(client, case, creditor)
    page = client.get(f"/my/{case.uid}/").content.decode()
    assert "对方说做到了，对不对" in page
    assert "11月20日做了一部分，1000元" in page
    assert post(client, case, "confirm_performance", record=record.pk).status_code == 302
    record.refresh_from_db()
    assert record.confirmed_by == creditor.user


def test_nobody_confirms_for_his_own_side(binding):
    case, parts, _creditor, debtor = binding
    engine.take(
        case, "record_performance", by=debtor.user, instalment=parts[0], kind="done", amount=parts[0].amount,
        happened_on=timezone.localdate(),
    )  # fmt: skip
    record = PerformanceRecord.objects.get()
    with pytest.raises(engine.Refused, match="要由对方或调解员确认"):
        engine.take(case, "confirm_performance", by=debtor.user, record=record)


def test_an_agent_does_not_confirm_what_his_client_reported(come_in):
    case = factories.mediating()
    creditor, debtor = sides(case)
    engine.take(
        case, "record_mandate", by=persona("clerk"), participation=debtor, kind="agent",
        person={"name": "林小雨", "phone": "13800003001"}, special_powers=True,
    )  # fmt: skip
    factories.sign_power(debtor.mandates.get())
    case = effective_from(case)
    parts = performance.instalments(factories.agreement_of(case))
    engine.take(
        case, "record_performance", by=debtor.user, instalment=parts[0], kind="done", amount=parts[0].amount,
        happened_on=timezone.localdate(),
    )  # fmt: skip
    record, agent = PerformanceRecord.objects.get(), debtor.mandates.get()
    with pytest.raises(engine.Refused, match="要由对方或调解员确认"):
        engine.take(case, "confirm_performance", by=agent.user, record=record)
    browser = come_in(Client(), case, agent)
    assert not browser.get(url(case, "confirm_performance")).context["form"].fields["record"].queryset.exists()


def effective_from(case):
    """The road from the table to an agreement in force, for a case that is being mediated."""
    agreement = engine.take(Agreement(case=case), "draft_agreement", by=case.mediator)
    creditor, debtor = sides(case)
    engine.take(
        agreement, "edit_clauses", by=case.mediator, main_facts="漏水。", responsibility="602室负责。", edits=0,
        clauses=[
            {
                "kind": "pay", "obligor": debtor, "obligee": creditor, "amount": Decimal(100), "text": "赔偿款",
                "place": "", "method": "cash", "instalments": [(Decimal(100), dt.date(2026, 12, 1))],
            }
        ],
    )  # fmt: skip
    case = engine.take(fresh(case), "freeze_agreement", by=case.mediator, recorder=persona("clerk"))
    agreement = factories.agreement_of(case)
    for number, request in enumerate(row for row in factories.requests_of(agreement) if row.signer != "mediator"):
        factories.sign_tablet(request, number)
    agreement = factories.agreement_of(case)
    engine.take(
        agreement, "mediator_sign", by=case.mediator, strokes=factories.strokes(9),
        sha256=agreement.document.sha256, confirmed=True,
    )  # fmt: skip
    engine.take(factories.agreement_of(case), "seal", by=persona("head"))
    assert sealing.sweep() == 1
    return fresh(case)


def test_a_breach_is_reported_by_who_is_owed_once_the_day_is_over(client, come_in, binding, sanya):
    case, parts, creditor, debtor = binding
    assert (
        not come_in(Client(), case, creditor).get(url(case, "report_breach")).context["form"].fields["instalment"].dues
    )
    sanya.shift(dt.timedelta(days=11))
    assert not come_in(Client(), case, debtor).get(url(case, "report_breach")).context["form"].fields["instalment"].dues
    with pytest.raises(engine.Refused, match="由该收的一方来报"):
        engine.take(
            case, "report_breach", by=debtor.user, instalment=parts[0], happened_on=timezone.localdate(),
            rights_told=True,
        )  # fmt: skip
    come_in(client, case, creditor)
    data = {"instalment": parts[0].pk, "happened_on": "2026-12-01"}
    assert "请先看这一句，再勾选" in post(client, case, "report_breach", **data).content.decode()
    assert post(client, case, "report_breach", rights_told="on", **data).status_code == 302
    page = client.get(f"/my/{case.uid}/").content.decode()
    assert "没有做到" in page.partition('id="dues"')[2].partition("</li>")[0]
    late = {"instalment": parts[0].pk, "kind": "done", "happened_on": "2026-12-01"}
    assert post(client, case, "record_performance", **late).status_code == 302
    page = client.get(f"/my/{case.uid}/").content.decode()
    assert "没有做到" not in page.partition('id="dues"')[2].partition("</li>")[0]


def test_a_false_report_of_the_other_side_can_be_denied(client, come_in, binding):
    case, parts, creditor, debtor = binding
    engine.take(
        case, "record_performance", by=debtor.user, instalment=parts[0], kind="done", amount=parts[0].amount,
        happened_on=timezone.localdate(),
    )  # fmt: skip
    come_in(client, case, creditor)
    assert f"report_breach/?instalment={parts[0].pk}" in client.get(f"/my/{case.uid}/").content.decode()
    data = {"instalment": parts[0].pk, "happened_on": "2026-11-20", "rights_told": "on"}
    assert post(client, case, "report_breach", **data).status_code == 302


def test_a_third_side_reports_and_confirms_nothing_of_others(come_in):
    people = (("applicant", factories.CHEN), ("respondent", factories.LI), ("respondent", {"name": "符海明"}))
    case = factories.effective(people=people)
    part = performance.instalments(factories.agreement_of(case))[0]
    third = sides(case)[2]
    with pytest.raises(engine.Refused, match="和您这一方没有关系"):
        engine.take(
            case, "record_performance", by=third.user, instalment=part, kind="done", amount=part.amount,
            happened_on=timezone.localdate(),
        )  # fmt: skip
    debtor = sides(case)[1]
    engine.take(
        case, "record_performance", by=debtor.user, instalment=part, kind="done", amount=part.amount,
        happened_on=timezone.localdate(),
    )  # fmt: skip
    with pytest.raises(engine.Refused, match="和您这一方没有关系"):
        engine.take(case, "confirm_performance", by=third.user, record=PerformanceRecord.objects.get())


def test_too_much_and_tomorrow_are_answered_in_words(client, come_in, binding):
    case, parts, creditor, _debtor = binding
    come_in(client, case, creditor)
    data = {"instalment": parts[0].pk, "kind": "partial", "happened_on": "2026-11-20"}
    assert "请填付了多少元" in post(client, case, "record_performance", **data).content.decode()
    assert "只剩2400元没付" in post(client, case, "record_performance", amount="3000", **data).content.decode()
    data["happened_on"] = "2026-11-21"
    assert "这一天还没有到" in post(client, case, "record_performance", amount="100", **data).content.decode()
    assert not PerformanceRecord.objects.exists()
