"""The blank forms a room prints: the papers' own templates with ruled places, and what the law itself says in them."""

from cases import regimes
from documents import issue
from documents.papers import PAPERS, empty

ORDER = (
    "application",
    "power_of_attorney",
    "legal_representative_certificate",
    "representatives_election",
    "intake_register",
    "mediation_record",
    "oral_agreement_register",
    "mediation_agreement",
    "termination_notice",
)


def forms():
    """{code: title} of every paper that has a blank form, in the order in which a room needs them."""
    return {code: PAPERS[code].title for code in sorted(_with_blanks(), key=ORDER.index)}


def _with_blanks():
    return [code for code, paper in PAPERS.items() if paper.blank is not None]


def printed(code, body):
    """The PDF of one blank form. body: the name over its title, "" for a place to write it."""
    return issue.blank(code, body or empty.BODY, **_told(code))


def _told(code):
    """人民调解法第26条: the other ways are told by the form itself, also where nothing can be looked up."""
    told = {"termination_notice": {"other_ways": tuple(str(way) for way in regimes.PEOPLE.exits)}}
    return told.get(code, {})
