"""The case page: where the case stands, the next step, the dossier, the course, the people; and its short form."""

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.gates import staff_only
from cases import dossier, errands, gap, look_alikes, reading, turns, versions
from cases.getting import get_case, may
from cases.models import Deadline
from cases.next_step import next_step
from cases.states import STAGES, AgreementState, CaseState
from cases.views.frame import buttons, frame
from cases.workflow.requirements import sessions_of, sides_of

SHOWN = 30
# The filters of the course: steps by what people look for.
COURSES = {
    "talks": (
        gettext_lazy("调解"),
        ("schedule_session", "record_session", "record_investigation", "add_note", "record_offer"),
    ),
    "people": (
        gettext_lazy("当事人"),
        ("record_party", "record_mandate", "check_identity", "record_consent", "invite_helper", "invite_party")
        + ("print_slip", "refuse"),
    ),
    "papers": (
        gettext_lazy("文书"),
        ("freeze", "request_signatures", "sign", "sign_paper", "attach_signed_sheet", "attach_paper_sheet")
        + ("confirm_signed_sheet", "confirm_paper_sheet", "refuse_to_sign", "mediator_sign", "seal", "finish_sealing")
        + ("void", "download_document"),
    ),
}


@staff_only
@require_safe
def case(request, uid):
    """In full for who handles it; the state word and his own text for who only reported it."""
    try:
        found = get_case(request.user, uid)
    except Http404:
        return _asked_to_seal(request, uid)
    if not may(found, "view_full_case"):
        return _limited(request, found)
    context = frame(found, "case", request.user)
    sessions = sessions_of(found)
    agreement = versions.newest(found)
    issued = dossier.papers_of(found)
    items = dossier.checklist(found, issued)
    people = sides_of(found)
    prefetch_related_objects(people, "mandates__person")
    show = request.GET.get("show", "")
    narrower = {"step__in": COURSES[show][1]} if show in COURSES else {}
    # Offers are the mediator's alone (民诉法解释第107条).
    offers = list(found.offers.select_related("participation__party")) if may(found, "read_offers") else []
    known = [*sessions, *people, *offers, *(document for papers in issued.values() for document in papers)]
    known += [row for errand in errands.of_case(found) for row in (errand, errand.asked_of)]
    known += [found.mediator] if found.mediator_id else []
    words = turns.words(found, turns.details([found]).get(found.pk, turns.NOTHING))
    lines = reading.lines(found, request.user, found.held, SHOWN + 1, known, **narrower)
    context |= {
        "next": next_step(found, request.user, words, agreement, sessions, context["counts"].compare),
        "stage_line": _stage_line(found, words, sessions),
        "stage_steps": _stage_steps(found, context["counts"].taken_up_at),
        "clocks": list(found.deadlines.filter(status=Deadline.Status.RUNNING)),
        "tasks": [_task(found, item) for item in items],
        "tasks_done": sum(item.state == "done" for item in items),
        "tasks_open": sum(item.state in ("todo", "waiting") for item in items),
        "lines": lines[:SHOWN],
        "more_lines": len(lines) > SHOWN,
        "courses": _courses(found, show),
        "people": people,
        "sealed": agreement,
        "gap": gap.between(offers),
        "errands": errands.to_show(found),
        "errand_steps": buttons(found, "ask_errand", "drop_errand"),
        "seen": look_alikes.count(found),
        "may_reveal": may(found, "reveal_identity"),
        "may_invite": may(found, "invite_party"),
        "may_download": may(found, "download_document"),
    }
    return render(request, "cases/case.html", context)


def _asked_to_seal(request, uid):
    """A head above, whom the machine turned to because nobody of the body may seal, is led to that one step."""
    found = get_case(request.user, uid, look="seal")
    agreement = versions.newest(found)
    if agreement is None or agreement.state != AgreementState.MEDIATOR_SIGNED:
        raise Http404
    return redirect("cases:step", uid=uid, name="seal")


def _limited(request, found):
    """Whoever filed it reads his own words and the state word; of the mediation itself nothing."""
    return render(
        request,
        "cases/limited.html",
        {
            "case": found,
            "stage": turns.stage(found.state),
            "reports": list(found.reports.filter(author=request.user)),
            "steps": buttons(found, "add_to_report"),
        },
    )


# --- where it stands ---------------------------------------------------------


def _stage_line(found, words, sessions):
    """One line in words: how far the case has come, and what came of the last talk."""
    held = [row for row in sessions if row.recorded_at]
    if found.state == CaseState.MEDIATING:
        if not held:
            return _("正在调解，还没有谈过")
        return _("正在调解：第{ordinal}次{result}").format(
            ordinal=held[-1].ordinal, result=held[-1].get_result_display()
        )
    lines = {
        CaseState.DRAFT: _("草稿，还没有交给主任"),
        CaseState.SUBMITTED: _("等主任看受不受理"),
        CaseState.ACCEPTED: _("已受理：{words}"),
        CaseState.ASSIGNED: _("已指派，等调解员答复"),
        CaseState.SUSPENDED: _("调解中止：{words}"),
        CaseState.AGREEING: _("正在签协议：{words}"),
        CaseState.EFFECTIVE: _("协议已生效：{words}"),
        CaseState.CLOSED: _("已结案：{outcome}"),
        CaseState.ARCHIVED: _("已归档：{outcome}"),
    }
    return lines[found.state].format(words=words, outcome=found.get_outcome_display())


def _stage_steps(found, taken_up_at):
    """The five stages with the days on which each was reached."""
    days = [found.created_at, found.accepted_at, taken_up_at, found.agreed_on, found.effective_on]
    current = next((place for place, (_label, states) in enumerate(STAGES) if found.state in states), None)
    steps = []
    for place, (label, _states) in enumerate(STAGES):
        day = days[place]
        if current is None:
            steps.append({"label": label, "day": day, "state": "done" if day else ""})
        else:
            state = "done" if place < current else "now" if place == current else ""
            steps.append({"label": label, "day": day if state == "done" else None, "state": state})
    return steps


def _courses(found, show):
    """The chips over the course; the chosen one is marked."""
    here = reverse("cases:case", args=[found.uid])
    chips = [{"label": _("全部"), "url": f"{here}#course", "current": show not in COURSES}]
    return chips + [
        {"label": label, "url": f"{here}?show={code}#course", "current": show == code}
        for code, (label, _steps) in COURSES.items()
    ]


# --- the dossier -------------------------------------------------------------

STATES = {"done": "done", "todo": "todo", "waiting": "wait", "later": "lock"}


def _task(found, item):
    """One line of the checklist with the page that moves it on, where this user may."""
    word = {"later": item.hint, "todo": _("待办"), "waiting": _("等签名"), "done": _("已齐")}[item.state]
    return {
        "label": item.label,
        "url": _task_url(found, item),
        "hint": "" if item.state == "later" else item.hint,
        "state": STATES[item.state],
        "word": word,
    }


def _task_url(found, item):
    if item.documents and item.state == "waiting" and may(found, "sign_paper"):
        return reverse("cases:signing", args=[found.uid, item.documents[-1].uid])
    pages = {"evidence": "evidence", "performance_proof": "performance"}
    if item.state == "done" and item.code in pages:
        return reverse(f"cases:{pages[item.code]}", args=[found.uid])
    if item.documents:
        return reverse("cases:papers", args=[found.uid]) + f"#paper-{item.documents[-1].pk}"
    if item.code == "identity" and item.state == "done":
        return reverse("cases:people", args=[found.uid])
    if item.step and item.state == "todo" and may(found, item.step):
        return reverse("cases:step", args=[found.uid, item.step])
    return ""
