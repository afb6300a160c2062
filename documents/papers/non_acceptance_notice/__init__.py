"""人民调解不予受理告知书: not taken, why, and where else to go (人民调解法第3条; domain.md § 4.2)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper
from documents.papers.people import PartyFacts, SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds: it has no case number, because none was given."""

    body: str
    parties: tuple[PartyFacts, ...]
    matter: str
    reasons: tuple[str, ...]
    other_ways: tuple[str, ...]
    decided_on: date
    seal: SignatureMark
    number: str = ""


PAPER = Paper("non_acceptance_notice", "人民调解不予受理告知书", Facts)
