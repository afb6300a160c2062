"""Verify codes: ten Crockford characters and one check character, printed on a paper and typed by anybody."""

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 11
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def _check_character(body):
    """Luhn's rule in base 32: finds every single wrong character and nearly every swap of neighbours."""
    total = 0
    for position, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if position % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


def new_verify_code():
    """A fresh code: 50 random bits, so that nobody finds a paper by trying."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + _check_character(body)


def fold(text):
    """What was typed, in the stored form: width, case, spaces, hyphens, O for 0 and I or L for 1 do not matter."""
    plain = unicodedata.normalize("NFKC", str(text)).upper()
    return "".join(character for character in plain if character.isalnum()).translate(LOOKALIKES)


def is_code(text):
    """Whether a folded text is a code at all: length, alphabet, check character."""
    return (
        len(text) == LENGTH
        and all(character in ALPHABET for character in text)
        and text[-1] == _check_character(text[:-1])
    )


def grouped(code):
    """The code as it is printed: 7K3M-9QWE-2PX."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def from_digest(digest):
    """The code that belongs to a keyed digest (hex): the same thing always gets the same code, nobody can guess it."""
    number = int(digest, 16)
    body = "".join(ALPHABET[number >> (5 * place) & 31] for place in range(LENGTH - 1))
    return body + _check_character(body)
