"""人民调解回访记录: how the agreement is being performed (人民调解法第31条; domain.md § 4.1, F08)."""

from dataclasses import dataclass

from documents.papers import Paper
from documents.papers.people import SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds, field by field of the official form."""

    body: str
    parties: tuple[str, ...]
    agreement_number: str
    matter: str
    visited: str
    findings: tuple[tuple[str, str], ...]
    visitors: tuple[SignatureMark, ...]


PAPER = Paper("follow_up_record", "人民调解回访记录", Facts)
