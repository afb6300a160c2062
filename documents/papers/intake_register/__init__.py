"""人民调解受理登记表: the body took the dispute, everybody consenting (人民调解法第17条; domain.md § 4.1, F02)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper, empty
from documents.papers.people import SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds, field by field of the official form."""

    body: str
    number: str
    accepted_on: date | None
    own_initiative: bool | None
    party_names: tuple[str, ...]
    dispute_type: str
    source: str
    summary: str
    party_signatures: tuple[SignatureMark, ...]
    recorder: SignatureMark
    seal: SignatureMark
    dated: date | None
    remark: str = ""


def blank(body):
    """The empty form."""
    return Facts(
        body=body,
        number=empty.NUMBER,
        accepted_on=None,
        own_initiative=None,
        party_names=(empty.NAME, empty.NAME),
        dispute_type="",
        source="",
        summary=empty.Ruled(4),
        party_signatures=tuple(map(empty.mark, empty.SIDES)),
        recorder=empty.mark("登记人"),
        seal=empty.mark("人民调解委员会印"),
        dated=None,
    )


PAPER = Paper("intake_register", "人民调解受理登记表", Facts, blank)
