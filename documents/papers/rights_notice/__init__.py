"""人民调解当事人权利义务告知书: what a party may and must do (人民调解法第2–4、23、24、31、33条; domain.md § 4.2)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper
from documents.papers.people import PartyFacts, SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds, field by field of the official form."""

    body: str
    number: str
    matter: str
    parties: tuple[PartyFacts, ...]
    signatures: tuple[SignatureMark, ...]
    dated: date


PAPER = Paper("rights_notice", "人民调解当事人权利义务告知书", Facts)
