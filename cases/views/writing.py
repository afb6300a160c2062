"""The line that says who else has a page open; an open page asks for it again and again."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import MATRIX
from accounts.gates import staff_only
from cases import writing
from cases.getting import get_case


@staff_only
@require_safe
def writing_line(request, uid, name):
    """For whoever may open the step's page himself."""
    if name not in MATRIX:
        raise Http404
    case = get_case(request.user, uid, look=name)
    return render(request, "cases/parts/writing.html", of(case, request.user, name))


def of(case, user, name):
    """What the line shows."""
    return {"case": case, "writing_page": name, "writers": writing.others(case, user, name), "every": writing.POLL}
