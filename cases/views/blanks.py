"""Blank forms to print and fill in by hand, for a power cut or a village without a network; they hold nothing of a case."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.gates import staff_only
from cases import navigation
from cases.papers import blanks as papers


@staff_only
@require_safe
def blanks(request):
    """Each form with the name of the user's body, or of each of his bodies, over its title."""
    return render(request, "cases/blanks.html", {"bodies": _bodies(request), "forms": papers.forms()})


@staff_only
@require_safe
def blank(request, form):
    """One blank form as PDF, opened in the browser to be printed; `?of=` the code of one of the user's bodies."""
    known = {body.code: body for body in _bodies(request)}
    wanted = request.GET.get("of", "")
    if form not in papers.forms() or (wanted and wanted not in known):
        raise Http404
    name = known[wanted].name if wanted else ""
    response = HttpResponse(papers.printed(form, name), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{papers.forms()[form]}.pdf")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _bodies(request):
    """The bodies in whose office the user serves, each once."""
    serving = [row.organization for row in navigation.memberships(request) if row.role in navigation.OFFICE]
    return list({body.pk: body for body in serving}.values())
