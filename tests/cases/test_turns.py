"""Whose turn a case is: kept by the engine, counted by lists and shown as a word, the same everywhere."""

import datetime as dt
import itertools

import pytest
from django.utils import timezone

from cases import integrity, turns
from cases.models import Case
from tests import factories

pytestmark = pytest.mark.usefixtures("sanya")
ROAD = ("registered", "submitted", "accepted", "consented", "assigned", "mediating", "talked", "drafted", "frozen")
ROAD += ("signed", "to_seal", "effective", "performed", "closed")


def test_the_turn_that_the_engine_keeps_is_the_one_of_the_rows_and_conditions_find_it(clock):
    for name in ROAD:
        getattr(factories, name)()
    assert integrity.flaws() == []
    codes = list(turns.BY_CODE)
    for today in (timezone.now(), timezone.now() + dt.timedelta(days=400)):
        clock.move_to(today)
        shown = {case.pk: turns.of(case).code for case in Case.objects.all()}
        assert len(set(shown.values())) > 10
        for wanted in [(), *((code,) for code in codes), *itertools.combinations(codes, 2), codes]:
            found = set(Case.objects.filter(turns.among(wanted)).values_list("pk", flat=True))
            assert found == {pk for pk, turn in shown.items() if turn in wanted}, wanted
    assert "urge" in shown.values()
    case = Case.objects.get(state="submitted")
    Case.objects.filter(pk=case.pk).update(turn="archive")
    assert integrity.flaws() == [f"case {case.pk} waits for archive, its rows say accept"]


def test_whatever_is_unfinished_waits_for_somebody():
    # The views look only at what waits (turns.WAITS): a state without a turn of its own would be in none of them.
    for state in turns.UNFINISHED:
        assert any(state in turn.states and turn.holds is turns._always for turn in turns.TURNS), state
