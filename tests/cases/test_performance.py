"""What counts as kept: reports, the other side's word, and what is left to pay."""

import datetime as dt
from decimal import Decimal

import pytest

from cases import engine, performance
from tests import factories

pytestmark = pytest.mark.usefixtures("sanya")


def first_part(case):
    return performance.instalments(factories.agreement_of(case))[0]


def sides(case):
    """(creditor, debtor) users."""
    creditor, debtor = case.dispute.participations.all()
    return creditor.user, debtor.user


def pay(case, by, amount=Decimal(2400), kind="done"):
    return engine.take(
        case,
        "record_performance",
        by=by,
        instalment=first_part(case),
        kind=kind,
        amount=amount,
        happened_on=dt.date(2026, 11, 20),
        paid_by="phone",
    )


def deny(case, by):
    return engine.take(
        case,
        "report_breach",
        by=by,
        instalment=first_part(case),
        happened_on=dt.date(2026, 11, 20),
        rights_told=True,
    )


def test_a_payment_that_the_other_side_denies_falls_and_the_real_one_can_be_recorded(sanya):
    case = factories.effective()
    creditor, debtor = sides(case)
    pay(case, debtor)
    assert performance.is_done(first_part(case))
    sanya.shift(dt.timedelta(days=20))
    deny(case, creditor)
    assert performance.left(first_part(case)) == Decimal(2400)
    assert performance.is_breached(first_part(case))
    pay(case, case.mediator)
    assert performance.is_done(first_part(case))
    assert not performance.is_breached(first_part(case))


def test_what_the_creditor_received_in_part_stays_when_the_rest_does_not_come(sanya):
    case = factories.effective()
    creditor, _debtor = sides(case)
    pay(case, creditor, Decimal(1000), kind="partial")
    sanya.shift(dt.timedelta(days=20))
    deny(case, creditor)
    assert performance.left(first_part(case)) == Decimal(1400)


def test_a_confirmed_payment_is_not_denied_away(sanya):
    case = factories.effective()
    creditor, debtor = sides(case)
    pay(case, debtor, Decimal(1000), kind="partial")
    engine.take(case, "confirm_performance", by=creditor, record=first_part(case).records.get())
    sanya.shift(dt.timedelta(days=20))
    deny(case, creditor)
    assert performance.left(first_part(case)) == Decimal(1400)


def test_a_party_reports_no_breach_before_the_day_has_passed():
    case = factories.effective()
    creditor, _debtor = sides(case)
    with pytest.raises(engine.Refused, match="还没有过期限"):
        deny(case, creditor)
    deny(case, case.mediator)
    assert performance.is_breached(first_part(case))
