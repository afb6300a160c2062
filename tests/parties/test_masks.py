"""What a list shows: enough to recognise somebody, never the end of an ID number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parties.identity import mask_id, mask_name, mask_phone, normalise_name
from tests.parties.numbers import RESIDENT_IDS

HAN_NAMES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=2, max_size=8)
PERMITS = st.from_regex(r"[HM][0-9]{8}|[0-9]{8}|[A-Z]{1,2}[0-9]{7}", fullmatch=True)


@given(st.one_of(RESIDENT_IDS, PERMITS))
def test_a_mask_never_shows_the_end_of_a_number(number):
    mask = mask_id(number)
    assert number[-4:] not in mask
    assert number[6:] not in mask
    assert mask.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == "*" * 11


def test_an_id_mask_shows_the_province_and_hides_the_length():
    assert mask_id("460203199001011234") == "460***********"
    assert mask_id("H12345678") == "H***********"
    assert mask_id("") == ""


@pytest.mark.parametrize(
    ("name", "mask"),
    [
        ("王小明", "王*明"),
        ("陈玉", "陈*"),
        ("陈", "*"),
        ("欧阳小明", "欧**明"),
        ("爱新觉罗溥仪先生", "爱***生"),
        ("阿不都热依木·买买提", "阿***·买**"),
        ("Ivan Petrov", "I*** P***"),
        ("Madonna", "M***"),
        ("J. R. Smith", "J* R* S***"),
        ("葛\U000e0100城明", "葛\U000e0100*明"),
        ("\U0002cb56㛃", "\U0002cb56*"),
        ("", ""),
    ],
)
def test_a_name_mask_keeps_first_characters_and_hides_the_given_name(name, mask):
    assert mask_name(name) == mask


@given(HAN_NAMES)
def test_a_masked_name_is_never_the_name(name):
    assert mask_name(normalise_name(name)) != normalise_name(name)


@pytest.mark.parametrize(
    ("phone", "mask"),
    [
        ("13800138000", "138****8000"),
        ("0898-88270000", "0898-****0000"),
        ("010-65521234转12", "010-****1234"),
        ("+85291234567", "+852****4567"),
        ("", ""),
    ],
)
def test_a_phone_mask_keeps_both_ends(phone, mask):
    assert mask_phone(phone) == mask
