"""人民调解协议书: what the parties agreed (人民调解法第28、29条; domain.md § 4.1, F06)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper, empty
from documents.papers.people import PartyFacts, SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds, field by field of the official form."""

    body: str
    number: str
    parties: tuple[PartyFacts, ...]
    facts_and_issues: tuple[str, ...]
    responsibility: str
    clauses: tuple[str, ...]
    performance: tuple[str, ...]
    copies: int
    copy_holders: str
    signatures: tuple[SignatureMark, ...]
    mediators: tuple[SignatureMark, ...]
    recorder: SignatureMark
    seal: SignatureMark
    dated: date | None = None
    version: int = 1
    verify_code: str = ""
    verify_address: str = ""
    text_sha256: str = ""


def blank(body):
    """The empty form."""
    return Facts(
        body=body,
        number=empty.NUMBER,
        parties=tuple(map(empty.party, empty.LETTERED)),
        facts_and_issues=(empty.Ruled(6),),
        responsibility=empty.Ruled(2),
        clauses=(empty.Ruled(3),) * 4,
        performance=(empty.Ruled(4),),
        copies=0,
        copy_holders="当事人、人民调解委员会各持一份",
        signatures=tuple(map(empty.mark, empty.LETTERED)),
        mediators=(empty.mark("人民调解员"),),
        recorder=empty.mark("记录人"),
        seal=empty.mark("人民调解委员会印"),
    )


PAPER = Paper("mediation_agreement", "人民调解协议书", Facts, blank)
