"""收条: money that an agreement promised has come in, signed by whoever got it (人民调解法第31条; domain.md § 4.2)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper
from documents.papers.people import SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds; sum: figures and capitals; promise: which clause; rest: what of it is left, in words."""

    body: str
    number: str
    payer: str
    payee: str
    promise: str
    purpose: str
    sum: str
    way: str
    rest: str
    paid_on: date
    signature: SignatureMark


PAPER = Paper("performance_receipt", "收条", Facts)
