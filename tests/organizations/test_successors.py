"""Bodies rename, merge and split: the old row keeps its name, its numbers and its seal."""

from datetime import date

import pytest

from accounts.roles import Role
from organizations import roster, successors
from organizations.models import Grid, Organization, Seal, Venue
from organizations.seals import seal_in_force
from tests.organizations.conftest import picture

ON = date(2026, 12, 1)
DAY_BEFORE = date(2026, 11, 30)


def renamed(body):
    return successors.rename(body, name="新名人民调解委员会", short_name="新名", number_word="三吉新名人调字", on=ON)


def add_seal(body):
    return Seal.objects.create(organization=body, name=body.name, image=picture(), valid_from=body.valid_from)


def test_a_renamed_body_keeps_its_old_name_on_the_old_row(committee):
    new = renamed(committee)
    committee.refresh_from_db()
    assert committee.short_name == "新港社区"
    assert (committee.valid_until, committee.successor, new.valid_from) == (DAY_BEFORE, new, ON)
    assert successors.current(committee) == new
    assert (new.parent_id, new.district_id, new.city_id) == (
        committee.parent_id,
        committee.district_id,
        committee.city_id,
    )
    assert list(Organization.objects.in_force(DAY_BEFORE).filter(kind=committee.kind)) == [committee]
    assert list(Organization.objects.in_force(ON).filter(kind=committee.kind)) == [new]


def test_people_studios_grids_and_venues_pass_to_the_new_name(serve, make_body, committee):
    head = serve("周德海", committee, "head")
    gone = serve("从前的人", committee, "clerk", ends_on=date(2026, 1, 1))
    coming = serve("后来的人", committee, "clerk", starts_on=date(2027, 1, 1))
    studio = make_body("爱姐调解工作室", under=committee, kind="studio")
    grid = Grid.objects.create(organization=committee, code="g3", name="第三网格")
    venue = Venue.objects.create(organization=committee, code="room", kind="room", name="调解室")
    new = renamed(committee)
    for row in (studio, grid, venue):
        row.refresh_from_db()
    assert studio.parent == grid.organization == venue.organization == new
    assert studio.path.startswith(new.path)
    assert roster.roles_of(head, DAY_BEFORE) == {(Role.HEAD, committee.pk)}
    assert roster.roles_of(head, ON) == {(Role.HEAD, new.pk)}
    assert new.memberships.get(user=head).ends_on == date(2028, 11, 19)
    assert not new.memberships.filter(user=gone).exists()
    assert roster.roles_of(coming, date(2027, 1, 1)) == {(Role.CLERK, new.pk)}


def test_the_old_seal_ends_and_the_new_name_has_none_yet(committee):
    seal = add_seal(committee)
    new = renamed(committee)
    seal.refresh_from_db()
    assert seal.valid_until == DAY_BEFORE
    assert seal_in_force(committee, DAY_BEFORE) == seal
    assert seal_in_force(committee, ON) is None
    assert seal_in_force(new, ON) is None


def test_a_studio_uses_the_seal_of_its_committee(make_body, committee):
    seal = add_seal(committee)
    assert seal_in_force(make_body("爱姐调解工作室", under=committee, kind="studio"), ON) == seal


def test_a_split_leaves_the_old_body_working_beside_the_new_one(make_body, district):
    old = make_body("港门村社区", under=district)
    new = successors.split(old, name="新港人民调解委员会", short_name="新港", number_word="三吉新港人调字", on=ON)
    old.refresh_from_db()
    assert new.split_from == old
    assert (old.valid_until, old.successor) == (None, None)
    assert successors.current(old) == old
    assert new.district_id == old.district_id
    assert list(old.split_off.all()) == [new]


def test_merged_bodies_are_followed_by_the_one_that_takes_over(serve, make_body, committee, district):
    other = make_body("港门村社区", under=district)
    user = serve("周德海", committee, "head")
    successors.merge([committee], into=other, on=ON)
    assert successors.current(committee) == other
    assert roster.roles_of(user, ON) == frozenset()
    assert roster.roles_of(user, DAY_BEFORE) == {(Role.HEAD, committee.pk)}


def test_current_follows_several_hops(committee, make_body, district):
    second = renamed(committee)
    third = make_body("第三", under=district)
    successors.end(second, successor=third, on=date(2027, 6, 1))
    committee.refresh_from_db()
    assert successors.current(committee) == third


def test_current_stops_where_rows_point_in_a_circle(committee, district):
    committee.successor, district.successor = district, committee
    committee.save()
    district.save()
    assert successors.current(committee) in (committee, district)


def test_a_body_cannot_follow_itself_nor_end_twice_nor_before_it_began(committee, district, make_body):
    with pytest.raises(successors.NotPossible):
        successors.end(committee, successor=committee, on=ON)
    with pytest.raises(successors.NotPossible):
        successors.end(committee, successor=district, on=date(2020, 1, 1))
    new = renamed(committee)
    with pytest.raises(successors.NotPossible):
        successors.end(committee, successor=district, on=date(2027, 1, 1))
    with pytest.raises(successors.NotPossible):
        successors.end(new, successor=committee, on=date(2027, 1, 1))
    assert Organization.objects.filter(valid_until__isnull=False).count() == 1
