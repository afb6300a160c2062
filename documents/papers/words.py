"""How facts become words and lines on a paper: the template filters of the papers."""

import re

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe

from documents import codes
from documents.papers.empty import Ruled

register = template.Library()
NUMERALS = "〇一二三四五六七八九"
NARROW = 0x2E7F
NUMBER = re.compile(r"\s*(第?[一二三四五六七八九十]+[、条]|[（(]?[一二三四五六七八九十\d]+[）)]|\d+[.．、])")


@register.filter
def day(value):
    """A date as the papers print it: 2026年3月5日; None leaves the place to write it by hand."""
    if value is None:
        return "　　　年　　月　　日"
    return f"{value.year}年{value.month}月{value.day}日"


@register.filter
def lines(text, label=""):
    """User text as paragraphs: each line one, escaped, empty lines left out; a label stands bold before the first."""
    if isinstance(text, Ruled):
        return format_html_join(
            "", '<p class="rule">{}</p>', ((line,) for line in (text or "　", *"　" * (text.lines - 1)))
        )
    kept = [line for line in (line.strip() for line in str(text).splitlines()) if line]
    before = format_html("<b>{}：</b>", label) if label else ""
    return format_html_join("", "<p>{}{}</p>", ((before if not place else "", line) for place, line in enumerate(kept)))


@register.filter
def ordinal(number):
    """一、二、… 九十九: the number of a clause or a session (1 to 99)."""
    tens, ones = divmod(int(number), 10)
    words = NUMERALS[ones] if ones else ""
    if tens:
        words = (NUMERALS[tens] if tens > 1 else "") + "十" + words
    return words


@register.filter
def joined(texts):
    """Several texts in one line, by the enumeration comma."""
    return mark_safe("、".join(conditional_escape(text) for text in texts))  # noqa: S308 -- each part is escaped


@register.filter
def of(mapping, key):
    """The entry of a mapping, or nothing."""
    return mapping.get(key, "")


@register.filter
def blank(text, most):
    """The class of a blank: of one line when about `most` full-width characters hold the text, else of many."""
    width = sum(1 if ord(character) > NARROW else 0.6 for character in str(text))
    return "v" if width <= most else "v many"


@register.filter
def alone(mark):
    """One mark as a list."""
    return [mark]


@register.filter
def pairs(marks):
    """Two and two, for places to sign side by side."""
    marks = list(marks)
    return [marks[start : start + 2] for start in range(0, len(marks), 2)]


@register.filter
def twice(place, more):
    """The number of a place in a list that is set in two columns: 0 and 1 give 1, 0 and 2 give 2, 1 and 1 give 3."""
    return place * 2 + more


@register.filter
def ending(marks, last):
    """The marks with one more at the end: mediators, then the recorder."""
    return [*marks, last]


@register.filter
def signed(role):
    """A role as the forms caption its place: 人民调解员（签名）."""
    return f"{role}（签名）"


def _with_numbers(texts, number):
    """The texts with a number before each, unless the first already carries one of its own."""
    texts = list(texts)
    if not texts or NUMBER.match(texts[0]):
        return texts
    return [
        Ruled(text.lines, number(place)) if isinstance(text, Ruled) else f"{number(place)}{text}"
        for place, text in enumerate(texts, start=1)
    ]


@register.filter
def numbered(texts):
    """一、二、… before each text."""
    return _with_numbers(texts, lambda place: f"{ordinal(place)}、")


@register.filter
def counted(texts):
    """1. 2. … before each text."""
    return _with_numbers(texts, lambda place: f"{place}．")


@register.filter
def grouped(code):
    """A verify code in groups of four."""
    return codes.grouped(code)
