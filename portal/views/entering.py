"""The link's pages: who sent it, a code to the person's own telephone, the code typed in, and the session begins.

Opening a link writes nothing, because messengers open links themselves.
"""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import language
from accounts.throttle import TooMany
from portal import contact, entrance
from portal.forms.doors import CodeForm

REFUSED = {
    "wrong": gettext_lazy("这个验证码不对，请再看一下"),
    "locked": gettext_lazy("试错了5次，这个验证码不能用了。请重新发一个"),
    "expired": gettext_lazy("这个验证码过了时间。请重新发一个"),
    "used": gettext_lazy("这个验证码用过了。请重新发一个"),
    "none": gettext_lazy("还没有给这里发过验证码。请点“发验证码给我”"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request, token):
    """GET says who sent the link; POST sends the code to the telephone on file."""
    door = entrance.find(token)
    if door is None:
        return no_link(request)
    problems = []
    if request.method == "POST":
        problems = sent(request, door)
        if not problems:
            return redirect("portal:code", token=token)
    return page(request, door, token, "portal/enter.html", code_form=CodeForm(), problems=problems)


def sent(request, door):
    """Sends the code; returns sentences about what stands in the way."""
    if not door.person.mobile:
        return [_("您没有登记手机。请用调委会给您的单子上的验证码，或者打电话问调委会。")]
    try:
        entrance.send_code(request, door)
    except TooMany as too_many:
        return [too_many.message_zh]
    return []


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request, token):
    """GET asks for the code; POST tries it, and the session begins under a new key, away from the link."""
    door = entrance.find(token)
    if door is None:
        return no_link(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        refused = entrance.come_in(request, door, form.cleaned_data["code"])
        if not refused:
            response = redirect("portal:home")
            language.keep(request, response, request.session[language.SESSION])
            return response
        form.add_error("code", REFUSED[refused])
    return page(request, door, token, "portal/code.html", form=form)


def page(request, door, token, template, **more):
    """A page of the door: the office's name and telephone, never anything of the case or of the person."""
    sent_to = door.person.party.masked_phone if entrance.code_was_sent(request, door) else ""
    facts = contact.of_dispute(door.person.participation.dispute) | {
        "label": door.invitation.label,
        "token": token,
        "sent_to": sent_to,
        "has_phone": bool(door.person.mobile),
    }
    return render(request, template, facts | more)


def no_link(request):
    """404: the same words for every link that does not open."""
    return render(request, "portal/no_link.html", status=404)
