"""The only way the parties' pages get a case or a paper: it is the person's own, or the same 404 as for a missing one."""

from django.db.models import Q
from django.http import Http404

from cases import standing
from cases.getting import get_case
from cases.models import Case
from portal import papers


def my_cases(person):
    """The cases of the person's dispute that he may see, newest first."""
    scopes = standing.branches(person.user, "list_cases")
    if not scopes:
        return []
    allowed = Q()
    for scope in scopes:
        allowed |= scope
    return list(
        Case.objects.filter(allowed, dispute=person.participation.dispute_id)
        .select_related("dispute", "organization", "mediator", "dispute_type")
        .order_by("-created_at", "-pk")
    )


def my_case(person, uid):
    """One of them with `held` and `role`, or Http404."""
    case = get_case(person.user, uid)
    if case.dispute_id != person.participation.dispute_id:
        raise Http404
    return case


def my_paper(case, person, uid):
    """A paper that this person is given, or Http404."""
    for document in papers.given(case, person, papers.agreement_of(case)):
        if document.uid == uid:
            return document
    raise Http404
