"""The bureau's desk: complaints about the bodies it guides, and its answers (人民调解法第5、15条)."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gates import staff_only
from accounts.roles import Role
from cases import navigation
from cases.forms.after import AnswerComplaintForm
from cases.getting import get_case
from cases.models import Complaint
from cases.views.steps import carry_out

SHOWN = 100


def guided(request):
    """A condition on Complaint: about a body that one of the user's bureaux guides; Http404 for who serves in none."""
    bodies = [row.organization for row in navigation.memberships(request) if row.role == Role.BUREAU]
    above = [body.parent_id for body in bodies if body.body_kind.guides]
    if not above:
        raise Http404
    return Q(case__organization__in=above) | Q(case__district__in=above) | Q(case__city__in=above)


@staff_only
@require_safe
def complaints(request):
    """Those that wait first, the most urgent on top; then the answered ones."""
    found = Complaint.objects.filter(guided(request)).select_related(
        "case__organization", "case__dispute", "participation__party", "mediator", "answered_by"
    )
    waiting = found.filter(answered_at__isnull=True).order_by("answer_by", "id")[:SHOWN]
    answered = found.filter(answered_at__isnull=False).order_by("-answered_at", "-id")[:SHOWN]
    context = {"waiting": list(waiting), "answered": list(answered), "today": timezone.localdate()}
    return render(request, "cases/complaints.html", context)


@staff_only
@require_http_methods(["GET", "POST"])
def answer(request, complaint):
    """Read one complaint and answer it; of the mediation itself nothing is shown."""
    rows = Complaint.objects.select_related("participation__party", "mediator", "answered_by")
    complaint = get_object_or_404(rows.filter(guided(request)), pk=complaint)
    case = get_case(request.user, complaint.case.uid, look="answer_complaint")
    form = AnswerComplaintForm(request.POST or None, case=case, thing=case, user=request.user)
    problems = []
    if request.method == "POST" and form.is_valid():
        done, problems = carry_out(case, "answer_complaint", form, request.user, by_version=False, complaint=complaint)
        if done is not None:
            messages.success(request, _("答复好了，投诉的人会看到。"))
            return redirect("cases:complaints")
    context = {"case": case, "complaint": complaint, "form": form, "problems": problems}
    return render(request, "cases/complaint.html", context)
