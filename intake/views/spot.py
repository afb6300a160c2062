"""Settling on the spot: one page for the mediator at the door; what it writes are the steps of any other case."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.gates import staff_only
from accounts.roles import Role
from cases import navigation
from cases.states import CaseState
from intake import bodies, duplicates, spot
from intake.forms import spot as forms
from intake.views import taking
from intake.views.phone import Around

SETTLE, SAME = "settle", "same:"


@staff_only
@require_http_methods(["GET", "POST"])
def settle(request):
    """GET shows the empty page; POST takes every step or says what is missing."""
    around = around_of(request)
    if request.method == "GET":
        return _show(request, forms.SpotForm(around=around), forms.promises())
    act = request.POST.get("act", SETTLE)
    if act.startswith(SAME):
        said = _("没有另外登记。请在这一件里接着办。")
        return taking.lead_to_the_same(request, act.removeprefix(SAME), said)
    form, promises = forms.SpotForm(request.POST, around=around), forms.promises(request.POST)
    if not all([one.is_valid() for one in (form, *promises)]):
        return _show(request, form, promises)
    found = _look(request, form)
    if found and form.cleaned_data["looked"] != found.key:
        return _show(request, form, promises, found=found)
    case, problems = _take(request, form, promises)
    if case is None:
        return _show(request, form, promises, problems=problems)
    messages.success(request, _said(case))
    return redirect("cases:case", uid=case.uid)


def around_of(request):
    """The mediator and the bodies that let him settle on the spot; Http404 for anybody else."""
    memberships = navigation.memberships(request)
    found = bodies.bodies_of(
        row for row in memberships if row.role == Role.MEDIATOR and row.organization.settles_on_the_spot
    )
    if not found:
        raise Http404
    return Around(request.user, memberships, found)


def _look(request, form):
    people = [{"phone": form.cleaned_data[f"{which}_phone"]} for which in forms.SIDES]
    return duplicates.look(request.user, form.chosen_body, people=people, place=form.cleaned_data["place"])


def _take(request, form, promises):
    """(the case, []) when everything was taken, (None, what to do) when nothing was."""
    told = form.told([promise for promise in promises if not promise.is_empty])
    return taking.carry_out(lambda: spot.settle(told, by=request.user, once=form.cleaned_data["once"]))


def _said(case):
    if case.state == CaseState.AGREEING:
        return _("协议定稿了，编号{number}。请打印出来，当面请双方签名，拍照交上来。").format(number=case.number)
    if case.state == CaseState.CLOSED:
        return _("口头协议记下了，编号{number}。没有还要等着做的事，已经结案。").format(number=case.number)
    return _("口头协议记下了，编号{number}，今天起双方都要照着做。").format(number=case.number)


def _show(request, form, promises, *, found=None, problems=()):
    if found:
        form.data = form.data.copy()
        form.data["looked"] = found.key
    return render(
        request,
        "intake/spot.html",
        {
            "form": form,
            "promises": promises,
            "forms": promises,
            "found": found,
            "asking": SETTLE,
            "problems": problems,
            "opened": form.open_parts(),
        },
    )
