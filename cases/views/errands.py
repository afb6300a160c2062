"""What somebody was asked to help with: his list, and one errand with its three questions; nothing of the case."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gates import staff_only
from accounts.roles import Role
from cases import errands, navigation, standing
from cases.forms.errands import AnswerErrandForm
from cases.models import Errand
from cases.reader import large_here
from cases.views.steps import carry_out

PAGE = 25
ANSWER = "answer_errand"


@staff_only
@large_here
@require_safe
def mine(request):
    """GET: page, from 1. Open ones first, then the last that ended."""
    if not {post.role for post in navigation.posts(request)} & {Role.GRID_WORKER, Role.MEDIATOR}:
        raise Http404
    asked = request.GET.get("page", "")
    page = max(int(asked), 1) if asked.isdecimal() and len(asked) < 6 else 1
    start = (page - 1) * PAGE
    rows = list(errands.of_person(request.user)[start : start + PAGE + 1])
    return render(
        request,
        "cases/errands.html",
        {
            "open": [row for row in rows[:PAGE] if row.is_open],
            "ended": [row for row in rows[:PAGE] if not row.is_open],
            "today": timezone.localdate(),
            "page": page,
            "older": page + 1 if len(rows) > PAGE else None,
        },
    )


@staff_only
@large_here
@require_http_methods(["GET", "POST"])
def errand(request, errand):
    """One errand of one's own; when it has ended, no name and no address stand here any more."""
    found = _own(request.user, errand)
    case = found.case
    form = AnswerErrandForm(request.POST or None, case=case, thing=case, user=request.user)
    problems = []
    if request.method == "POST" and found.is_open and not errands.is_unsafe(found) and form.is_valid():
        done, problems = carry_out(case, ANSWER, form, request.user, by_version=False, errand=found)
        if done is not None:
            messages.success(request, _("记下了，谢谢您。"))
            return redirect("cases:errands")
    return render(
        request,
        "cases/errand.html",
        {"errand": found, "stopped": errands.is_unsafe(found), "form": form, "problems": problems},
    )


def _own(user, pk):
    """An errand that was asked of this user and that he may still run; Http404 for any other."""
    rows = Errand.objects.filter(asked_of=user, pk=pk).select_related(
        "asked_by", "participation__party", "case__organization", "case__dispute"
    )
    found = rows.first()
    if found is None or (found.is_open and standing.role_for(user, ANSWER, found.case) is None):
        raise Http404
    return found
