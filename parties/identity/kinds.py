"""The kinds of identity paper: one entry = one kind."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parties.identity.errors import IdentityError
from parties.identity.organizations import check_credit_code
from parties.identity.permits import check_foreign_residence, check_hk_macao_permit, check_passport, check_taiwan_permit
from parties.identity.resident import check_birth_date, check_resident_id, sex_of

OTHER_LENGTH = 40


@dataclass(frozen=True)
class HolderFacts:
    """What a number tells of its holder; `sex` is "male" or "female"."""

    birth_date: date
    sex: str


@dataclass(frozen=True)
class IdKind:
    """One kind of paper: who may hold it, how its number is checked, and whether 18 digits of it tell birth and sex."""

    code: str
    label: str | Promise
    check: Callable[[str], str]
    holders: frozenset[str]
    tells_birth: bool = False


def check_other(text: str) -> str:
    """Any other paper's number, as written (military papers carry Chinese characters), half-width, to 40 characters."""
    number = " ".join(unicodedata.normalize("NFKC", text).split()).upper()
    if not number:
        raise IdentityError(_("请填证件号，照证件上的写"))
    if len(number) > OTHER_LENGTH or not number.isprintable():
        raise IdentityError(_("证件号最多%(most)d个字，请只写证件上的号码") % {"most": OTHER_LENGTH})
    return number


PERSON = frozenset({"person"})
ORGANIZATION = frozenset({"organization"})
ID_KINDS: dict[str, IdKind] = {
    kind.code: kind
    for kind in (
        IdKind(
            "resident_id",
            gettext_lazy("居民身份证"),
            lambda text: check_resident_id(text).number18,
            PERSON,
            tells_birth=True,
        ),
        IdKind(
            "hk_macao_permit", gettext_lazy("港澳居民来往内地通行证"), check_hk_macao_permit, PERSON, tells_birth=True
        ),
        IdKind("taiwan_permit", gettext_lazy("台湾居民来往大陆通行证"), check_taiwan_permit, PERSON, tells_birth=True),
        IdKind("passport", gettext_lazy("护照"), check_passport, PERSON),
        IdKind(
            "foreign_residence",
            gettext_lazy("外国人永久居留身份证"),
            check_foreign_residence,
            PERSON,
            tells_birth=True,
        ),
        IdKind("credit_code", gettext_lazy("统一社会信用代码"), check_credit_code, ORGANIZATION),
        IdKind("other", gettext_lazy("其他证件"), check_other, PERSON | ORGANIZATION),
    )
}


def check_id(kind: str, text: str) -> str:
    """The normal form of a number of this kind. Raises IdentityError, also when no kind was chosen."""
    if kind not in ID_KINDS:
        raise IdentityError(_("请选证件种类"), field="id_kind")
    return ID_KINDS[kind].check(text)


def facts_in(kind: str, number: str) -> HolderFacts | None:
    """Birth date and sex written in a checked number, or None when this paper's number does not tell them."""
    if len(number) != 18 or kind not in ID_KINDS or not ID_KINDS[kind].tells_birth:
        return None
    return HolderFacts(check_birth_date(number[6:14]), sex_of(number))
