"""Counts of a period: each figure opens the very cases it counts, and costs one query however many there are."""

import datetime as dt

import pytest
from django.utils import timezone
from lxml import html

from cases import engine, figures
from cases.models import Case
from cases.navigation import scope
from tests import factories
from tests.conftest import NOW
from tests.personas import persona
from tests.stories.people import Person

pytestmark = pytest.mark.usefixtures("sanya")


def numbers(page):
    """{label: (number, address)} of the page's sums."""
    rows = html.fromstring(page.content.decode()).xpath("//section[@aria-labelledby='sums']//li")
    found = {}
    for row in rows:
        label = row.xpath("./span[1]/text()")[0].strip()
        told = row.xpath("./span[2]")[0].text_content()
        found[label] = (int(told.partition("件")[0]), next(iter(row.xpath(".//a/@href")), ""))
    return found


def test_each_figure_opens_the_list_that_it_counts(sanya):
    factories.effective()
    case = factories.mediating()
    engine.take(case, "terminate", by=case.mediator, reasons=factories.reasons("terminate"))
    engine.take(
        factories.submitted(), "decline", by=persona("head"), reasons=factories.reasons("decline"), text="可以起诉。"
    )
    factories.registered()
    head = Person("head")
    found = numbers(head.open("/counts/"))
    assert {label: number for label, (number, _url) in found.items()} == {
        "登记": 4, "受理": 2, "不予受理": 1, "谈成了": 1, "没有谈成": 1, "一方不同意调解": 0, "撤回或自行和解": 0, "结案": 2,
        "归档": 0, "现在在办": 1, "现在超期": 0,
    }  # fmt: skip
    for label, (number, address) in found.items():
        if number:
            assert f"共{number}件" in head.open(address).words, label
    last_year = str(NOW.year - 1)
    page = head.open(f"/counts/?first={last_year}-01-01&last={last_year}-12-31")
    assert numbers(page)["登记"][0] == 0
    assert "没有案件" not in page.words  # what runs today is counted whatever the period


def test_a_period_the_wrong_way_round_says_what_to_do():
    page = Person("head").open("/counts/?first=2026-11-20&last=2026-11-01")
    assert "不能早于" in page.words
    assert "合计" not in page.words
    for strange in ("first=0001-01-01&last=9999-12-31", "first=2026-02-31&last=2026-03-01"):
        assert "合计" not in Person("head").open(f"/counts/?{strange}").words
        assert "案件" in Person("head").open(f"/cases/?view=all&figure=registered&{strange}").words
    assert "请选到哪天止" in Person("head").open("/counts/?first=2026-11-20&last=").words


def test_the_day_of_shanghai_counts_not_that_of_greenwich(sanya):
    sanya.move_to(NOW.replace(hour=1))  # still the day before in UTC
    factories.registered()
    day = figures.Period(NOW.date(), NOW.date())
    before = figures.Period(NOW.date() - dt.timedelta(days=1), NOW.date() - dt.timedelta(days=1))
    assert Case.objects.filter(figures.FIGURES["registered"].holds(day)).count() == 1
    assert Case.objects.filter(figures.FIGURES["registered"].holds(before)).count() == 0


def test_somebody_elses_cases_are_not_counted(rf, django_assert_num_queries):
    factories.mediating()
    request = rf.get("/counts/")
    request.user = persona("head_elsewhere")
    elsewhere = scope(request)
    whole = figures.Period(dt.date(2026, 1, 1), timezone.localdate())
    with django_assert_num_queries(1):
        found = figures.count(elsewhere, whole)
    assert sum(row["registered"] for row in found.values()) == 0
