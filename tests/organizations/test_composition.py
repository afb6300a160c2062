"""Committees are made up as articles 8 and 9 ask, or a warning says what to do."""

from datetime import date

import pytest

from organizations.composition import ARTICLE_8, ARTICLE_9, composition_warnings, term_end

DAY = date(2026, 11, 20)


@pytest.fixture
def complete(serve, committee):
    """A committee of three with a woman and a Li member."""
    committee.smaller_ethnic_groups = ["黎族"]
    committee.save()
    serve("周德海", committee, "head", sex="male", ethnicity="汉族")
    serve("邢玉岚", committee, "head", sex="female", ethnicity="黎族", is_deputy=True)
    serve("卢启明", committee, "mediator", sex="male", ethnicity="汉族")
    return committee


def said(body):
    return [(warning.law, warning.sentence) for warning in composition_warnings(body, DAY)]


def test_a_committee_of_three_with_a_woman_needs_nothing(complete, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert composition_warnings(complete, DAY) == []


def test_two_members_are_too_few(complete):
    complete.memberships.get(user__name="卢启明").delete()
    assert said(complete) == [(ARTICLE_8, "调委会由3至9名委员组成，现有2名。请补选或者调整委员。")]


def test_ten_members_are_too_many(complete, serve):
    for number in range(7):
        serve(f"委员{number}", complete, "mediator")
    assert said(complete) == [(ARTICLE_8, "调委会由3至9名委员组成，现有10名。请补选或者调整委员。")]


def test_engaged_people_and_volunteers_are_no_members(complete, serve):
    for number, kind in enumerate(["engaged", "volunteer", "invited"] * 4):
        serve(f"聘任{number}", complete, "mediator", standing_kind=kind)
    assert said(complete) == []


def test_one_person_in_two_roles_counts_once(complete, serve):
    for role in ("mediator", "clerk"):
        for number in range(4):
            serve(f"委员{number}", complete, role)
    assert said(complete) == []


def test_a_committee_without_a_woman_is_told_so(complete, serve):
    serve("邢玉岚", complete, "clerk", sex="", ethnicity="黎族")
    assert [law for law, sentence in said(complete) if "妇女" in sentence] == [ARTICLE_8]


def test_a_committee_without_the_smaller_group_is_told_so(complete, serve):
    serve("邢玉岚", complete, "clerk", sex="female", ethnicity="汉族")
    assert said(complete) == [(ARTICLE_8, "本地有黎族居民，调委会应当有人数较少民族的成员。请补选，或者核对民族登记。")]


def test_a_committee_has_one_head(complete, serve):
    serve("卢启明", complete, "head")
    assert said(complete) == [(ARTICLE_8, "调委会设主任一人，现登记2人。请核对任职登记。")]


def test_a_term_longer_than_three_years_or_over_is_told(complete, serve):
    serve("甲", complete, "mediator", term_from=date(2025, 11, 20), term_until=date(2028, 11, 20))
    serve("乙", complete, "mediator", term_from=date(2023, 1, 1), term_until=date(2025, 12, 31))
    serve("丙", complete, "mediator", term_from=date(2025, 1, 1), term_until=None)
    assert said(complete) == [
        (ARTICLE_9, "甲的任期超过3年或者没有填止日。请按选举结果改正。"),
        (ARTICLE_9, "乙的任期已于2025-12-31届满。请改选，可以连选连任。"),
        (ARTICLE_9, "丙的任期超过3年或者没有填止日。请按选举结果改正。"),
    ]


def test_a_warning_reads_with_its_article(complete):
    complete.memberships.get(user__name="卢启明").delete()
    [warning] = composition_warnings(complete, DAY)
    assert str(warning).endswith("（人民调解法第8条）")


def test_a_studio_or_bureau_has_no_such_rule(make_body, committee, district):
    assert composition_warnings(make_body("爱姐调解工作室", under=committee, kind="studio"), DAY) == []
    assert composition_warnings(make_body("司法局", under=district, kind="justice_bureau"), DAY) == []


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 11, 20), date(2028, 11, 19)),
        (date(2024, 1, 1), date(2026, 12, 31)),
        (date(2024, 2, 29), date(2027, 2, 28)),
    ],
)
def test_a_term_of_three_years_ends_the_day_before(first, last):
    assert term_end(first, 3) == last
