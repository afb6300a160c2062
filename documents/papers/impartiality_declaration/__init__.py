"""无利害关系声明书: the mediator has no interest in the dispute (人民调解法第3、15条; workflow.md § 2)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper
from documents.papers.people import PartyFacts, SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds; its sentences are the form's own."""

    body: str
    number: str
    matter: str
    parties: tuple[PartyFacts, ...]
    mediator: SignatureMark
    dated: date


PAPER = Paper("impartiality_declaration", "人民调解员无利害关系声明书", Facts)
