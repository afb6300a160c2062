"""One page for every step that a party takes by itself: its form, what closes it, one call, one redirect."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import throttle
from cases.getting import may
from cases.models import Case
from cases.step import steps_of
from cases.views.steps import carry_out
from portal import window
from portal.gates import party_only
from portal.getting import my_case
from portal.steps import PAGES

CHOSEN_BEFORE = ("instalment", "record")  # what the case's page has chosen already
UPLOADS_A_DAY = 50  # one party must not fill the disk


@party_only
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, person, uid, name):
    """GET shows the form, POST takes the step."""
    page = PAGES.get(name)
    if page is None:
        raise Http404
    case = my_case(person, uid)
    taken = page.step or name
    if not may(case, taken):
        raise Http404
    form = page.form(
        request.POST or None,
        request.FILES or None,
        case=case,
        thing=case,
        user=person.user,
        person=person,
        initial={field: request.GET[field] for field in CHOSEN_BEFORE if field in request.GET},
    )
    closed = why_closed(case, person, taken) or form.closed()
    problems = []
    if request.method == "POST":
        # Also when it is closed by now: the same form sent twice is answered as the first time.
        problems = too_many_files(request, person)
        if not problems and form.is_valid():
            done, problems = carry_out(case, taken, form, person.user)
            if done is not None:
                messages.success(request, page.done)
                if page.secret:
                    request.session[window.HASTY] = True
                return redirect("portal:case", uid=uid)
            form.data = form.data.copy()
            form.data["seen"] = str(case.version)
    return render(
        request,
        page.template,
        window.frame(request, case, person, secret=page.secret)
        | {
            "page": page,
            "name": name,
            "form": form,
            "closed": closed,
            "problems": problems,
            "may_refuse": may(case, "refuse"),
        },
    )


def why_closed(case, person, name):
    """Sentences that say why the step cannot be taken now; none when it can."""
    spec = steps_of(Case)[name]
    if case.state not in spec.source:
        return [_("现在是“{state}”，这一步不用办，也不能办。").format(state=case.get_state_display())]
    return [str(reason) for check in spec.requires if (reason := check(case, person.user, {})) is not None]


def too_many_files(request, person):
    """A sentence when the person has handed in as many files today as one may."""
    if not request.FILES:
        return []
    if throttle.allow(f"upload:{person.user.pk}", limit=UPLOADS_A_DAY, window=timedelta(days=1)):
        return []
    return [_("今天交的文件太多了。请明天再交，或者打电话给调解员。")]
