"""人民调解结案报告表: a case is over, how it went and what was kept (人民调解法第27、31条; domain.md § 4.2)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper
from documents.papers.people import PartyFacts, SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds; result: what was agreed and when; kept: promise by promise; remark: the closer's words."""

    body: str
    number: str
    parties: tuple[PartyFacts, ...]
    matter: str
    dispute_type: str
    source: str
    accepted_on: date
    closed_on: date
    summary: tuple[str, ...]
    result: tuple[str, ...]
    kept: tuple[str, ...]
    remark: str
    mediator: SignatureMark
    head: SignatureMark


PAPER = Paper("closing_report", "人民调解结案报告表", Facts)
