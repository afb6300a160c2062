"""Staff let a party in: a text message they never see, or a slip that is shown this once."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.gates import staff_only
from accounts.throttle import TooMany
from cases import engine
from cases.getting import get_case
from documents import pictures
from portal import inviting
from portal.forms.doors import InviteForm


@staff_only
@sensitive_variables("invited")
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request, uid, participation):
    """GET asks who and how; POST sends the message, or answers with the slip itself."""
    case = get_case(request.user, uid, look="print_slip")
    row = case.dispute.participations.filter(pk=participation, left_at=None).select_related("party", "user").first()
    if row is None:
        raise Http404
    form = InviteForm(request.POST or None, guests=inviting.guests(row))
    problems = []
    if request.method == "POST" and form.is_valid():
        guest = form.chosen
        try:
            invited = inviting.invite_participation(
                case, guest.mandate or row, request.user, by_sms=form.by_sms, once=form.cleaned_data["once"]
            )
        except engine.AlreadyDone:
            messages.info(request, _("这一张已经办过了。还要再给，请重新点一次。"))
            return redirect("cases:case", uid=uid)
        except engine.Refused as refusal:
            problems = [str(reason) for reason in refusal.reasons]
        except TooMany as too_many:
            problems = [too_many.message_zh]
        else:
            if form.by_sms:
                messages.success(request, _said(guest, invited.leaves_at))
                return redirect("cases:case", uid=uid)
            return slip(request, case, guest, invited)
    return render(request, "portal/invite.html", {"case": case, "row": row, "form": form, "problems": problems})


def _said(guest, leaves_at):
    """Whether the link is on its way, or waits for the end of the quiet hours."""
    if leaves_at <= timezone.now():
        return _("链接发到{name}登记的手机上了。").format(name=guest.person.name)
    return _("夜里不发短信。链接{time}发到{name}登记的手机上；要现在给，请打印单子。").format(
        time=f"{timezone.localtime(leaves_at):%H:%M}", name=guest.person.name
    )


@sensitive_variables("invited")
def slip(request, case, guest, invited):
    """The slip: link, its QR and the code, in an answer that no browser keeps."""
    code = invited.slip_code
    answer = render(
        request,
        "portal/slip.html",
        {
            "case": case,
            "guest": guest,
            "link": invited.link,
            "qr": pictures.qr(invited.link),
            "code": f"{code[:3]} {code[3:]}",
        },
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
