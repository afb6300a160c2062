"""Papers of the first phase: the application (F01), the notice that a dispute is not taken."""

from django.utils import timezone

from cases import regimes, signing
from cases.models.people import Participation
from cases.papers import people
from cases.papers.rendering import draft
from cases.workflow.requirements import sides_of
from documents.papers import application as paper
from documents.papers import non_acceptance_notice as notice

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


def non_acceptance_notice(case, by, facts):
    """Not taken: why, and the other ways (人民调解法第3条); there is nobody to tell while no party is known."""
    if not sides_of(case):
        return []
    today = timezone.localdate()
    text = facts.get("text", "")
    return [
        draft(
            case,
            "non_acceptance_notice",
            notice.Facts(
                body=case.organization.name,
                parties=people.parties_of(case, today),
                matter=case.dispute.title,
                reasons=tuple(reason.name for reason in facts.get("reasons", ())) + ((text,) if text else ()),
                other_ways=tuple(str(way) for way in regimes.of(case).exits),
                decided_on=today,
                seal=people.body_seal(case, used=True),
            ),
        )
    ]


def ask_signatures(case, documents, at):
    """The applicants sign their application."""
    if "application" in documents:
        signing.ask(case, documents["application"], people.party_signers(case, side=APPLICANT), at=at)
