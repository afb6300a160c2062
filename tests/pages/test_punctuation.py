"""Chinese text has full-width punctuation, no typed gaps, and the house's words."""

import pytest

from tests.pages import words

pytestmark = pytest.mark.once


def test_no_half_width_mark_touches_a_han_character():
    wrong = [
        f"{place} {marks} in {said.strip()[:60]}"
        for place, said in words.everything()
        if (marks := words.half_width(said))
    ]
    assert not wrong, "\n".join(["Full-width punctuation; no space between Han characters and digits.", *wrong])


def test_the_pages_say_what_the_house_says():
    wrong = [
        f"{place} {said.strip()[:60]}：{instead}"
        for place, said in words.everything()
        for word, instead in words.NOT_SAID.items()
        if word in said
    ]
    assert not wrong, "\n".join(["ux.md § 6 has a better word.", *wrong])


@pytest.mark.parametrize(
    "said",
    [
        "李建国,您好",
        "还剩 3 天",
        "时间:19:30",
        "好了!",
        "(可不填)电话",
        '他说"好"',
        "没有存上...",
        "请再点一次.",
        "共%(n)s件, 请看",
    ],
)
def test_the_linter_finds_a_half_width_mark(said):
    assert words.half_width(said)


@pytest.mark.parametrize(
    "said",
    [
        "今天19:30到21:10",
        "一个文件最多20 MB。",
        "PDF，180 KB）",
        "还剩%(days)s天，请看",
        "Ivanova Elena 与海韵民宿",
        "1.5倍",
        "“陈玉兰”三个字",
    ],
)
def test_the_linter_leaves_good_text_alone(said):
    assert not words.half_width(said)


def test_the_linter_reads_text_attributes_translations_and_arguments():
    source = """{% load i18n %}<p title="甲,乙">丙{% translate "丁:戊" %}</p>{% include "x.html" with text="己;庚" %}
    <button data-busy="{% translate '辛!壬' %}">{% blocktranslate with n=1 %}第{{ n }}步,共四步{% endblocktranslate %}</button>"""
    marks = {mark for _line, said in words.in_template(source) for mark in words.half_width(said)}
    assert marks == {"甲,", "丁:", "己;", "辛!", "步,"}


def test_the_linter_reads_what_a_style_sheet_writes():
    assert [words.half_width(said) for _line, said in words.in_style('p::before { content: attr(x) "类型:"; }')] == [
        ["型:"]
    ]
