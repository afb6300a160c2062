"""人民调解记录: one session, written down (人民调解法第27条; domain.md § 4.1, F05)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper
from documents.papers.people import PartyFacts, SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds, field by field of the official form."""

    body: str
    number: str
    ordinal: int
    held: str
    place: str
    parties: tuple[PartyFacts, ...]
    attendees: tuple[str, ...]
    paragraphs: tuple[str, ...]
    result: str
    party_signatures: tuple[SignatureMark, ...]
    attendee_signatures: tuple[SignatureMark, ...]
    mediators: tuple[SignatureMark, ...]
    recorder: SignatureMark
    dated: date


PAPER = Paper("mediation_record", "人民调解记录", Facts)
