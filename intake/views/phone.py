"""The report on the phone: one thing a page, everything typed kept on the way, one look at the whole before it is sent."""

import uuid
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gates import staff_only
from cases import deadlines, navigation
from cases.forms.base import MOST_PHOTOS
from cases.models import SubmittedForm
from cases.reader import large_first
from documents import vault
from intake import bodies, drafts, phone, photos
from intake.forms.phone import WhatForm, WhereForm, WhoForm
from intake.views import taking


@dataclass(frozen=True)
class Page:
    """One question page."""

    number: int
    title: str
    form: type

    @property
    def names(self):
        """The fields that are typed; files travel by themselves."""
        return [name for name in self.form.base_fields if name != "photos"]


PAGES = {
    1: Page(1, gettext_lazy("出了什么事"), WhatForm),
    2: Page(2, gettext_lazy("谁和谁"), WhoForm),
    3: Page(3, gettext_lazy("在哪里"), WhereForm),
}
CHECK = 4
CHECK_TITLE = gettext_lazy("看一遍")


@dataclass
class Around:
    """What the pages need to know of whoever reports."""

    user: object
    memberships: list
    bodies: list

    @cached_property
    def grids(self):
        return bodies.grids_for(self.user, self.bodies)


def around_of(request):
    """Http404 for somebody who may register nowhere."""
    memberships = navigation.memberships(request)
    found = bodies.bodies_of(memberships)
    if not found:
        raise Http404
    return Around(request.user, memberships, found)


@staff_only
@large_first
@require_safe
def report(request):
    """Begins, or goes on where the last report was left."""
    around = around_of(request)
    draft = drafts.load(request.user)
    if not draft.is_begun:
        return redirect("intake:report_page", page=1)
    unfinished = _first_unfinished(_forms(draft, around))
    return redirect(f"{reverse('intake:report_page', args=[unfinished or CHECK])}?again=1")


@staff_only
@large_first
@require_http_methods(["GET", "POST"])
def report_page(request, page):
    """One page of the report; whatever was typed is kept before anything else is looked at."""
    around = around_of(request)
    if page == CHECK:
        return _check(request, around)
    if page not in PAGES:
        raise Http404
    if request.method == "POST":
        return _answer(request, PAGES[page], around)
    return _show(request, PAGES[page], drafts.load(request.user), around)


@staff_only
@require_safe
def photo(request, sha256):
    """The little picture of one photo of one's own draft."""
    if not any(kept["sha256"] == sha256 for kept in drafts.load(request.user).photos):
        raise Http404
    try:
        return HttpResponse(photos.small(vault.read(sha256)), content_type=photos.JPEG)
    except (vault.Missing, vault.Damaged) as gone:
        raise Http404 from gone


# --- a question page ----------------------------------------------------------


def _as_left(page, draft, around):
    """The form with what was typed before, right or wrong, and no complaint about it."""
    if str(page.number) not in draft.answers:
        return page.form(around=around)
    typed = draft.typed(str(page.number))
    fields = page.form.base_fields
    left = {name: fields[name].widget.value_from_datadict(typed, {}, name) for name in page.names}
    return page.form(around=around, initial=left)


def _answer(request, page, around):
    """Keep what was typed, then go where the pressed button leads; what is wrong is said on the page itself.

    Every answer is a redirect, so that a page shown again never sends old words over newer ones.
    """
    act = request.POST.get("act", "next")
    draft = drafts.change(request.user, lambda draft: draft.take_down(str(page.number), page.names, request.POST))
    if act == "keep":
        return HttpResponse(_kept_words(draft), content_type="text/plain; charset=utf-8")
    if act == "back":
        return redirect(_page_before(page.number))
    form = page.form(request.POST, request.FILES, around=around)
    right = form.is_valid()
    if "photos" in form.fields:
        draft = drafts.change(request.user, lambda draft: _put(draft, form, act))
        if act.startswith(("photos", "remove:")):
            if "X-Fragment" in request.headers:
                return render(request, "intake/photos.html", {"draft": draft})
            return redirect(_address(request, page.number) + "#photos")
        right = right and not draft.refused
    if not right:
        return redirect(_address(request, page.number, wrong=1))
    return redirect("intake:report_page", page=CHECK if "check" in request.POST else page.number + 1)


