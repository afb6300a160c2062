"""The encrypted field, and the command that moves every row to a new key, tried on the parties' table."""

import base64
import io

import pytest
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from encryption import keyring
from parties import registry
from parties.models import Party

pytestmark = pytest.mark.django_db


def key(byte: int) -> str:
    return base64.b64encode(bytes([byte]) * 32).decode()


OLD = f"old:{key(7)},index:{key(1)}"
NEW_THEN_OLD = f"new:{key(8)},old:{key(7)},index:{key(1)}"
NEW = f"new:{key(8)},index:{key(1)}"


def stored(column: str) -> list[str]:
    """The column as the database holds it, row by row."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM parties_party ORDER BY id")  # noqa: S608 - a column of ours
        return [value for (value,) in cursor.fetchall()]


def rotate() -> str:
    out = io.StringIO()
    call_command("rotate_field_keys", batch=2, stdout=out)
    return out.getvalue()


def test_the_column_holds_a_token_and_the_field_the_text():
    party = registry.register(name="王小明", address="海南省三亚市天涯区新港社区3栋")
    assert Party.objects.get(pk=party.pk).address == "海南省三亚市天涯区新港社区3栋"
    assert stored("address")[0].startswith("demo.")
    assert "新港" not in stored("address")[0]


def test_every_way_of_writing_encrypts():
    party = registry.register(name="王小明", contact_name="王大明", contact_phone="13800138000")
    Party.objects.filter(pk=party.pk).update(contact_phone="13800138001")
    assert stored("contact_phone")[0].startswith("demo.")
    party.contact_phone = "13800138002"
    Party.objects.bulk_update([party], ["contact_phone"])
    Party.objects.bulk_create([Party(name="李四", contact_phone="13800138003")])
    assert all(token.startswith("demo.") for token in stored("contact_phone"))
    assert list(Party.objects.order_by("pk").values_list("contact_phone", flat=True)) == ["13800138002", "13800138003"]


def test_the_database_is_not_asked_to_copy_plain_text_into_the_column():
    registry.register(name="王小明")
    with pytest.raises(FieldError, match="cannot encrypt"):
        Party.objects.update(contact_phone=F("name"))


def test_an_empty_field_stays_empty_and_can_be_asked_for():
    with_phone = registry.register(name="王小明", phone="13800138000")
    without = registry.register(name="李四")
    assert stored("phone")[1] == ""
    assert list(Party.objects.filter(phone="")) == [without]
    assert list(Party.objects.exclude(phone="")) == [with_phone]


@pytest.mark.parametrize("lookup", ["phone", "phone__contains", "phone__in", "phone__iexact", "phone__length"])
def test_searching_the_ciphertext_is_an_error_and_not_an_empty_answer(lookup):
    with pytest.raises(FieldError, match="blind index"):
        list(Party.objects.filter(**{lookup: "13800138000"}))


def test_a_token_moved_to_another_column_is_not_read_there():
    registry.register(name="王小明", phone="13800138000", address="新港社区")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE parties_party SET address = phone")
    with pytest.raises(keyring.Undecipherable):
        Party.objects.get()


def test_plain_text_written_past_the_field_is_not_taken_for_the_value():
    registry.register(name="王小明", phone="13800138000")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE parties_party SET phone = '13900139000'")
    with pytest.raises(keyring.Undecipherable):
        Party.objects.get()


def test_rotation_moves_every_row_to_the_first_key_and_then_finds_nothing_to_do(settings):
    settings.FIELD_KEYS = OLD
    for number in range(5):
        registry.register(name="王小明", phone=f"1380013800{number}", address="新港社区")
    settings.FIELD_KEYS = NEW_THEN_OLD
    registry.register(name="李四", phone="13800138009")
    said = rotate()
    assert "parties.party.phone: 5 re-encrypted" in said
    assert "parties.party.address: 5 re-encrypted" in said
    assert "parties.party.id_number: 0 re-encrypted" in said
    settings.FIELD_KEYS = NEW
    assert [party.phone for party in Party.objects.order_by("pk")] == [
        *(f"1380013800{number}" for number in range(5)),
        "13800138009",
    ]
    before = stored("phone")
    assert "parties.party.phone: 0 re-encrypted" in rotate()
    assert stored("phone") == before


def test_rotation_tells_a_capital_key_from_a_small_one(settings):
    settings.FIELD_KEYS = f"KEY:{key(7)},index:{key(1)}"
    registry.register(name="王小明", phone="13800138000")
    settings.FIELD_KEYS = f"key:{key(8)},KEY:{key(7)},index:{key(1)}"
    assert "parties.party.phone: 1 re-encrypted" in rotate()
    assert stored("phone")[0].startswith("key.")


def test_a_number_is_still_found_after_rotation(settings):
    settings.FIELD_KEYS = OLD
    party = registry.register(name="王小明", phone="13800138000")
    settings.FIELD_KEYS = NEW_THEN_OLD
    rotate()
    settings.FIELD_KEYS = NEW
    assert list(registry.find_typed(phone="138 0013 8000")) == [party]


def test_rotation_stops_at_a_row_it_cannot_read_and_names_it(settings):
    settings.FIELD_KEYS = OLD
    party = registry.register(name="王小明", phone="13800138000")
    settings.FIELD_KEYS = NEW
    before = stored("phone")
    with pytest.raises(CommandError, match=f"Row {party.pk} of parties.party.phone: the key old is not in FIELD_KEYS"):
        rotate()
    assert stored("phone") == before
