"""The words a case is found by: pairs of characters of its names, title, place and number, and the names in pinyin.

Two neighbouring characters make a word, so that any part of a Chinese name of two characters or more is a phrase of
words in a row; nobody has to say where a Chinese word begins (performance reference § 2). Identity numbers, telephones
and addresses are not among them: those are found by their keyed indexes alone.
"""

import re
import unicodedata

from django.db import connection

from cases import numbering
from cases.condition import Condition
from cases.models.case import Case
from cases.models.people import Mandate, Participation
from cases.models.search import GAP, CaseSearch

# What a word begins with says where it stands.
NAME, TITLE, PLACE, NUMBER, PINYIN, BODY = "n", "t", "p", "c", "y", "b"
PLAIN = re.compile(r"[0-9a-z\u4e00-\u9fcb]")
LETTERS = re.compile(r"[a-z]{2,}")


# --- words -------------------------------------------------------------------


def characters(text):
    """The characters of a text that count: one width, one case, no spaces and no punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [one for one in folded if one.isalnum() or is_rare_han(one)]


def is_rare_han(one):
    """Python's tables may be older than the newest CJK extensions."""
    return 0x20000 <= ord(one) <= 0x3FFFD


def is_han(one):
    """Whether a character is a Chinese one."""
    return "\u3400" <= one <= "\u9fff" or is_rare_han(one)


def pairs(mark, text):
    """The words of a text, in order: each two neighbours; a text of one character is a word by itself."""
    # What one database or the other may not know for a letter is spelt out.
    spelt = [one if PLAIN.match(one) else f"u{ord(one):x}" for one in characters(text)]
    if len(spelt) == 1:
        return [mark + spelt[0]]
    return [mark + first + second for first, second in zip(spelt, spelt[1:], strict=False)]


def serial(digits):
    """The word of a bare serial, 第218号."""
    return f"{NUMBER}第{int(digits)}号"


def sounds(name):
    """The pinyin and the initials of a name, each from every syllable to the end; a first character of several
    readings (单, 曾, 解 …) has them all."""
    # Its tables are a fifth of every start, of a worker's and a command's too: read when first asked for.
    from pypinyin import Style, lazy_pinyin, pinyin

    han = "".join(one for one in name if is_han(one))
    if len(han) < 2:
        return []
    rest = [_ascii(syllable) for syllable in lazy_pinyin(han[1:])]
    first = {_ascii(one) for one in pinyin(han[0], style=Style.NORMAL, heteronym=True)[0]} | {
        _ascii(lazy_pinyin(han)[0])
    }
    found = set()
    for syllables in ([one, *rest] for one in sorted(first)):
        for start in range(len(syllables) - 1):
            found.add("".join(syllables[start:]))
            found.add("".join(syllable[:1] for syllable in syllables[start:]))
    # ü is typed as v or as u.
    found |= {word.replace("v", "u") for word in found}
    return [PINYIN + word for word in sorted(found) if LETTERS.fullmatch(word)]


def sound(typed):
    """What was typed as the beginning of a name's pinyin or initials; "" when it is none."""
    letters = "".join(typed.casefold().split())
    return PINYIN + letters if LETTERS.fullmatch(letters) else ""


def _ascii(syllable):
    return re.sub(r"[^a-z]", "", syllable.lower())


# --- kept by the engine ------------------------------------------------------


def words_of(case):
    """All words of a case, a gap between two texts."""
    dispute = case.dispute_id
    here = Participation.objects.filter(dispute=dispute, left_at__isnull=True).order_by("position", "id")
    names = list(here.values_list("party__name", flat=True))
    speaking = Mandate.objects.filter(participation__in=here, ended_at__isnull=True)
    names += speaking.order_by("id").values_list("person__name", flat=True)
    found = put_together(names, case.dispute.title, case.dispute.place, case.number, case.organization_id)
    # What it was called in the register it comes from.
    earlier = pairs(NUMBER, numbering.fold(case.dispute.origin_reference))
    return [*found, *earlier, GAP] if earlier else found


def put_together(names, title, place, number, body):
    """The words of these texts, and one for the body, so that its cases are found without looking at all others."""
    found = [f"{BODY}{body}", GAP]
    for name in names:
        found += [*pairs(NAME, name), GAP, *(word for sound in sounds(name) for word in (sound, GAP))]
    found += [*pairs(TITLE, title), GAP, *pairs(PLACE, place), GAP]
    key = numbering.fold(number)
    if key:
        found += [*pairs(NUMBER, key), GAP]
        last = re.search(r"\)(\d+)号?$", key)
        found += [serial(last.group(1))] if last else []
    return found


def refresh(case):
    """Keep the words of every case of this dispute equal to what their rows say now."""
    for other in Case.objects.filter(dispute=case.dispute_id).select_related("dispute"):
        CaseSearch(case=other, words=words_of(other)).save()


def differing():
    """Ids of the cases that are not found by what their rows say."""
    for case in Case.objects.select_related("dispute").order_by("pk").iterator():
        if not CaseSearch.objects.filter(case=case, words=words_of(case)).exists():
            yield case.pk


# --- asked by the search -----------------------------------------------------


def holds(phrases, beginning="", bodies=()):
    """A condition on Case: one of these phrases (words in a row) is among its words, or a word that begins so.

    bodies: ids of the bodies among whose cases it is asked, none for all
    """
    here = [f"{BODY}{pk}" for pk in bodies]
    if connection.vendor == "postgresql":
        asked = [" <-> ".join(f"'{word}'" for word in phrase) for phrase in phrases]
        asked += [f"'{beginning}':*"] if beginning else []
        query = _inside(" | ".join(f"({one})" for one in asked), here, "&", "|")
        found = "SELECT case_id FROM case_search WHERE words @@ CAST(%s AS tsquery)"
    else:
        asked = [f'"{" ".join(phrase)}"' for phrase in phrases]
        asked += [f'"{beginning}" *'] if beginning else []
        query = _inside(" OR ".join(asked), here, "AND", "OR")
        found = "SELECT rowid FROM case_search_words WHERE case_search_words MATCH %s"
    return Condition(f"cases_case.id IN ({found})", (query,))


def _inside(query, here, both, either):
    return f"({query}) {both} ({f' {either} '.join(here)})" if here else query
