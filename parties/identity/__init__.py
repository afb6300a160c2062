"""What a party's name, number and telephone may look like, and what of them a list may show.

Every check takes what somebody typed, answers the normal form, and otherwise raises IdentityError with one sentence
that says what to do.
"""

from parties.identity.errors import IdentityError
from parties.identity.kinds import ID_KINDS, IdKind, check_id, facts_in
from parties.identity.masks import mask_id, mask_name, mask_phone
from parties.identity.names import NAME_LENGTH, normalise_name
from parties.identity.organizations import check_credit_code
from parties.identity.phones import check_phone
from parties.identity.resident import ResidentID, check_resident_id

__all__ = [
    "ID_KINDS",
    "NAME_LENGTH",
    "IdKind",
    "IdentityError",
    "ResidentID",
    "check_credit_code",
    "check_id",
    "check_phone",
    "check_resident_id",
    "facts_in",
    "mask_id",
    "mask_name",
    "mask_phone",
    "normalise_name",
]
