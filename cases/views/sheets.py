"""Signing on paper: print, upload the signed sheet, and a second person compares it with the frozen text."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.gates import staff_only
from cases import places
from cases.forms.settling import ConfirmSheetForm, SheetForm
from cases.getting import get_case, get_document, may
from cases.models import SignatureRequest
from cases.views.steps import carry_out
from cases.workflow import signing_requirements as must
from documents import issue, pictures

Status = SignatureRequest.Status


def _paper(request, uid, document, verb):
    """(case, paper, thing, step name) for somebody who may take the step on this paper; Http404 for all others."""
    case = get_case(request.user, uid, look="view_full_case")
    paper = get_document(case, document)
    agreement = places.agreement_on(case, paper)
    name = f"{verb}_paper_sheet" if agreement is None else f"{verb}_signed_sheet"
    if not may(case, name):
        raise Http404
    return case, paper, agreement or case, name


@staff_only
@require_http_methods(["GET", "POST"])
def sheet(request, uid, document):
    """Print the paper, have it signed, file the photo or scan with the names of those who signed on it."""
    case, paper, thing, name = _paper(request, uid, document, "attach")
    requests = places.of(paper)
    waiting = [row for row in requests if row.status in (Status.WAITING, Status.SHEET_ATTACHED)]
    form = SheetForm(
        request.POST or None,
        request.FILES or None,
        case=case,
        thing=thing,
        user=request.user,
        document=paper,
    )
    problems = []
    if request.method == "POST" and form.is_valid():
        done, problems = carry_out(thing, name, form, request.user, by_version=False)
        if done is not None:
            messages.success(request, _("收到了。请另一位同事核对，核对后才算签好。"))
            return redirect("cases:signing", uid=uid, document=document)
    context = {
        "case": case,
        "paper": paper,
        "waiting": waiting,
        "copies": paper.facts.get("copies", 1),
        "form": form,
        "problems": problems,
        "qr": pictures.qr(settings.SITE_ADDRESS + request.path),
    }
    return render(request, "cases/signing/sheet.html", context)


@staff_only
@require_http_methods(["GET", "POST"])
def confirm(request, uid, document):
    """A second person holds the scan against the frozen text and ticks whose hand is on it."""
    case, paper, thing, name = _paper(request, uid, document, "confirm")
    attached = [row for row in places.of(paper) if row.status == Status.SHEET_ATTACHED]
    closed = [
        reason
        for row in attached
        if (reason := must.a_second_person_compares(thing, request.user, {"requests": [row]}))
    ]
    mine = [row for row in attached if must.a_second_person_compares(thing, request.user, {"requests": [row]}) is None]
    form = ConfirmSheetForm(request.POST or None, case=case, thing=thing, user=request.user, document=paper)
    problems = []
    if request.method == "POST" and form.is_valid():
        done, problems = carry_out(thing, name, form, request.user, by_version=False)
        if done is not None:
            messages.success(request, _("核对好了，这些签名算数。"))
            return redirect("cases:signing", uid=uid, document=document)
    context = {
        "case": case,
        "paper": paper,
        "sheets": list({row.sheet_id: row.sheet for row in attached}.values()),
        "attached": attached,
        "mine": mine,
        "closed": list(dict.fromkeys(closed)),
        "text": issue.on_screen(paper.paper, issue.thaw(paper.paper, paper.facts)),
        "form": form,
        "problems": problems,
    }
    return render(request, "cases/signing/confirm_sheet.html", context)
