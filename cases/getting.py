"""Getters for views: an object comes with its check, a stranger gets the same 404 as for a missing one."""

from django.http import Http404

from cases import standing
from cases.models import Case, SignatureRequest
from documents.models import Document, StoredFile


def get_case(user, uid, look="view_case"):
    """The case with what its pages show, for a user whom the matrix lets `look`; Http404 otherwise.

    `case.held` are the user's (role, standing) pairs, `case.role` the role in which he looks.
    """
    case = (
        Case.objects.select_related(
            "dispute__grid", "organization", "studio", "mediator", "dispute_type", "source", "registered_by"
        )
        .filter(uid=uid)
        .first()
    )
    if case is None:
        raise Http404
    case.held = standing.pairs(user, case)
    case.role = standing.role_among(case.held, look)
    if case.role is None:
        raise Http404
    return case


def may(case, action):
    """Whether the user who got this case may also do `action` (no further query)."""
    return standing.role_among(case.held, action) is not None


def get_document(case, uid):
    """An issued paper of this very case, or Http404."""
    return _or_404(Document.objects.filter(dossier=case.uid, uid=uid))


def get_file(case, uid):
    """A file handed in to this very case, or Http404."""
    return _or_404(StoredFile.objects.filter(dossier=case.uid, uid=uid))


def get_session(case, pk):
    """One meeting of this very case, or Http404."""
    return _or_404(case.sessions.filter(pk=pk))


def get_signature(case, uid):
    """One signature request of this very case with its paper and its signer, or Http404."""
    rows = SignatureRequest.objects.filter(case=case, uid=uid).select_related(
        "document", "user", "agreement", "participation__party", "mandate"
    )
    found = _or_404(rows)
    found.case = case
    if found.agreement is not None:
        found.agreement.case = case
    return found


def _or_404(rows):
    found = rows.first()
    if found is None:
        raise Http404
    return found
