"""The only writer of parties: what was typed is checked, brought to its normal form, indexed and kept."""

import unicodedata
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from encryption.keyring import blind_index
from parties.identity import ID_KINDS, IdentityError, check_id, check_phone, facts_in, normalise_name
from parties.models import Party

ADDRESS_LENGTH = 200
PLAIN = (
    "ethnicity", "occupation", "employer", "legal_representative_title",
    "safe_contact", "language", "birth_date", "sex",
)  # fmt: skip
CHECKED: dict[str, Callable[[str], str]] = {
    "name": normalise_name,
    "contact_name": normalise_name,
    "legal_representative": normalise_name,
    "phone": check_phone,
    "contact_phone": check_phone,
}
EDITABLE = ("kind", "id_kind", "id_number", "address", *PLAIN, *CHECKED)


def register(**fields) -> Party:
    """Keep a new party. Raises IdentityError (with the field it is about) for what cannot be kept."""
    return Party.objects.create(**clean(**fields))


def amend(party: Party, **fields) -> Party:
    """Change the named fields of a party. Raises IdentityError and then changes nothing.

    A new number brings its own birth date and sex; a new name or number ends the identity check, made on the old one.
    """
    values = amended(party, **fields)
    for name, value in values.items():
        setattr(party, name, value)
    party.save(update_fields=list(values))
    return party


def amended(party: Party, **fields) -> dict:
    """The column values that `amend` would write; writes nothing. Raises IdentityError."""
    kept = {name: getattr(party, name) for name in EDITABLE if name not in fields}
    if {"id_kind", "id_number"} & fields.keys() and _facts_of(kept | fields):
        kept |= {"birth_date": None, "sex": ""}
    values = clean(**(kept | fields))
    if any(values[name] != getattr(party, name) for name in ("name", "id_kind", "id_number")):
        values |= {"identity_checked_at": None, "identity_checked_by": None, "identity_checked_how": ""}
    return values


def record_identity_check(party: Party, *, by, how: str) -> Party:
    """Note that `by` compared the person with a paper just now; `how` is a Party.IdentityCheck."""
    party.identity_checked_at, party.identity_checked_by = timezone.now(), by
    party.identity_checked_how = Party.IdentityCheck(how)
    party.save(update_fields=["identity_checked_at", "identity_checked_by", "identity_checked_how"])
    return party


def clean(**fields) -> dict:
    """Column values for what was typed, with indexes and what an ID number tells; writes nothing.

    Raises IdentityError; a name that is no field of a party is a TypeError.
    """
    unknown = fields.keys() - set(EDITABLE)
    if unknown:
        raise TypeError(f"A party has no field {', '.join(sorted(unknown))}.")
    values = {name: _plain(name, fields[name]) for name in PLAIN if name in fields}
    values["kind"] = Party.Kind(fields.get("kind") or Party.Kind.PERSON)
    for name, check in CHECKED.items():
        typed = fields.get(name) or ""
        values[name] = _checked(name, check, typed) if typed.strip() or name == "name" else ""
    values |= _identified(values["kind"], fields)
    values["address"] = _line(fields.get("address") or "")
    if len(values["address"]) > ADDRESS_LENGTH:
        raise IdentityError(_("住址最多%(most)d个字，请写短一点") % {"most": ADDRESS_LENGTH}, field="address")
    values["id_index"] = index_of_id(values["id_number"])
    values["phone_index"] = index_of_phone(values["phone"])
    values["address_index"] = index_of_address(values["address"])
    return values


def _plain(name: str, typed):
    try:
        value = Party._meta.get_field(name).clean(_line(typed) if isinstance(typed, str) else typed, None)
    except ValidationError as error:
        raise IdentityError(error.messages[0], field=name) from error
    if name == "birth_date" and value and value > timezone.localdate():
        raise IdentityError(_("出生日期还没到，请再看一下"), field=name)
    return value


