"""Finding cases by what somebody types: a number, the matter code, a telephone or ID number, a name.

Names are looked for inside the user's own scope; the side table that finds any word among a million cases
(performance reference § 2) is work of its own.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from cases import numbering
from cases.condition import Condition, among
from cases.models import Participation
from parties import registry
from parties.identity import ID_KINDS, IdentityError, check_phone, normalise_name

LONGEST = 60
SERIAL = re.compile(r"0*(\d{1,5})号?")


@dataclass(frozen=True)
class Reading:
    """One way to understand what was typed: the words for it, and the condition on Case it asks."""

    label: str
    condition: object


def readings(typed):
    """The ways to understand `typed`, likeliest first; empty for nothing. The first that finds something counts."""
    text = " ".join(unicodedata.normalize("NFKC", typed).split())[:LONGEST]
    if not text:
        return []
    return [*_by_number(text), *_by_person(text), Reading(_("姓名和纠纷名称"), _named(text))]


def _by_number(text):
    key = numbering.fold(text)
    serial = SERIAL.fullmatch(key)
    if serial:
        yield Reading(_("案号"), Condition("cases_case.number_key LIKE %s", (f"%){serial.group(1)}号",)))
    elif re.search(r"\(\d{4}\)", key):
        yield Reading(_("案号"), among("cases_case.number_key", (key, f"{key}号")))
    code = key.replace("-", "")
    if len(code) == 13 and code[:12].isalnum() and code.isascii() and _checks(code):
        yield Reading(
            _("一案一码"),
            Condition("cases_case.dispute_id IN (SELECT id FROM cases_dispute WHERE matter_code = %s)", (code,)),
        )


def _checks(code):
    try:
        return numbering.check_character(code[:12]) == code[12]
    except ValueError:
        return False


def _by_person(text):
    try:
        phone = check_phone(text)
    except IdentityError:
        phone = ""
    if phone:
        yield Reading(_("电话"), _has_party(party__phone_index=registry.index_of_phone(phone)))
    indexes = {registry.index_of_id(number) for kind in ID_KINDS.values() if (number := _number(kind, text))}
    if indexes:
        yield Reading(_("证件号"), _has_party(party__id_index__in=sorted(indexes)))


def _number(kind, text):
    """The number in its normal form if it is one of this kind; short ones are left to the search by name."""
    try:
        return kind.check(text) if re.search(r"\d{5}", text) else ""
    except IdentityError:
        return ""


def _named(text):
    try:
        name = normalise_name(text)
    except IdentityError:
        name = text
    return Condition("cases_case.dispute_id IN (SELECT id FROM cases_dispute WHERE title LIKE %s)", (f"%{name}%",))


def _has_party(**lookups):
    return Q(Exists(Participation.objects.filter(dispute=OuterRef("dispute_id"), left_at__isnull=True, **lookups)))
