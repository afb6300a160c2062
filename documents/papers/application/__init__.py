"""人民调解申请书: who asks whom for what, in writing (人民调解法第17条; domain.md § 4.1, F01)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper
from documents.papers.people import PartyFacts, SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds, field by field of the official form."""

    body: str
    applicants: tuple[PartyFacts, ...]
    respondents: tuple[PartyFacts, ...]
    summary: str
    requests: tuple[str, ...]
    signatures: tuple[SignatureMark, ...]
    dated: date


PAPER = Paper("application", "人民调解申请书", Facts)
