"""Seeing one person's full number, telephone and address: a reason first, one entry, one page that hides again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.gates import staff_only
from cases import engine
from cases.forms.reveal import RevealForm
from cases.getting import get_case


@staff_only
@require_http_methods(["GET", "POST"])
def reveal(request, uid, participation):
    """GET asks why, POST writes the entry and shows the data once; a fragment request gets the hidden form back."""
    case = get_case(request.user, uid, look="reveal_identity")
    person = get_object_or_404(
        case.dispute.participations.select_related("party").prefetch_related("mandates__person"), pk=participation
    )
    if request.method == "GET" and "X-Fragment" in request.headers:
        return render(request, "cases/parts/revealed_again.html", {"case": case, "person": person})
    form = RevealForm(request.POST or None, initial={"why": request.GET.get("why", "call")})
    if request.method == "POST" and form.is_valid():
        try:
            engine.take(
                case,
                "reveal_identity",
                by=request.user,
                once=form.cleaned_data["once"],
                participation=person,
                reason=form.reason(),
            )
        except engine.AlreadyDone:
            # The entry speaks of one look; a second one needs its own reason.
            messages.info(request, _("刚才已经显示过了，再看请再说明一次原因。"))
            return redirect("cases:reveal", uid=uid, participation=participation)
        except engine.NotYours as stranger:
            raise Http404 from stranger
        return render(request, "cases/revealed.html", {"case": case, "person": person, "reason": form.reason()})
    return render(request, "cases/reveal.html", {"case": case, "person": person, "form": form})
