"""How numbers are read: full-width digits, spaces, dashes and invisible characters from pasting are no mistakes."""

import unicodedata

INVISIBLE = {"Cf", "Zs", "Zl", "Zp", "Cc"}
# The X of an ID number as Chinese, Russian and Greek keyboards write it.
OTHER_X = str.maketrans("×хХχΧ", "XXXXX")


def compact(text: str, *, without: str = "") -> str:
    """`text` in half-width capitals without spaces, dashes, invisible characters and the characters of `without`."""
    folded = unicodedata.normalize("NFKC", text).translate(OTHER_X)
    kept = (
        character
        for character in folded
        if character not in without and unicodedata.category(character) not in INVISIBLE | {"Pd"}
    )
    return "".join(kept).upper()
