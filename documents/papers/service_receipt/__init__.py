"""送达回证: a paper was handed over, left, sent or brought, to whom and when (domain.md § 10.5)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper
from documents.papers.people import SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds; served: the day and the hour in words; remarks: who took it, who saw it, the mail's number."""

    body: str
    number: str
    document: str
    recipient: str
    way: str
    place: str
    served: str
    remarks: tuple[str, ...]
    receivers: tuple[SignatureMark, ...]
    server: SignatureMark
    recorder: SignatureMark
    dated: date


PAPER = Paper("service_receipt", "送达回证", Facts)
