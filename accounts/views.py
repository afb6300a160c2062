"""The doors' pages: log in and out, confirm, change the password, read messages, choose the reading size and the language."""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import context, entry, passwords, recent
from accounts import language as speech
from accounts.forms import ConfirmForm, LoginForm, PasswordForm
from accounts.models import User
from notices import daily, outbox

SHOWN_MESSAGES = 100


def for_staff(view):
    """Strangers log in first; parties find no such page."""

    @wraps(view)
    @login_required
    def inner(request, *args, **kwargs):
        if request.user.kind != User.Kind.STAFF:
            raise Http404
        return view(request, *args, **kwargs)

    return inner


def next_path(request: HttpRequest) -> str:
    """Where the request asks to go afterwards, if that is on this site; else ""."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if here else ""


def onward(request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(next_path(request) or resolve_url(settings.LOGIN_REDIRECT_URL))


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login(request):
    """Password login for staff; parties come in by their link."""
    if request.user.is_authenticated and request.user.kind == User.Kind.STAFF:
        return onward(request)
    form = LoginForm(request.POST or None)
    if form.is_valid():
        try:
            entry.by_password(request, **form.cleaned_data)
        except entry.Refused as refused:
            form.add_error(None, refused.message_zh)
        else:
            return onward(request)
    facts = {"form": form, "next": next_path(request), "why": request.GET.get("why", "")}
    return render(request, "accounts/login.html", facts)


@require_POST
def logout(request):
    """Ends the session and empties the browser's cache and storage of this site."""
    party = request.user.is_authenticated and request.user.kind == User.Kind.PARTY
    return entry.leave(request, HttpResponseRedirect(resolve_url("accounts:left" if party else "accounts:login")))


@never_cache
@require_safe
def left(request):
    """Says that the session is over, and how to come back."""
    return render(request, "accounts/left.html", {"why": request.GET.get("why", "")})


@require_http_methods(["GET", "HEAD", "POST"])
def size(request):
    """Keeps the chosen reading size in a cookie; a plain link may do it, as nothing else changes."""
    chosen = request.POST.get("size", request.GET.get("size", ""))
    response = HttpResponseRedirect(next_path(request) or "/")
    if chosen in context.SIZES:
        context.keep_size(response, chosen)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def language(request):
    """Keeps the chosen language; a plain link may do it, as nothing else changes."""
    chosen = request.POST.get("language", request.GET.get("language", ""))
    response = HttpResponseRedirect(next_path(request) or "/")
    if chosen in speech.NAMES:
        speech.keep(request, response, chosen)
    return response


@sensitive_post_parameters("password")
@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request):
    """Asks for the password again before an act that binds."""
    form = ConfirmForm(request.POST or None)
    if form.is_valid():
        try:
            entry.confirm(request, form.cleaned_data["password"])
        except entry.Refused as refused:
            form.add_error("password", refused.message_zh)
        else:
            return onward(request)
    return render(request, "accounts/confirm.html", {"form": form, "next": next_path(request)})


@sensitive_post_parameters("old", "new", "again")
@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def password(request):
    """Changes one's own password; all other sessions of the user end."""
    form = PasswordForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            entry.confirm(request, form.cleaned_data["old"])
        except entry.Refused as refused:
            form.add_error("old", refused.message_zh)
        else:
            passwords.change(request.user, form.cleaned_data["new"])
            update_session_auth_hash(request, request.user)
            recent.forget(request)
            messages.success(request, _("密码改好了。别的电脑和手机上已经退出。"))
            return onward(request)
    return render(request, "accounts/password.html", {"form": form, "temporary": request.user.temporary_until})


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def inbox(request):
    """The user's messages, newest first; a POST marks all of them as read."""
    if request.method == "POST":
        outbox.mark_read(request.user)
        return HttpResponseRedirect(request.path)
    received = outbox.inbox(request.user)[:SHOWN_MESSAGES]
    return render(request, "accounts/inbox.html", {"received": received, "daily_mail": daily.is_wanted(request.user)})


@for_staff
@require_POST
def daily_mail(request):
    """Begins or ends the user's daily e-mail of unread warnings."""
    wanted = request.POST.get("wanted") == "yes"
    if wanted and not request.user.email:
        messages.error(request, _("还没有登记您的电子邮箱，请找管理员填上。"))
    else:
        daily.choose(request.user, wanted)
        said = _("好了，工作日早上8:30把没看过的提醒发到您的邮箱。") if wanted else _("好了，不再发邮件。")
        messages.success(request, said)
    return HttpResponseRedirect(resolve_url("accounts:inbox"))


@for_staff
@require_POST
def open_message(request, pk):
    """Marks one message as read and goes to what it is about."""
    message = get_object_or_404(outbox.inbox(request.user), pk=pk)
    outbox.mark_read(request.user, message.pk)
    return HttpResponseRedirect(message.link or resolve_url("accounts:inbox"))
