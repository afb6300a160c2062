"""One page for every step: its form, its closed reasons, one call to the engine, one redirect."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.access import MATRIX
from accounts.gates import staff_only
from cases import engine, reading, signing, standing, titles
from cases.forms import FORMS
from cases.forms.intake import PlainForm
from cases.getting import get_case, may
from cases.models import Agreement, Case
from cases.states import AgreementState, CaseState
from cases.step import steps_of
from cases.views import writing
from cases.workflow.requirements import sides_of
from cases.writing import is_written, leave
from documents.fonts import MissingGlyphs
from documents.pdf import TooLong
from parties.identity import IdentityError

# Steps whose page is another one: the agreement editor, the signing pages.
ELSEWHERE = {
    "edit_clauses": "cases:agreement",
    "draft_agreement": "cases:agreement",
    "freeze_agreement": "cases:check",
}
# What cannot be taken back is said before the button is pressed (ux reference § 5).
WARNINGS = {
    CaseState.CLOSED: gettext_lazy("结束以后不能恢复。以后再调解，要另开一件。"),
    CaseState.ARCHIVED: gettext_lazy("归档以后卷宗不能再改，只能补充材料。"),
    AgreementState.SEALING: gettext_lazy("盖章以后协议生效，不能撤回。"),
}


def thing_of(case, name):
    """The machine a step belongs to: the case itself, or its newest agreement. Http404 for an unknown step."""
    if name in steps_of(Case):
        return case
    if name in steps_of(Agreement):
        agreement = Agreement.objects.filter(case=case).select_related("document").order_by("-version").first()
        if agreement is not None:
            agreement.case = case
            return agreement
    raise Http404


def shown(thing, name, user):
    """(Step, closed reasons) of a step this user may take from here; Http404 when it is none of his."""
    spec = steps_of(type(thing))[name]
    if not spec.screen or standing.role_among(thing.case.held, name) is None:
        raise Http404
    if thing.state not in spec.source:
        return spec, (engine.closed_by_state(thing, spec),)
    closed = tuple(reason for check in spec.requires if (reason := check(thing, user, {})) is not None)
    return spec, closed


def carry_out(thing, name, form, user, *, by_version=True, **more):
    """Hand a valid form to the engine: (thing, None) when done, (None, problems) when refused.

    `problems` are sentences for the top of the page; nothing was written and the form still holds what was typed.
    by_version: whether the case must still be as the form saw it; a signature is held to its paper's sha256 instead.
    """
    data = form.cleaned_data
    try:
        done = engine.take(
            thing,
            name,
            by=user,
            seen=data["seen"] if by_version else None,
            once=data["once"],
            event_at=data.get("event_at"),
            **form.facts(),
            **more,
        )
    except engine.AlreadyDone as earlier:
        return earlier.case, None
    except engine.NotYours as stranger:
        raise Http404 from stranger
    except engine.Refused as refusal:
        return None, [str(reason) for reason in refusal.reasons]
    except signing.NotCounted:
        return None, [_("就在刚才，这份文书的签名有了变化，请看过新的情况再办。")]
    except (MissingGlyphs, TooLong, IdentityError) as flaw:
        return None, [str(flaw)]
    return done, None


@staff_only
@require_http_methods(["GET", "POST"])
def step(request, uid, name):
    """GET shows the form, POST takes the step; a form that comes too late is shown with what happened since."""
    if name not in MATRIX:
        raise Http404
    # Whoever may take the step may open its page, the parent body's head who seals for another included.
    case = get_case(request.user, uid, look=name)
    if name in ELSEWHERE and request.method == "GET":
        return redirect(ELSEWHERE[name], uid=uid)
    thing = thing_of(case, name)
    spec, closed = shown(thing, name, request.user)
    form = _form(request, case, thing, name)
    problems, changes = [], []
    if request.method == "POST" and form.is_valid():
        done, problems = carry_out(thing, name, form, request.user)
        if done is not None:
            leave(case, request.user)
            said = reading.said(case, request.user, name) or spec.button
            messages.success(request, _("办好了：{said}。").format(said=said))
            return _back(request.user, case)
        case, thing = _fresh(request.user, case, thing, name)
        spec, closed = shown(thing, name, request.user)
        if form.cleaned_data["seen"] < case.version:
            changes = reading.since(case, request.user, form.cleaned_data["seen"], case.held)
        # Shown again on the present version, with everything that was typed.
        form.data = form.data.copy()
        form.data["seen"] = str(case.version)
    return render(
        request,
        [f"cases/steps/{name}.html", "cases/steps/step.html"],
        {
            "case": case,
            "heading": titles.heading(sides_of(case), case.dispute.title),
            "sides": sides_of(case),
            "thing": thing,
            "step": spec,
            "warning": WARNINGS.get(spec.target, ""),
            "closed": closed,
            "form": form,
            "problems": problems,
            "changes": changes,
            **(writing.of(case, request.user, name) if is_written(form) and not closed else {}),
        },
    )


def _form(request, case, thing, name):
    more = {}
    wanted = request.GET.get("participation", "")
    if wanted.isdecimal() and name == "record_party":
        if not may(case, "view_full_case"):
            # Whoever only filed it may name another person, not read what is on record of one.
            raise Http404
        more["participation"] = case.dispute.participations.filter(pk=wanted).first()
    return FORMS.get(name, PlainForm)(
        request.POST or None,
        request.FILES or None,
        case=case,
        thing=thing,
        user=request.user,
        initial=dict(request.GET.items()),
        **more,
    )


def _back(user, case):
    """The case page, or the workbench for somebody who may not look at the case, or no longer."""
    looks = standing.role_for(user, "view_case", case) is not None
    return redirect("cases:case", uid=case.uid) if looks else redirect("cases:workbench")


def _fresh(user, case, thing, name):
    """Case and thing as they are now; as they were for somebody whose standing has just ended, to save what he typed."""
    try:
        case = get_case(user, case.uid, look=name)
        return case, thing_of(case, name)
    except Http404:
        return case, thing
