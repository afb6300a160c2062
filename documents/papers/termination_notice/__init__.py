"""人民调解终止通知书: ended without agreement, the other ways told (人民调解法第26条; domain.md § 4.2)."""

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
    matter: str
    reasons: tuple[str, ...]
    other_ways: tuple[str, ...]
    terminated_on: date | None
    mediators: tuple[SignatureMark, ...]
    seal: SignatureMark


def blank(body):
    """The empty form."""
    return Facts(
        body=body,
        number=empty.NUMBER,
        parties=tuple(map(empty.named, empty.SIDES)),
        matter="",
        reasons=(empty.Ruled(1),) * 2,
        other_ways=(empty.Ruled(1),) * 4,
        terminated_on=None,
        mediators=(empty.mark("人民调解员"),),
        seal=empty.mark("人民调解委员会印"),
    )


PAPER = Paper("termination_notice", "人民调解终止通知书", Facts, blank)
