"""What the template tags write: dates and money in Chinese, icons, addresses with changed parameters."""

import datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from cases import queries
from cases.titles import Heading
from mediation.templatetags import page

TODAY = datetime.date(2026, 11, 20)  # where the frozen clock stands


def written(source, **context):
    return Template("{% load page %}" + source).render(Context(context))


def days(number):
    return TODAY + datetime.timedelta(days=number)


def test_a_date_is_written_in_full():
    assert page.cn_date(datetime.date(2026, 1, 3)) == "2026年1月3日"


def test_a_moment_is_written_in_shanghai_time(clock):
    late = datetime.datetime(2026, 11, 20, 17, 30, tzinfo=datetime.UTC)
    assert page.cn_date(late) == "2026年11月21日"
    assert page.cn_moment(late) == "11月21日01:30"


def test_another_year_is_named(clock):
    assert page.cn_day(datetime.date(2026, 12, 1)) == "12月1日"
    assert page.cn_day(datetime.date(2027, 1, 1)) == "2027年1月1日"


@pytest.mark.parametrize(
    ("number", "words", "tone"),
    [
        (20, "还剩20天", ""),
        (4, "还剩4天", ""),
        (3, "还剩3天", "soon"),
        (1, "还剩1天", "soon"),
        (0, "今天到期", "soon"),
        (-1, "超了1天", "late"),
    ],
)
def test_the_days_left_are_said_in_words(clock, number, words, tone):
    assert (page.days_left(days(number)), page.urgency(days(number))) == (words, tone)


def test_nothing_is_written_for_no_date():
    assert [page.cn_date(None), page.cn_day(None), page.cn_time(None), page.cn_moment(None)] == [""] * 4
    assert page.days_left(None) == page.urgency(None) == ""


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Decimal("4800"), "4800元"),
        (Decimal("4800.00"), "4800元"),
        (Decimal("4800.5"), "4800.50元"),
        (Decimal("1E+4"), "10000元"),
        (0, "0元"),
        (None, ""),
    ],
)
def test_money_is_written_in_yuan(amount, words):
    assert page.yuan(amount) == words


def test_money_is_never_a_float():
    with pytest.raises(TypeError):
        page.yuan(4800.5)


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("陈玉兰", ["陈", "玉", "兰"]),
        ("李㛃", ["李", "㛃"]),
        ("𬱖", ["𬱖"]),
        ("阿依古丽·买买提", ["阿依古丽·买买提"]),
        ("Ivanova Elena", ["Ivanova Elena"]),
        ("欧阳上官慕容司马", ["欧阳上官慕容司马"]),
    ],
)
def test_a_name_gets_the_cells_it_can_be_signed_in(name, cells):
    assert page.guide_cells(name) == cells


def test_an_icon_is_decoration_unless_it_is_named():
    assert 'aria-hidden="true"' in written('{% icon "phone" %}')
    assert 'role="img" aria-label="只有调解员能看"' in written('{% icon "lock" label="只有调解员能看" %}')


def test_a_name_in_an_icons_label_is_escaped():
    assert "<script>" not in written("{% icon 'lock' label=name %}", name='"><script>')


def test_a_notice_keeps_its_html_and_says_its_kind():
    html = written('{% notice "warn" %}<strong>{{ name }}</strong>{% endnotice %}', name="<b>")
    assert 'class="notice notice--warn"' in html
    assert "<strong>&lt;b&gt;</strong>" in html


def test_a_parameter_changes_and_the_others_stay():
    request = RequestFactory().get("/cases/", {"type": ["a", "b"], "after": "9"})
    assert written('{% with_query after="" q="陈" %}', request=request) == "?type=a&amp;type=b&amp;q=%E9%99%88"


def test_a_due_date_shows_its_tone_beside_its_words(clock):
    html = written('{% include "components/due.html" %}', date=days(-1))
    assert "11月19日" in html
    assert '<span class="tag tag--bad">超了1天</span>' in html


@pytest.mark.parametrize(
    ("number", "words"), [(20, "还剩20天，12月10日到期"), (0, "今天到期"), (-2, "超了2天，11月18日到期")]
)
def test_the_status_banner_says_by_when(clock, number, words):
    html = written('{% include "components/status.html" with stage="正在调解" %}', due=days(number))
    said = "".join(part.split(">")[-1] for part in html.split("<"))
    assert words in said.replace("\n", "")


def test_the_lines_of_a_table_escape_what_people_typed_and_leave_out_what_is_not_there(clock):
    row = queries.Row(
        pk=1, uid="7-7", heading=Heading("<b>陈", "", "漏水"), number="", type="邻里", stage="调解", next="约调解",
        due_on=None, created_at=None, full=True,
    )  # fmt: skip
    html = written("{% case_lines rows '/cases/' %}", rows=[row, row._replace(number="〔2026〕1号", due_on=days(-1))])
    plain, numbered = html.split("</tr>")[:2]
    assert '<a class="t-title" href="/cases/7-7/">&lt;b&gt;陈：漏水</a></th>' in plain
    assert plain.endswith('<td data-l="到期" class="num"></td>')
    assert '<span class="muted small num">〔2026〕1号</span></th>' in numbered
    assert '<span class="tag tag--bad">超了1天</span>' in numbered
