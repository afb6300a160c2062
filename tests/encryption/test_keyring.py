"""What the key ring promises: nobody reads without key and place, and an index finds what was typed otherwise."""

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from encryption import keyring
from encryption.keyring import Undecipherable, blind_index, decrypt, encrypt

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
CONTEXTS = st.text(st.characters(min_codepoint=46, max_codepoint=122), min_size=1, max_size=40)


def key(byte: int) -> str:
    return base64.b64encode(bytes([byte]) * 32).decode()


OLD = f"old:{key(7)},index:{key(1)}"
NEW_THEN_OLD = f"new:{key(8)},old:{key(7)},index:{key(1)}"


@given(TEXTS, CONTEXTS)
def test_a_token_gives_back_its_text_and_does_not_hold_it(text, context):
    token = encrypt(text, context=context)
    assert decrypt(token, context=context) == text
    assert len(text) < 4 or text not in token


@given(TEXTS, CONTEXTS, CONTEXTS)
def test_a_token_cannot_be_read_in_another_place(text, context, other):
    token = encrypt(text, context=context)
    if context != other:
        with pytest.raises(Undecipherable):
            decrypt(token, context=other)


@given(TEXTS, st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_key_of_the_same_name_but_other_bytes_reads_nothing(text, first, second):
    theirs, ours = (f"k:{base64.b64encode(b).decode()},index:{key(1)}" for b in (first, second))
    if first == second or bytes([1]) * 32 in (first, second):
        return
    sealed = bytes(12) + keyring.read_keys(theirs).ciphers["k"].encrypt(bytes(12), text.encode(), b"a.b.c")
    token = "k." + base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()
    assert _read(token, theirs) == text
    with pytest.raises(Undecipherable):
        _read(token, ours)


def _read(token: str, keys: str) -> str:
    with override_settings(FIELD_KEYS=keys):
        return decrypt(token, context="a.b.c")


@given(TEXTS, st.integers(0, 1000), st.sampled_from("ABCxyz019-_"))
def test_a_token_with_one_character_changed_is_refused(text, number, other):
    token = encrypt(text, context="a.b.c")
    begin = token.index(".") + 1
    place = begin + number % (len(token) - 1 - begin)  # the last character holds bits that count for nothing
    if token[place] != other:
        with pytest.raises(Undecipherable):
            decrypt(token[:place] + other + token[place + 1 :], context="a.b.c")


@pytest.mark.parametrize(
    "token", ["", "460203199001011234", "demo", "demo.", "demo.AAAA", "demo.密文", "nobody.AAAA", "."]
)
def test_what_is_no_token_is_refused_and_never_handed_back(token):
    with pytest.raises(Undecipherable) as refusal:
        decrypt(token, context="parties.party.id_number")
    assert "460203199001011234" not in str(refusal.value)


def test_one_text_gives_two_different_tokens():
    assert encrypt("同一句话", context="a.b.c") != encrypt("同一句话", context="a.b.c")


def test_the_first_key_encrypts_and_every_key_decrypts(settings):
    settings.FIELD_KEYS = OLD
    token = encrypt("海南省三亚市", context="a.b.c")
    assert token.startswith("old.")
    settings.FIELD_KEYS = NEW_THEN_OLD
    assert decrypt(token, context="a.b.c") == "海南省三亚市"
    assert encrypt("海南省三亚市", context="a.b.c").startswith("new.")


def test_a_token_whose_key_was_taken_out_says_which_key_is_missing(settings):
    settings.FIELD_KEYS = OLD
    token = encrypt("海南省三亚市", context="a.b.c")
    settings.FIELD_KEYS = f"new:{key(8)},index:{key(1)}"
    with pytest.raises(Undecipherable, match="the key old is not in FIELD_KEYS"):
        decrypt(token, context="a.b.c")


def test_the_index_key_never_encrypts_even_when_it_stands_first(settings):
    settings.FIELD_KEYS = f"index:{key(1)},old:{key(7)}"
    assert encrypt("文", context="a.b.c").startswith("old.")
    with pytest.raises(Undecipherable):
        decrypt("index.AAAA", context="a.b.c")


@given(TEXTS)
def test_the_index_is_the_same_for_full_width_lower_case_and_surrounding_spaces(text):
    wide = "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)
    assert blind_index(wide, context="c") == blind_index(text, context="c")
    assert blind_index(f" {text}\u3000", context="c") == blind_index(text, context="c")


def test_the_index_of_one_value_differs_by_place_and_by_key(settings):
    settings.FIELD_KEYS = OLD
    index = blind_index("13800138000", context="parties.party.phone")
    assert len(index) == 64
    assert index != blind_index("13800138000", context="accounts.user.phone")
    settings.FIELD_KEYS = f"old:{key(7)},index:{key(2)}"
    assert index != blind_index("13800138000", context="parties.party.phone")


def test_the_index_survives_a_new_encryption_key(settings):
    settings.FIELD_KEYS = OLD
    index = blind_index("13800138000", context="c")
    settings.FIELD_KEYS = NEW_THEN_OLD
    assert index == blind_index("13800138000", context="c")


def test_nothing_has_no_index_so_two_empty_fields_are_not_the_same_person():
    assert blind_index("", context="c") == ""
    assert blind_index(" \u3000", context="c") == ""


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("", "lacks a key that encrypts"),
        (f"index:{key(1)}", "lacks a key that encrypts"),
        (f"old:{key(7)}", "lacks a key named “index”"),
        (key(7), "Entry 1 of FIELD_KEYS does not begin with a key id"),
        (f"ol d:{key(7)},index:{key(1)}", "Entry 1 of FIELD_KEYS does not begin with a key id"),
        (f"old:not base64!,index:{key(1)}", "The key old of FIELD_KEYS is not 32 bytes"),
        (f"old:{base64.b64encode(b'short').decode()},index:{key(1)}", "The key old of FIELD_KEYS is not 32 bytes"),
        (f"old:{key(7)},old:{key(8)},index:{key(1)}", "names the key old twice"),
        (f"old:{key(7)},index:{key(7)}", "Two keys of FIELD_KEYS are the same"),
    ],
)
def test_malformed_keys_are_refused_with_the_way_to_make_keys(settings, keys, said):
    settings.FIELD_KEYS = keys
    with pytest.raises(ImproperlyConfigured) as refusal:
        keyring.current()
    assert said in str(refusal.value)
    assert "python -c" in str(refusal.value)
    assert key(7) not in str(refusal.value)


def test_keys_may_be_written_with_spaces_and_in_the_url_alphabet(settings):
    written = base64.urlsafe_b64encode(b"\xff" * 32).decode()
    settings.FIELD_KEYS = f" old:{written} , index:{key(1)} "
    assert decrypt(encrypt("文", context="c"), context="c") == "文"


def test_the_key_ring_does_not_show_its_keys_when_printed():
    assert "\\x01" not in repr(keyring.current())
