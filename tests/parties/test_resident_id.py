"""The resident ID: every way it is typed, every way it is wrong, and every county it may come from."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parties.identity import IdentityError, check_resident_id
from tests.parties.numbers import BIRTHDAYS, COUNTIES, RESIDENT_IDS, resident_id

pytestmark = pytest.mark.usefixtures("clock")
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９ｘ")


def refusal(text: str) -> str:
    with pytest.raises(IdentityError) as refused:
        check_resident_id(text)
    return refused.value.message


def test_the_example_of_the_standard_is_read():
    found = check_resident_id("11010519491231002X")
    assert found.number18 == "11010519491231002X"
    assert found.region_name == "北京市朝阳区"
    assert found.birth_date == date(1949, 12, 31)
    assert found.sex == "female"


@given(st.sampled_from(COUNTIES), BIRTHDAYS, st.integers(0, 999))
def test_a_number_gives_back_the_facts_it_was_made_of(county, birthday, order):
    found = check_resident_id(resident_id(county, birthday, order))
    assert (found.region_code, found.birth_date) == (county, birthday)
    assert found.sex == ("male" if order % 2 else "female")
    assert found.region_known


@given(RESIDENT_IDS)
def test_small_x_full_width_digits_and_spaces_are_the_same_number(number):
    for typed in (number.lower(), number.translate(FULL_WIDTH), f" {number[:6]} {number[6:14]}\u3000{number[14:]}\n"):
        assert check_resident_id(typed).number18 == number
    assert check_resident_id(check_resident_id(number).number18).number18 == number


@given(RESIDENT_IDS, st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_noticed(number, place, digit):
    if number[place] != digit:
        refusal(number[:place] + digit + number[place + 1 :])


@given(RESIDENT_IDS, st.integers(0, 15))
def test_two_swapped_neighbours_are_always_noticed(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped != number:
        refusal(swapped)


@given(st.sampled_from(COUNTIES), st.dates(date(1930, 1, 1), date(1999, 9, 30)), st.integers(0, 995))
def test_fifteen_digits_become_the_eighteen_of_the_same_person(county, birthday, order):
    old = f"{county}{birthday:%y%m%d}{order:03d}"
    assert check_resident_id(old).number18 == resident_id(county, birthday, order)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "请填身份证号"),
        ("46020319900101123", "现在是17位"),
        ("4602031990010112345", "现在是19位"),
        ("46020O199001011234", "只有数字"),
        ("460203199001011X34", "只有数字"),
        ("46020390010112X", "只有数字"),
        ("010203199001011234", "不是省份代码"),
        ("990203199001011234", "外国人永久居留身份证"),
        ("460203199002301231", "没有这一天"),
        ("460203199013011231", "没有这一天"),
        ("460203900230123", "没有这一天"),
        ("460203203001011231", "还没到"),
        ("460203202611211231", "还没到"),
        ("460203180001011231", "太早"),
        ("460203199001011230", "最后一位对不上"),
    ],
)
def test_a_wrong_number_is_refused_with_a_sentence_that_says_where_to_look(typed, said):
    sentence = refusal(typed)
    assert said in sentence
    assert "请" in sentence
    assert len(sentence) <= 30
    assert len(typed) < 4 or typed not in sentence


def test_somebody_born_today_has_a_number_already():
    assert check_resident_id(resident_id(birthday=date(2026, 11, 20))).birth_date == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("county", "name"),
    [
        ("460203", "海南省三亚市吉阳区"),
        ("460205", "海南省三亚市崖州区"),
        ("460200", "海南省三亚市"),
        ("460400", "海南省儋州市"),
        ("469003", "海南省儋州市"),
        ("460003", "海南省儋州市"),
        ("460029", "海南省儋县"),
        ("460031", "海南省昌江黎族自治县"),
        ("442221", "广东省海南黎族苗族自治州崖县"),
        ("442201", "广东省海南黎族苗族自治州三亚市"),
        ("441100", "广东省三亚市"),
        ("442121", "广东省海南行政区琼山县"),
        ("510202", "四川省重庆市渝中区"),
        ("512201", "四川省万县地区万县市"),
        ("511202", "四川省万县市龙宝区"),
        ("500101", "重庆市万州区"),
        ("460300", "海南省三沙市"),
        ("350405", "福建省三明市沙县区"),
        ("430302", "湖南省湘潭市雨湖区"),
        ("810000", "香港特别行政区"),
        ("820000", "澳门特别行政区"),
        ("830000", "台湾省"),
    ],
)
def test_a_county_is_named_even_when_it_is_gone_or_was_in_another_province(county, name):
    found = check_resident_id(resident_id(county))
    assert found.region_name == name
    assert found.region_known


@pytest.mark.parametrize(("county", "name"), [("460299", "海南省三亚市"), ("461999", "海南省")])
def test_a_county_that_no_list_has_is_accepted_and_marked(county, name):
    found = check_resident_id(resident_id(county))
    assert found.region_name == name
    assert not found.region_known
