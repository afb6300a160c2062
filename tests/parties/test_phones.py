"""Telephones as people type, paste and dictate them."""

import pytest

from parties.identity import IdentityError, check_phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13800138000", "13800138000"),
        ("138 0013 8000", "13800138000"),
        ("+86-138-0013-8000", "13800138000"),
        ("0086 13800138000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("\u202d138 0013 8000\u202c", "13800138000"),
        ("0898-88270000", "0898-88270000"),
        ("（0898）8827 0000", "0898-88270000"),
        ("０８９８－８８２７００００", "0898-88270000"),
        ("+86 898 8827 0000", "0898-88270000"),
        ("010-65521234", "010-65521234"),
        ("0898—88270000转12", "0898-88270000转12"),
        ("400-827-0000", "4008270000"),
        ("+852 9123 4567", "+85291234567"),
        ("00852 9123 4567", "+85291234567"),
        ("+7 916 123-45-67", "+79161234567"),
    ],
)
def test_a_number_is_kept_in_one_form_however_it_was_typed(typed, kept):
    assert check_phone(typed) == kept
    assert check_phone(kept) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "请填电话号码"),
        ("没有电话", "电话只填数字"),
        ("13800138000/13900139000", "一次填一个号码"),
        ("1380013800", "手机号是11位数字，现在是10位"),
        ("138001380001", "手机号是11位数字，现在是12位"),
        ("88270000", "请带区号"),
        ("12800138000", "请填11位手机号"),
        ("0898-1234567", "请填11位手机号"),
        ("0", "请填11位手机号"),
    ],
)
def test_a_wrong_number_is_refused_without_blame(typed, said):
    with pytest.raises(IdentityError) as refusal:
        check_phone(typed)
    assert said in refusal.value.message
    assert "错" not in refusal.value.message
