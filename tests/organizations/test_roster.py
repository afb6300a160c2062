"""Who serves where on a day: terms, months, studios, heads and deputies."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.roles import Role
from organizations import roster
from organizations.models import Membership

DAY = date(2026, 11, 20)


# --- roles --------------------------------------------------------------------
def test_roles_are_pairs_of_role_and_body_in_one_query(serve, committee, district, django_assert_num_queries):
    user = serve("周德海", committee, "head")
    serve("周德海", district, "mediator")
    with django_assert_num_queries(1):
        held = roster.roles_of(user, DAY)
    assert held == {(Role.HEAD, committee.pk), (Role.MEDIATOR, district.pk)}


def test_service_holds_on_its_first_and_last_day_and_not_outside(serve, committee):
    user = serve("周德海", committee, "head")
    inside = [date(2025, 11, 20), date(2028, 11, 19)]
    outside = [date(2025, 11, 19), date(2028, 11, 20)]
    assert all(roster.roles_of(user, day) for day in inside)
    assert not any(roster.roles_of(user, day) for day in outside)
    assert [row.organization for row in roster.memberships_in_force(user, DAY)] == [committee]


def test_service_without_a_last_day_goes_on(serve, committee):
    user = serve("韩立群", committee, "clerk", ends_on=None)
    assert roster.roles_of(user, date(2060, 1, 1)) == {(Role.CLERK, committee.pk)}


def test_the_day_is_the_day_in_shanghai(serve, committee):
    user = serve("周德海", committee, "head")
    with time_machine.travel("2025-11-19T16:30:00Z", tick=False):  # half past midnight of the 20th in Shanghai
        assert roster.roles_of(user)
    with time_machine.travel("2025-11-19T15:30:00Z", tick=False):
        assert not roster.roles_of(user)


def test_an_account_out_of_use_holds_no_role_and_is_on_no_list(serve, committee):
    user = serve("周德海", committee, "head")
    serve("周德海", committee, "mediator")
    user.is_active = False
    user.save()
    assert roster.roles_of(user, DAY) == frozenset()
    assert roster.members(committee, Role.HEAD, DAY) == []
    assert roster.mediators(committee, DAY) == []
    assert roster.heads(committee, DAY) == []


def test_a_membership_gives_staff_roles_only(serve, committee):
    for role, deputy in (("party", False), ("clock", False), ("clerk", True)):
        with pytest.raises(IntegrityError), transaction.atomic():
            serve("某人", committee, role, is_deputy=deputy)
    assert not Membership.objects.exists()


def test_members_are_the_holders_of_one_role_in_this_very_body(serve, committee, district):
    clerks = [serve("苏婉宁", committee, "clerk"), serve("韩立群", committee, "clerk")]
    serve("金雨欣", district, "clerk")
    serve("王秀珍", committee, "mediator")
    assert roster.members(committee, Role.CLERK, DAY) == clerks


def test_the_office_is_heads_and_clerks_each_once(serve, committee):
    head = serve("周德海", committee, "head")
    serve("周德海", committee, "clerk")
    clerk = serve("苏婉宁", committee, "clerk")
    serve("王秀珍", committee, "mediator")
    assert roster.office(committee, DAY) == [head, clerk]


# --- mediators ----------------------------------------------------------------
def test_a_mediator_out_of_term_is_not_on_the_roster(serve, committee):
    serve("王秀珍", committee, "mediator", term_until=date(2026, 11, 19))
    serve("覃雨桐", committee, "mediator", term_from=date(2026, 11, 21))
    serve("卢启明", committee, "mediator", ends_on=date(2026, 11, 19))
    last_day = serve("孟繁星", committee, "mediator", term_until=DAY)
    open_end = serve("史明珠", committee, "mediator", term_until=None)
    assert roster.mediators(committee, DAY) == [last_day, open_end]


def test_a_winter_resident_is_on_the_roster_in_winter_only(serve, committee):
    user = serve("梁佩芝", committee, "mediator", active_months=[11, 12, 1, 2, 3, 4])
    on_duty = [month for month in range(1, 13) if roster.mediators(committee, date(2026, month, 15)) == [user]]
    assert on_duty == [1, 2, 3, 4, 11, 12]


def test_no_months_on_file_means_all_year(serve, committee):
    user = serve("柯敬堂", committee, "mediator", active_months=[])
    assert all(roster.is_on_roster(user, committee, date(2026, month, 1)) for month in range(1, 13))


def test_mediators_of_studios_follow_the_committees_own(serve, make_body, committee, district):
    studio = make_body("银龄调解工作室", under=committee, kind="studio")
    volunteer = serve("廖汉生", studio, "mediator", standing_kind="volunteer")
    own = serve("王秀珍", committee, "mediator")
    serve("王秀珍", studio, "mediator")
    serve("江云鹏", district, "mediator")
    assert roster.mediators(committee, DAY) == [own, volunteer]
    assert roster.mediators(studio, DAY) == [volunteer, own]
    assert [row.organization for row in roster.mediator_memberships(committee, DAY)] == [committee, studio, studio]


def test_a_community_is_no_studio_of_its_district(serve, committee, district):
    serve("王秀珍", committee, "mediator")
    assert roster.mediators(district, DAY) == []


def test_whoever_has_no_file_is_on_no_roster(serve, committee):
    user = serve("王秀珍", committee, "mediator")
    user.mediator_profile.delete()
    assert roster.mediators(committee, DAY) == []


def test_the_roster_of_thirty_takes_one_query_with_the_files(serve, committee, django_assert_num_queries):
    for number in range(30):
        serve(f"调解员{number}", committee, "mediator")
    with django_assert_num_queries(1):
        people = roster.mediators(committee, DAY)
        assert len({person.mediator_profile.pk for person in people}) == 30


# --- heads --------------------------------------------------------------------
def test_the_head_comes_first_then_deputies_then_the_head_above(
    serve, committee, district, city, django_assert_num_queries
):
    deputy = serve("邢玉岚", committee, "head", is_deputy=True)
    head = serve("周德海", committee, "head")
    above = serve("方正华", district, "head")
    serve("方正华的副手", district, "head", is_deputy=True)
    serve("沈怀瑾", city, "head")
    with django_assert_num_queries(1):
        assert roster.heads(committee, DAY) == [head, deputy, above]


def test_a_body_without_a_head_turns_to_the_nearest_body_above_that_has_one(serve, committee, district, city):
    top = serve("沈怀瑾", city, "head")
    assert roster.heads(committee, DAY) == [top]
    assert roster.heads(district, DAY) == [top]


def test_a_head_whose_term_is_over_is_passed_by(serve, committee, district):
    serve("周德海", committee, "head", ends_on=date(2026, 11, 19))
    above = serve("方正华", district, "head")
    assert roster.heads(committee, DAY) == [above]


def test_a_studio_answers_to_its_committees_head(serve, make_body, committee, district):
    studio = make_body("银龄调解工作室", under=committee, kind="studio")
    head = serve("周德海", committee, "head")
    above = serve("方正华", district, "head")
    assert roster.heads(studio, DAY) == [head, above]
