"""What was sent about a case and what did not arrive, for the body's office; sending a message once more."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import staff_only
from cases import deliveries, engine, navigation
from cases.getting import get_case, may
from cases.views.frame import frame
from notices import outbox


@staff_only
@require_safe
def of_case(request, uid):
    """To whom, when, whether it arrived; numbers masked, words never."""
    case = get_case(request.user, uid, look="view_deliveries")
    context = frame(case, "log", request.user)
    context |= {"lines": deliveries.of_case(case), "may_resend": may(case, "resend_message")}
    return render(request, "cases/deliveries.html", context)


@staff_only
@require_safe
def undelivered(request):
    """What failed for good, of the bodies whose office the user keeps."""
    bodies = deliveries.offices((post.role, post.organization_id) for post in navigation.posts(request))
    if not bodies:
        raise Http404
    return render(request, "cases/undelivered.html", {"lines": deliveries.undelivered(bodies)})


@staff_only
@require_POST
def resend(request, uid, message):
    """One failed message goes out again; the case's log says who did it."""
    case = get_case(request.user, uid, look="resend_message")
    found = get_object_or_404(outbox.about(str(case.uid)), pk=message)
    try:
        engine.take(case, "resend_message", by=request.user, message=found)
    except engine.Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason))
    else:
        messages.success(request, _("好了，马上再发；夜里的等到早上。"))
    return redirect("cases:deliveries", uid=uid)
