"""调解通知书: when and where the next meeting is, for a party without a telephone (domain.md § 4.2)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper
from documents.papers.people import PartyFacts, SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds; held: the day and the hour in words; call: the body's telephone or ""."""

    body: str
    number: str
    matter: str
    parties: tuple[PartyFacts, ...]
    ordinal: int
    held: str
    place: str
    mediator: str
    call: str
    seal: SignatureMark
    dated: date


PAPER = Paper("mediation_notice", "调解通知书", Facts)
