"""The clerk's register: one page, people added and removed with everything kept, a look at duplicates before it counts."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.gates import staff_only
from cases import navigation
from cases.getting import get_case, may
from intake import bodies, counter, duplicates
from intake.forms import counter as forms
from intake.views import taking
from intake.views.phone import around_of

SAVE, HAND_OVER = "save", "submit"


@staff_only
@require_http_methods(["GET", "POST"])
def register(request):
    """GET shows the empty page; every button of it is a POST that shows it again or registers."""
    around = around_of(request)
    if request.method == "GET":
        return _show(request, forms.MatterForm(around=around), forms.blank_people())
    act = request.POST.get("act", HAND_OVER)
    if act.startswith("same:"):
        said = _("没有另外登记。新的情况请补在这一件里。")
        return taking.lead_to_the_same(request, act.partition(":")[2], said)
    if act in (SAVE, HAND_OVER):
        return _register(request, around, act)
    matter = forms.MatterForm(around=around, initial=forms.as_typed(forms.MatterForm, request.POST))
    people = forms.typed_people(request.POST, add=act == "add", without=act.partition(":")[2])
    return _show(request, matter, people, found=_look(request, matter) if act == "hints" else None)


@staff_only
@require_POST
def hints(request):
    """The hints as a piece of the page, while the rest is still being typed."""
    matter = forms.MatterForm(around=around_of(request), initial=forms.as_typed(forms.MatterForm, request.POST))
    return render(request, "intake/hints.html", {"found": _look(request, matter), "asked": True})


def _look(request, matter):
    return duplicates.look(
        request.user,
        matter.chosen_body,
        people=forms.looked_at(request.POST),
        place=request.POST.get("place", ""),
    )


def _register(request, around, act):
    matter = forms.MatterForm(request.POST, around=around)
    people = forms.sent_people(request.POST)
    right = all([form.is_valid() for form in (matter, *people)])
    if right and not forms.can_be_reached(people):
        people[0].add_error("phone", forms.NOBODY_TO_REACH)
        right = False
    if right and act == HAND_OVER and matter.asks_for_nothing:
        matter.add_error("requests", forms.NOTHING_ASKED)
        right = False
    found = _look(request, matter)
    if not right:
        return _show(request, matter, people, found=found)
    if found and matter.cleaned_data["looked"] != found.key:
        return _show(request, matter, people, found=found, asking=act)
    case, problems = _take(request, matter, people, act)
    if case is None:
        return _show(request, matter, people, found=found, problems=problems)
    words = _("登记好了，已交主任。") if act == HAND_OVER else _("存下了，还没有交主任。")
    messages.success(request, words)
    return redirect("cases:case" if _whole(request.user, case) else "intake:my_report", uid=case.uid)


def _whole(user, case):
    """Whether the one who registered sees the case itself, or only what became of it."""
    return may(get_case(user, case.uid), "view_full_case")


def _take(request, matter, people, act):
    """(the case, []) when it is registered, (None, what to do) when it is not."""
    data = matter.cleaned_data
    entry = counter.Entry(
        body=matter.chosen_body,
        grid=matter.chosen_grid,
        dispute_type=data["dispute_type"],
        source=data["source"],
        title=data["title"],
        summary=data["summary"],
        place=data["place"],
        requests=matter.request_lines(),
        danger=data["danger"],
        people=tuple((form.cleaned_data["side"], form.person()) for form in people if not form.is_empty),
    )
    return taking.carry_out(
        lambda: counter.register(entry, by=request.user, once=data["once"], hand_over=act == HAND_OVER)
    )


def _show(request, matter, people, *, found=None, asking="", problems=()):
    """The page; `asking` is the button that was pressed when duplicates turned up."""
    if asking:
        matter.data = matter.data.copy()
        matter.data["looked"] = found.key
    return render(
        request,
        "intake/register.html",
        {
            "matter": matter,
            "people": people,
            "keys": ",".join(form.key for form in people),
            "forms": [*people, matter],
            "found": found,
            "asked": found is not None,
            "asking": asking,
            "problems": problems,
            "hints_url": reverse("intake:register_hints"),
            "may_add": len(people) < forms.MOST_PEOPLE,
            "may_import": bool(bodies.bodies_of(navigation.memberships(request), "import_cases")),
        },
    )
