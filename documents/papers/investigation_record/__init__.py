"""人民调解调查记录: what somebody was asked and answered, one paper each time (domain.md § 4.1, F03)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper
from documents.papers.people import SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds, field by field of the official form; held: the day and the hour in words."""

    body: str
    number: str
    ordinal: int
    held: str
    place: str
    attendees: tuple[str, ...]
    asked: tuple[str, ...]
    paragraphs: tuple[str, ...]
    asked_signatures: tuple[SignatureMark, ...]
    investigators: tuple[SignatureMark, ...]
    recorder: SignatureMark
    dated: date


PAPER = Paper("investigation_record", "人民调解调查记录", Facts)
