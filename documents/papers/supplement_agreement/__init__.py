"""补充协议: what changes in an agreement that binds, and what of it goes on (民法典第543条; workflow.md § 2, renegotiate)."""

from dataclasses import dataclass
from datetime import date

from documents.papers import Paper, mediation_agreement


@dataclass(frozen=True)
class Facts(mediation_agreement.Facts):
    """The agreement's fields; `clauses` are those that change or are new, each with the number it has from now on.

    first_number, first_dated: the agreement that is changed; kept: its clauses that go on; performed: what of it is done already, whole clauses
    or single due dates; ended: what the parties drop.
    """

    first_number: str = ""
    first_dated: date | None = None
    kept: tuple[str, ...] = ()
    performed: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()


PAPER = Paper("supplement_agreement", "人民调解补充协议", Facts)
