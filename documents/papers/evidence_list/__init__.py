"""人民调解证据材料清单: what was handed in, by whom, and what it shows (domain.md § 4.1, F04)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper
from documents.papers.people import SignatureMark


@dataclass(frozen=True)
class Row:
    """One item: original says whether what is kept is a copy and whether its original was seen."""

    name: str
    given_by: str
    original: str
    shows: str
    received_on: date


@dataclass(frozen=True)
class Facts:
    """What the paper holds, field by field of the official form."""

    body: str
    number: str
    matter: str
    rows: tuple[Row, ...]
    givers: tuple[SignatureMark, ...]
    lister: SignatureMark
    dated: date


PAPER = Paper("evidence_list", "人民调解证据材料清单", Facts)
