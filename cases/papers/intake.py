"""Papers of the first phase: the application (F01)."""

from django.utils import timezone

from cases import signing
from cases.models.people import Participation
from cases.papers import people
from cases.papers.rendering import draft
from documents.papers import application as paper

APPLICANT, RESPONDENT = Participation.Side.APPLICANT, Participation.Side.RESPONDENT


def application(case, by, facts):
    """F01, where the parties applied themselves; own initiative has the intake register instead (F02)."""
    if not case.source.by_application:
        return []
    today = timezone.localdate()
    version = case.dispute.cases.get(pk=case.pk).entries.filter(step="submit").count() + 1
    return [
        draft(
            case,
            "application",
            paper.Facts(
                body=case.organization.name,
                applicants=tuple(p for p in people.parties_of(case, today) if p.role == APPLICANT.label),
                respondents=tuple(p for p in people.parties_of(case, today) if p.role == RESPONDENT.label),
                summary=case.dispute.summary,
                requests=tuple(case.dispute.requests),
                signatures=people.empty_marks(case, APPLICANT),
                dated=today,
            ),
            version=version,
        )
    ]


def ask_signatures(case, documents, at):
    """The applicants sign their application."""
    if "application" in documents:
        signing.ask(case, documents["application"], people.party_signers(case, side=APPLICANT), at=at)
