"""Permits, passports, residence cards and credit codes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parties.identity import ID_KINDS, IdentityError, check_credit_code, check_id, facts_in
from parties.identity.organizations import CHARACTERS, credit_check_character
from tests.parties.numbers import resident_id

pytestmark = pytest.mark.usefixtures("clock")


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("resident_id", "１１０１０５１９４９１２３１００２ｘ", "11010519491231002X"),
        ("hk_macao_permit", "h 1234-5678", "H12345678"),
        ("hk_macao_permit", "M1234567801", "M1234567801"),
        ("hk_macao_permit", resident_id("810000"), resident_id("810000")),
        ("hk_macao_permit", resident_id("820000"), resident_id("820000")),
        ("taiwan_permit", "05616820", "05616820"),
        ("taiwan_permit", "0561682001（D）", "0561682001D"),
        ("taiwan_permit", resident_id("830000"), resident_id("830000")),
        ("passport", "ｅ12345678", "E12345678"),
        ("passport", "EA1234567", "EA1234567"),
        ("passport", "75 1234567", "751234567"),
        ("passport", "C01X00T47", "C01X00T47"),
        ("foreign_residence", "usa440019880101", "USA440019880101"),
        ("foreign_residence", "911124198108030024", "911124198108030024"),
        ("credit_code", "9144 0300 7084 6113 6t", "91440300708461136T"),
        ("credit_code", "12100000400000624D", "12100000400000624D"),
        ("other", " 军字第１２３号 ", "军字第123号"),
    ],
)
def test_a_number_is_kept_in_one_form_however_it_was_typed(kind, typed, kept):
    assert check_id(kind, typed) == kept
    assert check_id(kind, kept) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("", "H12345678", "请选证件种类"),
        ("driving_licence", "123", "请选证件种类"),
        ("hk_macao_permit", "A12345678", "H或M"),
        ("hk_macao_permit", resident_id("830000"), "H或M"),
        ("hk_macao_permit", resident_id("810000")[:17] + "A", "第18位"),
        ("taiwan_permit", "1234567", "8位数字"),
        ("passport", "ABCDEFG", "护照"),
        ("passport", resident_id(), "护照"),
        ("foreign_residence", resident_id(), "9开头"),
        ("foreign_residence", "911124198108030025", "最后一位对不上"),
        ("foreign_residence", "900124198108030024", "省份代码"),
        ("foreign_residence", "911124198113030024", "没有这一天"),
        ("credit_code", "", "营业执照"),
        ("credit_code", "9144030070846113", "现在是16位"),
        ("credit_code", "91440300708461136O", "没有字母I、O、S、V、Z"),
        ("credit_code", "91440300708461136U", "最后一位对不上"),
        ("other", "  ", "请填证件号"),
        ("other", "号" * 41, "最多40个字"),
        ("other", "12\u202e34", "只写证件上的号码"),
    ],
)
def test_a_wrong_number_is_refused_with_a_sentence_that_says_what_to_do(kind, typed, said):
    with pytest.raises(IdentityError) as refusal:
        check_id(kind, typed)
    assert said in refusal.value.message
    assert "请" in refusal.value.message


def test_every_kind_refuses_nothing_at_all_and_mere_dashes():
    for kind in ID_KINDS:
        for typed in ("", " \u3000"):
            with pytest.raises(IdentityError):
                check_id(kind, typed)


@given(st.text(CHARACTERS, min_size=17, max_size=17), st.integers(0, 17), st.sampled_from(CHARACTERS))
def test_one_wrong_character_of_a_credit_code_is_always_noticed(seventeen, place, character):
    code = seventeen + credit_check_character(seventeen)
    assert check_credit_code(code.lower()) == code
    if code[place] != character:
        with pytest.raises(IdentityError):
            check_credit_code(code[:place] + character + code[place + 1 :])


def test_the_numbers_that_tell_birth_and_sex_are_read():
    assert facts_in("resident_id", resident_id(birthday=date(1990, 1, 1), order=1)).sex == "male"
    assert facts_in("foreign_residence", "911124198108030024").birth_date == date(1981, 8, 3)
    assert facts_in("taiwan_permit", resident_id("830000", date(1970, 5, 6))).birth_date == date(1970, 5, 6)
    assert facts_in("taiwan_permit", "05616820") is None
    assert facts_in("passport", "E12345678") is None
    assert facts_in("credit_code", "91440300708461136T") is None
