"""授权委托书: a party lets somebody speak for it, the special powers one by one (民事诉讼法第61、62条; domain.md § 4.2)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper, empty
from documents.papers.people import SignatureMark

# 民事诉讼法第62条: what an agent may do only when the paper names it.
SPECIAL = {
    "admit": "代为承认对方的请求",
    "waive": "代为放弃请求",
    "change": "代为变更请求",
    "settle": "代为和解，签署调解协议，撤回申请，终止调解，确认履行",
}


@dataclass(frozen=True)
class Power:
    """One of the special powers, and whether it is given."""

    text: str
    given: bool


@dataclass(frozen=True)
class Facts:
    """What the paper holds; term: from when until when, in words; matters: what else is entrusted, or ""."""

    body: str
    number: str
    matter: str
    principal: str
    agent: str
    relation: str
    contact: str
    special: tuple[Power, ...]
    matters: str
    term: str
    principal_signature: SignatureMark
    agent_signature: SignatureMark
    dated: date | None


def powers(given):
    """All the special powers, those named in `given` ticked."""
    return tuple(Power(text, code in given) for code, text in SPECIAL.items())


def blank(body):
    """The empty form."""
    return Facts(
        body=body,
        number=empty.NUMBER,
        matter="",
        principal="",
        agent="",
        relation="",
        contact="",
        special=powers(()),
        matters="",
        term="　　　年　　月　　日起至　　　年　　月　　日止",
        principal_signature=empty.mark("委托人"),
        agent_signature=empty.mark("受托人"),
        dated=None,
    )


PAPER = Paper("power_of_attorney", "授权委托书", Facts, blank)
