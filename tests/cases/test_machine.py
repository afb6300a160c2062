"""Whatever people do in whatever order: no illegal state, nobody left waiting for nothing, every chain whole."""

import datetime as dt
from types import SimpleNamespace

import hypothesis
import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from cases import engine, signing, ticking, timeline, turns
from cases.models import Case, Deadline
from cases.states import CaseState
from tests import factories
from tests.cases.moves import Moves
from tests.conftest import NOW
from tests.counts import count

# Mostly forward, so that the walks come far; `wait` lets days pass and the calendar act.
MOVES = ("forward",) * 7 + ("act",) * 5 + ("write", "sign", "perform", "wait", "rest")
# The full count is walked in parts, so that the test workers share it.
PARTS = count(1, 8)
# What an ordinary answer of the engine is; anything else is a fault.
ANSWERS = (engine.Refused, engine.NotYours, signing.NotCounted)


class Room(RuleBasedStateMachine):
    """One dispute in 新港社区; the clock is the test's, every run ends with a rollback."""

    world = SimpleNamespace(clock=None, reached=set())

    def __init__(self):
        super().__init__()
        self.world.clock.move_to(NOW)
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.dispute = factories.registered().dispute

    def teardown(self):
        self.world.reached.update(self.dispute.entries.values_list("after", flat=True))
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def _try(self, move):
        try:
            with transaction.atomic():
                move()
        except ANSWERS as answer:
            hypothesis.event(type(answer).__name__)

    @rule(data=st.data(), name=st.sampled_from(MOVES))
    def somebody_moves(self, data, name):
        if name == "wait":
            days = data.draw(st.sampled_from((1, 1, 3, 3, 10, 40)))
            self.world.clock.move_to(timezone.now() + dt.timedelta(days=days))
            ticking.tick()
        else:
            self._try(getattr(Moves(self.dispute, data.draw), name))

    @invariant()
    def every_case_stands_somewhere_and_somebody_is_next(self):
        for case in Case.objects.filter(dispute=self.dispute):
            assert case.state in CaseState.values
            assert bool(case.outcome) == (case.state in (CaseState.CLOSED, CaseState.ARCHIVED))
            kept = (case.turn, case.turn_until)
            turns.refresh(case)
            assert (case.turn, case.turn_until) == kept, case.state
            if case.state != CaseState.ARCHIVED:
                assert turns.of(case) is not None, f"{case.state}: nobody is next"
                running = case.deadlines.filter(status=Deadline.Status.RUNNING)
                assert running.exists(), f"{case.state}: no clock runs"
                assert case.due_on == min(running.values_list("ends_on", flat=True))

    @invariant()
    def nothing_is_stuck_and_the_chain_is_whole(self):
        assert list(ticking.stuck().filter(dispute=self.dispute)) == []
        self.dispute.refresh_from_db()
        timeline.verify(self.dispute)


@pytest.mark.once
@pytest.mark.usefixtures("media")
@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_people_do_no_case_stands_still(sanya, part):
    Room.world.clock = sanya
    run_state_machine_as_test(
        Room,
        settings=settings(
            max_examples=count(8, 2000 // PARTS),
            stateful_step_count=count(28, 50),
            deadline=None,
            database=None,
            derandomize=count(True, False),
            suppress_health_check=list(HealthCheck),
        ),
    )
    # The walks came far: a machine that refuses everything would pass the invariants too. The archive asks for a whole
    # dossier, which no walk at random puts together; the stories do.
    assert set(CaseState.values) - {CaseState.ARCHIVED} <= Room.world.reached
