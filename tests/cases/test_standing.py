"""Standing: what a user is to one case; the single check and the list are two faces of one definition."""

import datetime as dt

import pytest

from accounts.models import User
from cases import engine, standing
from cases.models import Case, CaseGrant
from tests import factories
from tests.personas import NAMES, persona

pytestmark = pytest.mark.usefixtures("sanya")


def visible(user, action="list_cases"):
    """Ids a list would show."""
    found = set()
    for branch in standing.branches(user, action):
        found |= set(Case.objects.filter(branch).values_list("pk", flat=True))
    return found


def test_the_list_and_the_single_check_agree_for_everybody():
    factories.registered()
    factories.assigned(code="xingang")
    factories.closed(title="又一起纠纷")
    factories.registered(by="clerk_elsewhere", code="yuechuan")
    users = [persona(name) for name in NAMES] + list(User.objects.filter(kind="party"))
    for user in users:
        for case in Case.objects.select_related("organization", "dispute"):
            allowed = standing.role_for(user, "list_cases", case) is not None
            assert (case.pk in visible(user)) is allowed, (user.username, case.pk)


def test_nobody_outside_sees_a_case_and_the_admin_and_auditor_see_none():
    factories.assigned()
    for name in ("head_elsewhere", "mediator_elsewhere", "bureau", "auditor", "admin", "mediator", "district_head"):
        assert visible(persona(name)) == set(), name


def test_a_mediator_has_standing_from_the_assignment_only():
    case = factories.consented()
    silver = persona("silver_mediator")
    assert standing.role_for(silver, "view_case", case) is None
    case = engine.take(case, "assign_mediator", by=persona("head"), mediator=silver, basis="appointed")
    assert standing.role_for(silver, "read_private_talk", case) == "mediator"
    case = engine.take(case, "decline_assignment", by=silver, reason="最近身体不好")
    assert standing.role_for(silver, "view_case", case) is None


def test_a_mediator_looks_back_for_thirty_days_after_closing(sanya):
    case = factories.closed()
    assert standing.role_for(case.mediator, "view_case", case) == "mediator"
    sanya.shift(dt.timedelta(days=31))
    assert standing.role_for(case.mediator, "view_case", case) is None
    assert visible(case.mediator) == set()


def test_a_grant_lives_until_its_last_source_ends():
    case = factories.registered()
    party = case.dispute.participations.first().user
    standing.grant(party, case, "attend_case", source="seat:1")
    standing.grant(party, case, "attend_case", source="seat:2")
    standing.withdraw_grant(case, "attend_case", source="seat:1")
    assert CaseGrant.objects.filter(user=party, permission__codename="attend_case").exists()
    standing.withdraw_grant(case, "attend_case", source="seat:2")
    assert not CaseGrant.objects.filter(user=party, permission__codename="attend_case").exists()


def test_a_deactivated_account_loses_every_standing_at_once():
    case = factories.registered()
    head = persona("head")
    assert standing.role_for(head, "view_case", case) == "head"
    head.is_active = False
    assert standing.pairs(head, case) == frozenset()
    assert standing.branches(head) == []


def test_a_party_reads_neither_private_talk_nor_offers():
    case = factories.mediating()
    for participation in case.dispute.participations.all():
        for look in ("read_private_talk", "read_offers", "reveal_identity"):
            assert standing.role_for(participation.user, look, case) is None
        assert standing.role_for(participation.user, "view_case", case) == "party"


def test_nobody_but_the_mediator_reads_private_talk():
    case = factories.mediating()
    readers = [name for name in NAMES if standing.role_for(persona(name), "read_private_talk", case)]
    assert readers == ["silver_mediator"]


def test_an_approval_opens_one_case_to_the_bureau_until_it_ends(sanya):
    case = factories.assigned()
    officer = persona("bureau")
    until = case.created_at + dt.timedelta(days=7)
    standing.grant(officer, case, "supervise_case", source="approval:1", valid_until=until)
    assert standing.role_for(officer, "view_case", case) == "bureau"
    assert standing.role_for(officer, "read_private_talk", case) is None
    sanya.shift(dt.timedelta(days=8))
    assert standing.role_for(officer, "view_case", case) is None


def test_a_mandate_that_ended_ends_the_agents_standing(sanya):
    case = factories.accepted()
    client = case.dispute.participations.first()
    case = engine.take(
        case,
        "record_mandate",
        by=persona("clerk"),
        participation=client,
        kind="agent",
        person={"name": "林小雨", "phone": "13800003001"},
        special_powers=True,
        valid_until=dt.date(2026, 11, 25),
    )
    agent = factories.sign_power(client.mandates.get()).user
    assert standing.role_for(agent, "view_case", case) == "agent"
    assert standing.role_for(agent, "withdraw", case) == "agent"
    sanya.shift(dt.timedelta(days=6))
    assert standing.role_for(agent, "view_case", case) is None


def test_a_general_agent_may_not_withdraw():
    case = factories.accepted()
    client = case.dispute.participations.first()
    case = engine.take(
        case,
        "record_mandate",
        by=persona("clerk"),
        participation=client,
        kind="agent",
        person={"name": "林小雨", "phone": "13800003001"},
        special_powers=False,
    )
    agent = client.mandates.get().user
    assert standing.role_for(agent, "view_case", case) == "agent"
    assert standing.role_for(agent, "withdraw", case) is None
