"""The key ring: text becomes a token that names its key and its place, and a keyed index that finds it again.

AES-256-GCM; the context (for a field "app.model.field") is authenticated with the text, so a token copied to another
column cannot be read there. The first key of FIELD_KEYS encrypts, every key decrypts; the key named `index` makes only
the blind indexes: an unkeyed hash of an ID number is the ID number (21.9 million tries a county).
"""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

INDEX = "index"
KEY_BYTES = 32
NONCE_BYTES = 12
KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
HOW_TO_MAKE_KEYS = (
    "FIELD_KEYS is a comma separated list of id:key, one of them named “index”. Make each key with "
    '`python -c "import base64, os; print(base64.b64encode(os.urandom(32)).decode())"` '
    "and write FIELD_KEYS=2026a:<key>,index:<another key>."
)


class Undecipherable(Exception):
    """The text cannot be read: its key is gone, the token was changed, or it belongs to another place."""


@dataclass(frozen=True)
class Keyring:
    """The keys of one FIELD_KEYS value; `first` is the id of the key that encrypts."""

    first: str
    ciphers: dict[str, AESGCM] = field(repr=False)
    index_key: bytes = field(repr=False)


def current() -> Keyring:
    """The key ring of settings.FIELD_KEYS. Raises ImproperlyConfigured with a sentence that says how to make keys."""
    return read_keys(settings.FIELD_KEYS)


@lru_cache(maxsize=8)
def read_keys(text: str) -> Keyring:
    """The key ring written in `text` (id:base64 of 32 bytes, comma separated); keys never appear in the message."""
    keys: dict[str, bytes] = {}
    for number, entry in enumerate(filter(None, (part.strip() for part in text.split(","))), start=1):
        key_id, separator, encoded = entry.partition(":")
        if not separator or not KEY_ID.fullmatch(key_id):
            raise ImproperlyConfigured(f"Entry {number} of FIELD_KEYS does not begin with a key id. {HOW_TO_MAKE_KEYS}")
        if key_id in keys:
            raise ImproperlyConfigured(f"FIELD_KEYS names the key {key_id} twice. {HOW_TO_MAKE_KEYS}")
        keys[key_id] = _key_bytes(key_id, encoded)
    if len(set(keys.values())) != len(keys):
        raise ImproperlyConfigured(f"Two keys of FIELD_KEYS are the same. {HOW_TO_MAKE_KEYS}")
    index_key = keys.pop(INDEX, None)
    if index_key is None or not keys:
        missing = "a key named “index”" if keys else "a key that encrypts"
        raise ImproperlyConfigured(f"FIELD_KEYS lacks {missing}. {HOW_TO_MAKE_KEYS}")
    return Keyring(next(iter(keys)), {key_id: AESGCM(key) for key_id, key in keys.items()}, index_key)


def _key_bytes(key_id: str, encoded: str) -> bytes:
    try:
        key = base64.b64decode(encoded.translate(str.maketrans("-_", "+/")), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"The key {key_id} of FIELD_KEYS is not 32 bytes in base64. {HOW_TO_MAKE_KEYS}")
    return key


def encrypt(text: str, *, context: str) -> str:
    """`text` as a token "key id.base64url(nonce, ciphertext, tag)", readable only with the same context."""
    ring = current()
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = nonce + ring.ciphers[ring.first].encrypt(nonce, text.encode(), context.encode())
    return f"{ring.first}.{base64.urlsafe_b64encode(sealed).rstrip(b'=').decode()}"


def decrypt(token: str, *, context: str) -> str:
    """The text of a token made by `encrypt` with the same context. Raises Undecipherable, never returns the token."""
    key_id, separator, encoded = token.partition(".")
    if not separator or not KEY_ID.fullmatch(key_id):
        raise Undecipherable(f"{context}: the stored value is not a token.")
    cipher = current().ciphers.get(key_id)
    if cipher is None:
        raise Undecipherable(f"{context}: the key {key_id} is not in FIELD_KEYS.")
    try:
        padded = encoded.encode("ascii") + b"=" * (-len(encoded) % 4)
        sealed = base64.b64decode(padded, altchars=b"-_", validate=True)
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise Undecipherable(f"{context}: the token was changed, or was made for another place.") from error


def blind_index(value: str, *, context: str) -> str:
    """64 hex characters that are equal for equal values (HMAC-SHA256 under the `index` key); "" for an empty value.

    The value is compared after NFKC, upper case and trimming, so full-width digits and a small x find the same row.
    """
    folded = unicodedata.normalize("NFKC", value).strip().upper()
    if not folded:
        return ""
    return hmac.new(current().index_key, f"{context}\0{folded}".encode(), hashlib.sha256).hexdigest()
