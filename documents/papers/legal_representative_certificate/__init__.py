"""法定代表人身份证明书: an organization says who represents it by law (民法典第61条; domain.md § 4.1, F01)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper, empty
from documents.papers.people import SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds; credit_code: 统一社会信用代码, public, "" where it is not on file."""

    body: str
    number: str
    matter: str
    organization: str
    credit_code: str
    address: str
    representative: str
    post: str
    signature: SignatureMark
    dated: date | None


def blank(body):
    """The empty form."""
    return Facts(
        body=body,
        number=empty.NUMBER,
        matter="",
        organization="",
        credit_code="",
        address="",
        representative="",
        post="",
        signature=empty.mark("单位"),
        dated=None,
    )


PAPER = Paper("legal_representative_certificate", "法定代表人身份证明书", Facts, blank)
