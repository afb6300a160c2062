"""Properties of the machines: nothing unreachable, nothing stuck, nothing without a right."""

import pytest

from accounts.access import MATRIX, UnreadableMatrix, parse
from accounts.roles import Role
from cases import checks, drawing
from cases.forms import FORMS
from cases.models import Agreement, Case
from cases.states import NEW, AgreementState, CaseState, Outcome
from cases.step import steps_of

MACHINES = {Case: CaseState, Agreement: AgreementState}


def arrows(model):
    """{state: states that one step reaches}."""
    found = {}
    for spec in steps_of(model).values():
        for source in spec.source:
            found.setdefault(source, set()).update(drawing._targets(spec, source))
    return found


def reach(model, start):
    seen, todo = {start}, [start]
    while todo:
        for target in arrows(model).get(todo.pop(), ()):
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return seen


@pytest.mark.parametrize("model", MACHINES)
def test_every_state_can_be_reached(model):
    assert reach(model, NEW) == {NEW, *MACHINES[model].values}


def test_the_archive_can_be_reached_from_every_state_of_a_case():
    for state in CaseState.values:
        assert CaseState.ARCHIVED in reach(Case, state), state


def test_an_agreement_ends_in_force_refused_or_void_from_every_state():
    for state in AgreementState.values:
        assert reach(Agreement, state) & {"sealed", "oral", "superseded", "refused", "voided"}, state


def test_every_outcome_is_given_by_some_step():
    import inspect

    from cases import performance
    from cases.workflow import closing, intake, mediation

    source = "".join(inspect.getsource(module) for module in (intake, mediation, closing, performance))
    assert [outcome.name for outcome in Outcome if f"Outcome.{outcome.name}" not in source] == []


def test_every_step_has_a_row_and_somebody_who_may_take_it():
    assert checks.matrix_and_machines_agree(None) == []
    for model in MACHINES:
        for name in steps_of(model):
            assert any(MATRIX[name].values()), name


def test_every_step_on_a_screen_has_a_form_and_a_button():
    from cases.views.steps import ELSEWHERE

    for model in MACHINES:
        for name, spec in steps_of(model).items():
            assert str(spec.button), name
            if spec.screen:
                assert name in FORMS or name in ELSEWHERE, name


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda table: table.replace("party  agent", "party  agnet", 1), "roles and columns differ"),
        (lambda table: table.replace("view_case              own ", "view_case              ", 1), "cells for"),
        (
            lambda table: table.replace("view_case              own ", "view_case              mime ", 1),
            "unknown standings",
        ),
    ],
)
def test_a_hole_in_the_matrix_stops_the_start(spoil, message):
    from accounts.access import TABLE

    with pytest.raises(UnreadableMatrix, match=message):
        parse(spoil(TABLE))


def test_the_administrator_and_the_auditor_have_no_way_to_a_case():
    for action, cells in MATRIX.items():
        assert not cells[Role.ADMIN], action
        assert not cells[Role.AUDITOR], action


def test_facts_never_take_a_name_that_the_machine_itself_uses():
    import inspect

    for model in MACHINES:
        for name in steps_of(model):
            names = set(inspect.signature(getattr(model, name).__wrapped__).parameters)
            assert not names & {"method", "instance"}, name
