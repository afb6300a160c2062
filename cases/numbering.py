"""Codes and numbers: the matter's random code, and gap-free case numbers per body, type word and Shanghai year."""

import re
import secrets
import unicodedata

from django.utils import timezone

from cases.models.number import NumberSeries

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK = CROCKFORD + "*~$=U"
BRACKETS = str.maketrans("〔〕（）【】[]", "()" * 4)


def new_matter_code():
    """12 random Crockford characters and the check character over them (60 bits: not to be guessed)."""
    body = "".join(secrets.choice(CROCKFORD) for _ in range(12))
    return body + check_character(body)


def check_character(body):
    """Crockford's mod-37 check character over a base-32 text."""
    value = 0
    for character in body:
        value = value * 32 + CROCKFORD.index(character)
    return CHECK[value % 37]


def next_number(organization, *, at):
    """The body's next case number, e.g. 三吉新港人调字〔2026〕第0012号, without a gap even when transactions roll back.

    at: the aware moment of acceptance; the year is Shanghai's. Must run inside the step's transaction: the counter row
    stays locked until it ends, and a rollback gives the serial back.
    """
    year = timezone.localtime(at).year
    series, _made = NumberSeries.objects.select_for_update().get_or_create(
        organization=organization, word=organization.number_word, year=year
    )
    series.last += 1
    series.save(update_fields=["last"])
    return f"{series.word}〔{year}〕第{series.last:04d}号"


def fold(number):
    """A number as it is searched: either bracket width, no spaces, no 第, no leading zeros of the serial."""
    text = unicodedata.normalize("NFKC", number).translate(BRACKETS).upper()
    text = re.sub(r"[\s第]", "", text)
    return re.sub(r"\)0+(?=\d)", ")", text)
