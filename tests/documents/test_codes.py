"""Verify codes as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import codes, issue

pytestmark = pytest.mark.once


def test_a_code_has_ten_random_characters_and_a_check_and_is_shown_in_groups():
    code = issue.new_verify_code()
    assert codes.is_code(code)
    assert len(code) == 11
    assert codes.grouped("7K3M9QWE2PX") == "7K3M-9QWE-2PX"
    assert len({issue.new_verify_code() for _ in range(500)}) == 500


@pytest.mark.parametrize(
    "typed", ["0123-456789A-", " o i23 4567 89a", "０１２３４５６７８９Ａ", "ol23456789a", "0123．4567·89A"]
)
def test_case_width_spaces_and_lookalikes_do_not_matter(typed):
    assert codes.fold(typed) == "0123456789A"


@given(st.text(alphabet=codes.ALPHABET, min_size=10, max_size=10), st.integers(0, 10), st.sampled_from(codes.ALPHABET))
def test_one_wrong_character_is_always_noticed(body, place, wrong):
    code = body + codes._check_character(body)
    assert codes.is_code(code)
    changed = code[:place] + wrong + code[place + 1 :]
    assert codes.is_code(changed) == (changed == code)


@given(st.text())
def test_any_text_can_be_asked_about(text):
    assert codes.is_code(codes.fold(text)) in {True, False}


def test_a_code_from_a_keyed_digest_is_a_code_and_stays_the_same():
    digest = "0f" * 32
    assert codes.is_code(codes.from_digest(digest))
    assert codes.from_digest(digest) == codes.from_digest(digest)
    assert codes.from_digest(digest) != codes.from_digest("0f" * 31 + "1e")
