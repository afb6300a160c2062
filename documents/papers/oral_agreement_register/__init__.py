"""人民调解口头协议登记表: what was agreed by word of mouth (人民调解法第28、30条; domain.md § 4.1, F07)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper, empty
from documents.papers.people import PartyFacts, SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds; the form says to follow the agreement's own fields. how: read aloud, witness, interpreter."""

    body: str
    number: str
    parties: tuple[PartyFacts, ...]
    facts_and_issues: tuple[str, ...]
    clauses: tuple[str, ...]
    performance: tuple[str, ...]
    agreed: str
    place: str
    how: tuple[str, ...]
    mediators: tuple[SignatureMark, ...]
    recorder: SignatureMark
    seal: SignatureMark
    dated: date | None


def blank(body):
    """The empty form."""
    return Facts(
        body=body,
        number=empty.NUMBER,
        parties=tuple(map(empty.party, empty.LETTERED)),
        facts_and_issues=(empty.Ruled(5),),
        clauses=(empty.Ruled(2),) * 3,
        performance=(empty.Ruled(3),),
        agreed="",
        place="",
        how=("在场见证人：", "翻译："),
        mediators=(empty.mark("人民调解员"),),
        recorder=empty.mark("记录人"),
        seal=empty.mark("人民调解委员会印"),
        dated=None,
    )


PAPER = Paper("oral_agreement_register", "人民调解口头协议登记表", Facts, blank)
