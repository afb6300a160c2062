"""The last two hands on an agreement: the mediator signs, the head lets the seal be set; then the worker seals it."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import recent
from accounts.gates import staff_only
from accounts.roles import Role
from cases import deadlines, drafting, versions
from cases import sealing as queue
from cases.forms.settling import MediatorSignForm, SealForm
from cases.getting import get_case
from cases.models import Agreement, SignatureRequest
from cases.states import AgreementState
from cases.step import Closed, steps_of
from cases.views.steps import carry_out
from documents import issue

A = AgreementState


def _agreement(case):
    """The version that is on its way or in force; Http404 while there is none."""
    agreement = versions.newest(case)
    if agreement is None or agreement.document is None:
        raise Http404
    return agreement


def _text(agreement):
    return issue.on_screen(agreement.document.paper, issue.thaw(agreement.document.paper, agreement.document.facts))


def closed_now(agreement, name, user, facts=None):
    """Why a step of the agreement cannot be taken now: its state, then its requirements."""
    spec = steps_of(Agreement)[name]
    if agreement.state not in spec.source:
        return [Closed(_("协议现在是“{state}”。").format(state=agreement.get_state_display()))]
    return [reason for check in spec.requires if (reason := check(agreement, user, facts or {})) is not None]


@staff_only
@never_cache
@require_http_methods(["GET", "POST"])
def mediator_sign(request, uid):
    """The mediator proves that it is him, then writes the name; nothing to write where his ink was compared."""
    case = get_case(request.user, uid, look="mediator_sign")
    agreement = _agreement(case)
    closed = closed_now(agreement, "mediator_sign", request.user)
    confirmed = recent.confirmed_within(request)
    in_ink = drafting.mediators_request(agreement).status == SignatureRequest.Status.SIGNED
    form = MediatorSignForm(
        request.POST or None,
        case=case,
        thing=agreement,
        user=request.user,
        initial={"sha256": agreement.document.sha256},
        in_ink=in_ink,
    )
    problems = []
    if request.method == "POST" and not closed:
        if not confirmed:
            return recent.ask(request)
        if form.is_valid():
            done, problems = carry_out(agreement, "mediator_sign", form, request.user, confirmed=confirmed)
            if done is not None:
                return redirect("cases:signing", uid=uid, document=agreement.document.uid)
    context = {
        "case": case,
        "agreement": agreement,
        "closed": closed,
        "confirmed": confirmed,
        "in_ink": in_ink,
        "summaries": versions.summaries(agreement),
        "text": _text(agreement),
        "form": form,
        "problems": problems,
    }
    return render(request, "cases/signing/mediator_sign.html", context)


@staff_only
@require_http_methods(["GET", "POST"])
def seal(request, uid):
    """Whoever may seal reads the agreement and lets the seal be set; the parent body's head gives a reason."""
    case = get_case(request.user, uid, look="seal")
    agreement = _agreement(case)
    closed = closed_now(agreement, "seal", request.user)
    form = SealForm(request.POST or None, case=case, thing=agreement, user=request.user)
    if (Role.HEAD, "here") in case.held:
        del form.fields["reason"]
    problems = []
    if request.method == "POST" and not closed and form.is_valid():
        done, problems = carry_out(agreement, "seal", form, request.user)
        if done is not None:
            return redirect("cases:seal", uid=uid)
    context = {
        "case": case,
        "agreement": agreement,
        "closed": closed,
        "sealers": queue.sealers(agreement),
        "summaries": versions.summaries(agreement),
        "text": _text(agreement),
        "form": form,
        "problems": problems,
        **fragment(case, agreement),
    }
    return render(request, "cases/signing/seal.html", context)


@staff_only
@require_safe
def sealing(request, uid):
    """The fragment that says how far the worker is; a page polls it until the agreement is in effect."""
    look = "seal" if "seal" in request.GET else "view_full_case"
    case = get_case(request.user, uid, look=look)
    return render(request, "cases/signing/sealing.html", fragment(case, _agreement(case)) | {"look": look})


def fragment(case, agreement):
    """What cases/signing/sealing.html shows."""
    until = None
    if agreement.state == A.SEALED:
        until = case.deadlines.filter(code=deadlines.CONFIRMATION).values_list("ends_on", flat=True).first()
    return {"case": case, "sealed": agreement, "confirmation_until": until}
