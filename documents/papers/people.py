"""What several papers say about people: who a party is, and how somebody signed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PartyFacts:
    """One party as the forms print it: six fields for a person, name, address and representative for a body.

    The forms ask for no identity number, so there is no place for one (domain.md § 4.1, F01).
    """

    role: str
    name: str
    sex: str = ""
    ethnicity: str = ""
    age: int | None = None
    occupation: str = ""
    contact: str = ""
    address: str = ""
    is_organization: bool = False
    legal_representative: str = ""
    legal_representative_title: str = ""
    agents: tuple[str, ...] = ()


@dataclass(frozen=True)
class SignatureMark:
    """One place to sign and what stands in it.

    way: "" an empty place, to be signed by hand · "ink" signed on paper, the scan follows as an annex ·
    "tablet" the strokes' JPEG, by its hash in the vault · "seal" a seal's PNG, by its hash in the vault.
    """

    role: str
    name: str
    way: str = ""
    image_sha256: str = ""
    signed_on: date | None = None
    note: str = ""
