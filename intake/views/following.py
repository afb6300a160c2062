"""What became of it: the page after a report is sent, one's own reports in words, and what may be added to one."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gates import staff_only
from cases import engine, navigation, standing
from cases.forms.intake import AddToReportForm, DropDraftForm
from cases.getting import get_case, may
from cases.models import Case, CaseGrant
from cases.reader import large_first
from cases.states import STAGES
from cases.step import steps_of
from cases.views.steps import carry_out
from documents import vault
from intake import bodies, photos
from intake.words import said_of
from organizations import roster

A_PAGE = 25
STANDING = "follow_case"
ADD, DROP = "add_to_report", "drop_draft"


def get_report(user, uid):
    """A case that this user filed himself; Http404 for any other, also for one that he sees for another reason."""
    case = get_case(user, uid)
    if not any(word == "reported" for _role, word in case.held):
        raise Http404
    return case


@staff_only
@large_first
@require_safe
def reported(request, uid):
    """It has arrived: the code, who takes it, by when, whom to call."""
    case = get_report(request.user, uid)
    head = next(iter(standing.free(case, roster.heads(case.organization))), None)
    phone = (head.phone if head else "") or case.organization.phone
    return render(request, "intake/reported.html", {"case": case, "said": said_of(case), "head": head, "phone": phone})


@staff_only
@large_first
@require_safe
def my_reports(request):
    """Everything one reported, newest first, each with what became of it."""
    rows = _reports(request.user, request.GET.get("before", ""))
    shown = rows[:A_PAGE]
    last = shown[-1] if len(rows) > A_PAGE else None
    return render(
        request,
        "intake/my_reports.html",
        {
            "rows": [(case, said_of(case)) for case in shown],
            "before": f"{last.created_at.isoformat()},{last.pk}" if last else "",
            "paged": "before" in request.GET,
            "may_report": bool(bodies.bodies_of(navigation.memberships(request))),
        },
    )


def _reports(user, before):
    """One page of the user's reports and one more, after the key `before` ("" from the newest); one query."""
    mine = CaseGrant.objects.filter(user=user, permission__codename=STANDING).values("content_object")
    rows = Case.objects.filter(pk__in=mine).select_related("dispute", "organization", "mediator")
    moment, _comma, key = before.rpartition(",")
    if moment and key.isdecimal() and (at := _moment(moment)):
        rows = rows.filter(Q(created_at__lt=at) | Q(created_at=at, pk__lt=int(key)))
    return list(rows.order_by("-created_at", "-pk")[: A_PAGE + 1])


def _moment(text):
    try:
        return parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None


@staff_only
@large_first
@require_http_methods(["GET", "POST"])
def my_report(request, uid):
    """The state word, one's own words and photos, and room for one more sentence; nothing of the mediation."""
    case = get_report(request.user, uid)
    form = AddToReportForm(request.POST or None, request.FILES or None, case=case, thing=case, user=request.user)
    problems = []
    if request.method == "POST":
        if not may(case, ADD):
            raise Http404
        if form.is_valid():
            done, problems = carry_out(case, ADD, form, request.user)
            if done is not None:
                messages.success(request, _("补上了，办的人看得到。"))
                return redirect("intake:my_report", uid=uid)
    return render(
        request,
        "intake/my_report.html",
        {
            "case": case,
            "said": said_of(case),
            "steps": _steps(case),
            "reports": list(case.reports.filter(author=request.user)),
            "photos": list(case.evidence.filter(added_by=request.user).select_related("file")),
            "form": form,
            "problems": problems,
            "may_add": _open(case, ADD),
            "may_drop": _open(case, DROP),
        },
    )


@staff_only
@large_first
@require_http_methods(["GET", "POST"])
def drop(request, uid):
    """A mistaken report that came back as a draft is taken off, with a reason."""
    case = get_report(request.user, uid)
    if not may(case, DROP):
        raise Http404
    form = DropDraftForm(request.POST or None, case=case, thing=case, user=request.user)
    closed = None if _open(case, DROP) else engine.closed_by_state(case, steps_of(Case)[DROP])
    problems = []
    if request.method == "POST" and form.is_valid():
        done, problems = carry_out(case, DROP, form, request.user)
        if done is not None:
            messages.success(request, _("撤下了，不用再办。"))
            return redirect("intake:my_report", uid=uid)
    return render(request, "intake/drop.html", {"case": case, "form": form, "closed": closed, "problems": problems})


@staff_only
@require_safe
def my_photo(request, uid, evidence):
    """The little picture of a photo that one handed in oneself."""
    case = get_report(request.user, uid)
    row = case.evidence.filter(pk=evidence, added_by=request.user).select_related("file").first()
    if row is None or not row.file.mime.startswith("image/"):
        raise Http404
    return HttpResponse(photos.small(vault.read(row.file.sha256)), content_type=photos.JPEG)


def _open(case, name):
    return may(case, name) and case.state in steps_of(Case)[name].source


def _steps(case):
    """The five stages, for a person who only follows."""
    current = next((place for place, (_label, states) in enumerate(STAGES) if case.state in states), None)
    if current is None:
        return []
    return [
        {"label": label, "state": "done" if place < current else "now" if place == current else ""}
        for place, (label, _states) in enumerate(STAGES)
    ]
