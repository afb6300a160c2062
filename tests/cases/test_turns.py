"""Whose turn a case is: the condition that lists are counted by says the same as the word that they show."""

import itertools

import pytest

from cases import turns
from cases.models import Case
from tests import factories

pytestmark = pytest.mark.usefixtures("sanya")
ROAD = ("registered", "submitted", "accepted", "consented", "assigned", "mediating", "talked", "drafted", "frozen")
ROAD += ("signed", "to_seal", "effective", "performed", "closed")


def test_a_condition_on_turns_holds_for_the_cases_whose_annotated_turn_is_among_them():
    for name in ROAD:
        getattr(factories, name)()
    shown = dict(turns.annotate(Case.objects.all()).values_list("pk", "turn"))
    assert len(set(shown.values())) > 10
    codes = [turn.code for turn in turns.TURNS]
    for wanted in [(), *((code,) for code in codes), *itertools.combinations(codes, 2), codes]:
        found = set(Case.objects.filter(turns.among(wanted)).values_list("pk", flat=True))
        assert found == {pk for pk, turn in shown.items() if turn in wanted}, wanted
