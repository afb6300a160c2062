"""延长调解期限同意书: each side agrees to more time, the old last day and the new one (domain.md § 12.3)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper
from documents.papers.people import PartyFacts, SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds; before and until: the last day as it was and as it will be."""

    body: str
    number: str
    matter: str
    parties: tuple[PartyFacts, ...]
    reason: str
    before: date
    until: date
    signatures: tuple[SignatureMark, ...]
    mediators: tuple[SignatureMark, ...]
    dated: date


PAPER = Paper("extension_consent", "延长调解期限同意书", Facts)
