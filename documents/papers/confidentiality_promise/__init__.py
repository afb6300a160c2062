"""保密承诺书: somebody invited to help keeps to himself what he hears (人民调解法第15、20条; domain.md § 2)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper
from documents.papers.people import PartyFacts, SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds; capacity: as what he was invited; tie: whose relative, of which body, or ""."""

    body: str
    number: str
    matter: str
    parties: tuple[PartyFacts, ...]
    name: str
    capacity: str
    tie: str
    signature: SignatureMark
    mediator: SignatureMark
    dated: date


PAPER = Paper("confidentiality_promise", "参加调解保密承诺书", Facts)
