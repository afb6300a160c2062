"""Placing and moving bodies keeps the ancestor columns of everything below right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from organizations import tree
from organizations.models import Organization


def columns(body):
    body.refresh_from_db()
    return (body.district_id, body.city_id, body.path)


def test_a_placed_body_knows_its_district_and_city(city, district, committee):
    assert columns(committee) == (district.pk, city.pk, f"/{city.pk}/{district.pk}/{committee.pk}/")


def test_a_district_committee_is_its_own_district_and_the_city_its_own_city(city, district):
    assert columns(district)[:2] == (district.pk, city.pk)
    assert columns(city)[:2] == (None, city.pk)


def test_a_body_straight_under_the_city_has_no_district(make_body, city):
    assert columns(make_body("大东海社区", under=city))[:2] == (None, city.pk)


def test_a_big_community_passes_the_district_on(make_body, city, district):
    big = make_body("落笔大社区", under=district, kind="big_community_committee")
    village = make_body("南丁村", under=big, kind="village_committee")
    assert columns(village)[:2] == (district.pk, city.pk)
    assert tree.ancestors(village) == [big, district, city]


def test_moving_a_body_moves_everything_under_it(make_body, city, district, committee):
    other = make_body("天涯区", under=city, kind="district_committee")
    studio = make_body("银龄调解工作室", under=committee, kind="studio")
    changed = tree.move(committee, other)
    assert set(changed) == {committee.pk, studio.pk}
    assert columns(committee)[0] == columns(studio)[0] == other.pk
    assert studio.path == f"/{city.pk}/{other.pk}/{committee.pk}/{studio.pk}/"
    assert set(tree.subtree(other)) == {other, committee, studio}
    assert set(tree.subtree(district)) == {district}


def test_moving_a_district_keeps_it_the_district_of_its_communities(make_body, city, district, committee):
    new_city = make_body("儋州市", kind="city_committee")
    tree.move(district, new_city)
    assert columns(committee)[:2] == (district.pk, new_city.pk)


def test_a_move_to_where_it_stands_changes_nothing(district, committee):
    assert tree.move(committee, district) == []


def test_a_body_cannot_move_under_itself_or_under_its_own(district, committee):
    for wrong in (district, committee):
        with pytest.raises(tree.WrongPlace):
            tree.move(district, wrong)
    assert columns(district)[0] == district.pk


def test_a_studio_stands_only_under_a_committee(make_body, district):
    bureau = make_body("吉阳区司法局", under=district, kind="justice_bureau")
    for wrong in (bureau, None):
        with pytest.raises(tree.WrongPlace, match="调解委员会"):
            make_body("爱姐调解工作室", under=wrong, kind="studio")
    assert not Organization.objects.filter(kind="studio").exists()


def test_the_studios_committee_answers_for_it(make_body, committee):
    studio = make_body("爱姐调解工作室", under=committee, kind="studio")
    assert tree.committee_of(studio) == committee
    assert tree.committee_of(committee) == committee


def test_ancestors_and_subtree_take_one_query_each(committee, district, django_assert_num_queries):
    with django_assert_num_queries(1):
        tree.ancestors(committee)
    with django_assert_num_queries(1):
        list(tree.subtree(district))


def test_a_move_of_forty_communities_takes_few_queries(make_body, city, district, django_assert_max_num_queries):
    other = make_body("三亚市别处", kind="city_committee")
    for number in range(40):
        make_body(f"第{number}社区", under=district)
    with django_assert_max_num_queries(14):
        tree.move(district, other)
    assert set(Organization.objects.filter(district=district).values_list("city", flat=True)) == {other.pk}


class MovesInAnyOrder(TestCase):
    """Whatever is moved where, in whatever order, the columns say what walking up the parents says."""

    @given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12))
    def test_columns_always_agree_with_the_parents(self, moves):
        bodies = self.network()
        for mover, target in moves:
            try:
                tree.move(bodies[mover], bodies[target])
            except tree.WrongPlace:
                continue
        rows = {row.pk: row for row in Organization.objects.all()}
        for row in rows.values():
            line = [row]
            while line[-1].parent_id:
                line.append(rows[line[-1].parent_id])
            expected = {"district": None, "city": None}
            for body in reversed(line):
                if body.body_kind.anchors:
                    expected[body.body_kind.anchors] = body.pk
            assert (row.district_id, row.city_id) == (expected["district"], expected["city"])
            assert row.path == "/" + "".join(f"{body.pk}/" for body in reversed(line))

    def network(self):
        kinds = ["city_committee", "city_committee", *["district_committee"] * 3, *["community_committee"] * 4]
        bodies = []
        for number, kind in enumerate(kinds):
            body = Organization(kind=kind, name=f"{number}", short_name=f"{number}", valid_from="2020-01-01")
            body.parent = bodies[number // 3] if number > 1 else None
            tree.place(body)
            bodies.append(body)
        return bodies
