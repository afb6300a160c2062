"""人民调解记录: one session, written down (人民调解法第27条; domain.md § 4.1, F05)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper, empty
from documents.papers.people import PartyFacts, SignatureMark


@dataclass(frozen=True)
class Facts:
    """What the paper holds, field by field of the official form."""

    body: str
    number: str
    ordinal: int
    held: str
    place: str
    parties: tuple[PartyFacts, ...]
    attendees: tuple[str, ...]
    paragraphs: tuple[str, ...]
    result: str
    party_signatures: tuple[SignatureMark, ...]
    attendee_signatures: tuple[SignatureMark, ...]
    mediators: tuple[SignatureMark, ...]
    recorder: SignatureMark
    dated: date | None


def blank(body):
    """The empty form."""
    return Facts(
        body=body,
        number=empty.NUMBER,
        ordinal=0,
        held="",
        place="",
        parties=tuple(map(empty.named, empty.SIDES)),
        attendees=("　",),
        paragraphs=(empty.Ruled(26),),
        result="达成协议（　）　未达成协议（　）",
        party_signatures=tuple(map(empty.mark, empty.SIDES)),
        attendee_signatures=(empty.mark("参加人"), empty.mark("参加人")),
        mediators=(empty.mark("人民调解员"),),
        recorder=empty.mark("记录人"),
        dated=None,
    )


PAPER = Paper("mediation_record", "人民调解记录", Facts, blank)
