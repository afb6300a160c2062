"""One step on the cases that were ticked in the list: first all of them with what is open, then what came of each."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.gates import staff_only
from cases import navigation, titles, together
from cases.forms.together import FORMS
from cases.models import Case
from cases.step import steps_of
from cases.views.steps import carry_out
from cases.workflow.requirements import sides_of


@dataclass(frozen=True)
class Answers:
    """The common answers for one case, as the page of a single step gives them to the engine."""

    cleaned_data: dict
    given: dict

    def facts(self):
        return self.given


@staff_only
@require_http_methods(["GET", "POST"])
def step(request):
    """GET lists the chosen cases with what closes the step on each; POST takes it on the open ones that are still ticked."""
    roles = navigation.scope(request).roles
    offered = together.offered(roles)
    if not offered:
        raise Http404
    sent = request.POST if request.method == "POST" else request.GET
    tokens, name = together.read_tokens(sent.getlist("case")), sent.get("step", "")
    said = _wrong(tokens, name, offered)
    if said:
        messages.warning(request, said)
        return redirect("cases:list")
    lines = together.chosen(request.user, tokens, name, roles=roles)
    if not lines:
        raise Http404
    form = FORMS[name](request.POST if request.method == "POST" else None, lines=lines)
    if form.is_valid():
        # A form that comes a second time finds its step closed: the engine knows the key and says that it is done.
        done = [_take(line, name, form, request.user, tokens[line.case.uid]) for line in lines]
        taken = sum(one.now is not None for one in done)
        shown = [(_heading(one.case), one) for one in done]
        return _show(request, "cases/together_done.html", name, results=shown, taken=taken, left=len(done) - taken)
    shown = [(_heading(line.case), line) for line in lines]
    return _show(
        request, "cases/together.html", name, form=form, lines=shown, open=sum(not one.closed for one in lines)
    )


def _wrong(tokens, name, offered):
    """What is said instead of the page, "" for nothing."""
    if name not in offered:
        return _("请先勾上案件，再选要一起办的事。")
    if not tokens:
        return _("请先在案件前面打勾，再点“{step}”。").format(step=offered[name])
    if len(tokens) > together.MOST:
        return _("一次最多一起办{most}件，请分几次。").format(most=together.MOST)
    return ""


def _take(line, name, form, user, version):
    """What came of it on one case, in a transaction of its own."""
    case = line.case
    key = together.key_of(form.cleaned_data["once"], case)
    seen = case.version if version is None else version
    answers = Answers({"once": key, "seen": seen}, form.facts(line))
    try:
        done, problems = carry_out(case, name, answers, user)
    except Http404:
        done, problems = None, [_("这一件不归您办这一步。")]
    return together.Done(case, done, tuple(problems or ()))


def _heading(case):
    return titles.heading(sides_of(case), case.dispute.title)


def _show(request, template, name, **context):
    return render(request, template, {"step": steps_of(Case)[name], **context})
