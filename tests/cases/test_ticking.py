"""The calendar at work: colours before the day, acts after it, everything once, whoever kills it meanwhile."""

import datetime as dt
import time

import pytest
from django.utils import timezone

from cases import engine, ticking
from cases.models import Case, Deadline, Period
from notices.models import Message
from tests import factories
from tests.cases.pages import browser, text_of
from tests.counts import count, dice
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


def days(number):
    return dt.timedelta(days=number)


def warnings():
    """(kind, who) of what the owners were told about the clocks, in order."""
    rows = Message.objects.filter(kind__startswith="deadline_").order_by("pk")
    return list(rows.values_list("kind", "user__username"))


def test_the_owner_is_told_in_blue_then_yellow_then_red_and_then_the_one_above(sanya):
    case = factories.mediating()
    term = case.deadlines.get(code="PMC_GENERAL", status="running").ends_on
    heard = []
    for before, new in (
        (20, []),
        (7, ["blue"]),
        (5, []),
        (3, ["yellow"]),
        (0, []),
        (-1, ["red"]),
        (-2, []),
        (-5, ["red"]),
    ):
        sanya.move_to(dt.datetime.combine(term - days(before), dt.time(1), tzinfo=dt.UTC))
        ticking.tick()
        ticking.tick()
        heard += [f"deadline_{colour}" for colour in new]
        assert [kind for kind, _who in warnings()][: len(heard)] == heard, before
    people = warnings()
    assert people[:3] == [(f"deadline_{colour}", "kejingtang") for colour in ("blue", "yellow", "red")]
    # Nobody did anything: the heads hear of it, each once.
    assert {who for kind, who in people[3:]} >= {"zhoudehai", "xingyulan"}
    assert len(people) == len(set(people))


def test_a_body_has_its_own_days_of_warning(sanya):
    case = factories.mediating()
    Period.objects.create(
        code="PMC_GENERAL", organization=case.organization, name="调解期限", length=30, unit="natural",
        first_warning=20, second_warning=10,
    )  # fmt: skip
    term = case.deadlines.get(code="PMC_GENERAL", status="running").ends_on
    sanya.move_to(dt.datetime.combine(term - days(15), dt.time(1), tzinfo=dt.UTC))
    ticking.tick()
    assert warnings() == [("deadline_blue", "kejingtang")]


def test_a_signing_that_is_not_finished_in_time_goes_back_to_the_table(sanya):
    case = factories.frozen()
    sanya.move_to(timezone.now() + days(18))
    assert ticking.tick()[0] == 1
    case = Case.objects.get(pk=case.pk)
    assert case.state == "mediating"
    assert factories.agreement_of(case).state == "voided"
    assert ticking.tick()[0] == 0


def test_a_mediator_who_does_not_answer_gives_the_case_back_to_the_head(sanya):
    case = factories.assigned()
    sanya.move_to(timezone.now() + days(6))
    assert ticking.tick()[0] == 1
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.mediator, case.turn) == ("accepted", None, "assign")


def test_parties_are_reminded_of_a_day_that_is_near_and_told_when_the_court_can_no_longer_be_asked(sanya):
    case = factories.effective()
    sanya.move_to(timezone.now() + days(7))
    ticking.tick()
    ticking.tick()
    assert ["11月30日到期" in message.body for message in Message.objects.filter(kind="reminder")] == [True, True]
    sanya.move_to(timezone.now() + days(26))
    ticking.tick()
    case = Case.objects.get(pk=case.pk)
    assert case.deadlines.get(code="CONFIRMATION").status == Deadline.Status.LAPSED
    assert case.entries.filter(step="lapse_confirmation").count() == 1
    assert list(ticking.stuck()) == []


def test_a_case_that_one_clock_cannot_move_does_not_stop_the_others(sanya):
    stubborn, ordinary = factories.assigned(), factories.registered(people=())
    # A row that no step would leave: the case is closed, its clock still runs.
    engine.take(
        stubborn, "refuse", by=persona("head"), participation=stubborn.dispute.participations.first(), channel="phone"
    )
    stubborn.deadlines.filter(code="RESPOND").update(status=Deadline.Status.RUNNING)
    sanya.move_to(timezone.now() + days(33))
    ticking.tick()
    assert Case.objects.get(pk=ordinary.pk).state == "closed"


def test_the_page_of_cases_nobody_works_on_is_empty_and_shows_one_that_is_not():
    for name in ("registered", "submitted", "assigned", "mediating", "effective", "closed"):
        getattr(factories, name)()
    head = browser("head")
    assert "没有。每一件都有人办，都有期限。" in text_of(head.get("/cases/stuck/"))
    case = Case.objects.get(state="submitted")
    case.deadlines.all().delete()
    assert case.dispute.title in text_of(head.get("/cases/stuck/"))


PREPARE = """
import datetime as dt
import time_machine
from django.utils import timezone
from tests import factories

with time_machine.travel(timezone.now() - dt.timedelta(days=45), tick=False):
    factories.load_network()
    for number in range({drafts}):
        factories.registered(people=())
    for number in range({talks}):
        factories.mediating(people=(("applicant", {{"name": "甲"}}), ("respondent", {{"name": "乙"}})))
"""
SEEN = """
from collections import Counter
from cases.models import Case, Entry
from notices.models import Message
print(Case.objects.filter(state="closed").count())
print(max(Counter(Entry.objects.filter(step="drop_draft").values_list("case", flat=True)).values()))
messages = list(Message.objects.filter(kind__startswith="deadline_").values_list("kind", "link", "user"))
print(len(messages) - len(set(messages)))
print(Message.objects.filter(kind="deadline_red", user__username="kejingtang").count())
"""


@pytest.mark.processes
def test_a_tick_killed_at_random_points_and_run_again_does_everything_once(processes):
    throws, drafts, talks = dice("tick"), count(12, 300), count(2, 20)
    processes.run(PREPARE.format(drafts=drafts, talks=talks), timeout=600)
    for _ in range(count(2, 50)):
        child = processes.start_manage("tick")
        time.sleep(throws.uniform(0.7, 2.2))
        processes.kill(child)
    together = [processes.start_manage("tick") for _ in range(2)]
    for child in together:
        child.wait(120)
    processes.manage("tick")
    closed, most, twice, red = map(int, processes.run(SEEN).split())
    assert (closed, most, twice, red) == (drafts, 1, 0, talks)
    assert "全部相符" in processes.manage("verify_all")
