"""Simple counts of a body for any period; each figure is a condition, so that it opens the very list it counts."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import deadlines
from cases.condition import Condition, among, fetch
from cases.states import RUNNING, Outcome


@dataclass(frozen=True)
class Period:
    """From a Shanghai day to a day, both counted."""

    first: dt.date
    last: dt.date

    def of_days(self, column):
        """The date in a column lies in the period."""
        return Condition(f"({column} >= %s AND {column} <= %s)", (self.first, self.last))

    def of_moments(self, column):
        """The moment in a column lies in the period, by the clock of Shanghai."""
        begins, ends = (
            timezone.make_aware(dt.datetime.combine(day, dt.time.min))
            for day in (self.first, deadlines.days_ahead(self.last, 1))
        )
        return Condition(f"({column} >= %s AND {column} < %s)", (begins, ends))


@dataclass(frozen=True)
class Figure:
    """One line. holds: (period) -> condition on Case; now: it says how things stand today, whatever the period"""

    code: str
    label: str
    holds: Callable
    now: bool = False


def _ended(*outcomes):
    """Closed in the period with one of these outcomes."""
    return lambda period: among("cases_case.outcome", outcomes) & period.of_days("cases_case.closed_on")


def _settled(period):
    """The statistics count a success on the day it was agreed, once it is in effect (domain reference § 8.1)."""
    return period.of_days("cases_case.agreed_on") & Condition("cases_case.effective_on IS NOT NULL")


def _overdue(_period):
    return among("cases_case.state", RUNNING) & Condition("cases_case.due_on < %s", (timezone.localdate(),))


FIGURES = {
    figure.code: figure
    for figure in (
        Figure("registered", _("登记"), lambda period: period.of_moments("cases_case.created_at")),
        Figure("accepted", _("受理"), lambda period: period.of_moments("cases_case.accepted_at")),
        Figure("declined", _("不予受理"), _ended(Outcome.DECLINED)),
        Figure("settled", _("谈成了"), _settled),
        Figure("failed", _("没有谈成"), _ended(Outcome.FAILED)),
        Figure("refused", _("一方不同意调解"), _ended(Outcome.REFUSED)),
        Figure("withdrawn", _("撤回或自行和解"), _ended(Outcome.WITHDRAWN)),
        Figure("closed", _("结案"), lambda period: period.of_days("cases_case.closed_on")),
        Figure("archived", _("归档"), lambda period: period.of_days("cases_case.archived_on")),
        Figure("running", _("现在在办"), lambda _period: among("cases_case.state", RUNNING), now=True),
        Figure("overdue", _("现在超期"), _overdue, now=True),
    )
}


def count(scope, period):
    """{dispute type id: {code of a figure: how many}} of the cases seen in full, in one query."""
    conditions = {code: figure.holds(period) for code, figure in FIGURES.items()}
    sums = ", ".join(f"SUM(CASE WHEN {one.sql} THEN 1 ELSE 0 END)" for one in conditions.values())
    values = [value for one in conditions.values() for value in one.params]
    parts, params = [], []
    for branch in scope.whole:
        parts.append(f"SELECT dispute_type_id, {sums} FROM cases_case WHERE {branch.sql} GROUP BY dispute_type_id")
        params += [*values, *branch.params]
    found = {}
    for kind, *numbers in fetch(" UNION ALL ".join(parts), params) if parts else ():
        row = found.setdefault(kind, dict.fromkeys(FIGURES, 0))
        for code, number in zip(FIGURES, numbers, strict=True):
            row[code] += number
    return found


def usual(today):
    """{code: (label, Period)} of the periods most asked for."""
    month = today.replace(day=1)
    before = deadlines.days_ahead(month, -1)
    year = today.replace(month=1, day=1)
    last_year = deadlines.days_ahead(year, -1)
    return {
        "month": (_("本月"), Period(month, today)),
        "last_month": (_("上月"), Period(before.replace(day=1), before)),
        "year": (_("今年"), Period(year, today)),
        "last_year": (_("去年"), Period(last_year.replace(month=1, day=1), last_year)),
    }
