"""Counting days: first day not counted, last day rolls past days off, make-up days work."""

import datetime as dt

import pytest

from cases import calendar, deadlines
from cases.models import CalendarDay, Case, Deadline
from tests import factories

D = dt.date


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "length", "unit", "end", "rolled"),
    [
        (D(2026, 11, 20), 30, "natural", D(2026, 12, 21), True),  # 20 December is a Sunday
        (D(2026, 9, 2), 30, "natural", D(2026, 10, 8), True),  # 2 October is in National Day week
        (D(2026, 11, 20), 3, "working", D(2026, 11, 25), False),
        (D(2026, 9, 30), 3, "working", D(2026, 10, 10), False),  # 8, 9 and the make-up Saturday
        (D(2026, 11, 20), 1, "natural", D(2026, 11, 23), True),
        (D(2026, 11, 23), 1, "natural", D(2026, 11, 24), False),
    ],
)
def test_a_period_ends_where_the_law_says(start, length, unit, end, rolled):
    last = calendar.last_day(start, length, unit)
    assert (last.date, last.rolled, last.provisional) == (end, rolled, False)


@pytest.mark.django_db
def test_a_year_without_notice_counts_weekends_only_and_says_so():
    assert calendar.published_until() == D(2026, 12, 31)
    last = calendar.last_day(D(2026, 12, 20), 30, "natural")
    assert last.provisional
    assert last.date == D(2027, 1, 19)


@pytest.mark.django_db
def test_an_administrator_moves_a_day_and_the_next_clock_follows():
    CalendarDay.objects.create(date=D(2026, 11, 23), working=False, name="台风停工")
    assert calendar.last_day(D(2026, 11, 20), 1, "natural").date == D(2026, 11, 24)


@pytest.mark.usefixtures("sanya")
def test_a_case_always_knows_its_next_clock():
    case = factories.submitted()
    assert (case.due_code, case.due_on) == (deadlines.ACCEPT, D(2026, 11, 25))
    case = factories.assigned(title="另一起")
    assert (case.due_code, case.due_on) == (deadlines.RESPOND, D(2026, 11, 24))
    running = set(case.deadlines.filter(status=Deadline.Status.RUNNING).values_list("code", flat=True))
    assert running == {deadlines.TERM, deadlines.RESPOND}


@pytest.mark.usefixtures("sanya")
def test_every_case_on_the_road_has_a_clock_in_every_state():
    seen = {}
    for build in (
        factories.registered, factories.submitted, factories.accepted, factories.assigned, factories.mediating,
        factories.frozen, factories.to_seal, factories.effective, factories.closed,
    ):  # fmt: skip
        case = build(title=build.__name__)
        seen[case.state] = case.due_on
    assert all(seen.values()), seen
    assert set(seen) == {"draft", "submitted", "accepted", "assigned", "mediating", "agreeing", "effective", "closed"}


@pytest.mark.usefixtures("sanya")
def test_the_confirmation_deadline_runs_from_the_day_of_effect(sanya):
    case = factories.to_seal()
    sanya.shift(dt.timedelta(days=2))
    from cases import engine, sealing
    from tests.personas import persona

    engine.take(factories.agreement_of(case), "seal", by=persona("head"))
    sealing.sweep()
    case = Case.objects.get(pk=case.pk)
    assert case.agreed_on == D(2026, 11, 20)
    assert case.effective_on == D(2026, 11, 22)
    row = case.deadlines.get(code=deadlines.CONFIRMATION)
    assert (row.starts_on, row.ends_on, row.rolled) == (D(2026, 11, 22), D(2026, 12, 22), False)
