"""人民调解受理登记表: the body took the dispute, everybody consenting (人民调解法第17条; domain.md § 4.1, F02)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper
from documents.papers.people import SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds, field by field of the official form."""

    body: str
    number: str
    accepted_on: date
    own_initiative: bool
    party_names: tuple[str, ...]
    dispute_type: str
    source: str
    summary: str
    party_signatures: tuple[SignatureMark, ...]
    recorder: SignatureMark
    seal: SignatureMark
    dated: date
    remark: str = ""


PAPER = Paper("intake_register", "人民调解受理登记表", Facts)
