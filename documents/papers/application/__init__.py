"""人民调解申请书: who asks whom for what, in writing (人民调解法第17条; domain.md § 4.1, F01)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper, empty
from documents.papers.people import PartyFacts, SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds, field by field of the official form."""

    body: str
    applicants: tuple[PartyFacts, ...]
    respondents: tuple[PartyFacts, ...]
    summary: str
    requests: tuple[str, ...]
    signatures: tuple[SignatureMark, ...]
    dated: date | None


def blank(body):
    """The empty form."""
    applicant, respondent = empty.SIDES
    return Facts(
        body=body,
        applicants=(empty.party(applicant),),
        respondents=(empty.party(respondent),),
        summary=empty.Ruled(10),
        requests=(empty.Ruled(2),) * 3,
        signatures=(empty.mark(applicant),),
        dated=None,
    )


PAPER = Paper("application", "人民调解申请书", Facts, blank)