def _put(draft, form, act):
    """Put the photos that came on the draft, as many as fit, or take one off; `refused` says what was left out."""
    accepted = form.fields["photos"].accepted
    room = max(0, MOST_PHOTOS - len(draft.photos))
    photos.put(draft, accepted[:room])
    if act.startswith("remove:"):
        photos.remove(draft, act.partition(":")[2])
    draft.refused = list(form.errors.get("photos", []))
    if accepted[room:] and not draft.refused:
        full = _("照片最多{most}张，有{count}张没有放上。")
        draft.refused.append(full.format(most=MOST_PHOTOS, count=len(accepted[room:])))


def _show(request, page, draft, around):
    complains = "wrong" in request.GET
    form = page.form(draft.typed(str(page.number)), around=around) if complains else _as_left(page, draft, around)
    return render(
        request,
        f"intake/report_{page.number}.html",
        {
            "page": page,
            "form": form,
            "draft": draft,
            "problems": draft.refused if "photos" in page.form.base_fields else [],
            "kept": _kept_words(draft) if draft.is_begun else "",
            "following": _title(page.number + 1),
            "checking": "check" in request.GET,
            "again": "again" in request.GET,
            "total": CHECK,
        },
    )


def _title(number):
    return PAGES[number].title if number in PAGES else CHECK_TITLE


def _address(request, number, **query):
    if "check" in {*request.GET, *request.POST}:
        query["check"] = 1
    return reverse("intake:report_page", args=[number]) + (f"?{urlencode(query)}" if query else "")


def _page_before(number):
    return reverse("intake:report_page", args=[number - 1]) if number > 1 else reverse("intake:my_reports")


def _kept_words(draft):
    """已自动存好10:32."""
    return _("已自动存好{time}").format(time=draft.kept_at)


# --- the last page ------------------------------------------------------------


def _forms(draft, around):
    """Every page's form, filled with what is kept."""
    return {number: page.form(draft.typed(str(number)), around=around) for number, page in PAGES.items()}


def _first_unfinished(forms):
    return next((number for number, form in forms.items() if not form.is_valid()), None)


def _check(request, around):
    draft = drafts.load(request.user)
    if request.method == "POST":
        act = request.POST.get("act", "send")
        if act == "drop":
            drafts.drop(request.user)
            return redirect("intake:my_reports")
        if act == "back":
            return redirect(_page_before(CHECK))
        earlier = _already_sent(request)
        if earlier is not None:
            return redirect("intake:reported", uid=earlier.uid)
    forms = _forms(draft, around)
    unfinished = _first_unfinished(forms)
    if unfinished:
        return redirect("intake:report_page", page=unfinished)
    problems = []
    if request.method == "POST":
        case, problems = _send(request.user, around, draft, forms)
        if case is not None:
            return redirect("intake:reported", uid=case.uid)
    body = forms[3].chosen_body
    last_day = deadlines.last_day_of(deadlines.ACCEPT, organization=body, start=timezone.localdate())
    return render(
        request,
        "intake/report_4.html",
        {
            "draft": draft,
            "what": forms[1],
            "who": forms[2],
            "where": forms[3],
            "body": body,
            "answer_by": last_day.date,
            "problems": problems,
            "kept": _kept_words(draft),
            "again": "again" in request.GET,
            "total": CHECK,
        },
    )


def _already_sent(request):
    """The case of this very form, when it arrived before (the button pressed twice, the page sent again)."""
    try:
        key = uuid.UUID(request.POST.get("once", ""))
    except ValueError:
        return None
    row = SubmittedForm.objects.filter(key=key, user=request.user).select_related("case").first()
    return row.case if row else None


def _send(user, around, draft, forms):
    """(the case, []) when it is registered, (None, what to do) when it is not; the draft goes only with the former."""
    what, who, where = forms[1], forms[2], forms[3]
    try:
        told = phone.Told(
            body=where.chosen_body,
            grid=where.chosen_grid,
            source=bodies.source_of(around.memberships, where.chosen_body),
            dispute_type=what.chosen_type,
            type_is_sure=what.type_is_sure,
            summary=what.cleaned_data["summary"],
            place=where.cleaned_data["place"],
            danger=what.cleaned_data["danger"],
            people=who.people(),
            photos=tuple(photos.of(draft)),
        )
        case, problems = taking.carry_out(lambda: phone.report(told, by=user, once=draft.once))
    except (vault.Missing, vault.Damaged):
        return None, [_("有一张照片不在了，请去掉它，再重新放一张。")]
    if case is not None:
        drafts.drop(user)
    return case, problems
