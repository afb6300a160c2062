"""Amounts in figures and capitals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.money import DIGITS, UnwritableAmount, capitals, figures

YUAN = st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("4800", "肆仟捌佰元整"),
        ("2400", "贰仟肆佰元整"),
        ("0", "零元整"),
        ("10", "壹拾元整"),
        ("105", "壹佰零伍元整"),
        ("1005", "壹仟零伍元整"),
        ("10000", "壹万元整"),
        ("10005", "壹万零伍元整"),
        ("100500", "壹拾万零伍佰元整"),
        ("110000000", "壹亿壹仟万元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万零柒仟元伍角叁分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("12.30", "壹拾贰元叁角整"),
    ],
)
def test_capitals_as_cheques_write_them(amount, words):
    assert capitals(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-1", "0.001", "1000000000000"])
def test_what_cannot_be_written_is_refused(amount):
    with pytest.raises(UnwritableAmount):
        capitals(Decimal(amount))


def read(words):
    """Capitals read back: the inverse, written independently."""
    total = section = digit = 0
    yuan, _, rest = words.partition("元") if "元" in words else ("", "", words)
    for character in yuan:
        if character in DIGITS:
            digit = DIGITS.index(character)
        elif character in "拾佰仟":
            section += digit * {"拾": 10, "佰": 100, "仟": 1000}[character]
            digit = 0
        else:
            total += (section + digit) * {"万": 10**4, "亿": 10**8}[character]
            section = digit = 0
    cents = (total + section + digit) * 100
    for character in rest:
        if character in DIGITS:
            digit = DIGITS.index(character)
        elif character in "角分":
            cents += digit * (10 if character == "角" else 1)
    return Decimal(cents) / 100


@given(YUAN)
def test_capitals_read_back_to_the_same_amount(amount):
    words = capitals(amount)
    assert read(words) == amount
    assert "零零" not in words


def test_figures_have_no_needless_zeros():
    assert figures(Decimal("4800.00")) == "4800"
    assert figures(Decimal("4800.5")) == "4800.50"