def _line(text: str) -> str:
    """One line: control characters would break a paper, and PostgreSQL refuses the null character."""
    spaced = " ".join(text.split())
    return "".join(character for character in spaced if unicodedata.category(character) not in {"Cc", "Cs"})


def _checked(name: str, check: Callable[[str], str], typed: str) -> str:
    try:
        return check(typed)
    except IdentityError as error:
        raise IdentityError(error.message, field=error.field or name) from error


def _identified(kind: str, fields: dict) -> dict:
    """id_kind and id_number, and birth date and sex where the number tells them and nobody typed others."""
    id_kind, typed = fields.get("id_kind") or "", (fields.get("id_number") or "").strip()
    if id_kind and (id_kind not in ID_KINDS or kind not in ID_KINDS[id_kind].holders):
        raise IdentityError(_("这种证件和当事人类别不合，请重新选证件种类"), field="id_kind")
    if not typed:
        return {"id_kind": id_kind, "id_number": ""}
    number = _checked("id_number", lambda text: check_id(id_kind, text), typed)
    found = {"id_kind": id_kind, "id_number": number}
    facts = facts_in(id_kind, number)
    if facts is None:
        return found
    if (fields.get("birth_date") or facts.birth_date) != facts.birth_date:
        raise IdentityError(_("出生日期和证件号里的不一样，请照证件核对"), field="birth_date")
    if (fields.get("sex") or facts.sex) != facts.sex:
        raise IdentityError(_("性别和证件号里的不一样，请照证件核对"), field="sex")
    return found | {"birth_date": facts.birth_date, "sex": facts.sex}


def _facts_of(fields: dict):
    try:
        number = check_id(fields["id_kind"], fields["id_number"])
    except IdentityError:
        return None
    return facts_in(fields["id_kind"], number)


def find_same(party: Party) -> QuerySet[Party]:
    """Other rows with this party's number or telephone: a hint, since a family shares a telephone."""
    return _found(party.id_index, party.phone_index).exclude(pk=party.pk)


def find_typed(*, id_number: str = "", phone: str = "", address: str = "") -> QuerySet[Party]:
    """Rows with one of these, typed in any way a register would accept; nothing for what is no number at all."""
    return _found(*set().union(*indexes_of(id_number=id_number, phone=phone, address=address).values()))


def indexes_of(*, id_number: str = "", phone: str = "", address: str = "") -> dict[str, set[str]]:
    """The values that a party's index columns have for what was typed: column → values, none for an empty text."""
    found = {
        "id_index": {index_of_id(number) for number in _spellings_of_id(id_number)},
        "phone_index": {index_of_phone(_or_itself(check_phone, phone))},
        "address_index": {index_of_address(address)},
    }
    return {column: values - {""} for column, values in found.items()}


def _found(*indexes: str) -> QuerySet[Party]:
    wanted = [index for index in indexes if index]
    if not wanted:
        return Party.objects.none()
    # One index value never equals that of another column: each is made in its own context.
    return Party.objects.filter(Q(id_index__in=wanted) | Q(phone_index__in=wanted) | Q(address_index__in=wanted))


def _spellings_of_id(typed: str) -> set[str]:
    """The normal forms that `typed` has among all kinds of paper: whoever searches need not know the kind."""
    return {_or_itself(kind.check, typed) for kind in ID_KINDS.values()} if typed.strip() else set()


def _or_itself(check: Callable[[str], str], typed: str) -> str:
    try:
        return check(typed)
    except IdentityError:
        return typed


def index_of_id(number: str) -> str:
    return blind_index(number, context="parties.party.id_number")


def index_of_phone(phone: str) -> str:
    return blind_index(phone, context="parties.party.phone")


def index_of_address(address: str) -> str:
    """Equal for addresses that differ in spaces and width only."""
    return blind_index("".join(unicodedata.normalize("NFKC", address).split()), context="parties.party.address")
