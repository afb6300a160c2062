"""Parties as they are kept: what the table holds, what a search finds, what is refused."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection
from django.utils import timezone

from parties import registry
from parties.identity import IdentityError
from parties.models import Party
from tests.parties.numbers import resident_id

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ID = resident_id("460203", date(1990, 1, 1), 124)
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９ｘ")


def person(**fields) -> Party:
    return registry.register(**({"name": "王小㛃", "id_kind": "resident_id", "id_number": ID} | fields))


def whole_table() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM parties_party")
        return repr(cursor.fetchall())


def test_the_table_holds_neither_number_nor_telephone_nor_address():
    person(phone="13800138000", address="新港社区3栋501", contact_name="王大明", contact_phone="13900139000")
    table = whole_table()
    for secret in (ID, ID[6:], "13800138000", "13900139000", "新港社区"):
        assert secret not in table
    kept = Party.objects.get()
    assert (kept.id_number, kept.phone, kept.address) == (ID, "13800138000", "新港社区3栋501")
    assert kept.contact_phone == "13900139000"
    assert kept.name == "王小㛃"


def test_a_number_is_found_however_it_is_typed():
    party = person(phone="13800138000", address="三亚市 新港社区３栋")
    person(name="李四", id_number=resident_id(order=200), phone="13800138001")
    for typed in (ID, ID.translate(FULL_WIDTH), f" {ID[:6]} {ID[6:14]} {ID[14:]}"):
        assert list(registry.find_typed(id_number=typed)) == [party]
    for typed in ("138 0013 8000", "+86 13800138000", "１３８００１３８０００"):
        assert list(registry.find_typed(phone=typed)) == [party]
    assert list(registry.find_typed(address="三亚市新港社区3栋")) == [party]


def test_an_old_number_of_fifteen_digits_finds_the_person_of_eighteen():
    party = person()
    assert list(registry.find_typed(id_number=ID[:6] + ID[8:17])) == [party]
    again = person(name="王小㛃", id_number=ID[:6] + ID[8:17])
    assert again.id_number == ID


def test_searching_for_nothing_finds_nobody():
    registry.register(name="没有证件的人")
    assert not registry.find_typed().exists()
    assert not registry.find_typed(id_number=" ", phone="", address="").exists()
    assert not registry.find_typed(phone="没有电话").exists()


def test_the_same_person_in_two_disputes_is_two_rows_that_find_each_other():
    first, second = person(phone="13800138000"), person(phone="13900139000")
    assert first.pk != second.pk
    assert list(registry.find_same(first)) == [second]


def test_a_shared_telephone_is_a_hint_and_an_empty_one_is_none():
    first = registry.register(name="王小明", phone="13800138000")
    second = registry.register(name="李四", phone="138-0013-8000")
    registry.register(name="没有电话的人")
    alone = registry.register(name="也没有电话的人")
    assert list(registry.find_same(first)) == [second]
    assert not registry.find_same(alone).exists()


def test_the_id_gives_birth_date_and_sex():
    party = person()
    assert (party.birth_date, party.sex) == (date(1990, 1, 1), "female")


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"id_number": ID[:17]}, "id_number", "现在是17位"),
        ({"id_kind": ""}, "id_kind", "请选证件种类"),
        ({"id_kind": "credit_code"}, "id_kind", "当事人类别"),
        ({"kind": "organization"}, "id_kind", "当事人类别"),
        ({"birth_date": date(1991, 1, 1)}, "birth_date", "不一样"),
        ({"sex": "male"}, "sex", "不一样"),
        ({"sex": "none"}, "sex", "none"),
        ({"birth_date": date(2027, 1, 1), "id_number": ""}, "birth_date", "还没到"),
        ({"name": " "}, "name", "请填名字"),
        ({"name": "王\ue000"}, "name", "自造字"),
        ({"contact_name": "\u202e王"}, "contact_name", "看不见的符号"),
        ({"phone": "88270000"}, "phone", "请带区号"),
        ({"contact_phone": "1380013800"}, "contact_phone", "现在是10位"),
        ({"ethnicity": "族" * 21}, "ethnicity", "20"),
        ({"address": "路" * 201}, "address", "最多200个字"),
    ],
)
def test_what_cannot_be_kept_names_its_field_and_writes_nothing(fields, field, said):
    with pytest.raises(IdentityError) as refusal:
        person(**fields)
    assert refusal.value.field == field
    assert said in refusal.value.message
    assert not Party.objects.exists()


def test_a_person_without_number_and_telephone_is_kept_with_the_one_who_answers_for_them():
    party = registry.register(name="符阿婆", contact_name="符小妹", contact_phone="138 0013 8000")
    assert (party.phone, party.phone_index, party.id_index) == ("", "", "")
    assert (party.contact_name, party.contact_phone) == ("符小妹", "13800138000")


def test_an_organization_has_a_credit_code_and_a_legal_representative_and_its_name_is_public():
    party = registry.register(
        kind="organization",
        name="三亚某某物业服务有限公司",
        id_kind="credit_code",
        id_number="91440300708461136t",
        legal_representative="买买提•艾力",
        legal_representative_title="总经理",
    )
    assert party.id_number == "91440300708461136T"
    assert party.legal_representative == "买买提·艾力"
    assert party.masked_name == party.name
    assert party.birth_date is None
    assert registry.find_typed(id_number="9144 0300 7084 6113 6T").get() == party


def test_a_field_that_no_party_has_is_an_error_of_the_caller():
    with pytest.raises(TypeError, match="nickname"):
        registry.register(name="王小明", nickname="小王")


def test_amending_one_field_keeps_the_others_and_the_indexes_follow():
    party = person(phone="13800138000", occupation="渔民")
    registry.amend(party, phone="0898-88270000")
    kept = Party.objects.get()
    assert (kept.phone, kept.occupation, kept.id_number) == ("0898-88270000", "渔民", ID)
    assert not registry.find_typed(phone="13800138000").exists()
    assert registry.find_typed(phone="0898 88270000").get() == party


def test_amending_the_number_brings_the_birth_date_and_sex_of_the_new_one():
    party = person()
    registry.amend(party, id_number=resident_id("442221", date(1965, 3, 4), 11))
    kept = Party.objects.get()
    assert (kept.birth_date, kept.sex) == (date(1965, 3, 4), "male")


def test_amending_to_a_passport_keeps_what_was_known():
    party = person()
    registry.amend(party, id_kind="passport", id_number="E12345678")
    kept = Party.objects.get()
    assert (kept.birth_date, kept.sex, kept.id_number) == (date(1990, 1, 1), "female", "E12345678")


def test_a_refused_amendment_changes_nothing():
    party = person(phone="13800138000")
    with pytest.raises(IdentityError):
        registry.amend(party, phone="88270000", occupation="渔民")
    kept = Party.objects.get()
    assert (kept.phone, kept.occupation) == ("13800138000", "")
    assert (party.phone, party.occupation) == ("13800138000", "")


def test_control_characters_in_plain_fields_never_reach_a_paper():
    party = person(occupation="渔\x00民\n船主", address="新港\x07社区\u30003栋")
    assert party.occupation == "渔民 船主"
    assert party.address == "新港社区 3栋"


def test_an_identity_check_says_when_by_whom_and_how():
    clerk = get_user_model().objects.create_user("clerk", name="陈文书", kind="staff")
    party = registry.record_identity_check(person(), by=clerk, how="original")
    kept = Party.objects.get(pk=party.pk)
    assert kept.identity_checked_at == timezone.now()
    assert kept.identity_checked_by == clerk
    assert kept.identity_checked_how == Party.IdentityCheck.ORIGINAL


def test_a_new_name_or_number_ends_the_identity_check_and_a_new_telephone_does_not():
    clerk = get_user_model().objects.create_user("clerk", name="陈文书", kind="staff")
    for fields, still_checked in (
        ({"phone": "13800138000"}, True),
        ({"name": "王 小㛃"}, True),
        ({"name": "王小"}, False),
        ({"id_number": resident_id(order=200)}, False),
    ):
        party = registry.amend(registry.record_identity_check(person(), by=clerk, how="original"), **fields)
        kept = Party.objects.get(pk=party.pk)
        assert (kept.identity_checked_at is not None, kept.identity_checked_by == clerk) == (still_checked,) * 2


def test_the_table_refuses_a_number_that_no_search_would_find():
    with pytest.raises(IntegrityError):
        Party.objects.create(name="王小明", id_kind="resident_id", id_number=ID)


def test_the_table_refuses_half_an_identity_check():
    with pytest.raises(IntegrityError):
        Party.objects.create(name="王小明", identity_checked_at=timezone.now())


def test_a_party_prints_and_logs_masked():
    party = person(phone="13800138000")
    assert str(party) == "王*㛃"
    assert "王小" not in repr(party)
    assert ID not in repr(party)
    assert party.masked_phone == "138****8000"
    assert party.masked_id == "460***********"


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 2, 28), 21), (date(2026, 3, 1), 22), (date(2028, 2, 28), 23), (date(2028, 2, 29), 24)],
)
def test_who_was_born_on_the_29th_of_february_ages_on_the_first_of_march_in_common_years(day, age):
    assert Party(name="王小明", birth_date=date(2004, 2, 29)).age_on(day) == age


def test_age_is_unknown_without_a_birth_date():
    assert Party(name="王小明").age_on(date(2026, 11, 20)) is None
