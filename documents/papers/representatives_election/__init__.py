"""推选代表人决定书: a side of many people sends a few to the table (民事诉讼法第56条及其解释第75条、第78条, 劳动争议调解仲裁法第7条)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper, empty

BLANK_PLACES = 16


@dataclass(frozen=True)
class Facts:
    """What the paper holds; side: 申请人, 被申请人; electors sign in the list, each beside his name."""

    body: str
    number: str
    matter: str
    side: str
    count: str
    representatives: tuple[str, ...]
    electors: tuple[str, ...]
    dated: date | None


def blank(body):
    """The empty form."""
    return Facts(
        body=body,
        number=empty.NUMBER,
        matter="",
        side="",
        count="　　　",
        representatives=(),
        electors=("",) * BLANK_PLACES,
        dated=None,
    )


PAPER = Paper("representatives_election", "推选代表人决定书", Facts, blank)
