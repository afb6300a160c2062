"""Writing the agreement: the editor with its clause blocks, and the page on which it is read before it is frozen."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.gates import staff_only
from cases import drafting, engine, regimes, versions
from cases.forms.agreement import AgreementForm, Blocks
from cases.forms.clause import WORDS
from cases.forms.settling import FreezeAgreementForm
from cases.getting import get_case
from cases.models import Agreement, Case, Obligation
from cases.papers import agreement as papers
from cases.papers.rendering import verify_address
from cases.states import AgreementState
from cases.step import steps_of
from cases.views import writing
from cases.views.steps import carry_out
from cases.workflow import requirements as must
from cases.writing import leave
from documents import issue
from documents.fonts import MissingGlyphs
from documents.pdf import TooLong


@staff_only
@require_http_methods(["GET", "POST"])
def editor(request, uid):
    """Write the agreement; buttons change the blocks without saving, 存 and 看一遍 save the whole text."""
    case = get_case(request.user, uid, look="edit_clauses")
    latest = versions.newest(case)
    closed = drafting.talks_are_on(Agreement(case=case), request.user, {})
    if closed is not None:
        return render(request, "cases/agreement/closed.html", {"case": case, "latest": latest, "closed": closed})
    draft = latest if latest is not None and latest.state == AgreementState.DRAFT else None
    if request.method == "GET":
        return _editor(request, case, draft, *_opened(case, request.user, draft, latest))
    action = request.POST.get("action", "look")
    blocks = Blocks.posted(case, request.POST).after(action)
    form = AgreementForm(request.POST, case=case, thing=draft or Agreement(case=case), user=request.user)
    if blocks is not None:
        again = AgreementForm(initial=form.again(), case=case, thing=form.thing, user=request.user)
        return _editor(request, case, draft, again, blocks)
    blocks = Blocks.posted(case, request.POST, checked=True)
    if not all([form.is_valid(), blocks.is_valid()]):  # both are asked, so that all errors show
        return _editor(request, case, draft, form, blocks)
    return _save(request, case, draft, form, blocks, action)


def _opened(case, user, draft, latest):
    """The form and blocks of a fresh page: the draft, else the last version, else what was reported."""
    start = {"edits": draft.edits if draft else 0, "main_facts": case.dispute.summary}
    if latest is not None:
        start |= {"main_facts": latest.main_facts, "responsibility": latest.responsibility}
    form = AgreementForm(initial=start, case=case, thing=draft or Agreement(case=case), user=user)
    return form, Blocks.stored(case, drafting.clauses_of(latest) if latest else [])


def _save(request, case, draft, form, blocks, action):
    """Keep the whole text, beginning a version where there is none; somebody else's later text is shown first."""
    problems = []
    try:
        with engine.together():
            thing = draft or engine.take(Agreement(case=case), "draft_agreement", by=request.user)
            engine.take(
                thing,
                "edit_clauses",
                by=request.user,
                once=form.cleaned_data["once"],
                clauses=blocks.facts(),
                **form.facts(),
            )
    except engine.AlreadyDone:
        pass
    except engine.NotYours as stranger:
        raise Http404 from stranger
    except engine.Refused as refusal:
        problems = [str(reason) for reason in refusal.reasons]
    if not problems:
        leave(case, request.user)
        if action == "save":
            messages.success(request, _("存好了。"))
            return redirect("cases:agreement", uid=case.uid)
        return redirect("cases:check", uid=case.uid)
    present = versions.newest(case)
    theirs = versions.as_written(present) if present is not None and present.edits != _edits(form) else None
    # Saving again replaces what is shown beside it, and only that: the page now stands on the present text.
    form.data = form.data.copy()
    form.data["edits"] = str(present.edits if present else 0)
    return _editor(request, case, draft, form, blocks, problems=problems, theirs=theirs)


def _edits(form):
    return form.cleaned_data["edits"]


def _editor(request, case, draft, form, blocks, *, problems=(), theirs=None):
    asked_nothing = request.method == "GET" and draft is None
    return render(
        request,
        "cases/agreement/editor.html",
        {
            "case": case,
            "draft": draft,
            "form": form,
            "blocks": blocks.forms,
            "forms": blocks.forms,
            "flaws": [] if asked_nothing or request.method == "POST" else versions.flaws_of_text(draft),
            "show_flaws": request.method == "GET" and draft is not None,
            "kinds": [(kind, kind.label, WORDS[kind].icon) for kind in Obligation.Kind],
            "next": len(blocks.forms) + 1,
            "full": len(blocks.forms) >= Blocks.MOST,
            "problems": problems,
            "theirs": theirs,
            **writing.of(case, request.user, "edit_clauses"),
        },
    )


@staff_only
@require_http_methods(["GET", "POST"])
def check(request, uid):
    """Read the agreement as each side will see it and as it will be printed; freeze it."""
    case = get_case(request.user, uid, look="freeze_agreement")
    spec = steps_of(Case)["freeze_agreement"]
    draft = versions.newest(case)
    if draft is None or draft.state != AgreementState.DRAFT:
        return redirect("cases:agreement", uid=uid)
    form = FreezeAgreementForm(
        request.POST or None,
        case=case,
        thing=case,
        user=request.user,
        initial={"recorder": versions.likely_recorder(case)},
    )
    facts = {"recorder": form.initial["recorder"], "by_agent": ()}
    rows = versions.obligations_of(draft)
    whole = [row for row in rows if versions.is_whole(row)]
    # A clause with holes has no sentence yet: the text as printed is shown once there are none.
    # It is this draft that is shown, even if somebody freezes it at this moment.
    paper = papers.text_of(draft, case, facts) if whole == rows else None
    if "laid_out" in request.GET:
        return _laid_out(request, paper)
    problems = []
    if request.method == "POST" and form.is_valid():
        done, problems = carry_out(case, "freeze_agreement", form, request.user)
        if done is not None:
            messages.success(request, _("定稿了，可以请大家签名。"))
            return redirect("cases:signing", uid=uid, document=versions.newest(case).document.uid)
        form.data = form.data.copy()
        form.data["seen"] = str(case.version)
    return render(
        request,
        "cases/agreement/check.html",
        {
            "case": case,
            "step": spec,
            "closed": _closed_but_for_clauses(spec, case, request.user),
            "flaws": versions.flaws_by_clause(draft, rows),
            "form": form,
            "problems": problems,
            "summaries": versions.summaries(draft, whole),
            "text": issue.on_screen(paper.code, paper.facts) if paper else "",
            "copies": paper.facts.copies if paper else 0,
            "oral": regimes.of(case).oral,
        },
    )


def _closed_but_for_clauses(spec, case, user):
    """What else keeps the step closed; each clause's own flaws are listed with their clause."""
    checks = [one for one in spec.requires if one is not must.clauses_are_ready]
    return [reason for one in checks if (reason := one(case, user, {})) is not None]


def _laid_out(request, paper):
    """The fragment that says how many pages it is: asking for it lays the paper out while it is being read."""
    pages, problem = 0, ""
    if paper is None:
        raise Http404
    address = verify_address(paper.verify_code)
    try:
        pages = issue.lay_out(paper.code, paper.facts, verify_code=paper.verify_code, verify_address=address)
    except (MissingGlyphs, TooLong) as flaw:
        problem = flaw.message_zh
    return render(request, "cases/agreement/laid_out.html", {"pages": pages, "problem": problem})
