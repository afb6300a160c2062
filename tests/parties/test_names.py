"""Names: nobody's name is refused for being rare, long or foreign, and one name has one form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parties.identity import IdentityError, normalise_name
from parties.identity.names import OTHER_DOTS

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
SEPARATORS = st.sampled_from(f" .\u3002\u00b7\u3000\u200b{OTHER_DOTS}")
TYPED = st.text(st.one_of(HAN, SEPARATORS, st.characters(exclude_categories=["Cs"])), max_size=30)


@pytest.mark.parametrize("dot", [*OTHER_DOTS, "\u00b7", ".", "\u3002", " \u2022 ", "\u00b7\u00b7"])
def test_every_middle_dot_becomes_the_one_on_the_card(dot):
    assert normalise_name(f"阿不都热依木{dot}买买提") == "阿不都热依木\u00b7买买提"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("王 小　明", "王小明"),
        ("  Ivan   Petrov ", "Ivan Petrov"),
        ("J. R. Smith", "J. R. Smith"),
        ("Jean‧Paul", "Jean·Paul"),
        ("\ufeff王\u200b小明\n", "王小明"),
        ("Jose\u0301", "José"),
        ("·艾力•", "艾力"),
        ("三亚ABC（旅游）有限公司", "三亚ABC（旅游）有限公司"),
        ("Мария Иванова", "Мария Иванова"),
        ("الاسم", "الاسم"),
    ],
)
def test_a_name_is_kept_in_one_form(typed, kept):
    assert normalise_name(typed) == kept


@pytest.mark.parametrize(
    "name",
    [
        "陈㛃",
        "\U0002cb56\U00020bb7",  # extensions E and B
        "王\U00030edd",  # G, Unicode 13
        "王\U00031350",  # H, Unicode 15
        "王\U0002ebf0",  # I, GB 18030-2022 Amendment 1
        "王\U000323b0",  # J, Unicode 17
        "〇二",
        "葛\U000e0100城",  # a variant of the same character, by selector
    ],
)
def test_no_rare_character_is_refused_or_changed(name):
    assert normalise_name(name) == name


def test_a_hundred_characters_are_kept_and_one_more_is_refused():
    assert len(normalise_name("\U00020bb7" * 100)) == 100
    with pytest.raises(IdentityError, match="现在是101个"):
        normalise_name("王" * 101)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "请填名字"),
        (" \u3000", "请填名字"),
        ("···", "请填名字"),
        ("---", "请填名字"),
        ("王\x00明", "看不见的符号"),
        ("王\n明", "看不见的符号"),
        ("\u202e王明", "看不见的符号"),
        ("王\u2066明", "看不见的符号"),
        ("王\u200f明", "看不见的符号"),
        ("王\U000e0041", "看不见的符号"),
        ("\ue000明", "第1个字是自造字"),
        ("王\U000f0000", "第2个字是自造字"),
        ("王\ud840", "第2个字是自造字"),
        ("王\uffff", "第2个字是自造字"),
    ],
)
def test_what_no_paper_can_print_is_refused_with_a_way_out(typed, said):
    with pytest.raises(IdentityError) as refusal:
        normalise_name(typed)
    assert said in refusal.value.message


@given(TYPED)
def test_the_normal_form_is_its_own_normal_form(typed):
    try:
        name = normalise_name(typed)
    except IdentityError:
        return
    assert normalise_name(name) == name
    assert unicodedata.is_normalized("NFC", name)
    assert 0 < len(name) <= 100
    assert not set(name) & set(OTHER_DOTS)
